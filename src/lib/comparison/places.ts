/**
 * Computes where departments are on the scale of a test, by observation: with their values, with the change since the
 * year before, or with the deviation from their own other years. `NaN` means none.
 */
import { median } from 'simple-statistics';
import type { TestedReason } from './flags/flags.ts';
import { lumpsIn } from './flags/lumps.ts';
import {
	fromScale,
	middleOn,
	toScale,
	type OutlierTest,
	type ScaleId
} from './flags/outlier-tests.ts';
import type { Population } from './population.ts';
import { MAD_FACTOR, spreadOfAscending } from './flags/spread.ts';

export interface Places {
	values: Float64Array;
	/** The values that changes or deviations start from; null for places among peers. */
	from: Float64Array | null;
	/** The distance on the scale that one unit of a place stands for; null where it is 1. */
	step: Float64Array | null;
	at: Float64Array;
	/** The scale that the places are on: `linear` for deviations in standard deviations. */
	scale: ScaleId;
	/** By observation, whether the place shows how far figures stray by nature: none that a small amount, an ordinary purchase or travel makes. */
	isTypical: (index: number) => boolean;
}

/** Places are computed from these: the measure by observation, and where its change starts. */
export interface MeasureFigures {
	values: Float64Array;
	before: Float64Array;
}

export function figuresOf(
	{ columns, columns_before }: Population,
	{ measure }: OutlierTest
): MeasureFigures {
	return { values: columns(measure), before: columns_before(measure) };
}

export function placesOf(
	reason: TestedReason,
	population: Population,
	test: OutlierTest,
	figures: MeasureFigures
): Places {
	const places = measurePlaces(reason, population, test, figures);
	return { ...places, isTypical: typicalOf(population, test, places) };
}

function measurePlaces(
	reason: TestedReason,
	population: Population,
	test: OutlierTest,
	{ values, before }: MeasureFigures
): Omit<Places, 'isTypical'> {
	const own = values.map((value) => placeOf(value, test.scale));
	if (reason === 'peers') return { values, from: null, step: null, at: own, scale: test.scale };
	if (reason === 'past') return { values, ...placesInPast(population, test, own) };
	const at = own.map((place, index) => place - placeOf(before[index] ?? NaN, test.scale));
	return { values, from: before, step: null, at, scale: test.scale };
}

function typicalOf(
	{ columns, columns_before, routine_lumps }: Population,
	{ measure, scale, least_amount }: OutlierTest,
	{ values, from }: Pick<Places, 'values' | 'from'>
): Places['isTypical'] {
	const least = scale === 'log' ? least_amount : 0;
	const lumps = lumpsIn(measure).map((id) => ({
		routine: routine_lumps[id],
		amounts: [columns(id), columns_before(id)]
	}));
	const isOrdinary = (index: number) =>
		lumps.some(({ routine, amounts }) =>
			amounts.some((column) => {
				const amount = column[index] ?? 0;
				return amount > 0 && amount <= routine;
			})
		);
	return (index) =>
		Math.max(values[index] ?? NaN, from?.[index] ?? 0) >= least && !isOrdinary(index);
}

function placeOf(value: number, scale: ScaleId): number {
	return Number.isNaN(value) ? NaN : (toScale(value, scale) ?? NaN);
}

/**
 * Fewer other years than this do not show what is usual for a department. Like the next, chosen on made-up cities and near
 * nothing on others: docs/benchmarks.md has what either is worth.
 */
export const LEAST_PAST = 3;

/** So many years' worth of the deviation that is usual among all departments is mixed into a department's own. */
export const PRIOR_YEARS = 8;

interface Past {
	median: number;
	/** Robust standard deviation of the other years. */
	deviation: number;
	count: number;
}

/**
 * Deviations from the median of the department's own other years, in standard deviations: what a year is odd among shows
 * in the years after it as well as before. A few years estimate a deviation poorly, so it is shrunk towards that of all
 * departments: a quiet past makes no small change large.
 */
function placesInPast(
	population: Population,
	{ scale, least }: OutlierTest,
	own: Float64Array
): Omit<Places, 'values' | 'isTypical'> {
	const pasts = population.observations.map((_, index) =>
		isBridged(population, index)
			? null
			: pastOf(
					othersOf(population, index).map((other) => own[other] ?? NaN),
					scale
				)
	);
	const known = pasts.filter((past) => past !== null);
	const usual = known.length === 0 ? 0 : median(known.map(({ deviation }) => deviation));
	const prior = Math.max(usual, least / 5);
	const step = Float64Array.from(pasts, (past) => (past ? shrink(past, prior) : NaN));
	const from = Float64Array.from(pasts, (past) => (past ? past.median : NaN));
	const at = own.map((place, index) => (place - (from[index] ?? NaN)) / (step[index] ?? NaN));
	return { from: from.map((place) => fromPlace(place, scale)), step, at, scale: 'linear' };
}

/** Tells whether the department took others over since the year before. */
function isBridged({ observations }: Population, index: number): boolean {
	return (observations[index]?.previous?.bridged_from.length ?? 0) > 0;
}

/** The department's other years in which it was the same: none from before it took others over, or from after. */
function othersOf(population: Population, index: number): number[] {
	const observation = population.observations[index];
	const years = observation ? population.historyOf(observation) : [];
	const at = years.indexOf(index);
	const start = years.findLastIndex((year, place) => place <= at && isBridged(population, year));
	const next = years.findIndex((year, place) => place > at && isBridged(population, year));
	return years
		.slice(Math.max(start, 0), next < 0 ? years.length : next)
		.filter((year) => year !== index);
}

function fromPlace(place: number, scale: ScaleId): number {
	return Number.isNaN(place) ? NaN : fromScale(place, scale);
}

function pastOf(places: readonly number[], scale: ScaleId): Past | null {
	const stated = Float64Array.from(places.filter((place) => !Number.isNaN(place))).sort();
	const spread =
		stated.length < LEAST_PAST
			? null
			: spreadOfAscending(stated, (values) => middleOn(values, scale));
	if (!spread) return null;
	return { median: spread.median, deviation: spread.mad / MAD_FACTOR, count: stated.length };
}

function shrink({ deviation, count }: Past, prior: number): number {
	const squares = count * deviation ** 2 + PRIOR_YEARS * prior ** 2;
	return Math.sqrt(squares / (count + PRIOR_YEARS));
}
