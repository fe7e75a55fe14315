/**
 * Finds departments far from their peers, changes far from their peers' changes, years far from the department's own
 * past, and policy lines crossed. A flag is a signal with its numbers, not a verdict.
 */
import { errorFunction } from 'simple-statistics';
import { amountBehind, moneyBehind } from './at-stake.ts';
import { clearingValue } from './clearing.ts';
import { measureDistances, type Distance, type Measured } from './distance.ts';
import {
	flagId,
	isLasting,
	type Flag,
	type FlagCandidate,
	type OutlierSettings,
	type TestedReason
} from './flags.ts';
import type { Observation } from '../observation.ts';
import {
	fromScale,
	OUTLIER_TESTS,
	toScale,
	usualValue,
	type OutlierTest
} from './outlier-tests.ts';
import type { PeerRule } from '../peers.ts';
import { figuresOf, placesOf } from '../places.ts';
import { countLined, flagLines } from './policy-flags.ts';
import { populate, type Population } from '../population.ts';
import { isReturn } from '../returns.ts';
import { orderFlags } from './severity.ts';
import { lastingRuns, leastZ, strengthenRuns } from './strength.ts';

export interface OutlierAnswer {
	/** Leading flags first, then further ones, then policy lines; within each by severity and money at stake. */
	flags: Flag[];
	/** Comparisons made with peers or history: each could have raised a flag. */
	tests: number;
	/** The same by the filing whose figures were compared; without those of which none was. */
	tests_by_filing: ReadonlyMap<number, number>;
	/** Figures held against policy lines. */
	lined: number;
}

/** All departures from the usual in all years, whatever the threshold: costly to find, good for many questions. */
export interface Departures {
	population: Population;
	/** Thresholds below this were not looked at. */
	floor: number;
	found: readonly FoundByTest[];
	/** Clearing values found so far, by flag and threshold: each takes many trials, and several answers ask for it. */
	clearing: Map<string, number | null>;
}

/** The findings of one test. */
interface FoundByTest extends Measured {
	test: OutlierTest;
	reason: TestedReason;
}

/** Distances beyond `floor` that are large enough to matter and no return to the usual. */
export function findDepartures(
	observations: readonly Observation[],
	peers: PeerRule,
	floor: number
): Departures {
	const population = populate(observations, peers);
	return {
		population,
		floor,
		found: [...departuresByTest(population, floor)],
		clearing: new Map()
	};
}

/** Gives what {@link findDepartures} finds, test by test: a server does other things in between. */
export function* departuresByTest(population: Population, floor: number): Generator<FoundByTest> {
	for (const test of OUTLIER_TESTS) {
		for (const reason of reasonsOf(test)) {
			const places = placesOf(reason, population, test, figuresOf(population, test));
			const measured = measureDistances(population, places, leastZ(reason, floor));
			const far = measured.far.filter((one) => isDeparture(one, test, reason, population));
			yield { ...measured, far, test, reason };
		}
	}
}

function reasonsOf(test: OutlierTest): TestedReason[] {
	return [
		...(test.peers ? ['peers' as const] : []),
		...(test.history ? ['history' as const, 'past' as const] : [])
	];
}

/**
 * Flags of all the years, or of `year` alone: the other years tell a return to the usual from a departure, and how far
 * figures stray by nature. Throws where the threshold is below the departures' floor.
 */
export function flagDepartures(
	{ population, floor, found, clearing }: Departures,
	{ threshold, lines, measures }: Omit<OutlierSettings, 'peers'>,
	year: number | null = null
): OutlierAnswer {
	if (threshold < floor) throw new RangeError(`Nothing below ${floor} was looked at`);
	const { observations } = population;
	const isAsked = ({ fiscal_year }: Observation) => year === null || fiscal_year === year;
	const tested = found.filter(
		({ test }) => measures.length === 0 || measures.includes(test.measure)
	);
	const origins = new Map<string, { distance: Distance; by: FoundByTest }>();
	const candidates = tested.flatMap((by) =>
		by.far
			.filter(({ z }) => z > leastZ(by.reason, threshold))
			.map((distance) => {
				const candidate = candidateOf(distance, by, threshold, population);
				origins.set(candidate.id, { distance, by });
				return candidate;
			})
	);
	const ordered = orderFlags(candidates, population)
		.filter((flag) => isAsked(flag.observation))
		.map((flag) => {
			const origin = origins.get(flag.id);
			if (!origin || (flag.tier !== 'leading' && !isLasting(flag))) return flag;
			const key = `${flag.id} ${threshold}`;
			const known = clearing.get(key);
			const clears_at =
				known === undefined ? clearsAt(origin.distance, origin.by, population, threshold) : known;
			clearing.set(key, clears_at);
			return { ...flag, clears_at };
		});
	const asked = observations.filter(isAsked);
	const tests_by_filing = countTests(tested, observations, isAsked);
	return {
		flags: [...ordered, ...flagLines(asked, { lines, measures })],
		tests: [...tests_by_filing.values()].reduce((sum, count) => sum + count, 0),
		tests_by_filing,
		lined: countLined(asked, { lines, measures })
	};
}

