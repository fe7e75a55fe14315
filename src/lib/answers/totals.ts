/** Totals over the years as the points of a line, with what of it is comparable. */
import { againstLastYear, LAST_YEAR } from '#lib/catalogue/change-words.ts';
import type { DisplayUnit } from '#lib/catalogue/format.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { TrendPoint } from '#lib/charts/trends/trend-series.ts';
import type { GroupChange } from '#lib/comparison/change/change.ts';
import type { YearTotal } from '#lib/comparison/change/year-totals.ts';

export function totalPoints(totals: readonly YearTotal[]): TrendPoint[] {
	return totals.map(({ fiscal_year, total, isBreak }) => ({
		year: fiscal_year,
		value: total.value,
		isBreak
	}));
}

/** `同口径（70家）比上年下降6.3%（减少7.02亿元）` for the last year; null where nothing is comparable with it. */
export function likeWords(measure: MeasureId, totals: readonly YearTotal[]): string | null {
	const change = totals.at(-1)?.change;
	return change ? sameBasisWords(measure, change) : null;
}

/**
 * `同口径（70家）比上年下降6.3%（减少7.02亿元）`: the change over the departments of both years, which a total beside it
 * need not cover alone; null where there are none. `base` names the year compared with, `unit` is that of the total.
 */
export function sameBasisWords(
	measure: MeasureId,
	change: GroupChange,
	base: string = LAST_YEAR,
	unit?: DisplayUnit
): string | null {
	const words = change.compared > 0 ? againstLastYear(measure, change, base, unit) : null;
	return words === null ? null : `同口径（${change.compared}家）${words}`;
}
