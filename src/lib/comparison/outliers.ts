/**
 * What stands out: departments far from their peers, changes far from their peers' changes, and policy lines crossed.
 * A flag is a signal with its numbers, not a verdict.
 */
import { errorFunction } from 'simple-statistics';
import type { PolicyLine } from '#lib/catalogue/lines.ts';
import { isDerived, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import {
	distancesOf,
	groupByYear,
	placeChanges,
	placeValues,
	yearsByDepartment,
	type Distance,
	type Placed
} from './distance.ts';
import { flagLines } from './line-flags.ts';
import { valueOf, type Observation } from './observation.ts';
import type { PeerRule } from './peers.ts';
import { isReturn } from './returns.ts';
import { orderFlags, purchasesAreRoutine } from './severity.ts';
import { valueAtZ } from './spread.ts';
import { fromScale, toScale, WATCHES, type ScaleId, type Watch } from './watch.ts';

/** Iglewicz and Hoaglin's threshold for the modified z-score. */
export const DEFAULT_THRESHOLD = 3.5;

export type FlagReason = 'peers' | 'history' | 'line';

export interface Flag {
	observation: Observation;
	measure: MeasureId;
	/** In the measure's storage unit. */
	value: number;
	reason: FlagReason;
	/** Modified z-score on `scale`, signed; for a line the value over the line's. */
	score: number;
	/** The score, or for a line the value, beyond which the flag is raised. */
	threshold: number;
	/** What the value, or the change, is compared with; null for a line. */
	peers: FlagPeers | null;
	/** The value at which the flag would clear, in storage units; null where none would. */
	clears_at: number | null;
	/** For `history` the value that the change starts from, else null. */
	previous: number | null;
	/** The year of `previous`: the one before, an earlier one where that is missing, or for a first filing the next. */
	previous_year: number | null;
	/** The line crossed; null for the other reasons. */
	line: PolicyLine | null;
	/** Position of the distance among the peers' distances, from the largest; null for a line. */
	rank: number | null;
	/** The measure that explains this flag: of the same department and year, ahead in the list. */
	follows: MeasureId | null;
	/**
	 * Comparable over measures and reasons: above 1 for what stands out by itself, from 0.5 to 1 for what follows from
	 * it, below 0.5 for lines.
	 */
	severity: number;
}

export interface FlagPeers {
	rule: PeerRule;
	/** Departments that the median is of, the flagged one included. */
	count: number;
	scale: ScaleId;
	/** Peers' median of the value in storage units; for `history` of the change on the scale. */
	median: number;
	/** Median absolute deviation on the scale. */
	mad: number;
	/** True where more than half of the peers are equal, so that the mean absolute deviation serves. */
	fallback: boolean;
}

export interface OutlierSettings {
	threshold: number;
	peers: PeerRule;
	lines: readonly PolicyLine[];
	/** Watch only these; all where empty. */
	measures: readonly MeasureId[];
}

export interface OutlierAnswer {
	/** The most severe first. */
	flags: Flag[];
	/** Comparisons made with peers or history: each could have raised a flag. */
	tests: number;
}

/** A flag before its place among the others is known. */
export interface LooseFlag extends Omit<Flag, 'follows' | 'severity'> {
	/** How many standard deviations the distance counts for. */
	reach: number;
	/** See `Distance`. */
	rarity: number;
}

/**
 * Flags of all the years given, for `year` alone where one is named: the other years tell a return to the usual from
 * a departure, and how far figures stray by nature.
 */
export function findOutliers(
	observations: readonly Observation[],
	settings: OutlierSettings,
	year: number | null = null
): OutlierAnswer {
	const yearsOf = yearsByDepartment(observations);
	const groupOf = groupByYear(observations, settings.peers);
	const isAsked = ({ fiscal_year }: Observation) => year === null || fiscal_year === year;
	const flags: LooseFlag[] = [];
	let tests = 0;
	for (const watch of WATCHES) {
		if (settings.measures.length > 0 && !settings.measures.includes(watch.measure)) continue;
		for (const reason of reasonsOf(watch)) {
			const placed =
				reason === 'peers'
					? placeValues(observations, watch)
					: placeChanges(observations, watch, yearsOf);
			const distances = distancesOf(placed, groupOf);
			tests += distances.filter((one) => isAsked(one.placed.observation)).length;
			const far = distances.filter((one) => isFar(one, watch, settings.threshold));
			const departures = far.filter(
				({ placed: one }) => !isReturn(one, watch, yearsOf(one.observation))
			);
			flags.push(...departures.map((one) => flagOf(one, watch, reason, settings.threshold)));
		}
	}
	const statistical = orderFlags(flags, purchasesAreRoutine(observations));
	return {
		flags: [
			...statistical.filter((flag) => isAsked(flag.observation)),
			...flagLines(observations.filter(isAsked), settings)
		],
		tests
	};
}

function reasonsOf(watch: Watch): ('peers' | 'history')[] {
	return (['peers', 'history'] as const).filter((reason) => watch[reason]);
}

/** Half as far as the farthest that nature explains: nearer ones are many, and none singles anybody out. */
const LEAST_RARITY = 0.5;

function isFar(one: Distance, watch: Watch, threshold: number): boolean {
	return (
		one.reach > threshold &&
		one.rarity > LEAST_RARITY &&
		isOnSide(one.score, watch) &&
		matters(one, watch)
	);
}

function isOnSide(score: number, { side }: Watch): boolean {
	return side === 'both' || (side === 'high' ? score > 0 : score < 0);
}

/** Whether the distance is large enough to be worth a leader's minute. */
function matters({ placed, spread }: Distance, watch: Watch): boolean {
	const usual = valueAt(spread.median, placed, watch);
	const distance = watch.scale === 'log' ? placed.at - spread.median : placed.value - usual;
	if (Math.abs(distance) < watch.least) return false;
	return watch.least_amount === 0 || amountBehind(placed, watch, usual) >= watch.least_amount;
}

/** The value in storage units that stands at a place; for a change, that a change of this size leads to. */
function valueAt(place: number, { from }: Placed, { scale }: Watch): number {
	const start = from === null ? 0 : (toScale(from.value, scale) ?? 0);
	return fromScale(start + place, scale);
}

/** What the distance stands for, 分 or people: of a ratio its share of the denominator. */
function amountBehind({ observation, value }: Placed, { measure }: Watch, usual: number): number {
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
	{ placed, group, spread, score, reach, rarity, rank }: Distance,
	watch: Watch,
	reason: 'peers' | 'history',
	threshold: number
): LooseFlag {
	const edge = valueAtZ(Math.sign(score) * threshold, spread);
	return {
		observation: placed.observation,
		measure: watch.measure,
		value: placed.value,
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
		clears_at: edge === null ? null : valueAt(edge, placed, watch),
		previous: placed.from?.value ?? null,
		previous_year: placed.from?.fiscal_year ?? null,
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
