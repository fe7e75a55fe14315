/**
 * Sums over departments. A ratio of a group is recomputed from the group's summed parts, over the departments that
 * state every part: one that leaves a part out would enter the numerator and not the denominator.
 */
import { inputsOf, isAggregatable, measureValue, type Input } from '#lib/catalogue/formulas.ts';
import { REPORTED_IDS, type MeasureId } from '#lib/catalogue/measures.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import type { Observation, ReportedValues } from './observation.ts';

/** A group's value with how many of its departments are in it. */
export interface GroupValue {
	value: Value;
	/** Departments whose figures are counted. */
	counted: number;
	/** Departments left out because an input is absent. */
	left_out: number;
}

/** Adds the stated values a measure; one that nobody states is absent. Scores are not added: they stay absent. */
export function addReported(parts: readonly ReportedValues[]): ReportedValues {
	const sums = {} as ReportedValues;
	for (const id of REPORTED_IDS) {
		const stated = parts.map((part) => part[id].value).filter((value) => value !== null);
		const addable = id !== 'score_form' && id !== 'score_sheet' && stated.length > 0;
		sums[id] = addable ? present(stated.reduce((a, b) => a + b, 0)) : absent('input_missing');
	}
	return sums;
}

/** A measure of a group of departments, recomputed from their summed parts. */
export function aggregate(observations: readonly Observation[], id: MeasureId): GroupValue {
	const inputs = knownInputs(id);
	const counted = observations.filter((observation) =>
		inputs.every((input) => readInput(observation, input).value !== null)
	);
	const sum = (input: Input): Value =>
		present(counted.reduce((total, one) => total + (readInput(one, input).value ?? 0), 0));
	const value =
		counted.length === 0 || !isAggregatable(id)
			? absent('input_missing')
			: measureValue(id, (reported, when) => sum({ id: reported, when }));
	return { value, counted: counted.length, left_out: observations.length - counted.length };
}

const inputs = new Map<MeasureId, readonly Input[]>();

function knownInputs(id: MeasureId): readonly Input[] {
	const known = inputs.get(id) ?? inputsOf(id);
	inputs.set(id, known);
	return known;
}

function readInput(observation: Observation, input: Input): Value {
	if (input.when === 'current') return observation.values[input.id];
	return observation.previous?.values[input.id] ?? absent('previous_missing');
}
