/** Sums inside one row of figures, by the identities of the catalogue. */
import type { Figure } from '#lib/filing/filing.ts';
import { IDENTITIES, type Identity, type IdentityTerm } from '#lib/catalogue/identities.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import { isExact, sumOf } from './exact-sums.ts';
import type { Judgement, QuotedPlace } from './findings.ts';
import { halfDigit, type Precision } from './precision.ts';
import { figureOf, type ReviewedFiling, type Subject } from './subject.ts';
import { compare, giveUp, judgeAmounts, type AmountComparison } from './verdict.ts';
import { absenceText, amountText, quoteMeasure, statedText } from './wording.ts';

interface ReadTerm extends IdentityTerm {
	figure: Figure;
}

/** Checks the identity of a rule. */
export function checkIdentity(rule: RuleId, subject: Subject): Judgement {
	const identity = BY_RULE.get(rule);
	if (!identity) throw new Error(`Rule "${rule}" has no identity in the catalogue`);
	const { filing } = subject;
	const total = figureOf(filing, identity.total);
	if (isExact(sumOf(rule), subject.amounts, null)) {
		const stated = total.value ?? 0;
		const message = () => `${sumMessage(identity, stated, stated, EQUAL)}。`;
		const quoted = () => quoteAll(identity, total, readTerms(identity, filing), filing.fiscal_year);
		return judgeAmounts(rule, { comparison: EQUAL, quantity: 'money', message, places: quoted });
	}
	const terms = readTerms(identity, filing);
	const places = () => quoteAll(identity, total, terms, filing.fiscal_year);
	const obstacle = findObstacle(identity, total, terms);
	if (obstacle !== null || total.value === null) return giveUp(rule, obstacle ?? '', places);

	const sum = terms.reduce((all, term) => all + term.sign * (term.figure.value ?? 0), 0);
	const figures = [total, ...terms.map((term) => term.figure)];
	const tolerance = total.value === sum ? 0 : toleranceOf(figures, subject);
	const comparison = compare(total.value, sum, tolerance);
	const doubtful = terms.find((term) => term.figure.value === null && !term.often_blank);
	if (comparison.outcome === 'different' && doubtful) {
		return giveUp(
			rule,
			`${absenceText(measureOf(doubtful.measure).name, doubtful.figure)}，无法核对`,
			places
		);
	}
	const stated = total.value;
	const message = () => `${sumMessage(identity, stated, sum, comparison)}${blanksText(terms)}。`;
	return judgeAmounts(rule, { comparison, quantity: 'money', message, places });
}

const BY_RULE: ReadonlyMap<RuleId, Identity> = new Map(
	IDENTITIES.map((identity) => [identity.rule, identity])
);

const EQUAL: AmountComparison = { difference: 0, outcome: 'equal' };

function readTerms({ terms }: Identity, filing: ReviewedFiling): ReadTerm[] {
	return terms.map((term) => ({ ...term, figure: figureOf(filing, term.measure) }));
}

/** 分 by which rounding alone can take a sum off: half a digit for each figure, at least one digit, at least 尾差. */
export function toleranceOf(figures: readonly Figure[], subject: Subject): number {
	const { precision, settings } = subject;
	return Math.max(roundingOf(figures, precision), settings.rounding_limit);
}

/** 分 by which rounding alone can take a sum off; 0 where all amounts are exact. */
export function roundingOf(figures: readonly Figure[], precision: Precision): number {
	const halves = figures.map((figure) => halfDigit(figure, precision));
	const widest = Math.max(0, ...halves) * 2;
	return Math.max(
		widest,
		halves.reduce((sum, half) => sum + half, 0)
	);
}

/** Says why the rule cannot run at all; null where it can. */
function findObstacle(
	identity: Identity,
	total: Figure,
	terms: readonly ReadTerm[]
): string | null {
	if (total.value === null) return absenceText(measureOf(identity.total).name, total);
	const unread = terms.find(
		(term) => term.figure.value === null && term.figure.missing !== 'blank'
	);
	if (unread) return absenceText(measureOf(unread.measure).name, unread.figure);
	if (terms.every((term) => term.figure.value === null)) return '各分项均未填';
	return null;
}

function quoteAll(
	identity: Identity,
	total: Figure,
	terms: readonly ReadTerm[],
	year: number
): QuotedPlace[] {
	return [
		quoteMeasure(identity.total, total, year),
		...terms.map((term) => quoteMeasure(term.measure, term.figure, year))
	];
}

function sumMessage(
	identity: Identity,
	total: number,
	sum: number,
	comparison: AmountComparison
): string {
	const stated = statedText(identity.total, total);
	const expected = sumInWords(identity);
	if (comparison.outcome === 'equal') return `${stated}，等于${expected}`;
	const gap = amountText(Math.abs(comparison.difference));
	const tail = comparison.outcome === 'rounding' ? '，属尾差' : '';
	return `${stated}，${expected}为${amountText(sum)}，相差${gap}${tail}`;
}

/** `各分项之和`, or `收入合计减支出合计`. */
function sumInWords({ terms }: Identity): string {
	if (terms.every((term) => term.sign === 1)) return '各分项之和';
	return terms
		.map((term, index) => (index > 0 ? '减' : '') + measureOf(term.measure).name)
		.join('');
}

function blanksText(terms: readonly ReadTerm[]): string {
	const blanks = terms.filter((term) => term.figure.value === null);
	if (blanks.length === 0) return '';
	return `（${blanks.map((term) => measureOf(term.measure).name).join('、')}未填，按0计）`;
}
