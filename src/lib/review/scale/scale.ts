/**
 * Amounts ten to ten thousand times too large or too small: a slipped decimal point, or 元 in a column of 万元.
 *
 * An amount that merely grew must never be taken for a slip. So a jump counts only where nothing but a slip explains
 * it: a sum that fails and would fit with one figure shifted; a part larger than its whole; pay per head that no
 * department has; a table that stands ten thousand times beside last year's.
 */
import { FIGURES, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { fenIn, PRINTED_STEP } from '#lib/catalogue/units.ts';
import type { Judgement, QuotedPlace } from '../findings.ts';
import { amountsOf, figureOf, type ReviewedYear, type Subject } from '../subject.ts';
import { giveUp, judge } from '../verdict.ts';
import { amountText, LACK_TEXT, quoteMeasure, statedText } from '../wording.ts';
import { AT, type Amounts } from '../amounts.ts';
import { LEAST_AMOUNT, type Slip } from './slip.ts';
import { sumsAreExact } from '../exact-sums.ts';
import { isBorneOut, slippedTerms, withTied } from './sums.ts';
import { slippedSinceLastYear } from './years.ts';

const RULE = 'scale_jump';

/** Yearly personnel spending a head that departments really have lies well inside; 分. */
const PAY_PER_HEAD = { least: fenIn('万元') * 0.5, most: fenIn('万元') * 500 };
/** No department of a city takes in or spends as much in a year; 分. */
const MOST_A_YEAR = fenIn('亿元') * 1_000;

export function checkScale(subject: Subject): Judgement {
	const { filing, previous, lack } = subject;
	const now = subject.amounts;
	const bearsOut = (id: FigureId) => isBorneOut(id, subject);
	const slips = withoutRepeats([
		...slippedTerms(subject),
		...(previous ? slippedSinceLastYear(now, amountsOf(previous), bearsOut) : []),
		...slippedWholes(now),
		...slippedPay(now),
		...tooLarge(now)
	]);
	if (slips.length > 0) {
		const message = `${slips.map((slip) => slip.text).join('；')}，提示核实单位或小数点。`;
		const figures = doubtedFigures(slips, subject);
		const places = figures.flatMap((id) => quoteYears(id, filing, previous));
		return judge(RULE, 'warn', message, places);
	}
	return previous
		? judge(RULE, 'pass', '各项金额与上年及同表其他栏数量级相称。')
		: giveUp(RULE, `${LACK_TEXT[lack]}，本年各栏之间未见数量级异常`);
}

/**
 * The slipped figures and those tied to them. Where these are what came in and what was spent, and no other year tells
 * better, the whole filing is in another unit: a year before with the same pay is in that unit as well.
 */
function doubtedFigures(slips: readonly Slip[], subject: Subject): readonly FigureId[] {
	const slipped = slips.flatMap(({ figures }) => figures);
	const tied = withTied(slipped, subject);
	const isWhole =
		(tied.includes('income_total') && tied.includes('spending_total')) ||
		holdsSlippedPay(subject.amounts);
	const { previous } = subject;
	const tellsBetter =
		previous !== null && !(isInOtherUnit(amountsOf(previous)) && isInOtherUnit(subject.amounts));
	if (tellsBetter || !isWhole) return tied;
	const amounts = FIGURES.filter(({ quantity }) => quantity === 'money').map(({ id }) => id);
	return amounts.filter((id) => figureOf(subject.filing, id).value !== 0);
}

/** Tells whether the amounts alone show that none has slipped. */
export function hasNoSlip(now: Amounts, before: Amounts): boolean {
	return (
		sumsAreExact(now) &&
		slippedSinceLastYear(now, before, () => false).length === 0 &&
		slippedWholes(now).length === 0 &&
		!isInOtherUnit(now)
	);
}

/** Tells whether the amounts of the year alone show that they are in another unit. */
function isInOtherUnit(now: Amounts): boolean {
	return slippedPay(now).length > 0 || tooLarge(now).length > 0;
}

/** A figure is reported by the first check that finds it. */
function withoutRepeats(slips: readonly Slip[]): Slip[] {
	const seen = new Set<FigureId>();
	return slips.filter((slip) => {
		const fresh = slip.figures.some((id) => !seen.has(id));
		for (const id of slip.figures) seen.add(id);
		return fresh;
	});
}

/** Pay per head that only a wrong unit explains; where 实有人数 is not stated, by 人员编制, which is near to it. */
function slippedPay(now: Amounts): Slip[] {
	const pay = now[AT.spending_personnel] ?? NaN;
	const heads = headsOf(now);
	if (!(pay > 0) || !heads) return [];
	const perHead = pay / heads.count;
	const isPlausible = (fen: number) => fen >= PAY_PER_HEAD.least && fen <= PAY_PER_HEAD.most;
	if (isPlausible(perHead)) return [];
	if (!isPlausible(perHead / 10_000) && !isPlausible(perHead * 10_000)) return [];
	const stated = `${statedText('spending_personnel', pay)}，${measureOf(heads.id).name}${heads.count}人`;
	const step = perHead > PRINTED_STEP ? PRINTED_STEP : 1;
	const shown = Math.round(perHead / step) * step;
	const text = `${stated}，人均约${amountText(shown)}，单位疑似相差万倍`;
	return [{ figures: ['spending_personnel'], text }];
}

function headsOf(now: Amounts): { id: FigureId; count: number } | null {
	for (const id of ['staff_actual', 'staff_quota'] as const) {
		const count = now[AT[id]] ?? NaN;
		if (count > 0) return { id, count };
		// Nobody there is a statement too, and the posts say nothing of who is paid.
		if (count === 0) return null;
	}
	return null;
}

/** All that came in or was spent, where it is more than any department has. */
function tooLarge(now: Amounts): Slip[] {
	const ids = (['income_total', 'spending_total'] as const).filter(
		(id) => (now[AT[id]] ?? NaN) > MOST_A_YEAR
	);
	return ids.map((id) => ({
		figures: [id],
		text: `${statedText(id, now[AT[id]] ?? NaN)}，超过一个部门一年的收支规模（${amountText(MOST_A_YEAR)}），单位疑似相差万倍`
	}));
}

/** Spending that holds pay ten thousand times too large is in the same unit, whether or not its other parts are stated. */
function holdsSlippedPay(now: Amounts): boolean {
	const pay = now[AT.spending_personnel] ?? NaN;
	const isLarge = pay / (headsOf(now)?.count ?? NaN) > PAY_PER_HEAD.most;
	return isLarge && slippedPay(now).length > 0 && (now[AT.spending_total] ?? NaN) >= pay;
}

/** A part that is larger than its whole and fits once it is divided. */
function slippedWholes(now: Amounts): Slip[] {
	return WHOLES.flatMap(([part, whole]) => {
		const partAmount = now[AT[part]] ?? NaN;
		const wholeAmount = now[AT[whole]] ?? NaN;
		const isLarge = wholeAmount >= LEAST_AMOUNT && partAmount > wholeAmount * 10;
		if (!isLarge || partAmount / 10_000 > wholeAmount) return [];
		const text = `${statedText(part, partAmount)}，大于${statedText(whole, wholeAmount)}`;
		return [{ figures: [part], text }];
	});
}

const WHOLES: readonly (readonly [FigureId, FigureId])[] = [
	['three_public_total', 'spending_total'],
	['three_public_total', 'income_total']
];

function quoteYears(
	id: FigureId,
	filing: ReviewedYear,
	previous: ReviewedYear | null
): QuotedPlace[] {
	const now = figureOf(filing, id);
	if (now.value === null) return [];
	const quoted = quoteMeasure(id, now, filing.fiscal_year);
	return previous
		? [quoted, quoteMeasure(id, figureOf(previous, id), previous.fiscal_year)]
		: [quoted];
}
