/**
 * How far departments stand from what is usual: in a year among their peers, or in their change among the peers'
 * changes. Numbers stand in arrays by observation, `NaN` where there is none: a ledger holds ten thousand of each.
 */
import { columnsOf, type Columns } from './column.ts';
import { areEnough, groupPeers, type PeerGroup } from './groups.ts';
import type { Observation, ReportedValues } from './observation.ts';
import type { PeerRule } from './peers.ts';
import { distancesFrom, modifiedZ, quantile, spreadOfAscending, type Spread } from './spread.ts';
import { toScale, type ScaleId, type Watch } from './watch.ts';

/** Departments of all years with whom each is compared. */
export interface Population {
	observations: readonly Observation[];
	/** Years of one department, ascending. */
	yearsOf: (observation: Observation) => readonly Observation[];
	/** The group of each observation among those of its year. */
	groups: readonly PeerGroup[];
	/** Positions in `observations` of a group's members. */
	members: ReadonlyMap<PeerGroup, readonly number[]>;
	/** The year that each observation's change starts from; null where there is none. */
	starts: readonly (number | null)[];
	/** By observation: its own values, and those that its change starts from. */
	columns: Columns;
	columns_before: Columns;
}

interface Start {
	fiscal_year: number;
	values: ReportedValues;
}

export interface YearValue {
	fiscal_year: number;
	value: number;
}

export interface Distance {
	observation: Observation;
	/** In storage units. */
	value: number;
	/** The year that a change starts from, with its value; null for a place among peers. */
	from: YearValue | null;
	/** What is compared with the peers': the value on the scale, or the change on it. */
	at: number;
	group: PeerGroup;
	/** Of the group's places in the year. */
	spread: Spread;
	/** Modified z-score in the group, signed. */
	score: number;
	/** The score, or less where departments of all years often stand so far from their peers; never negative. */
	reach: number;
	/** The distance over the farthest that the distances of all years lead to expect: above 1 is beyond nature. */
	rarity: number;
	/** Position of the distance in the group, from the largest. */
	rank: number;
}

export function populate(observations: readonly Observation[], rule: PeerRule): Population {
	const byDepartment = Map.groupBy(observations, ({ department }) => department.id);
	for (const years of byDepartment.values()) years.sort((a, b) => a.fiscal_year - b.fiscal_year);
	const yearsOf = ({ department }: Observation) => byDepartment.get(department.id) ?? [];
	const byYear = Map.groupBy(observations, ({ fiscal_year }) => fiscal_year);
	const grouped = new Map([...byYear].map(([year, all]) => [year, groupPeers(all, rule)]));
	const groups = observations.map(({ fiscal_year, department }) => {
		const group = grouped.get(fiscal_year)?.get(department.id);
		if (!group) throw new Error(`Department ${department.code} stands in no group`);
		return group;
	});
	const starts = observations.map((observation) => startOf(observation, yearsOf(observation)));
	const before = columnsOf(observations.map(({ previous }) => previous?.values ?? null));
	return {
		observations,
		yearsOf,
		groups,
		members: indexMembers(observations, groups),
		starts: starts.map((start) => start?.fiscal_year ?? null),
		columns: columnsOf(
			observations.map(({ values }) => values),
			before
		),
		columns_before: columnsOf(starts.map((start) => start?.values ?? null))
	};
}

function indexMembers(
	observations: readonly Observation[],
	groups: readonly PeerGroup[]
): ReadonlyMap<PeerGroup, number[]> {
	const index = new Map(observations.map((observation, at) => [observation, at]));
	const members = new Map<PeerGroup, number[]>();
	for (const group of groups) {
		for (let one: PeerGroup | null = group; one && !members.has(one); one = one.wider) {
			members.set(
				one,
				one.members.flatMap((member) => index.get(member) ?? [])
			);
		}
	}
	return members;
}

/**
 * The filing before, or, of a department's first filing, the next: what was odd in the first year shows only when it
 * is over.
 */
function startOf(observation: Observation, years: readonly Observation[]): Start | null {
	const { fiscal_year, previous } = observation;
	if (previous !== null) return { fiscal_year: fiscal_year - 1, values: previous.values };
	const index = years.indexOf(observation);
	const other = years[index - 1] ?? years[index + 1];
	// Filed the year before and yet without a past: it took over departments that did not file.
	if (!other || other.fiscal_year === fiscal_year - 1) return null;
	return { fiscal_year: other.fiscal_year, values: other.values };
}

/** The places of a measure's values on its scale, or of their changes, by observation. */
export interface Places {
	values: Float64Array;
	/** The values that changes start from; null for places among peers. */
	from: Float64Array | null;
	at: Float64Array;
}

export function placeValues({ columns }: Population, { measure, scale }: Watch): Places {
	const values = columns(measure);
	return { values, from: null, at: values.map((value) => placeOf(value, scale)) };
}

export function placeChanges(population: Population, { measure, scale }: Watch): Places {
	const values = population.columns(measure);
	const from = population.columns_before(measure);
	const at = values.map(
		(value, index) => placeOf(value, scale) - placeOf(from[index] ?? NaN, scale)
	);
	return { values, from, at };
}

function placeOf(value: number, scale: ScaleId): number {
	return Number.isNaN(value) ? NaN : (toScale(value, scale) ?? NaN);
}

