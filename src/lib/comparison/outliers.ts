/**
 * What stands out: departments far from their peers, changes far from their peers' changes, and policy lines crossed.
 * A flag is a signal with its numbers, not a verdict.
 */
import { errorFunction } from 'simple-statistics';
import { isDerived, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import {
	measureDistances,
	placeChanges,
	placeValues,
	populate,
	type Distance
} from './distance.ts';
import type { Flag, LooseFlag, OutlierSettings } from './flags.ts';
import { flagLines } from './line-flags.ts';
import { valueOf, type Observation } from './observation.ts';
import type { PeerRule } from './peers.ts';
import { isReturn } from './returns.ts';
import { orderFlags, purchasesAreRoutine } from './severity.ts';
import { valueAtZ } from './spread.ts';
import { fromScale, toScale, WATCHES, type Watch } from './watch.ts';

/** Iglewicz and Hoaglin's threshold for the modified z-score. */
export const DEFAULT_THRESHOLD = 3.5;

export interface OutlierAnswer {
	/** The most severe first. */
	flags: Flag[];
	/** Comparisons made with peers or history: each could have raised a flag. */
	tests: number;
}

/** What departs from the usual in all years, whatever the threshold: the costly part, good for many questions. */
export interface Departures {
	observations: readonly Observation[];
	/** Thresholds below this were not looked at. */
	floor: number;
	found: readonly {
		watch: Watch;
		reason: 'peers' | 'history';
		departures: readonly Distance[];
		tests: ReadonlyMap<number, number>;
	}[];
}

/** Distances beyond `floor` that are large enough to matter and no return to the usual. */
export function findDepartures(
	observations: readonly Observation[],
	peers: PeerRule,
	floor: number
): Departures {
	return { observations, floor, found: [...departuresByWatch(observations, peers, floor)] };
}

/** What {@link findDepartures} finds, watch by watch: a server does other things in between. */
export function* departuresByWatch(
	observations: readonly Observation[],
	peers: PeerRule,
	floor: number
): Generator<Departures['found'][number]> {
	const population = populate(observations, peers);
	for (const watch of WATCHES) {
		for (const reason of reasonsOf(watch)) {
			const place = reason === 'peers' ? placeValues : placeChanges;
			const { far, tests } = measureDistances(population, place(population, watch), floor);
			const departures = far.filter(
				(one) => standsOut(one, watch) && !isReturn(one, watch, population.yearsOf(one.observation))
			);
			yield { watch, reason, departures, tests };
		}
	}
}

/**
 * Flags of all the years, or of `year` alone: the other years tell a return to the usual from a departure, and how far
 * figures stray by nature. Throws where the threshold is below the departures' floor.
 */
export function flagDepartures(
	{ observations, floor, found }: Departures,
	{ threshold, lines, measures }: Omit<OutlierSettings, 'peers'>,
	year: number | null = null
): OutlierAnswer {
	if (threshold < floor) throw new RangeError(`Nothing below ${floor} was looked at`);
	const isAsked = ({ fiscal_year }: Observation) => year === null || fiscal_year === year;
	const watched = found.filter(
		({ watch }) => measures.length === 0 || measures.includes(watch.measure)
	);
	const flags = watched.flatMap(({ watch, reason, departures }) =>
		departures
			.filter(({ reach }) => reach > threshold)
			.map((one) => flagOf(one, watch, reason, threshold))
	);
	const ordered = orderFlags(flags, purchasesAreRoutine(observations));
	const asked = observations.filter(isAsked);
	const tests = watched.flatMap((one) =>
		year === null ? [...one.tests.values()] : (one.tests.get(year) ?? 0)
	);
	return {
		flags: [
			...ordered.filter((flag) => isAsked(flag.observation)),
			...flagLines(asked, { lines, measures })
		],
		tests: tests.reduce((sum, count) => sum + count, 0)
	};
}

export function findOutliers(
	observations: readonly Observation[],
	settings: OutlierSettings,
	year: number | null = null
): OutlierAnswer {
	const departures = findDepartures(observations, settings.peers, settings.threshold);
	return flagDepartures(departures, settings, year);
}

function reasonsOf(watch: Watch): ('peers' | 'history')[] {
	return (['peers', 'history'] as const).filter((reason) => watch[reason]);
}

/** Half as far as the farthest that nature explains: nearer ones are many, and none singles anybody out. */
const LEAST_RARITY = 0.5;

function standsOut(one: Distance, watch: Watch): boolean {
	return one.rarity > LEAST_RARITY && isOnSide(one.score, watch) && matters(one, watch);
}

function isOnSide(score: number, { side }: Watch): boolean {
	return side === 'both' || (side === 'high' ? score > 0 : score < 0);
}

/** Whether the distance is large enough to be worth a leader's minute. */
function matters(one: Distance, watch: Watch): boolean {
	const { at, value, spread } = one;
	const usual = valueAt(spread.median, one, watch);
	const distance = watch.scale === 'log' ? at - spread.median : value - usual;
	if (Math.abs(distance) < watch.least) return false;
	return watch.least_amount === 0 || amountBehind(one, watch, usual) >= watch.least_amount;
}

/** The value in storage units that stands at a place; for a change, that a change of this size leads to. */
function valueAt(place: number, { from }: Distance, { scale }: Watch): number {
	const start = from === null ? 0 : (toScale(from.value, scale) ?? 0);
	return fromScale(start + place, scale);
}

/** What the distance stands for, 分 or people: of a ratio its share of the denominator. */
function amountBehind({ observation, value }: Distance, { measure }: Watch, usual: number): number {
	const difference = Math.abs(value - usual);
	const whole = denominatorOf(measure);
	return whole === null ? difference : difference * (valueOf(observation, whole).value ?? 0);
}

function denominatorOf(measure: MeasureId): MeasureId | null {
	const described = measureOf(measure);
	if (described.quantity !== 'ratio' || !isDerived(described)) return null;
	const { formula } = described;
	const under = typeof formula === 'object' && 'divide' in formula ? formula.divide[1] : null;
	return typeof under === 'string' ? (under as MeasureId) : null;
}

function flagOf(
	one: Distance,
	watch: Watch,
	reason: 'peers' | 'history',
	threshold: number
): LooseFlag {
	const { observation, value, from, group, spread, score, rank, reach, rarity } = one;
	const edge = valueAtZ(Math.sign(score) * threshold, spread);
	return {
		observation,
		measure: watch.measure,
		value,
		reason,
		score,
		threshold,
		peers: {
			rule: group.rule,
			count: spread.count,
			scale: watch.scale,
			median: reason === 'peers' ? fromScale(spread.median, watch.scale) : spread.median,
			mad: spread.mad,
			fallback: spread.mad === 0
		},
		clears_at: edge === null ? null : valueAt(edge, one, watch),
		previous: from?.value ?? null,
		previous_year: from?.fiscal_year ?? null,
		line: null,
		rank,
		reach,
		rarity
	};
}

/** Flags that chance alone would raise among normally distributed values. */
export function expectedByChance(tests: number, threshold: number): number {
	return tests * 2 * upperTail(threshold);
}

/** 1 − Φ(z). */
function upperTail(z: number): number {
	return (1 - errorFunction(z / Math.SQRT2)) / 2;
}
