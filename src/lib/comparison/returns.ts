/**
 * A change that leads back to what is usual for the department is no departure: the year before was the odd one.
 */
import { median } from 'simple-statistics';
import type { Distance } from './flags/distance.ts';
import { valueOf, type Observation } from './observation.ts';
import { toScale, type OutlierTest } from './flags/outlier-tests.ts';

/**
 * Tells whether a change is a return. The usual is taken from the years before the one that the change starts from, or,
 * where that was the first, from the years after. A first filing is no return but the start of one: it is odd where the
 * years after it agree with one another and not with it.
 */
export function isReturn(
	{ observation, value, from, at }: Pick<Distance, 'observation' | 'value' | 'from' | 'at'>,
	test: OutlierTest,
	years: readonly Observation[]
): boolean {
	if (from === null) return false;
	const year = observation.fiscal_year;
	const now = toScale(value, test.scale);
	const start = toScale(from.value, test.scale);
	if (now === null || start === null) return false;
	const later = placesIn(
		years.filter(({ fiscal_year }) => fiscal_year > year),
		test
	);
	if (from.fiscal_year > year) {
		return later.length < 2 || Math.abs(start - median(later)) > Math.abs(at) / 2;
	}
	const earlier = placesIn(
		years.filter(({ fiscal_year }) => fiscal_year < from.fiscal_year),
		test
	);
	// A low first year is not flagged where only high values are, so what follows it has to be.
	if (earlier.length === 0 && test.side !== 'both') return false;
	const known = earlier.length > 0 ? earlier : later;
	if (known.length === 0) return false;
	const usual = median(known);
	return Math.abs(now - usual) < Math.abs(start - usual);
}

function placesIn(years: readonly Observation[], test: OutlierTest): number[] {
	return years.flatMap((observation) => placeIn(observation, test) ?? []);
}

function placeIn(observation: Observation, { measure, scale }: OutlierTest): number | null {
	const { value } = valueOf(observation, measure);
	return value === null ? null : toScale(value, scale);
}
