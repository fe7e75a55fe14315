/** A measure's total of every year, and whether two years in a row cover the same departments. */
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { aggregate, type GroupValue } from '../aggregate.ts';
import { groupChange, type GroupChange } from './change.ts';
import type { Observation } from '../observation.ts';

export interface YearTotal {
	fiscal_year: number;
	total: GroupValue;
	/** The change over the departments that state the measure in both years. */
	change: GroupChange;
	/** The totals of this year and the year before differ by more than that change: others are counted. */
	isBreak: boolean;
}

/** The totals in the order of years; `history` holds all departments' years, each with the year before it. */
export function yearTotals(history: readonly Observation[], measure: MeasureId): YearTotal[] {
	const byYear = [...Map.groupBy(history, ({ fiscal_year }) => fiscal_year)].sort(
		([a], [b]) => a - b
	);
	const totals: YearTotal[] = [];
	for (const [fiscal_year, rows] of byYear) {
		const total = aggregate(rows, measure);
		const change = groupChange(rows, measure);
		const before = totals.at(-1);
		const isBreak =
			before !== undefined &&
			(before.fiscal_year !== fiscal_year - 1 ||
				before.total.value.value !== change.previous.value ||
				total.value.value !== change.current.value);
		totals.push({ fiscal_year, total, change, isBreak });
	}
	return totals;
}
