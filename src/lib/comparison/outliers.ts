/**
 * What stands out: departments far from their peers, changes far from their peers' changes, and policy lines crossed.
 * A flag is a signal with its numbers, not a verdict.
 */
import { errorFunction } from 'simple-statistics';
import { crosses, type PolicyLine } from '#lib/catalogue/lines.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { groupPeers, type PeerGroup } from './groups.ts';
import { previousValueOf, valueOf, type Observation } from './observation.ts';
import type { PeerRule } from './peers.ts';
import { modifiedZ, spreadOf, valueAtZ, type Spread } from './spread.ts';
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
	/** Last year's value for `history`, else null. */
	previous: number | null;
	/** The line crossed; null for the other reasons. */
	line: PolicyLine | null;
	/** Position of the distance among the peers' distances, from the largest; null for a line. */
	rank: number | null;
	/** Comparable over measures and reasons: above 1 for statistics, from 0 to 1 for lines. */
	severity: number;
}

export interface FlagPeers {
	rule: PeerRule;
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

/**
 * Flags of one year's departments. `history` is for telling a return to the usual from a departure.
 */
export function findOutliers(
	population: readonly Observation[],
	settings: OutlierSettings,
	history: HistoryOf = () => []
): OutlierAnswer {
	const groups = groupPeers(population, settings.peers);
	const flags: Flag[] = [];
	let tests = 0;
	for (const watch of WATCHES) {
		if (settings.measures.length > 0 && !settings.measures.includes(watch.measure)) continue;
		if (watch.peers) {
			const found = flagAgainst(positions(population, watch), watch, 'peers', groups, settings);
			flags.push(...found.flags);
			tests += found.tests;
		}
		if (watch.history) {
			const changes = positionsOfChange(population, watch);
			const found = flagAgainst(changes, watch, 'history', groups, settings);
			flags.push(...found.flags.filter((flag) => !isReturn(flag, watch, history)));
			tests += found.tests;
		}
	}
	flags.push(...flagLines(population, settings));
	return { flags: flags.sort(bySeverity), tests };
}

/** Values of a measure of the department in all its years, in storage units. */
export type HistoryOf = (
	observation: Observation,
	measure: MeasureId
) => readonly { fiscal_year: number; value: number }[];

function bySeverity(a: Flag, b: Flag): number {
	return (
		b.severity - a.severity ||
		b.observation.fiscal_year - a.observation.fiscal_year ||
		a.observation.department.code.localeCompare(b.observation.department.code) ||
		a.measure.localeCompare(b.measure)
	);
}

/** A department with its place on the scale: of its value, or of its change. */
interface Placed {
	observation: Observation;
	value: number;
	previous: number | null;
	/** What is compared with the peers'. */
	at: number;
	/** For a change, where the year before stood on the scale. */
	from: number;
}

function positions(population: readonly Observation[], watch: Watch): Placed[] {
	return population.flatMap((observation) => {
		const { value } = valueOf(observation, watch.measure);
		const at = value === null ? null : toScale(value, watch.scale);
		return value === null || at === null
			? []
			: [{ observation, value, previous: null, at, from: 0 }];
	});
}

function positionsOfChange(population: readonly Observation[], watch: Watch): Placed[] {
	return population.flatMap((observation) => {
		const { value } = valueOf(observation, watch.measure);
		const previous = previousValueOf(observation, watch.measure).value;
		if (value === null || previous === null) return [];
		const to = toScale(value, watch.scale);
		const from = toScale(previous, watch.scale);
		return to === null || from === null
			? []
			: [{ observation, value, previous, at: to - from, from }];
	});
}

interface Compared {
	placed: Placed;
	group: PeerGroup;
	spread: Spread;
	z: number;
}

/**
 * Flags what is far from its peers and also far by the measure of all departments' distances from theirs: a group of
 * nine estimates its spread poorly, and would by itself flag many by chance.
 */
function flagAgainst(
	placed: readonly Placed[],
	watch: Watch,
	reason: 'peers' | 'history',
	groups: ReadonlyMap<number, PeerGroup>,
	settings: OutlierSettings
): OutlierAnswer {
	const spreads = spreadByGroup(placed, groups);
	const compared = placed.flatMap((one): Compared[] => {
		const group = groups.get(one.observation.department.id);
		const spread = group ? spreads.get(group.members) : undefined;
		const z = spread ? modifiedZ(one.at, spread) : null;
		return group && spread && z !== null ? [{ placed: one, group, spread, z }] : [];
	});
	const distances = spreadOf(compared.map(({ placed: one, spread }) => one.at - spread.median));
	if (!distances) return { flags: [], tests: 0 };
	const flags = compared.flatMap((one) => {
		const overall = modifiedZ(one.placed.at - one.spread.median, distances) ?? 0;
		const least = Math.min(Math.abs(one.z), Math.abs(overall));
		if (least <= settings.threshold || !isOnSide(one.z, watch)) return [];
		if (!matters(one, watch, reason)) return [];
		return [flagOf(one, watch, reason, settings.threshold, least, compared)];
	});
	return { flags, tests: compared.length };
}

/** Statistics of each group over its members that have a place, fewer than three say nothing. */
function spreadByGroup(
	placed: readonly Placed[],
	groups: ReadonlyMap<number, PeerGroup>
): Map<readonly Observation[], Spread> {
	const at = new Map(placed.map((one) => [one.observation.department.id, one.at]));
	const spreads = new Map<readonly Observation[], Spread>();
	for (const { members } of new Set(groups.values())) {
		if (spreads.has(members)) continue;
		const values = members.flatMap((member) => at.get(member.department.id) ?? []);
		const spread = values.length < 3 ? null : spreadOf(values);
		if (spread) spreads.set(members, spread);
	}
	return spreads;
}

function isOnSide(score: number, { side }: Watch): boolean {
	return side === 'both' || (side === 'high' ? score > 0 : score < 0);
}

/** Whether the distance is large enough to be worth a leader's minute. */
function matters({ placed, spread }: Compared, watch: Watch, reason: FlagReason): boolean {
	const usual = reason === 'history' ? placed.from + spread.median : spread.median;
	const expected = fromScale(usual, watch.scale);
	const distance = watch.scale === 'log' ? placed.at - spread.median : placed.value - expected;
	if (Math.abs(distance) < watch.least) return false;
	return watch.least_amount === 0 || amountBehind(placed, watch, expected) >= watch.least_amount;
}

/** Money that the distance stands for, 分: of a rate its share of spending. */
function amountBehind({ observation, value }: Placed, watch: Watch, expected: number): number {
	const difference = Math.abs(value - expected);
	if (measureOf(watch.measure).quantity === 'money') return difference;
	return difference * (observation.values.spending_total.value ?? 0);
}

function flagOf(
	{ placed, group, spread, z }: Compared,
	watch: Watch,
	reason: 'peers' | 'history',
	threshold: number,
	least: number,
	compared: readonly Compared[]
): Flag {
	const distance = Math.abs(placed.at - spread.median);
	const fellows = compared.filter((other) => other.group.members === group.members);
	const edge = valueAtZ(Math.sign(z) * threshold, spread);
	return {
		observation: placed.observation,
		measure: watch.measure,
		value: placed.value,
		reason,
		score: z,
		threshold,
		peers: {
			rule: group.rule,
			count: spread.count,
			scale: watch.scale,
			median: reason === 'peers' ? fromScale(spread.median, watch.scale) : spread.median,
			mad: spread.mad,
			fallback: spread.mad === 0
		},
		clears_at:
			edge === null
				? null
				: fromScale(reason === 'history' ? placed.from + edge : edge, watch.scale),
		previous: placed.previous,
		line: null,
		rank:
			1 + fellows.filter((other) => Math.abs(other.placed.at - spread.median) > distance).length,
		severity: least / threshold
	};
}

/**
 * A change that leads back to what is usual for the department is no departure: the year before was the odd one.
 * What is usual is taken from the years before it, or, where it was the first, from the years after.
 */
function isReturn(flag: Flag, watch: Watch, history: HistoryOf): boolean {
	const year = flag.observation.fiscal_year;
	const others = history(flag.observation, watch.measure);
	const earlier = others.filter((other) => other.fiscal_year < year - 1);
	const known = earlier.length > 0 ? earlier : others.filter((other) => other.fiscal_year > year);
	const usual = spreadOf(known.flatMap(({ value }) => toScale(value, watch.scale) ?? []))?.median;
	const now = toScale(flag.value, watch.scale);
	const before = flag.previous === null ? null : toScale(flag.previous, watch.scale);
	if (usual === undefined || now === null || before === null) return false;
	return Math.abs(now - usual) < Math.abs(before - usual);
}

/** Crossed policy lines, ordered by how far; always behind what statistics find. */
function flagLines(population: readonly Observation[], settings: OutlierSettings): Flag[] {
	const { lines, measures } = settings;
	const watched = lines.filter((line) => measures.length === 0 || measures.includes(line.measure));
	return watched.flatMap((line) =>
		population.flatMap((observation): Flag[] => {
			const { value } = valueOf(observation, line.measure);
			if (value === null || !crosses(line, value)) return [];
			const ratio = line.value === 0 ? 1 + Math.abs(value) : Math.abs(value / line.value);
			const beyond = line.attention === 'above' ? ratio : 1 / Math.max(ratio, 1e-9);
			return [
				{
					observation,
					measure: line.measure,
					value,
					reason: 'line',
					score: ratio,
					threshold: line.value,
					peers: null,
					clears_at: line.value,
					previous: null,
					line,
					rank: null,
					severity: 1 - 1 / Math.max(beyond, 1)
				}
			];
		})
	);
}

/** Flags that chance alone would raise among normally distributed values. */
export function expectedByChance(tests: number, threshold: number): number {
	return tests * 2 * upperTail(threshold);
}

/** 1 − Φ(z). */
function upperTail(z: number): number {
	return (1 - errorFunction(z / Math.SQRT2)) / 2;
}
