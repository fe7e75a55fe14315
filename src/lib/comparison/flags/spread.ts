/**
 * Robust statistics of a group of values. Quantiles are type 7 (Hyndman and Fan 1996), as in R and Excel's
 * QUARTILE.INC; simple-statistics has other types, ranks without ties, and sorts anew for every statistic, which ten
 * thousand departments feel. So these are written here.
 */
import { sampleCorrelation } from 'simple-statistics';

/** Spread of at least one value, in the values' own unit. */
export interface Spread {
	count: number;
	min: number;
	q1: number;
	median: number;
	q3: number;
	max: number;
	/** Median absolute deviation from the median, unscaled. */
	mad: number;
	/** Mean absolute deviation from the median. */
	mean_ad: number;
}

/** Quantile of type 7 of ascending values; `p` from 0 to 1. Throws on an empty list. */
export function quantile(ascending: ArrayLike<number>, p: number): number {
	const position = (ascending.length - 1) * p;
	const low = Math.floor(position);
	const below = ascending[low];
	if (below === undefined) throw new RangeError('A quantile needs at least one value');
	const above = ascending[low + 1] ?? below;
	return below + (position - low) * (above - below);
}

/** The spread of the values, or null where there is none. */
export function spreadOf(values: ArrayLike<number>): Spread | null {
	return spreadOfAscending(new Float64Array(values).sort());
}

/**
 * The spread of values that are ascending already, or null where there is none.
 * @param middleOf tells the median, where that is not the one on the scale of the values
 */
export function spreadOfAscending(
	ascending: Float64Array,
	middleOf: (ascending: Float64Array) => number = (values) => quantile(values, 0.5)
): Spread | null {
	if (ascending.length === 0) return null;
	const middle = middleOf(ascending);
	return {
		count: ascending.length,
		min: quantile(ascending, 0),
		q1: quantile(ascending, 0.25),
		median: middle,
		q3: quantile(ascending, 0.75),
		max: quantile(ascending, 1),
		mean_ad: meanDistance(ascending, middle),
		mad: quantile(distancesFrom(ascending, middle), 0.5)
	};
}

/** Distances of ascending values from one among them, ascending: both sides rise away from it, so they are merged. */
export function distancesFrom(ascending: Float64Array, middle: number): Float64Array {
	const distances = new Float64Array(ascending.length);
	let right = ascending.findIndex((value) => value >= middle);
	if (right < 0) right = ascending.length;
	let left = right - 1;
	for (let index = 0; index < distances.length; index++) {
		const below = left >= 0 ? middle - (ascending[left] ?? NaN) : Infinity;
		const above = right < ascending.length ? (ascending[right] ?? NaN) - middle : Infinity;
		if (below < above) left -= 1;
		else right += 1;
		distances[index] = Math.min(below, above);
	}
	return distances;
}

function meanDistance(values: Float64Array, middle: number): number {
	let sum = 0;
	for (const value of values) sum += Math.abs(value - middle);
	return sum / values.length;
}

/**
 * Constants as Iglewicz and Hoaglin print them, so that a score is the one that anybody recomputes by their book:
 * they make the MAD, and the mean absolute deviation, of normally distributed values estimate their standard deviation.
 */
export const MAD_FACTOR = 0.6745;
const MEAN_AD_FACTOR = 1.253314;

/** The deviation that counts as one: of the median, or of the mean where more than half of the values are equal. */
function deviationOf({ mad, mean_ad }: Spread): number {
	return mad > 0 ? mad / MAD_FACTOR : mean_ad * MEAN_AD_FACTOR;
}

/**
 * Modified z-score (Iglewicz and Hoaglin 1993): distance from the median in robust standard deviations. Null where all
 * values are equal.
 */
export function modifiedZ(value: number, spread: Spread): number | null {
	const deviation = deviationOf(spread);
	return deviation > 0 ? (value - spread.median) / deviation : null;
}

/** The value at which {@link modifiedZ} is `z`: where a flag would clear. Null where all values are equal. */
export function valueAtZ(z: number, spread: Spread): number | null {
	const deviation = deviationOf(spread);
	return deviation > 0 ? spread.median + z * deviation : null;
}

/** Ranks from 1, ascending; equal values share the mean of their ranks. */
export function tiedRanks(values: readonly number[]): number[] {
	const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
	const ranks = new Array<number>(values.length).fill(0);
	let start = 0;
	while (start < order.length) {
		let end = start;
		while (order[end + 1]?.value === order[start]?.value) end += 1;
		for (const { index } of order.slice(start, end + 1)) ranks[index] = (start + end) / 2 + 1;
		start = end + 1;
	}
	return ranks;
}

/** Spearman's rank correlation with ties; null for fewer than three pairs or where one side is constant. */
export function spearman(x: readonly number[], y: readonly number[]): number | null {
	if (x.length < 3 || x.length !== y.length) return null;
	const correlation = sampleCorrelation(tiedRanks(x), tiedRanks(y));
	return Number.isFinite(correlation) ? correlation : null;
}
