/**
 * Sums over departments. A ratio of a group is recomputed from the group's summed parts, over the departments that
 * state every part: one that leaves a part out would enter the numerator and not the denominator.
 */
import {
	combine,
	formulaOf,
	isAggregatable,
	leavesIn,
	readLeaf,
	type Leaf
} from '#lib/catalogue/formulas.ts';
import { measureOf, STORED_IDS, type MeasureId, type StoredId } from '#lib/catalogue/measures.ts';
import {
	absent,
	markedBy,
	present,
	type MissingReason,
	type Value
} from '#lib/catalogue/values.ts';
import type { Observation, ReportedValues } from './observation.ts';

/** A group's value with how many of its departments are in it. */
export interface GroupValue {
	value: Value;
	/** Departments whose figures are counted. */
	counted: number;
	/** Departments left out because an input is absent. */
	left_out: number;
}

/**
 * Adds the stated values per measure; one that nobody states is absent, and so is one with a part that is probably an
 * error. Scores are not added: they stay absent. A single part, that of a department which only changed its name, is what
 * it filed, scores included.
 */
export function addReported(parts: readonly ReportedValues[]): ReportedValues {
	const [only, another] = parts;
	if (only && !another) return only;
	const sums = STORED_IDS.map((id): [StoredId, Value] => {
		const isStated = parts.every((part) => part[id].value !== null);
		if (parts.some((part) => part[id].missing === 'suspect')) return [id, absent('suspect')];
		if (measureOf(id).quantity === 'points') return [id, absent('reorganised')];
		// A sum without one of its parts is too small to compare with.
		if (isStated) return [id, sumOf(parts.map((part) => part[id]))];
		const isBudget = parts[0]?.[id].missing === 'budget_missing';
		return [id, absent(isBudget ? 'budget_missing' : 'input_missing')];
	});
	return Object.fromEntries(sums) as ReportedValues;
}

/** Stands for a sum of which a whole part was not filed. */
export const NOTHING_COMPARABLE = Object.fromEntries(
	STORED_IDS.map((id) => [id, absent('reorganised')])
) as ReportedValues;

/** The figures of a department that a sum is made from. */
export type Summand = Pick<Observation, 'values' | 'previous'>;

/** The sums behind a measure of a group; those of groups without a common department can be added. */
export interface GroupSums {
	/** Departments that state every part. */
	counted: number;
	/** Departments that leave one out. */
	left_out: number;
	/** Each leaf of the measure's formula, in its order, added up over those that are counted. */
	leaves: readonly Value[];
}

/** The sums of a measure over a group of departments. */
export function sumsOf(observations: readonly Summand[], id: MeasureId): GroupSums {
	const columns = leavesIn(formulaOf(id)).map((leaf) =>
		observations.map((one) => leafOf(one, leaf))
	);
	const isCounted = observations.map((_, row) =>
		columns.every((values) => values[row]?.value !== null)
	);
	const counted = isCounted.filter(Boolean).length;
	return {
		counted,
		left_out: observations.length - counted,
		leaves: columns.map((values) => sumOf(values.filter((_, row) => isCounted[row])))
	};
}

/** The sums of two groups together. */
export function addSums(one: GroupSums, other: GroupSums): GroupSums {
	return {
		counted: one.counted + other.counted,
		left_out: one.left_out + other.left_out,
		leaves: one.leaves.map((leaf, at) => sumOf([leaf, other.leaves[at] ?? absent('blank')]))
	};
}

/** A measure of a group of departments, recomputed from their summed parts. */
export function aggregate(observations: readonly Summand[], id: MeasureId): GroupValue {
	return groupValue(sumsOf(observations, id), id, () => reasonOf(observations, id));
}

/** The measure that the sums are of; where nobody is counted, absent for the reason of the group. */
export function groupValue(
	{ counted, left_out, leaves }: GroupSums,
	id: MeasureId,
	reason: () => MissingReason
): GroupValue {
	if (counted === 0 || !isAggregatable(id)) return { value: absent(reason()), counted, left_out };
	const formula = formulaOf(id);
	const sums = new Map(leavesIn(formula).map((leaf, at) => [leaf, leaves[at]]));
	const value = combine(formula, (leaf) => sums.get(leaf) ?? absent('input_missing'));
	return { value: markedBy(leaves, value), counted, left_out };
}

/** The sum of values, of which one at least is present: one that holds a figure corrected by hand counts as corrected. */
export function sumOf(values: readonly Value[]): Value {
	return markedBy(values, present(values.reduce((total, { value }) => total + (value ?? 0), 0)));
}

/** Says why nobody is counted: nobody filed a budget, or all lack the measure for one reason; else inputs are missing. */
export function reasonOf(observations: readonly Summand[], id: MeasureId): MissingReason {
	const leaves = leavesIn(formulaOf(id));
	const isWithoutBudget = (one: Summand) =>
		leaves.some((leaf) => leafOf(one, leaf).missing === 'budget_missing');
	if (observations.length > 0 && observations.every(isWithoutBudget)) return 'budget_missing';
	return commonReason(observations.map((one) => ownReason(one, id))) ?? 'input_missing';
}

/** The one reason that all have; where they differ, that inputs are missing. Null of none. */
export function commonReason(reasons: readonly (MissingReason | null)[]): MissingReason | null {
	const [only, another] = new Set(reasons);
	return another === undefined ? (only ?? null) : 'input_missing';
}

/** The reason of one department; of a figure that it states itself the one that stands there. */
function ownReason(one: Summand, id: MeasureId): MissingReason | null {
	const formula = formulaOf(id);
	if (typeof formula === 'string') return one.values[formula as StoredId].missing;
	return combine(formula, (leaf) => leafOf(one, leaf)).missing;
}

function leafOf({ values, previous }: Summand, leaf: Leaf): Value {
	return readLeaf(leaf, (id, when) => {
		const read = when === 'current' ? values : previous?.values;
		return read?.[id as StoredId] ?? absent('previous_missing');
	});
}