/** Distances that reach beyond `floor`, and how many were measured in each year. */
export interface Measured {
	far: Distance[];
	tests: ReadonlyMap<number, number>;
}

/**
 * The distance of each place from its group. A group of nine estimates its spread poorly, and figures with a long
 * tail stand far out by nature: so a distance counts no further than it reaches beyond the distances of all
 * departments in all years, by their median deviation and by their tail.
 */
export function measureDistances(population: Population, places: Places, floor: number): Measured {
	const { observations, groups } = population;
	const known = new Map<PeerGroup, Summary | null>();
	const summaries = groups.map((group) => summaryFor(group, population, places.at, known));
	const distances = new Float64Array(observations.length).fill(NaN);
	const scores = new Float64Array(observations.length).fill(NaN);
	const tests = new Map<number, number>();
	for (const [index, observation] of observations.entries()) {
		const spread = summaries[index]?.spread;
		const at = places.at[index] ?? NaN;
		const score = spread ? modifiedZ(at, spread) : null;
		if (!spread || score === null || Number.isNaN(score)) continue;
		distances[index] = at - spread.median;
		scores[index] = score;
		tests.set(observation.fiscal_year, (tests.get(observation.fiscal_year) ?? 0) + 1);
	}
	const near: Near = { summaries, distances, scores };
	return { far: farOnes(near, population, places, floor), tests };
}

/** Distances within groups by observation, before they are held against those of all years. */
interface Near {
	summaries: readonly (Summary | null)[];
	distances: Float64Array;
	scores: Float64Array;
}

/** What a group's places say together. */
interface Summary {
	group: PeerGroup;
	spread: Spread;
	/** Distances from the median, ascending. */
	distances: Float64Array;
}

/** The summary of the group, or of a wider one where too few members have a place; too few of all say nothing. */
function summaryFor(
	group: PeerGroup,
	population: Population,
	at: Float64Array,
	known: Map<PeerGroup, Summary | null>
): Summary | null {
	const found = known.get(group);
	if (found !== undefined) return found;
	const members = population.members.get(group) ?? [];
	const placed = gather(members, at);
	const { wider } = group;
	const summary = areEnough(placed.length)
		? summarise(group, placed)
		: wider && summaryFor(wider, population, at, known);
	known.set(group, summary);
	return summary;
}

function gather(members: readonly number[], at: Float64Array): Float64Array {
	const places = new Float64Array(members.length);
	for (const [index, member] of members.entries()) places[index] = at[member] ?? NaN;
	return withoutNaN(places);
}

function summarise(group: PeerGroup, places: Float64Array): Summary | null {
	const ascending = places.sort();
	const spread = spreadOfAscending(ascending);
	return spread && { group, spread, distances: distancesFrom(ascending, spread.median) };
}

/** Nothing odd is as frequent as this, so what lies below is how far figures stray by nature. */
const TAIL = { from: 0.75, to: 0.9 };

/**
 * The farthest of so many distances that their own tail leads to expect: an exponential tail through two quantiles,
 * continued until one distance is left beyond it. 0 where the distances have no tail.
 */
function expectedFarthest(ascending: ArrayLike<number>): number {
	const [from, to] = [quantile(ascending, TAIL.from), quantile(ascending, TAIL.to)];
	const step = (to - from) / Math.log((1 - TAIL.from) / (1 - TAIL.to));
	return Math.max(0, to + step * Math.log(Math.max(1, (1 - TAIL.to) * ascending.length)));
}

function farOnes(near: Near, population: Population, places: Places, floor: number): Distance[] {
	const { distances, scores, summaries } = near;
	const ascending = withoutNaN(distances).sort();
	const pooled = spreadOfAscending(ascending);
	if (!pooled) return [];
	const above = expectedFarthest(ascending);
	const below = expectedFarthest(mirrored(ascending));
	const far: Distance[] = [];
	for (const [index, score] of scores.entries()) {
		const summary = summaries[index];
		const observation = population.observations[index];
		if (!(Math.abs(score) > floor) || !summary || !observation) continue;
		const distance = distances[index] ?? NaN;
		const reach = Math.min(Math.abs(score), Math.abs(modifiedZ(distance, pooled) ?? 0));
		if (reach <= floor) continue;
		const farthest = distance > 0 ? above : below;
		const rarity = farthest > 0 ? Math.abs(distance) / farthest : Infinity;
		const described = describe(observation, index, summary, population, places);
		far.push({ ...described, score, reach, rarity });
	}
	return far;
}

function withoutNaN(values: Float64Array): Float64Array {
	const kept = new Float64Array(values.length);
	let count = 0;
	for (const value of values) if (!Number.isNaN(value)) kept[count++] = value;
	return kept.subarray(0, count);
}

/** The negative values, ascending again. */
function mirrored(ascending: Float64Array): Float64Array {
	const negative = new Float64Array(ascending.length);
	const last = ascending.length - 1;
	for (let index = 0; index <= last; index++) negative[index] = -(ascending[last - index] ?? NaN);
	return negative;
}

function describe(
	observation: Observation,
	index: number,
	summary: Summary,
	{ starts }: Population,
	{ values, from, at }: Places
): Omit<Distance, 'score' | 'reach' | 'rarity'> {
	const start = from && starts[index];
	const place = at[index] ?? NaN;
	return {
		observation,
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
