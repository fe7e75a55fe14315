/** Flags as a leader reads them: one card per department and year, and beside the cards what is of another kind. */
import { lastingClause } from '#lib/comparison/flags/flag-words.ts';
import { isLasting, type Flag } from '#lib/comparison/flags/flags.ts';
import type { Chosen } from '#lib/links.ts';
import type { FollowUps } from '../round/follow-ups.ts';
import { flagRow, flagRows, isListed, type FlagRow } from './flags.ts';

export interface Card extends FlagRow {
	/** These flags follow from the same cause. */
	consequences: FlagRow[];
	/** Says since when the measure has stood out the same way; empty where it is new this year. */
	lasting: string;
}

export interface OutlierCards {
	/** These stand out this year, the weightiest first. */
	leading: Card[];
	/** These have stood out the same way for three years and more, and are known. */
	long_running: Card[];
	/** These nearly lead. */
	further: FlagRow[];
	/** Beyond policy lines, those with the most money first; at most {@link MOST_LINES}. */
	lines: FlagRow[];
	lines_total: number;
	/** Probable errors of the filing, which nothing else counts; figures with one explanation in one row. */
	suspects: FlagRow[];
}

const MOST_LINES = 20;

export function outlierCards(
	flags: readonly Flag[],
	chosen: Chosen,
	followUps: FollowUps
): OutlierCards {
	const of = (tier: Flag['tier']) => flags.filter((flag) => flag.tier === tier);
	const row = (flag: Flag) => flagRow(flag, chosen, followUps);
	const further = of('further');
	const followers = further.filter(({ follows }) => follows !== null);
	const card = (flag: Flag): Card => ({
		...row(flag),
		consequences: followers.filter((one) => follows(one, flag)).map(row),
		lasting: lastingClause(flag)
	});
	const lines = of('line');
	return {
		leading: of('leading').map(card),
		long_running: further.filter(isLasting).map(card),
		further: further.filter((flag) => flag.cause === null && isListed(flag)).map(row),
		lines: lines.slice(0, MOST_LINES).map(row),
		lines_total: lines.length,
		suspects: flagRows(of('slip'), chosen, followUps)
	};
}

/** Tells whether a flag of the same year follows from this one, which leads or has led before. */
function follows({ observation, cause }: Flag, flag: Flag): boolean {
	const isSameYear =
		observation.department.id === flag.observation.department.id &&
		observation.fiscal_year === flag.observation.fiscal_year;
	return isSameYear && cause === (flag.cause ?? flag.id);
}
