/**
 * Amounts ten or ten thousand times too large or too small: a slipped decimal point, or 元 in a column of 万元.
 *
 * An amount that merely grew must never be taken for a slip. So a jump counts only where nothing but a slip explains
 * it: a sum that fails and would fit with one figure shifted; a part larger than its whole; pay per head that no
 * department has; a table that stands ten thousand times beside last year's.
 */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { fenIn } from '#lib/catalogue/units.ts';
import type { Judgement, QuotedPlace } from '../findings.ts';
import { amountsOf, figureOf, type ReviewedYear, type Subject } from '../subject.ts';
import { giveUp, judge } from '../verdict.ts';
import { amountText, quoteMeasure, statedText } from '../wording.ts';
import { AT, type Amounts } from '../amounts.ts';
import { LEAST_AMOUNT, type Slip } from './slip.ts';
import { sumsAreExact } from '../exact-sums.ts';
import { isBorneOut, slippedTerms } from './sums.ts';
import { slippedSinceLastYear } from './years.ts';

const RULE = 'scale_jump';

/** Yearly personnel spending a head that departments really have lies well inside; 分. */
const PAY_PER_HEAD = { least: fenIn('万元') * 0.5, most: fenIn('万元') * 500 };

export function checkScale(subject: Subject): Judgement {
	const { filing, previous } = subject;
	const now = subject.amounts;
	const bearsOut = (id: FigureId) => isBorneOut(id, subject);
	const slips = withoutRepeats([
		...slippedTerms(subject),
		...(previous ? slippedSinceLastYear(now, amountsOf(previous), bearsOut) : []),
		...slippedWholes(now),
		...slippedPay(now)
	]);
	if (slips.length > 0) {
		const message = `${slips.map((slip) => slip.text).join('；')}，提示核实单位或小数点。`;
		const places = slips.flatMap((slip) => quoteSlip(slip, filing, previous));
		return judge(RULE, 'warn', message, places);
	}
	return previous
		? judge(RULE, 'pass', '各项金额与上年及同表其他栏数量级相称。')
		: giveUp(RULE, '没有本部门的上年报告，本年各栏之间未见数量级异常');
}

/** Tells whether the amounts alone show that none has slipped. */
export function hasNoSlip(now: Amounts, before: Amounts): boolean {
	return (
		sumsAreExact(now) &&
		slippedSinceLastYear(now, before, () => false).length === 0 &&
		slippedWholes(now).length === 0 &&
		slippedPay(now).length === 0
	);
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

/** Pay per head that only a wrong unit explains. */
function slippedPay(now: Amounts): Slip[] {
	const pay = now[AT.spending_personnel] ?? NaN;
	const staff = now[AT.staff_actual] ?? NaN;
	if (!(pay > 0 && staff > 0)) return [];
	const perHead = pay / staff;
	const isPlausible = (fen: number) => fen >= PAY_PER_HEAD.least && fen <= PAY_PER_HEAD.most;
	if (isPlausible(perHead)) return [];
	if (!isPlausible(perHead / 10_000) && !isPlausible(perHead * 10_000)) return [];
	const stated = `${statedText('spending_personnel', pay)}，实有人数${staff}人`;
	const text = `${stated}，人均${amountText(Math.round(perHead))}，单位疑似相差万倍`;
	return [{ figures: ['spending_personnel'], text }];
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

function quoteSlip(slip: Slip, filing: ReviewedYear, previous: ReviewedYear | null): QuotedPlace[] {
	const [first] = slip.figures;
	if (!first) return [];
	return slip.figures.flatMap((id) => {
		const now = figureOf(filing, id);
		if (now.value === null) return [];
		const before = previous ? figureOf(previous, id) : null;
		return [
			quoteMeasure(id, now, filing.fiscal_year),
			...(before && previous ? [quoteMeasure(id, before, previous.fiscal_year)] : [])
		];
	});
}
