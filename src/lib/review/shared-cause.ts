/** One wrong figure makes several sums fail: the later ones say which finding they follow from. */
import { IDENTITIES, type Identity } from '#lib/catalogue/identities.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { ruleOf, type RuleId } from '#lib/catalogue/rules.ts';
import type { Finding } from './findings.ts';
import { figureOf, type Subject } from './subject.ts';

export function withSharedCause(findings: Finding[], subject: Subject): Finding[] {
	const failed = findings.filter(({ state }) => state === 'fail').map(({ rule }) => rule);
	const failing = failed.length < 2 ? [] : IDENTITIES.filter(({ rule }) => failed.includes(rule));
	const cause = failing.length < 2 ? null : sharedFigure(failing, subject);
	if (!cause) return findings;
	const [first, ...rest] = failing.filter((identity) => namesIn(identity).includes(cause));
	return findings.map((finding) => {
		if (!first || !rest.some(({ rule }) => rule === finding.rule)) return finding;
		const same = `与“${ruleOf(first.rule).failing}”或为同一原因：${measureOf(cause).name}有误`;
		const message = finding.message.replace(/。$/, `（${same}）。`);
		return { ...finding, message, follows_from: first.rule };
	});
}

const FAILINGS = new Map(IDENTITIES.map(({ rule }) => [ruleOf(rule).failing, rule]));

/** Reads out of the stored sentence what {@link withSharedCause} wrote into it. */
export function causeIn(message: string): { follows_from?: RuleId } {
	const [, failing = ''] = /（与“([^”]*)”或为同一原因：[^（）]*有误）。$/.exec(message) ?? [];
	const cause = FAILINGS.get(failing);
	return cause ? { follows_from: cause } : {};
}

/** A finding with those that follow from it. */
export interface FindingGroup<F> {
	finding: F;
	consequences: F[];
}

/**
 * Puts what follows from a finding of the same filing under it; what follows from one that is not in the list stands
 * for itself.
 * @param filingOf tells the filings of the findings apart
 */
export function groupByCause<F extends Pick<Finding, 'rule' | 'state' | 'follows_from'>>(
	findings: readonly F[],
	filingOf: (finding: F) => unknown
): FindingGroup<F>[] {
	const keyOf = (finding: F, rule: RuleId | undefined) => `${String(filingOf(finding))} ${rule}`;
	const groups = new Map<string, FindingGroup<F>>();
	for (const finding of findings) {
		groups.set(keyOf(finding, finding.rule), { finding, consequences: [] });
	}
	for (const [key, { finding }] of groups) {
		const cause = groups.get(keyOf(finding, finding.follows_from));
		if (!cause) continue;
		cause.consequences.push(finding);
		groups.delete(key);
	}
	return [...groups.values()];
}

function namesIn({ total, terms }: Identity): FigureId[] {
	return [total, ...terms.map(({ measure }) => measure)];
}

/** A figure that is in several failing sums, and with one other value would mend them all. */
function sharedFigure(failing: readonly Identity[], subject: Subject): FigureId | null {
	const candidates = new Set(failing.flatMap(namesIn));
	for (const figure of candidates) {
		const values = failing
			.filter((identity) => namesIn(identity).includes(figure))
			.map((identity) => mendedBy(identity, figure, subject));
		if (values.length > 1 && values.every((value) => value === values[0])) return figure;
	}
	return null;
}

/** The value of the figure with which the sum would hold; blanks count as 0, as in the sum itself. */
function mendedBy({ total, terms }: Identity, figure: FigureId, subject: Subject): number {
	const amount = (id: FigureId) => figureOf(subject.filing, id).value ?? 0;
	const sum = terms.reduce((all, { measure, sign }) => all + sign * amount(measure), 0);
	if (figure === total) return sum;
	const sign = terms.find(({ measure }) => measure === figure)?.sign ?? 1;
	return amount(figure) + sign * (amount(total) - sum);
}
