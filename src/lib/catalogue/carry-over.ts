/** Carry-overs between years: when two years do not join, and what may have lain untouched. Amounts in 分. */
import { fenIn, PRINTED_STEP } from './units.ts';

/** Less than one yuan apart is nobody's break: 分 are dropped when balances are carried forward. */
const BREAK_FROM = fenIn('元');

/**
 * Returns how far apart 上年结转 and the 累计结余 of the year before may be without being a break.
 * @param rounding 分 by which the years' printing alone can take one amount off
 */
export function carryOverTolerance(rounding: number): number {
	return Math.max(rounding, BREAK_FROM - 1);
}

/** 分 that rounding explains where only one of two amounts is rounded to 0.01万元; 0 where both or neither are. */
export function roundingBetween(a: number, b: number): number {
	const isRounded = (amount: number) => amount % PRINTED_STEP === 0;
	return isRounded(a) === isRounded(b) ? 0 : PRINTED_STEP / 2;
}

/** Four balances of two years and what was spent in them; the balances are all known. */
export interface TwoYears {
	/** 上年结转 of the year before. */
	opening_before: number;
	/** 累计结余 of the year before. */
	closing_before: number;
	/** 上年结转 of the year. */
	opening: number;
	/** 累计结余 of the year. */
	closing: number;
	/** 支出合计 of the year before and of the year; null where not known. */
	spending_before: number | null;
	spending: number | null;
}

/**
 * The part of a balance that may have lain untouched for two years. Money is not marked: if every payment came out of
 * new money, the least of the balances lay untouched, which is the upper bound; if the oldest money was spent first,
 * only what the payments of two years leave of it did, which is all that is proved and is nearly always 0.
 */
export interface Untouched {
	at_most: number;
	at_least: number;
}

/** Null where a balance was drawn down in one of the years, or nothing was left. */
export function untouchedIn(years: TwoYears): Untouched | null {
	const { opening_before, closing_before, opening, closing, spending, spending_before } = years;
	const isDrawnDown = closing < opening || closing_before < opening_before;
	const at_most = Math.min(opening_before, closing_before, opening, closing);
	if (isDrawnDown || at_most <= 0) return null;
	const spent =
		spending === null || spending_before === null ? Infinity : spending + spending_before;
	return { at_most, at_least: Math.max(0, Math.min(at_most, opening_before - spent)) };
}

/** Tells whether what may lie untouched is large enough against the year's spending to be worth a look. */
export function isLargeBalance(
	{ at_most }: Untouched,
	spending: number | null,
	share: number
): boolean {
	return at_most >= share * Math.max(spending ?? 0, 0);
}
