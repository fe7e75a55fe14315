/** A measure's total of every year, and whether two years in a row cover the same departments. */
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import {
	addSums,
	aggregate,
	groupValue,
	sumsOf,
	type GroupSums,
	type GroupValue
} from '../aggregate.ts';
import { changeBetween, groupChange, sameDepartments, type GroupChange } from './change.ts';
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
	return withBreaks(
		inYears(history).map(([fiscal_year, rows]) => ({
			fiscal_year,
			total: aggregate(rows, measure),
			change: groupChange(rows, measure)
		}))
	);
}

function inYears(history: readonly Observation[]): [number, Observation[]][] {
	return [...Map.groupBy(history, ({ fiscal_year }) => fiscal_year)].sort(([a], [b]) => a - b);
}

function withBreaks(years: readonly Omit<YearTotal, 'isBreak'>[]): YearTotal[] {
	return years.map((one, at) => {
		const before = years[at - 1];
		const isBreak =
			before !== undefined &&
			(before.fiscal_year !== one.fiscal_year - 1 ||
				before.total.value.value !== one.change.previous.value ||
				one.total.value.value !== one.change.current.value);
		return { ...one, isBreak };
	});
}

/** The sums behind a year's total and change of a measure. */
export interface YearSums {
	total: GroupSums;
	/** Those that state the measure in this year and the year before, in this year. */
	now: GroupSums;
	/** The same in the year before. */
	before: GroupSums;
}

/** The sums of each year, of a measure that no other year is needed for. */
export function yearSums(
	history: readonly Observation[],
	measure: MeasureId
): Map<number, YearSums> {
	return new Map(
		inYears(history).map(([fiscal_year, rows]) => {
			const { now, before } = sameDepartments(rows, measure);
			const sums = {
				total: sumsOf(rows, measure),
				now: sumsOf(now, measure),
				before: sumsOf(before, measure)
			};
			return [fiscal_year, sums];
		})
	);
}

/** The sums of two groups without a common department, year by year. */
export function addYears(
	one: ReadonlyMap<number, YearSums>,
	other: ReadonlyMap<number, YearSums>
): Map<number, YearSums> {
	const added = new Map(one);
	for (const [year, sums] of other) {
		const known = one.get(year);
		added.set(
			year,
			known
				? {
						total: addSums(known.total, sums.total),
						now: addSums(known.now, sums.now),
						before: addSums(known.before, sums.before)
					}
				: sums
		);
	}
	return added;
}

/** As {@link yearTotals}, from sums; `reasonIn` says why nobody is counted in a year. */
export function totalsFromSums(
	sums: ReadonlyMap<number, YearSums>,
	measure: MeasureId,
	reasonIn: (year: number) => MissingReason
): YearTotal[] {
	const years = [...sums].sort(([a], [b]) => a - b);
	return withBreaks(
		years.map(([fiscal_year, { total, now, before }]) => {
			const valueOf = (one: GroupSums) => groupValue(one, measure, () => 'input_missing').value;
			const change = {
				...changeBetween(measure, valueOf(now), valueOf(before)),
				compared: now.counted,
				left_out: total.counted + total.left_out - now.counted
			};
			return {
				fiscal_year,
				total: groupValue(total, measure, () => reasonIn(fiscal_year)),
				change
			};
		})
	);
}
