import { ruleOf, type RuleId } from '#lib/catalogue/rules.ts';
import { href, type Chosen } from '#lib/links.ts';
import type { Overview } from '#lib/server/questions/figures/overview.ts';

export interface RuleRow {
	rule: RuleId;
	name: string;
	statement: string;
	fail: number;
	warn: number;
	/** Fails and warnings of the year before; null where no report of it was checked. */
	before: number | null;
	href: string;
}

/** Rules with something to look at, the most first. */
export function ruleRows({ rules, rules_before }: Overview, chosen: Chosen): RuleRow[] {
	const isChecked = rules_before.some(
		({ fail, warn, pass, not_checkable }) => fail + warn + pass + not_checkable > 0
	);
	const before = new Map(rules_before.map((count) => [count.rule, count.fail + count.warn]));
	return rules
		.filter(({ fail, warn }) => fail + warn > 0)
		.sort((a, b) => b.fail - a.fail || b.warn - a.warn)
		.map(({ rule, fail, warn }) => ({
			rule,
			name: ruleOf(rule).failing,
			statement: ruleOf(rule).statement,
			fail,
			warn,
			before: isChecked ? (before.get(rule) ?? 0) : null,
			href: href('/findings', { ...chosen, rule })
		}));
}
