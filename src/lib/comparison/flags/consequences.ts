/** Tells what stands out only because of the balances, or is the same in a department every year: it causes nothing. */
import { median } from 'simple-statistics';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { FlagCandidate } from './flags.ts';
import { valueOf, type Observation, type ReportedValues } from '../observation.ts';
import { testOf } from './outlier-tests.ts';
import { strengthOf } from './strength.ts';

/** `lasts` where the measure stands out for years on end: then each of them is the finding. */
export function isExplained(
	flag: FlagCandidate,
	lasts: boolean,
	years: readonly Observation[]
): boolean {
	return (!lasts && isLeftOver(flag)) || isMadeByBalances(flag) || isOwnStructure(flag, years);
}

/**
 * Tells whether a balance is what a sum carried in leaves: where that exceeds all that was spent, the rest is left
 * whatever the department does, and stands out in the year that left it.
 */
function isLeftOver(flag: FlagCandidate): boolean {
	if (flag.measure !== 'carry_over_rate' || !flag.peers) return false;
	const { income_carried_in: opening, spending_total: spending } = flag.observation.values;
	const rest = (opening.value ?? 0) / (spending.value ?? NaN) - 1;
	const beyond = flag.value - flag.peers.median;
	return rest > 0 && strengthOf(flag) * (1 - rest / beyond) <= 1;
}

/** Appropriations that fall because much was carried in, or rise because little was, follow from the balance. */
function isMadeByBalances(flag: FlagCandidate): boolean {
	const { measure, observation, reason } = flag;
	const { previous } = observation;
	if (measure !== 'income_fiscal' || reason !== 'history' || !previous) return false;
	const change = Math.log(flag.value / (flag.previous ?? NaN));
	const with_balances = Math.log(available(observation.values) / available(previous.values));
	return strengthOf(flag) * (with_balances / change) <= 1;
}

function available({ income_fiscal: fiscal, income_carried_in: opening }: ReportedValues): number {
	return (fiscal.value ?? NaN) + (opening.value ?? 0);
}

const SHARES: readonly MeasureId[] = ['personnel_share', 'operating_share', 'project_share'];

/** A structure of spending that is the department's own in its other years too is no event of this one. */
function isOwnStructure(
	{ measure, reason, value, observation }: FlagCandidate,
	years: readonly Observation[]
): boolean {
	if (reason !== 'peers' || !SHARES.includes(measure)) return false;
	const others = years
		.filter((one) => one !== observation)
		.flatMap((one) => valueOf(one, measure).value ?? []);
	return others.length > 1 && Math.abs(value - median(others)) < testOf(measure).least;
}
