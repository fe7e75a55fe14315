import { expect, test } from 'vitest';
import { IDENTITIES } from '#lib/catalogue/identities.ts';
import { quantityOf } from '#lib/catalogue/formulas.ts';
import { ruleOf } from '#lib/catalogue/rules.ts';

test.each(IDENTITIES.map((identity) => [identity.rule, identity] as const))(
	'%s compares like with like, under a rule of its own',
	(rule, identity) => {
		const measures = [identity.total, ...identity.terms.map((term) => term.measure)];
		expect(new Set(measures).size).toBe(measures.length);
		expect(new Set(measures.map((measure) => quantityOf(measure))).size).toBe(1);
		expect(['sums', 'balances']).toContain(ruleOf(rule).group);
	}
);

test('no rule stands twice', () => {
	expect(new Set(IDENTITIES.map((identity) => identity.rule)).size).toBe(IDENTITIES.length);
});
