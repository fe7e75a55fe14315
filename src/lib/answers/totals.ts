/** Totals over the years as the points of a line, with what of it is comparable. */
import { againstLastYear } from '#lib/catalogue/change-words.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { TrendPoint } from '#lib/charts/trend.ts';
import type { YearTotal } from '#lib/comparison/year-totals.ts';

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
	const words = change && change.compared > 0 ? againstLastYear(measure, change) : null;
	return change && words !== null ? `同口径（${change.compared}家）${words}` : null;
}
