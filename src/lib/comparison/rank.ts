/**
 * Positions among departments, as intervals: ties share positions, and a department whose value is missing could
 * be anywhere.
 */
import type { Value } from '#lib/catalogue/values.ts';

/** Position counted from the largest value, 1-based, both ends inclusive. */
export interface Position {
	/** Best position that the known values allow. */
	from: number;
	/** Worst position: ties, and every missing value taken as larger. */
	to: number;
	/** So many share the value, itself included. */
	tied: number;
	/** Departments with a value. */
	ranked: number;
	/** Departments without one. */
	missing: number;
}

/** The position of `value` among `values` (itself included); null where it is absent: 不可比. */
export function positionOf(value: Value, values: readonly Value[]): Position | null {
	if (value.value === null) return null;
	const known = values.map((other) => other.value).filter((other) => other !== null);
	const missing = values.length - known.length;
	const larger = known.filter((other) => other > value.value).length;
	const tied = known.filter((other) => other === value.value).length;
	return {
		from: larger + 1,
		to: larger + Math.max(tied, 1) + missing,
		tied,
		ranked: known.length,
		missing
	};
}

/** `第3位，共72家`, `并列第3—5位，共72家`, with the missing ones named. */
export function describePosition(position: Position): string {
	if (position.ranked < 2) return '只有1家有此项数据，无法排位';
	const last = position.from + position.tied - 1;
	const place = position.tied > 1 ? `并列第${position.from}—${last}位` : `第${position.from}位`;
	const missing = position.missing > 0 ? `，另有${position.missing}家缺少数据` : '';
	return `${place}，共${position.ranked}家${missing}`;
}

/** For narrow columns: `3/72`, `并列3/72`; 不可比 where there is no value, or no other one. */
export function shortPosition(position: Position | null): string {
	if (!position || position.ranked < 2) return '不可比';
	return `${position.tied > 1 ? '并列' : ''}${position.from}/${position.ranked}`;
}

/** Counts how many more of a ranking equal the last that is named. */
export function equalBeyond(ranking: readonly number[], named: number): number {
	const last = ranking[named - 1];
	return ranking.slice(named).filter((value) => value === last).length;
}

/** `，另有2家与之相等`: the first of a ranking that is named alone has others beside it. Empty where it has none. */
export function equalToFirst(ranking: readonly number[]): string {
	const more = equalBeyond(ranking, 1);
	return more > 0 ? `，另有${more}家与之相等` : '';
}

export interface Ranked<T> {
	row: T;
	value: number;
}

/** The rows that have a value, the largest first; rows that tie stay in their order. */
export function largestFirst<T>(rows: readonly T[], of: (row: T) => number | null): Ranked<T>[] {
	return rows
		.flatMap((row) => {
			const value = of(row);
			return value === null ? [] : [{ row, value }];
		})
		.sort((one, other) => other.value - one.value);
}
