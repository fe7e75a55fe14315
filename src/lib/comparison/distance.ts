/**
 * How far departments stand from what is usual: in a year among their peers, or in their change among the peers'
 * changes.
 */
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { areEnough, groupPeers, type PeerGroup } from './groups.ts';
import { previousValueOf, valueOf, type Observation } from './observation.ts';
import type { PeerRule } from './peers.ts';
import { modifiedZ, quantile, spreadOf, type Spread } from './spread.ts';
import { toScale, type Watch } from './watch.ts';

/** A department's year with its place on the scale: of its value, or of its change. */
export interface Placed {
	observation: Observation;
	/** In storage units. */
	value: number;
	/** The year that a change starts from, with its value; null for a place among peers. */
	from: YearValue | null;
	/** What is compared with the peers': the value on the scale, or the change on it. */
	at: number;
}

export interface YearValue {
	fiscal_year: number;
	value: number;
}

export interface Distance {
	placed: Placed;
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

/** Years of one department, ascending. */
type Years = readonly Observation[];
export type YearsOf = (observation: Observation) => Years;

/** The years of each department. */
export function yearsByDepartment(observations: readonly Observation[]): YearsOf {
	const years = Map.groupBy(observations, ({ department }) => department.id);
	for (const list of years.values()) list.sort((a, b) => a.fiscal_year - b.fiscal_year);
	return ({ department }) => years.get(department.id) ?? [];
}

/** The peer group of every observation: the comparison is within a year. */
export type GroupOf = (observation: Observation) => PeerGroup | undefined;

export function groupByYear(observations: readonly Observation[], rule: PeerRule): GroupOf {
	const groups = new Map(
		[...Map.groupBy(observations, ({ fiscal_year }) => fiscal_year)].map(([year, population]) => [
			year,
			groupPeers(population, rule)
		])
	);
	return ({ fiscal_year, department }) => groups.get(fiscal_year)?.get(department.id);
}

/** Places of the values themselves. */
export function placeValues(observations: readonly Observation[], watch: Watch): Placed[] {
	return observations.flatMap((observation) => {
		const { value } = valueOf(observation, watch.measure);
		const at = value === null ? null : toScale(value, watch.scale);
		return value === null || at === null ? [] : [{ observation, value, from: null, at }];
	});
}

/**
 * Places of the changes since the filing before, or, of a department's first filing, against the next: what was odd
 * in the first year shows only when it is over.
 */
export function placeChanges(
	observations: readonly Observation[],
	watch: Watch,
	yearsOf: YearsOf
): Placed[] {
	return observations.flatMap((observation) => {
		const { value } = valueOf(observation, watch.measure);
		const from = comparedYear(observation, watch.measure, yearsOf(observation));
		const [to, start] = [value, from?.value ?? null].map((one) =>
			one === null ? null : toScale(one, watch.scale)
		);
		return value === null || from === null || to == null || start == null
			? []
			: [{ observation, value, from, at: to - start }];
	});
}

function comparedYear(
	observation: Observation,
	measure: MeasureId,
	years: Years
): YearValue | null {
	const { fiscal_year, previous } = observation;
	if (previous !== null) {
		const { value } = previousValueOf(observation, measure);
		return value === null ? null : { fiscal_year: fiscal_year - 1, value };
	}
	const index = years.indexOf(observation);
	const other = years[index - 1] ?? years[index + 1];
	// Filed the year before and yet without a past: it took over departments that did not file.
	if (!other || other.fiscal_year === fiscal_year - 1) return null;
	const { value } = valueOf(other, measure);
	return value === null ? null : { fiscal_year: other.fiscal_year, value };
}

/** Fewer places than this say nothing even of all departments. */
const LEAST_PLACES = 3;

/**
 * The distance of each place from its group. A group of nine estimates its spread poorly, and figures with a long
 * tail stand far out by nature: so a distance counts no further than it reaches beyond the distances of all
 * departments in all years, by their median deviation and by their tail.
 */
export function distancesOf(placed: readonly Placed[], groupOf: GroupOf): Distance[] {
	const places = new Map(placed.map(({ observation, at }) => [observation, at]));
	const summaries = new Map<PeerGroup, Summary | null>();
	const found = placed.flatMap((one): Near[] => {
		const summary = summaryFor(groupOf(one.observation), places, summaries);
		const score = summary ? modifiedZ(one.at, summary.spread) : null;
		if (!summary || score === null) return [];
		const { group, spread } = summary;
		return [{ placed: one, group, spread, score, rank: rankIn(summary, one) }];
	});
	return limitReach(found);
}

/** A distance within its group, before it is held against those of all years. */
type Near = Omit<Distance, 'reach' | 'rarity'>;

/** What a group's places say together. */
interface Summary {
	group: PeerGroup;
	spread: Spread;
	/** Distances from the median, ascending. */
	distances: number[];
}

/** The summary of the group, or of a wider one where too few members have a place. */
function summaryFor(
	group: PeerGroup | null | undefined,
	places: ReadonlyMap<Observation, number>,
	known: Map<PeerGroup, Summary | null>
): Summary | null {
	if (!group) return null;
	const found = known.get(group);
	if (found !== undefined) return found;
	const at = group.members.flatMap((member) => places.get(member) ?? []);
	const enough = group.wider ? areEnough(at.length) : at.length >= LEAST_PLACES;
	const summary = enough ? summarise(group, at) : summaryFor(group.wider, places, known);
	known.set(group, summary);
	return summary;
}

function summarise(group: PeerGroup, at: readonly number[]): Summary | null {
	const spread = spreadOf(at);
	if (!spread) return null;
	const distances = at.map((place) => Math.abs(place - spread.median)).sort((a, b) => a - b);
	return { group, spread, distances };
}

function rankIn({ distances, spread }: Summary, { at }: Placed): number {
	const distance = Math.abs(at - spread.median);
	return 1 + distances.length - upperBound(distances, distance);
}

/** How many of the ascending values are no larger than `limit`. */
function upperBound(ascending: readonly number[], limit: number): number {
	let [low, high] = [0, ascending.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Nothing odd is as frequent as this, so what lies below is how far figures stray by nature. */
const TAIL = { from: 0.75, to: 0.9 };

/**
 * The farthest of so many distances that their own tail leads to expect: an exponential tail through two quantiles,
 * continued until one distance is left beyond it. 0 where the distances have no tail.
 */
function expectedFarthest(ascending: readonly number[]): number {
	const [from, to] = [quantile(ascending, TAIL.from), quantile(ascending, TAIL.to)];
	const step = (to - from) / Math.log((1 - TAIL.from) / (1 - TAIL.to));
	return Math.max(0, to + step * Math.log(Math.max(1, (1 - TAIL.to) * ascending.length)));
}

function limitReach(found: readonly Near[]): Distance[] {
	const distances = found.map(({ placed, spread }) => placed.at - spread.median);
	const pooled = spreadOf(distances);
	if (!pooled) return [];
	const above = expectedFarthest([...distances].sort((a, b) => a - b));
	const below = expectedFarthest(distances.map((one) => -one).sort((a, b) => a - b));
	return found.map((one, index) => {
		const distance = distances[index] ?? 0;
		const overall = Math.abs(modifiedZ(distance, pooled) ?? 0);
		const farthest = distance > 0 ? above : below;
		return {
			...one,
			reach: Math.min(Math.abs(one.score), overall),
			rarity: farthest > 0 ? Math.abs(distance) / farthest : Infinity
		};
	});
}
