/**
 * Does this year open with what last year closed with? 上年结转(t) = 累计结余(t−1).
 */
import { carryOverTolerance, roundingBetween } from '#lib/catalogue/carry-over.ts';
import { present, absent, type Value } from '#lib/catalogue/values.ts';
import type { Observation } from '../observation.ts';
import { resultOf, type Result } from '../result.ts';

/** `broken`: further apart than dropped 分 or rounding explain; `first_year`: there is no year before to compare with. */
export const CONTINUITY_STATES = ['continuous', 'broken', 'first_year', 'missing'] as const;
export type ContinuityState = (typeof CONTINUITY_STATES)[number];

export interface Continuity {
	state: ContinuityState;
	/** 上年结转 of this year, 分. */
	opening: Value;
	/** 累计结余 of the year before, 分; of merged predecessors the sum. */
	closing_before: Value;
	/** opening − closing_before, 分. */
	difference: Value;
	/** Names of merged predecessors whose closings were added up. */
	bridged_from: string[];
}

export function continuityOf(observation: Observation): Continuity {
	const opening = observation.values.income_carried_in;
	const closing_before =
		observation.previous?.values.balance_cumulative ?? absent('previous_missing');
	const bridged_from = observation.previous?.bridged_from ?? [];
	if (opening.value === null || closing_before.value === null) {
		const state = observation.previous === null ? 'first_year' : 'missing';
		return { state, opening, closing_before, difference: absent('input_missing'), bridged_from };
	}
	const difference = opening.value - closing_before.value;
	const tolerance = carryOverTolerance(roundingBetween(opening.value, closing_before.value));
	return {
		state: Math.abs(difference) > tolerance ? 'broken' : 'continuous',
		opening,
		closing_before,
		difference: present(difference),
		bridged_from
	};
}

/** Departments of which a balance of either year is probably an error: whether they join is not told until it is confirmed. */
export function suspectContinuities(observations: readonly Observation[]): Observation[] {
	return observations.filter((one) => {
		const { opening, closing_before } = continuityOf(one);
		return opening.missing === 'suspect' || closing_before.missing === 'suspect';
	});
}

/** Says that all balances join. */
export const NO_BREAK = '没有部门的年初结转与上年年末结余不衔接';

/** Departments that do not open with what they closed with, the largest difference first. */
export function continuityBreaks(
	observations: readonly Observation[]
): Result<{ observation: Observation; continuity: Continuity }> {
	const all = observations.map((observation) => ({
		observation,
		continuity: continuityOf(observation)
	}));
	const size = ({ continuity }: (typeof all)[number]) => Math.abs(continuity.difference.value ?? 0);
	const broken = all
		.filter(({ continuity }) => continuity.state === 'broken')
		.sort((a, b) => size(b) - size(a));
	return resultOf(broken, observations, (one) => continuityOf(one).difference.value !== null);
}
