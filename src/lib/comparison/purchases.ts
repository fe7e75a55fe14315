/** Purchases of vehicles are lumpy by nature: an ordinary one is no departure of three-public spending. */
import { median } from 'simple-statistics';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { Observation } from './observation.ts';

export const PURCHASE = 'three_public_vehicle_purchase';

/** Measures that a purchase of vehicles is a part of. */
export const WITH_PURCHASES: readonly MeasureId[] = ['three_public_total', 'three_public_per_head'];

/** Purchases are ordinary where more department years than this share, and more than one, have one. */
export const ROUTINE_PURCHASES = 0.005;

/** A year of replacements buys one vehicle or two: an ordinary purchase is at most so many times the median one. */
export const ROUTINE_TIMES = 2.5;

/** Returns the amount up to which a purchase is ordinary, in 分; 0 where purchases are rare. */
export function routinePurchase(observations: readonly Observation[]): number {
	const bought = observations
		.map(({ values }) => values[PURCHASE].value ?? 0)
		.filter((amount) => amount > 0);
	if (bought.length <= Math.max(1, observations.length * ROUTINE_PURCHASES)) return 0;
	return ROUTINE_TIMES * median(bought);
}
