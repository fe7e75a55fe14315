/** Checks what must or should carry on from last year's filing. */
import type { Figure } from '#lib/filing/filing.ts';
import { carryOverTolerance, isLargeBalance, untouchedIn } from '#lib/catalogue/carry-over.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import type { Judgement, QuotedPlace } from './findings.ts';
import { precisionOf, type Precision } from './precision.ts';
import type { JumpLimits } from './settings.ts';
import { figureOf, type ReviewedYear, type Subject } from './subject.ts';
import { compare, giveUp, judge, judgeAmounts, type AmountComparison } from './verdict.ts';
import {
	absenceText,
	amountText,
	LACK_TEXT,
	quoteMeasure,
	statedText,
	valueText
} from './wording.ts';

export function checkCarryOver(subject: Subject): Judgement {
	const rule = 'carry_over_continuity';
	const { filing, previous, lack } = subject;
	if (!previous) return giveUp(rule, LACK_TEXT[lack]);
	const opening = figureOf(filing, 'income_carried_in');
	const closing = figureOf(previous, 'balance_cumulative');
	const places = () => [
		quoteMeasure('income_carried_in', opening, filing.fiscal_year),
		quoteMeasure('balance_cumulative', closing, previous.fiscal_year)
	];
	const absent = absentBalance(opening, closing);
	if (absent !== null) return giveUp(rule, absent, places);
	const isEqual = opening.value === closing.value;
	const tolerance = isEqual ? 0 : toleranceBetween(subject, previous, [opening, closing]);
	const comparison = compare(opening.value ?? 0, closing.value ?? 0, tolerance);
	const message = () => carryOverText(opening, closing, previous.fiscal_year, comparison);
	return judgeAmounts(rule, { comparison, quantity: 'money', message, places });
}

function toleranceBetween(
	{ precision }: Subject,
	previous: ReviewedYear,
	figures: readonly Figure[]
): number {
	const before = precisionOf(previous.figures);
	const alike = areAlike(precision, before, figures);
	return carryOverTolerance(alike ? 0 : Math.max(precision.step, before.step) / 2);
}

/** Says why opening and closing cannot be compared; a blank beside a zero is the same as zero. */
function absentBalance(opening: Figure, closing: Figure): string | null {
	const fits = (blank: Figure, other: Figure) => blank.missing === 'blank' && other.value === 0;
	if (opening.value === null && !fits(opening, closing)) return absenceText('上年结转', opening);
	if (closing.value === null && !fits(closing, opening))
		return absenceText('上年的累计结余', closing);
	return null;
}

/**
 * Tells whether both years print with the same exactness. One and the same amount then reads the same; only where one
 * year is printed more coarsely may the two differ, by half of its last digit. Rows of a table of figures come out of
 * one system: in one unit they are equally exact, however round the amounts of a year happen to be.
 */
function areAlike(now: Precision, before: Precision, figures: readonly Figure[]): boolean {
	if (now.step === before.step || (now.fine && before.fine)) return true;
	return now.unit === before.unit && figures.every((figure) => figure.place?.kind === 'field');
}

function carryOverText(
	opening: Figure,
	closing: Figure,
	previousYear: number,
	{ difference, outcome }: AmountComparison
): string {
	const blank = opening.value === null || closing.value === null ? '（未填的按0计）' : '';
	const stated =
		`${statedText('income_carried_in', opening.value ?? 0)}，` +
		`${previousYear}年累计结余${amountText(closing.value ?? 0)}`;
	if (outcome === 'equal') return `${stated}，衔接一致${blank}。`;
	const gap = amountText(Math.abs(difference));
	if (outcome === 'rounding') return `${stated}，相差${gap}，属尾差${blank}。`;
	return `${stated}，${difference > 0 ? '多' : '少'}${gap}${blank}。`;
}

