/**
 * Balances not drawn down: money that was carried in two years running and may still be there. Carry-overs older than
 * two years are to be reclaimed (存量资金), so the bureau looks at them early.
 */
import { isLargeBalance, untouchedIn, type Untouched } from '#lib/catalogue/carry-over.ts';
import { CARRY_OVER_RATE_LINE } from '#lib/catalogue/policy-lines.ts';
import { resultOf, type Result } from '../result.ts';
import type { Observation } from '../observation.ts';

export interface IdleBalance extends Untouched {
	observation: Observation;
	/** 累计结余 of this year and the year before, 分. */
	closing: number;
	closing_before: number;
}

/** Reads the balances of a department's two years; null unless all four are stated. */
function balancesOf({ values, previous }: Observation) {
	const opening_before = previous?.values.income_carried_in.value ?? null;
	const closing_before = previous?.values.balance_cumulative.value ?? null;
	const opening = values.income_carried_in.value;
	const closing = values.balance_cumulative.value;
	if (opening_before === null || closing_before === null || opening === null || closing === null)
		return null;
	const spending = values.spending_total.value;
	const spending_before = previous?.values.spending_total.value ?? null;
	return { opening_before, closing_before, opening, closing, spending, spending_before };
}

/** Computes what may have lain untouched for two years; null where nothing large did, or it cannot be told. */
export function idleBalanceOf(observation: Observation): IdleBalance | null {
	const years = balancesOf(observation);
	const untouched = years && untouchedIn(years);
	if (!untouched || !isLargeBalance(untouched, years.spending, CARRY_OVER_RATE_LINE)) return null;
	const { closing, closing_before } = years;
	return { observation, ...untouched, closing, closing_before };
}

/** Says that nothing large lay untouched. */
export const NOTHING_IDLE = '没有部门的结余可能连续两年未动用';

/** All idle balances, the largest first. */
export function idleBalances(observations: readonly Observation[]): Result<IdleBalance> {
	const found = observations
		.map(idleBalanceOf)
		.filter((idle) => idle !== null)
		.sort((a, b) => b.at_most - a.at_most);
	return resultOf(found, observations, (one) => balancesOf(one) !== null);
}
