/**
 * Measures how far departments are from what is usual among their peers. Numbers are held in arrays by observation,
 * `NaN` where there is none: a ledger holds ten thousand of each.
 */
import { areEnough, type PeerGroup } from '../groups.ts';
import type { Observation } from '../observation.ts';
import { middleOn, type ScaleId } from './outlier-tests.ts';
import type { Places } from '../places.ts';
import type { Population } from '../population.ts';
import { distancesFrom, modifiedZ, spreadOfAscending, type Spread } from './spread.ts';
import { expectedFarthest } from './tail.ts';

export interface YearValue {
	fiscal_year: number;
	value: number;
}

export interface Distance {
	observation: Observation;
	/** Position of the observation in the population. */
	index: number;
	/** In storage units. */
	value: number;
	/** The year that a change starts from, with its value; null for a place among peers. */
	from: YearValue | null;
	/** The distance on the scale that one unit of `at` stands for. */
	step: number;
	/** The value on the scale, or the change on it, that is compared with the peers'. */
	at: number;
	group: PeerGroup;
	/** Spread of the group's places in the year. */
	spread: Spread;
	/** Modified z-score in the group, signed. */
	score: number;
	/** The score, or less where departments of all years are often so far from their peers; never negative. */
	z: number;
	/** The distance over the farthest that the distances of all years lead to expect: above 1 is beyond nature. */
	tail_ratio: number;
	/** Position of the distance in the group, from the largest. */
	rank: number;
}

/** Distances beyond `floor`, and whose figures were compared at all. */
export interface Measured {
	far: Distance[];
	/** By the position of the observation in the population. */
	compared: readonly boolean[];
	summaries: Summaries;
}

/** Summarises the places of each group; null where too few members have a place. */
export type Summaries = ReadonlyMap<PeerGroup, Summary | null>;

/**
 * The distance of each place from its group. A group of nine estimates its spread poorly, and figures with a long
 * tail lie far out by nature: so a distance counts no further than it reaches beyond the distances of all
 * departments in all years, by their median deviation and by their tail.
 */
export function measureDistances(population: Population, places: Places, floor: number): Measured {
	const known = new Map<PeerGroup, Summary | null>();
	const near = nearOf(population, places, known);
	// Where all of a group are equal, nobody has a score, and yet all are compared.
	const compared = population.observations.map(
		(_, index) => Boolean(near.summaries[index]) && !Number.isNaN(places.at[index] ?? NaN)
	);
	return { far: farOnes(near, floor), compared, summaries: known };
}

/**
 * The distances beyond `floor` of one observation and others, given the summaries of the groups that its place does not
 * touch; none where it is nearer. That shows among the peers alone, so the other years are not looked at for it.
 */
export function distancesOf(
	population: Population,
	places: Places,
	{
		index,
		others,
		floor,
		untouched
	}: { index: number; others: readonly number[]; floor: number; untouched: Summaries }
): Distance[] {
	const known = new Map(untouched);
	const group = population.groups[index];
	const spread = group && summaryFor(group, population, places, known)?.spread;
	const score = spread ? modifiedZ(places.at[index] ?? NaN, spread) : null;
	if (score === null || !(Math.abs(score) > floor)) return [];
	return farOnes(nearOf(population, places, known), floor, new Set([index, ...others]));
}

function nearOf(
	population: Population,
	places: Places,
	known: Map<PeerGroup, Summary | null>
): Near {
	const { at } = places;
	const summaries = population.groups.map((group) => summaryFor(group, population, places, known));
	const distances = new Float64Array(at.length).fill(NaN);
	const scores = new Float64Array(at.length).fill(NaN);
	for (let index = 0; index < at.length; index++) {
		const spread = summaries[index]?.spread;
		const place = at[index] ?? NaN;
		const score = spread ? modifiedZ(place, spread) : null;
		if (!spread || score === null || Number.isNaN(score)) continue;
		distances[index] = place - spread.median;
		scores[index] = score;
	}
	return { population, places, summaries, distances, scores };
}

/** Distances within groups by observation, before they are held against those of all years. */
interface Near {
	population: Population;
	places: Places;
	summaries: readonly (Summary | null)[];
	distances: Float64Array;
	scores: Float64Array;
}

