/** One wrong figure makes several sums fail: the later ones say which finding they follow from. */
import { IDENTITIES, type Identity } from '#lib/catalogue/identities.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { ruleOf } from '#lib/catalogue/rules.ts';
import type { Finding } from './findings.ts';
import { figureOf, type Subject } from './subject.ts';

export function withSharedCause(findings: readonly Finding[], subject: Subject): Finding[] {
	const failed = findings.filter(({ state }) => state === 'fail').map(({ rule }) => rule);
	const failing = failed.length < 2 ? [] : IDENTITIES.filter(({ rule }) => failed.includes(rule));
	const cause = failing.length < 2 ? null : sharedFigure(failing, subject);
	if (!cause) return [...findings];
	const [first, ...rest] = failing.filter((identity) => namesIn(identity).includes(cause));
	return findings.map((finding) => {
		if (!first || !rest.some(({ rule }) => rule === finding.rule)) return finding;
		const same = `与“${ruleOf(first.rule).failing}”或为同一原因：${measureOf(cause).name}有误`;
		return { ...finding, message: finding.message.replace(/。$/, `（${same}）。`) };
	});
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
