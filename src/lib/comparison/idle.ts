/**
 * Balances not drawn down: money that was carried in two years running and is still there. Carry-overs older than
 * two years are to be reclaimed (存量资金), so the bureau looks at them early.
 */
import { CARRY_OVER_RATE_LINE } from '#lib/catalogue/policy-lines.ts';
import type { Observation } from './observation.ts';

export interface IdleBalance {
	observation: Observation;
	/** Least 累计结余 of the two years and 上年结转 of the earlier: what can have lain untouched, 分. */
	untouched: number;
	/** 累计结余 of this year and the year before, 分. */
	closing: number;
	closing_before: number;
}

/** Least share of the year's spending that is worth a look: the line of the carry-over rate. */
const LEAST_SHARE = CARRY_OVER_RATE_LINE;

/**
 * A department whose balance was positive at the end of three successive years (the opening of the year before, its
 * close, and this year's close): the least of the three has not been drawn in two years. Null otherwise.
 */
export function idleBalanceOf(observation: Observation): IdleBalance | null {
	const opened = observation.previous?.values.income_carried_in.value ?? null;
	const closing_before = observation.previous?.values.balance_cumulative.value ?? null;
	const closing = observation.values.balance_cumulative.value;
	if (opened === null || closing_before === null || closing === null) return null;
	const untouched = Math.min(opened, closing_before, closing);
	const least = LEAST_SHARE * (observation.values.spending_total.value ?? 0);
	return untouched > 0 && untouched >= least
		? { observation, untouched, closing, closing_before }
		: null;
}

/** All idle balances, the largest first. */
export function idleBalances(observations: readonly Observation[]): IdleBalance[] {
	return observations
		.map(idleBalanceOf)
		.filter((idle) => idle !== null)
		.sort((a, b) => b.untouched - a.untouched);
}