/** A balance that two years in a row left no smaller than they found it, and that is large against spending. */
export function checkIdleBalance({ filing, previous, lack, settings }: Subject): Judgement {
	const rule = 'idle_carry_over';
	if (!previous) return giveUp(rule, LACK_TEXT[lack]);
	const read: [FigureId, ReviewedYear][] = [
		['balance_cumulative', filing],
		['income_carried_in', filing],
		['balance_cumulative', previous],
		['income_carried_in', previous],
		['spending_total', filing]
	];
	const figures = read.map(([id, year]) => ({ id, year, figure: figureOf(year, id) }));
	const places = () =>
		figures.map(({ id, year, figure }) => quoteMeasure(id, figure, year.fiscal_year));
	const absent = figures.find(({ figure }) => figure.value === null);
	if (absent) {
		const name = `${absent.year.fiscal_year}年${measureOf(absent.id).name}`;
		return giveUp(rule, absenceText(name, absent.figure), places);
	}
	const [closing = 0, opening = 0, closing_before = 0, opening_before = 0, spending = 0] =
		figures.map(({ figure }) => figure.value ?? 0);
	const stated = () =>
		`最近三个年末的累计结余为${[opening_before, closing_before, closing].map(amountText).join('、')}`;
	const spending_before = figureOf(previous, 'spending_total').value;
	const years = { opening_before, closing_before, opening, closing, spending, spending_before };
	const untouched = untouchedIn(years);
	const least = Math.min(opening_before, closing_before, opening, closing);
	const why = least > 0 ? '近两年有所消化' : '没有连续两年都有的结余';
	if (!untouched) return judge(rule, 'pass', () => `${stated()}，${why}。`, places);
	if (!isLargeBalance(untouched, spending, settings.idle_share))
		return judge(rule, 'pass', () => `${stated()}，金额相对支出较小。`, places);
	const proved =
		untouched.at_least > 0 ? `，其中至少${amountText(untouched.at_least)}两年未动用` : '';
	const message = `${stated()}，连续两年未见下降，可能形成存量资金的至多${amountText(untouched.at_most)}${proved}。`;
	return judge(rule, 'warn', message, places);
}

export function checkQuotaJump(subject: Subject): Judgement {
	return checkJump('staff_quota_jump', 'staff_quota', subject.settings.quota_jump, subject);
}

export function checkAssetContinuity(subject: Subject): Judgement {
	return checkJump('asset_continuity', 'assets_total', subject.settings.asset_jump, subject);
}

/** Tells whether a change is large both against last year's value and in itself. */
export function isJump(now: number, before: number, { share, amount }: JumpLimits): boolean {
	const change = Math.abs(now - before);
	return change >= amount && change >= Math.abs(before) * share;
}

/** A change that is large both against last year's value and in itself. */
function checkJump(
	rule: RuleId,
	id: FigureId,
	limits: JumpLimits,
	{ filing, previous, lack }: Subject
): Judgement {
	if (!previous) return giveUp(rule, LACK_TEXT[lack]);
	const now = figureOf(filing, id);
	const before = figureOf(previous, id);
	const places = (): QuotedPlace[] => [
		quoteMeasure(id, now, filing.fiscal_year),
		quoteMeasure(id, before, previous.fiscal_year)
	];
	const { name, quantity } = measureOf(id);
	if (now.value === null) return giveUp(rule, absenceText(name, now), places);
	if (before.value === null) return giveUp(rule, absenceText(`上年${name}`, before), places);
	const [after, from] = [now.value, before.value];
	const message = () => jumpText(id, after, from);
	const comparison: AmountComparison = {
		difference: now.value - before.value,
		outcome: isJump(now.value, before.value, limits) ? 'different' : 'equal'
	};
	const counted = quantity === 'people' ? 'people' : 'money';
	return judgeAmounts(rule, { comparison, quantity: counted, message, places, otherwise: 'warn' });
}

function jumpText(id: FigureId, after: number, before: number): string {
	const change = valueText(id, Math.abs(after - before));
	const end = after === before ? '没有变动' : `${after > before ? '增加' : '减少'}${change}`;
	return `${statedText(id, after)}，上年${valueText(id, before)}，${end}。`;
}
