/** One wrong figure makes several sums fail: the later ones say which finding they follow from. */
import { IDENTITIES, type Identity } from '#lib/catalogue/identities.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { ruleOf, type RuleId } from '#lib/catalogue/rules.ts';
import type { Finding } from './findings.ts';
import type { Subject } from './subject.ts';

/** The figure whose one wrong value breaks several sums, and the rule of the first of them. */
export interface SharedCause {
	figure: FigureId;
	first: RuleId;
}

type SummedFigures = { readonly [id in FigureId]?: { value: number | null } };

/**
 * Finds the sums of a filing that fail by the same figure as one before them, by their rules.
 * @param failed the rules that the filing fails
 */
export function sharedCauses(
	failed: readonly RuleId[],
	figures: SummedFigures
): ReadonlyMap<RuleId, SharedCause> {
	const failing = failed.length < 2 ? [] : IDENTITIES.filter(({ rule }) => failed.includes(rule));
	const figure = failing.length < 2 ? null : sharedFigure(failing, figures);
	if (!figure) return new Map();
	const [first, ...rest] = failing.filter((identity) => namesIn(identity).includes(figure));
	return new Map(first && rest.map(({ rule }) => [rule, { figure, first: first.rule }]));
}

/** Puts the shared cause into the findings, as a field and in words. */
export function withSharedCause(findings: Finding[], { filing }: Subject): Finding[] {
	const failed = findings.filter(({ state }) => state === 'fail').map(({ rule }) => rule);
	const causes = sharedCauses(failed, filing.figures);
	if (causes.size === 0) return findings;
	return findings.map((finding) => {
		const cause = causes.get(finding.rule);
		if (!cause) return finding;
		const same = `与“${ruleOf(cause.first).failing}”或为同一原因：${measureOf(cause.figure).name}有误`;
		const message = finding.message.replace(/。$/, `（${same}）。`);
		return { ...finding, message, follows_from: cause.first };
	});
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
function sharedFigure(failing: readonly Identity[], figures: SummedFigures): FigureId | null {
	const candidates = new Set(failing.flatMap(namesIn));
	for (const figure of candidates) {
		const values = failing
			.filter((identity) => namesIn(identity).includes(figure))
			.map((identity) => mendedBy(identity, figure, figures));
		if (values.length > 1 && values.every((value) => value === values[0])) return figure;
	}
	return null;
}

/** The value of the figure with which the sum would hold; blanks count as 0, as in the sum itself. */
function mendedBy({ total, terms }: Identity, figure: FigureId, figures: SummedFigures): number {
	const amount = (id: FigureId) => figures[id]?.value ?? 0;
	const sum = terms.reduce((all, { measure, sign }) => all + sign * amount(measure), 0);
	if (figure === total) return sum;
	const sign = terms.find(({ measure }) => measure === figure)?.sign ?? 1;
	return amount(figure) + sign * (amount(total) - sum);
}