/** Summarises the places of one group. */
export interface Summary {
	group: PeerGroup;
	spread: Spread;
	/** Distances from the median, ascending. */
	distances: Float64Array;
}

/** The summary of the group, or of a wider one where too few members have a place; too few of all say nothing. */
function summaryFor(
	group: PeerGroup,
	population: Population,
	places: Places,
	known: Map<PeerGroup, Summary | null>
): Summary | null {
	const found = known.get(group);
	if (found !== undefined) return found;
	const members = population.members.get(group) ?? [];
	const placed = gather(members, places.at);
	const { wider } = group;
	const summary = areEnough(placed.length)
		? summarise(group, placed, places.scale)
		: wider && summaryFor(wider, population, places, known);
	known.set(group, summary);
	return summary;
}

function gather(members: readonly number[], at: Float64Array): Float64Array {
	const places = new Float64Array(members.length);
	for (const [index, member] of members.entries()) places[index] = at[member] ?? NaN;
	return withoutNaN(places);
}

function summarise(group: PeerGroup, places: Float64Array, scale: ScaleId): Summary | null {
	const ascending = places.sort();
	const spread = spreadOfAscending(ascending, (values) => middleOn(values, scale));
	return spread && { group, spread, distances: distancesFrom(ascending, spread.median) };
}

function farOnes(
	near: Near,
	floor: number,
	indices: Iterable<number> = near.scores.keys()
): Distance[] {
	const { population, places, summaries, distances, scores } = near;
	const ascending = typicalOnes(distances, places);
	const pooled = spreadOfAscending(ascending);
	if (!pooled) return [];
	const above = expectedFarthest(ascending);
	const below = expectedFarthest(mirrored(ascending));
	const far: Distance[] = [];
	for (const index of indices) {
		const score = scores[index] ?? NaN;
		const summary = summaries[index];
		const observation = population.observations[index];
		if (!(Math.abs(score) > floor) || !summary || !observation) continue;
		const distance = distances[index] ?? NaN;
		const z = Math.min(Math.abs(score), Math.abs(modifiedZ(distance, pooled) ?? 0));
		if (z <= floor) continue;
		const farthest = distance > 0 ? above : below;
		const tail_ratio = farthest > 0 ? Math.abs(distance) / farthest : Infinity;
		const described = describe(near, index, observation, summary);
		far.push({ ...described, score, z, tail_ratio });
	}
	return far;
}

/** The distances that show how far figures stray by nature, ascending; all where those are few. */
function typicalOnes(distances: Float64Array, { isTypical }: Places): Float64Array {
	const typical = withoutNaN(distances, isTypical);
	return (areEnough(typical.length) ? typical : withoutNaN(distances)).sort();
}

function withoutNaN(
	values: Float64Array,
	isWanted: (index: number) => boolean = () => true
): Float64Array {
	const present = new Float64Array(values.length);
	let count = 0;
	for (const [index, value] of values.entries())
		if (!Number.isNaN(value) && isWanted(index)) present[count++] = value;
	return present.subarray(0, count);
}

/** The negative values, ascending again. */
function mirrored(ascending: Float64Array): Float64Array {
	const negative = new Float64Array(ascending.length);
	const last = ascending.length - 1;
	for (let index = 0; index <= last; index++) negative[index] = -(ascending[last - index] ?? NaN);
	return negative;
}

function describe(
	{ population: { starts }, places: { values, from, step, at } }: Near,
	index: number,
	observation: Observation,
	summary: Summary
): Omit<Distance, 'score' | 'z' | 'tail_ratio'> {
	const start = from && starts[index];
	const place = at[index] ?? NaN;
	return {
		observation,
		index,
		step: step?.[index] ?? 1,
		value: values[index] ?? NaN,
		from: start ? { fiscal_year: start, value: from[index] ?? NaN } : null,
		at: place,
		group: summary.group,
		spread: summary.spread,
		rank: rankIn(summary, place)
	};
}

function rankIn({ distances, spread }: Summary, at: number): number {
	const distance = Math.abs(at - spread.median);
	const nearer = distances.findLastIndex((other) => other <= distance) + 1;
	return 1 + distances.length - nearer;
}
