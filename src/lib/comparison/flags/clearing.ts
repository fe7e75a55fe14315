/** The value at which a flag is gone, found by the whole rule and not by its threshold alone. */
import { measureOf, type MeasureId, type Quantity } from '#lib/catalogue/measures.ts';
import { PRINTED_STEP } from '#lib/catalogue/units.ts';
import { amountBehind, countsPeople } from './at-stake.ts';
import { distancesOf, type Distance, type Summaries } from './distance.ts';
import type { TestedReason } from './flags.ts';
import type { PeerGroup } from '../groups.ts';
import type { Observation } from '../observation.ts';
import { usualValue, type OutlierTest } from './outlier-tests.ts';
import { figuresOf, placesOf, type MeasureFigures } from '../places.ts';
import type { Population } from '../population.ts';

/** One step of the last digit that is printed: 0.01万元, one person, 0.1 points, 0.01%. */
const STEPS: Record<Quantity, number> = {
	money: PRINTED_STEP,
	money_per_head: PRINTED_STEP,
	people: 1,
	points: 10,
	ratio: 0.0001
};

/** Returns how exactly the clearing value of a measure is found, in its storage unit; a rate of people moves by one of them. */
export function clearingStep(observation: Observation, measure: MeasureId): number {
	const { quantity } = measureOf(measure);
	const people =
		quantity === 'ratio' && countsPeople(measure) ? amountBehind(observation, measure, 1) : null;
	return people ? 1 / people : STEPS[quantity];
}

export interface Clearing {
	population: Population;
	test: OutlierTest;
	reason: TestedReason;
	summaries: Summaries;
	/** Distances below it are not flagged. */
	floor: number;
	/** Tells whether the year is flagged, given the distances of the department's years beyond the floor. */
	isFlagged: (years: readonly Distance[]) => boolean;
}

/**
 * The value nearest to the filed one at which it would not be flagged while all other figures stay, on the steps of
 * {@link clearingStep}. Null where even the usual value would be flagged.
 */
export function clearingValue(flagged: Distance, clearing: Clearing): number | null {
	const { population, test, reason } = clearing;
	const figures = figuresOf(population, test);
	const untouched = untouchedBy(flagged, clearing);
	const size = clearingStep(flagged.observation, test.measure);
	// A ratio's step is no binary fraction: it is divided by and not multiplied with.
	const valueAt = (step: number) => (size < 1 ? step / Math.round(1 / size) : step * size);
	const isGone = (step: number) => {
		const moved = withValue(figures, population, flagged, valueAt(step));
		const places = placesOf(reason, population, test, moved);
		const { index, observation } = flagged;
		const others = reason === 'peers' ? population.historyOf(observation) : [];
		const { floor } = clearing;
		const years = distancesOf(population, places, { index, others, floor, untouched });
		return !clearing.isFlagged(years);
	};
	let gone = Math.round(usualValue(flagged, test.scale) / size);
	let flaggedAt = flagged.value / size;
	if (!isGone(gone)) return null;
	while (Math.abs(flaggedAt - gone) > 1) {
		const middle = Math.round((gone + flaggedAt) / 2);
		if (middle === gone || middle === flaggedAt) break;
		if (isGone(middle)) gone = middle;
		else flaggedAt = middle;
	}
	return valueAt(gone);
}

/** The figures with one value moved, also where the change of another year starts from it. */
function withValue(
	{ values, before }: MeasureFigures,
	{ observations, historyOf, starts }: Population,
	{ observation, index }: Distance,
	value: number
): MeasureFigures {
	const moved = { values: Float64Array.from(values), before: Float64Array.from(before) };
	moved.values[index] = value;
	for (const other of historyOf(observation)) {
		const isBridged = (observations[other]?.previous?.bridged_from.length ?? 0) > 0;
		if (starts[other] === observation.fiscal_year && !isBridged) moved.before[other] = value;
	}
	return moved;
}

/** The summaries of groups in which the department is in no year. */
function untouchedBy({ observation }: Distance, { population, summaries }: Clearing): Summaries {
	const untouched = new Map(summaries);
	for (const index of population.historyOf(observation)) {
		let group: PeerGroup | null = population.groups[index] ?? null;
		for (; group; group = group.wider) untouched.delete(group);
	}
	return untouched;
}
