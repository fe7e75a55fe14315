/** The value at which a flag is gone, found by the whole rule and not by its threshold alone. */
import { distanceAt, type Distance, type Summaries } from './distance.ts';
import type { TestedReason } from './flags.ts';
import type { PeerGroup } from './groups.ts';
import { usualValue, type OutlierTest } from './outlier-tests.ts';
import { figuresOf, placesOf, type Figures } from './places.ts';
import type { Population } from './population.ts';

/** Halvings of the way to the usual value: a millionth of a millionth of it is left. */
const STEPS = 40;

export interface Clearing {
	population: Population;
	test: OutlierTest;
	reason: TestedReason;
	summaries: Summaries;
	/** Whether a distance is flagged. */
	isFlagged: (distance: Distance) => boolean;
}

/**
 * The value nearest to the filed one at which it would not be flagged while all other figures stay; amounts, people
 * and points are whole numbers of the storage unit. Null where even the usual value would be flagged.
 */
export function clearingValue(flagged: Distance, clearing: Clearing): number | null {
	const { population, test, reason } = clearing;
	const figures = figuresOf(population, test);
	const untouched = untouchedBy(flagged, clearing);
	const isWhole = Number.isInteger(flagged.value);
	const isGone = (value: number) => {
		const moved = withValue(figures, population, flagged, value);
		const places = placesOf(reason, population, test, moved);
		const distance = distanceAt(population, places, flagged.index, untouched);
		return distance === null || !clearing.isFlagged(distance);
	};
	let gone = usualValue(flagged, test.scale);
	if (isWhole) gone = Math.round(gone);
	let kept = flagged.value;
	if (!isGone(gone)) return null;
	for (let step = 0; step < STEPS; step++) {
		const middle = (gone + kept) / 2;
		const value = isWhole ? Math.round(middle) : middle;
		if (value === gone || value === kept) break;
		if (isGone(value)) gone = value;
		else kept = value;
	}
	return gone;
}

/** The figures with one value moved, also where the change of another year starts from it. */
function withValue(
	{ values, before }: Figures,
	{ observations, historyOf, starts }: Population,
	{ observation, index }: Distance,
	value: number
): Figures {
	const moved = { values: Float64Array.from(values), before: Float64Array.from(before) };
	moved.values[index] = value;
	for (const other of historyOf(observation)) {
		const isBridged = (observations[other]?.previous?.bridged_from.length ?? 0) > 0;
		if (starts[other] === observation.fiscal_year && !isBridged) moved.before[other] = value;
	}
	return moved;
}

/** The summaries of groups in which the department stands in no year. */
function untouchedBy({ observation }: Distance, { population, summaries }: Clearing): Summaries {
	const untouched = new Map(summaries);
	for (const index of population.historyOf(observation)) {
		let group: PeerGroup | null = population.groups[index] ?? null;
		for (; group; group = group.wider) untouched.delete(group);
	}
	return untouched;
}
