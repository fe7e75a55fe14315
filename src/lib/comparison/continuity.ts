/**
 * Does this year open with what last year closed with? 上年结转(t) = 累计结余(t−1).
 */
import { present, absent, type Value } from '#lib/catalogue/values.ts';
import type { Observation } from './observation.ts';

/** `broken` compares two filed numbers exactly; `first_year` has no year before to compare with. */
export type ContinuityState = 'continuous' | 'broken' | 'first_year' | 'missing';

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
	return {
		state: difference === 0 ? 'continuous' : 'broken',
		opening,
		closing_before,
		difference: present(difference),
		bridged_from
	};
}