function countTests(
	tested: readonly FoundByTest[],
	observations: readonly Observation[],
	isAsked: (observation: Observation) => boolean
): Map<number, number> {
	const counts = new Map<number, number>();
	for (const [index, observation] of observations.entries()) {
		if (!isAsked(observation)) continue;
		const tests = tested.filter(({ compared }) => compared[index]).length;
		if (tests > 0) counts.set(observation.filing_id, tests);
	}
	return counts;
}

export function findOutliers(
	observations: readonly Observation[],
	settings: OutlierSettings,
	year: number | null = null
): OutlierAnswer {
	const departures = findDepartures(observations, settings.peers, settings.threshold);
	return flagDepartures(departures, settings, year);
}

/** Half as far as the farthest that nature explains: nearer ones are many, and none singles anybody out. */
export const LEAST_TAIL_RATIO = 0.5;

function isDeparture(
	one: Distance,
	test: OutlierTest,
	reason: TestedReason,
	population: Population
): boolean {
	if (!standsOut(one, test) || leastRatio(one, test, reason, population) < 1) return false;
	return reason === 'past' || !isReturn(one, test, population.yearsOf(one.observation));
}

function standsOut(one: Distance, test: OutlierTest): boolean {
	return one.tail_ratio > LEAST_TAIL_RATIO && isOnSide(one.score, test);
}

/** The way since the year before, on the side of the distance. A level that was reached then is no news: only the year of the jump is. */
function jumpOf(one: Distance, test: OutlierTest, population: Population): number {
	const values = population.columns(test.measure);
	const earlier = population.historyOf(one.observation).filter((index) => index < one.index);
	const before = toScale(values[earlier.at(-1) ?? -1] ?? NaN, test.scale);
	const now = toScale(one.value, test.scale);
	if (before === null || now === null || Number.isNaN(before)) return 0;
	return (now - before) * Math.sign(one.score);
}

function isOnSide(score: number, { side }: OutlierTest): boolean {
	return side === 'both' || (side === 'high' ? score > 0 : score < 0);
}

/** The distance and what it involves, over the least that are worth a leader's minute: the smaller of the two quotients. */
function leastRatio(
	one: Distance,
	test: OutlierTest,
	reason: TestedReason,
	population: Population
): number {
	const usual = usualValue(one, test.scale);
	const distance =
		test.scale === 'log' ? (one.at - one.spread.median) * one.step : one.value - usual;
	const way = reason === 'past' ? jumpOf(one, test, population) : Infinity;
	const least = Math.min(Math.abs(distance), way) / test.least;
	if (test.least_amount === 0) return least;
	const amount = amountBehind(one.observation, test.measure, one.value - usual) ?? 0;
	return Math.min(least, amount / test.least_amount);
}

function clearsAt(
	distance: Distance,
	by: FoundByTest,
	population: Population,
	threshold: number
): number | null {
	const { test, reason, summaries } = by;
	const floor = leastZ(reason, threshold);
	const isFlagged = (years: readonly Distance[]) => {
		const found = years
			.filter((one) => isDeparture(one, test, reason, population))
			.map((one) => candidateOf(one, by, threshold, population));
		const raised = strengthenRuns(found, lastingRuns(found));
		return raised.some(({ observation }) => observation === distance.observation);
	};
	return clearingValue(distance, { population, test, reason, summaries, floor, isFlagged });
}

/**
 * Deviations that a few years estimate have a longer tail than an exponential one: so a year leads against its own
 * past only where it is so many times as far out. A larger one exchanges recall for precision: see docs/benchmarks.md.
 */
export const PAST_TAIL = 1.2;

function candidateOf(
	one: Distance,
	{ test, reason }: FoundByTest,
	threshold: number,
	population: Population
): FlagCandidate {
	const { observation, value, from, group, spread, score, rank, z, tail_ratio } = one;
	const { measure, scale } = test;
	return {
		id: flagId(observation, measure, reason),
		observation,
		measure,
		value,
		reason,
		score,
		threshold,
		peers: {
			rule: group.rule,
			count: spread.count,
			of: group.members.length,
			scale,
			median: reason === 'peers' ? fromScale(spread.median, scale) : spread.median,
			mad: spread.mad,
			fallback: spread.mad === 0
		},
		clears_at: null,
		previous: from?.value ?? null,
		previous_year: from?.fiscal_year ?? null,
		line: null,
		rank,
		at_stake: moneyBehind(observation, measure, value - usualValue(one, test.scale)),
		message: null,
		z,
		tail_ratio: reason === 'past' ? tail_ratio / PAST_TAIL : tail_ratio,
		least_ratio: leastRatio(one, test, reason, population)
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
