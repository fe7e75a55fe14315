/** Defines flags and what is asked for when they are raised. A flag is a signal with its numbers, not a verdict. */
import type { MeasureId, StoredId } from '#lib/catalogue/measures.ts';
import type { PolicyLine } from '#lib/catalogue/policy-lines.ts';
import type { Lump } from './lumps.ts';
import { namedWithin, type Observation } from '../observation.ts';
import type { ScaleId } from './outlier-tests.ts';
import type { PeerRule } from '../peers.ts';

/**
 * A flag stands out against one of these: `peers` the peers' values of the year, `history` the peers' changes since the
 * year before, `past` the department's own other years, `line` a policy line, `scale` its own amounts, of which one
 * looks ten or ten thousand times too large or too small.
 */
export const FLAG_REASONS = ['peers', 'history', 'past', 'line', 'scale'] as const;
export type FlagReason = (typeof FLAG_REASONS)[number];

/** Reasons that compare with the figures of others, from which those could be worked out. */
export const AGAINST_OTHERS = new Set<FlagReason>(['peers', 'history']);

/** The reasons that statistics find. */
export type TestedReason = Exclude<FlagReason, 'line' | 'scale'>;

export const FLAG_REASON_NAMES: Record<FlagReason, string> = {
	peers: '与同类比',
	history: '与上年比',
	past: '与自身历年比',
	line: '超过关注线',
	scale: '疑似填报错误'
};

/**
 * `leading`: the cause of a department's year, at most one; `further`: what follows from it, stands out less, or has led
 * before and lasts (see {@link isLasting});
 * `line`: beyond a policy line; `slip`: probably an error of the filing, which statistics leave out.
 */
export const TIERS = ['leading', 'further', 'line', 'slip'] as const;
export type Tier = (typeof TIERS)[number];

export const TIER_NAMES: Record<Tier, string> = {
	leading: '重点关注',
	further: '伴随或较轻',
	line: FLAG_REASON_NAMES.line,
	slip: FLAG_REASON_NAMES.scale
};

export interface Flag {
	/** Names the flag in links and in `cause`: department, year, measure and reason. */
	id: string;
	observation: Observation;
	measure: MeasureId;
	/** In the measure's storage unit. */
	value: number;
	reason: FlagReason;
	tier: Tier;
	/** Modified z-score on `scale`, signed; for a line the value over the line's; 0 for `scale`. */
	score: number;
	/** The score, or for a line the value, beyond which the flag is raised. */
	threshold: number;
	/** The value, or the change, is compared with these; null for a line. */
	peers: FlagPeers | null;
	/** The value at which the flag would clear, in storage units; null where none would. */
	clears_at: number | null;
	/** For `history` the value that the change starts from, for `past` the median of the other years, else null. */
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
	 * Id of the leading flag of the same department and year, or, of a difference that lasts and what follows from it, of the year
	 * in which it led first; null for itself, and where none leads.
	 */
	cause: string | null;
	/** 分 by which the value differs from the usual one or the line; null where no money is behind it. */
	at_stake: number | null;
	/** The vehicles bought, or the travel, that make most of the distance; null where neither does. */
	lump: Lump | null;
	/** First year of the unbroken run in which the same measure stood out the same way; the year itself otherwise. */
	since: number;
	/** Says what the review found, for `scale`; else null. */
	message: string | null;
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
	/** Departments of the group, also those without the figure or, of a logarithm, with nothing of it. */
	of: number;
	scale: ScaleId;
	/** Peers' median of the value in storage units; for `history` of the change on the scale, for `past` of deviations. */
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
	/** Test only these measures; all where empty. */
	measures: readonly MeasureId[];
}

/** A flag before its place among the others is known. */
export interface FlagCandidate extends Omit<
	Flag,
	'follows' | 'severity' | 'tier' | 'cause' | 'since' | 'lump'
> {
	/** The distance counts for so many robust standard deviations; see `Distance`. */
	z: number;
	/** See `Distance`. */
	tail_ratio: number;
	/** The distance, and the amount that it involves, over the least that matter; 1 and more. */
	least_ratio: number;
}

/** The name of a flag of which {@link isLasting} is true. */
export const LASTING_NAME = '长期如此';

/** The first of the years in which the measure has stood out the same way; null for a flag that is new this year. */
export function lastingSince({
	since,
	observation
}: Pick<Flag, 'since' | 'observation'>): number | null {
	return since < observation.fiscal_year ? since : null;
}

/** Tells whether the flag has led before and lasts: it is a cause, and yet no news. */
export function isLasting({ tier, follows, cause }: Pick<Flag, 'tier' | 'follows' | 'cause'>) {
	return tier === 'further' && follows === null && cause !== null;
}

export function flagId(observation: Observation, measure: MeasureId, reason: FlagReason): string {
	return `${observation.department.code}-${observation.fiscal_year}-${measure}-${reason}`;
}

/** The flags with departments named within their jurisdiction. */
export function flagsWithin(jurisdiction: string, flags: readonly Flag[]): Flag[] {
	return flags.map((flag) => ({
		...flag,
		observation: namedWithin(jurisdiction, [flag.observation])[0] ?? flag.observation
	}));
}

/** Flags that stand for themselves: no statistics are behind them. */
export const WITHOUT_STATISTICS = {
	peers: null,
	previous: null,
	previous_year: null,
	rank: null,
	follows: null,
	cause: null,
	lump: null
} as const;

/** A figure that looks ten or ten thousand times too large or too small. */
export interface SuspectFigure {
	observation: Observation;
	measure: StoredId;
	value: number;
	/** The review says this of it. */
	message: string;
}
