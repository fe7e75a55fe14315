/** What a flag says, and what is asked for when flags are raised. A flag is a signal with its numbers, not a verdict. */
import type { PolicyLine } from '#lib/catalogue/lines.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { Observation } from './observation.ts';
import type { PeerRule } from './peers.ts';
import type { ScaleId } from './watch.ts';

export const FLAG_REASONS = ['peers', 'history', 'line'] as const;
export type FlagReason = (typeof FLAG_REASONS)[number];

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

/** A flag before its place among the others is known. */
export interface LooseFlag extends Omit<Flag, 'follows' | 'severity'> {
	/** How many standard deviations the distance counts for. */
	reach: number;
	/** See `Distance`. */
	rarity: number;
}
