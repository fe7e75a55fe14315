/**
 * Items of three-public spending that come in lumps by nature: a vehicle is bought, a delegation travels, and the next
 * year nobody does. An ordinary one is no departure of three-public spending.
 */
import { median } from 'simple-statistics';
import type { MeasureId, StoredId } from '#lib/catalogue/measures.ts';
import { areEnough } from '../groups.ts';
import { previousValueOf, type Observation } from '../observation.ts';
import { FACTOR } from './outlier-tests.ts';
import { expectedFarthest } from './tail.ts';

/** The items, with the measures that each is a part of. */
const LUMPS = {
	three_public_vehicle_purchase: ['three_public_total', 'three_public_per_head'],
	three_public_abroad: [
		'three_public_total',
		'three_public_per_head',
		'three_public_without_purchase'
	]
} as const satisfies Partial<Record<StoredId, readonly MeasureId[]>>;

export type LumpId = keyof typeof LUMPS;

const LUMP_IDS = Object.keys(LUMPS) as LumpId[];

/** An item comes in lumps where more department years than `least`, more than one, and no more than `most` have it. */
export const LUMPY_SHARE = { least: 0.005, most: 0.5 };

/**
 * Where few departments have the item, a year of replacements buys one vehicle or two: an ordinary lump is at most so
 * many times the median one.
 */
export const ROUTINE_TIMES = 2.5;

/** By item the amount up to which it is ordinary, in 分; 0 where it is rare, or usual in most years. */
export type RoutineLumps = Readonly<Record<LumpId, number>>;

export function routineLumps(observations: readonly Observation[]): RoutineLumps {
	const [purchase, abroad] = LUMP_IDS.map((id) => routineAmount(observations, id));
	return {
		three_public_vehicle_purchase: purchase ?? 0,
		three_public_abroad: abroad ?? 0
	};
}

function routineAmount(observations: readonly Observation[], id: LumpId): number {
	const spent = observations
		.map(({ values }) => values[id].value ?? 0)
		.filter((amount) => amount > 0);
	const all = observations.length;
	if (spent.length <= Math.max(1, all * LUMPY_SHARE.least)) return 0;
	if (spent.length > all * LUMPY_SHARE.most) return 0;
	const usual = median(spent);
	if (!areEnough(spent.length)) return ROUTINE_TIMES * usual;
	const distances = Float64Array.from(spent, (amount) => Math.log(amount / usual)).sort();
	return usual * Math.exp(Math.max(FACTOR, expectedFarthest(distances)));
}

/** The items that are a part of the measure. */
export function lumpsIn(measure: MeasureId): LumpId[] {
	return LUMP_IDS.filter((id) => (LUMPS[id] as readonly MeasureId[]).includes(measure));
}

/** An item with the amount of the year, in 分, and how much of the distance it makes. */
export interface Lump {
	measure: LumpId;
	amount: number;
	more: number;
}

/** A flagged figure of three-public spending, with what it is compared with. */
interface Risen {
	measure: MeasureId;
	value: number;
	observation: Observation;
	/** In 分 where the measure is an amount; null for an amount per head, all of which is compared. */
	previous: number | null;
}

/** The items that rose, by how much of the rise they make; none where nothing rose. */
export function lumpsOf({ measure, observation, previous }: Risen): Lump[] {
	return lumpsIn(measure)
		.map((id) => {
			const amount = observation.values[id].value ?? 0;
			const before = previous === null ? 0 : (previousValueOf(observation, id).value ?? 0);
			return { measure: id, amount, more: amount - before };
		})
		.filter(({ more }) => more > 0)
		.sort((a, b) => b.more - a.more);
}

/** Tells whether the items make most of the rise, or of the amount per head. */
export function makeMost(lumps: readonly Lump[], { value, observation, previous }: Risen): boolean {
	const all = previous === null ? (observation.values.three_public_total.value ?? 0) : value;
	const risen = all - (previous ?? 0);
	return risen > 0 && lumps.reduce((sum, { more }) => sum + more, 0) > risen / 2;
}
