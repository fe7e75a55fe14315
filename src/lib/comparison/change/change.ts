/**
 * Change against the year before, on the same departments in both years.
 */
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { aggregate, type Summand } from '../aggregate.ts';
import { columnsOf } from '../column.ts';
import { previousValueOf, valueOf, type Observation } from '../observation.ts';

/** A change between two values of one measure, in its storage unit; `rate` is relative to the earlier value. */
export interface Change {
	current: Value;
	previous: Value;
	/** current − previous; for ratios this counts 百分点 when shown. */
	difference: Value;
	/** difference ÷ previous for amounts and counts; absent for ratios and scores, whose difference is the change. */
	rate: Value;
}

/** The change between two values of a measure. */
export function changeBetween(id: MeasureId, current: Value, previous: Value): Change {
	return {
		current,
		previous,
		difference: differenceOf(current, previous),
		rate: rateOf(id, current, previous)
	};
}

function differenceOf(current: Value, previous: Value): Value {
	if (current.value === null) return current;
	if (previous.value === null) return absentBefore(previous);
	return present(current.value - previous.value);
}

/** Scores of merged departments and probable errors were stated, and yet make no earlier value. */
function absentBefore({ missing }: Value): Value {
	return absent(missing === 'reorganised' || missing === 'suspect' ? missing : 'previous_missing');
}

function rateOf(id: MeasureId, current: Value, previous: Value): Value {
	const { quantity } = measureOf(id);
	if (quantity === 'ratio' || quantity === 'points') return absent('input_missing');
	if (current.value === null) return current;
	if (previous.value === null) return absentBefore(previous);
	if (previous.value === 0) return absent('previous_zero');
	// A rate on a base below zero has a sign that means nothing.
	if (previous.value < 0) return absent('previous_negative');
	return present((current.value - previous.value) / previous.value);
}

/** The change of a measure of one department. */
export function changeOf(observation: Observation, id: MeasureId): Change {
	return changeBetween(id, valueOf(observation, id), previousValueOf(observation, id));
}

/**
 * For how many years up to the last one a measure has gone one way: 3 for three rises, −2 for two falls. A year that
 * cannot be compared ends the run.
 */
export function runOf(ascending: readonly Observation[], id: MeasureId): number {
	let run = 0;
	let expected: number | null = null;
	for (const observation of ascending.toReversed()) {
		const step = Math.sign(changeOf(observation, id).difference.value ?? 0);
		const isNext = expected === null || observation.fiscal_year === expected;
		if (step === 0 || !isNext || (run !== 0 && step !== Math.sign(run))) break;
		run += step;
		expected = observation.fiscal_year - 1;
	}
	return run;
}

/** The change of a group's measure over the departments that state it in both years. */
export interface GroupChange extends Change {
	/** Departments compared. */
	compared: number;
	/** Departments of this year that could not be compared. */
	left_out: number;
}

export function groupChange(observations: readonly Observation[], id: MeasureId): GroupChange {
	const { now, before } = sameDepartments(observations, id);
	return {
		...changeBetween(id, aggregate(now, id).value, aggregate(before, id).value),
		compared: now.length,
		left_out: observations.length - now.length
	};
}

/** The departments that state a measure in both years, and the same a year before. */
export function sameDepartments(
	observations: readonly Observation[],
	id: MeasureId
): { now: Observation[]; before: Summand[] } {
	const earlier = columnsOf(observations.map(({ previous }) => previous?.values ?? null));
	const later = columnsOf(
		observations.map(({ values }) => values),
		earlier
	)(id);
	const then = earlier(id);
	const now = observations.filter((_, index) => isStated(later[index]) && isStated(then[index]));
	const before = now.flatMap(({ previous }) =>
		previous ? [{ values: previous.values, previous: null }] : []
	);
	return { now, before };
}

function isStated(value: number | undefined): boolean {
	return value !== undefined && !Number.isNaN(value);
}
