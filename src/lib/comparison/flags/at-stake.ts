/** Computes how much money, or how many people, a distance of a measure is worth. */
import { evaluate } from '#lib/catalogue/formulas.ts';
import { isDerived, measureOf, type Formula, type MeasureId } from '#lib/catalogue/measures.ts';
import { absent, type Value } from '#lib/catalogue/values.ts';
import { valueOf, type Observation } from '../observation.ts';

/** Returns what the measure is divided by; null for a measure that is no quotient. */
function denominatorOf(id: MeasureId): Formula | null {
	const measure = measureOf(id);
	if (!isDerived(measure)) return null;
	const { formula } = measure;
	return typeof formula === 'object' && 'divide' in formula ? formula.divide[1] : null;
}

function evaluateOn(formula: Formula, observation: Observation): Value {
	return evaluate(formula, (id, when) => {
		if (when === 'current') return valueOf(observation, id as MeasureId);
		const { previous } = observation;
		if (!previous) return absent('previous_missing');
		return valueOf({ ...observation, values: previous.values, previous: null }, id as MeasureId);
	});
}

/** 分, or people of a measure that counts people: of a quotient the share of its denominator. Null for scores. */
export function amountBehind(
	observation: Observation,
	measure: MeasureId,
	difference: number
): number | null {
	if (measureOf(measure).quantity === 'points') return null;
	const under = denominatorOf(measure);
	const times = under === null ? 1 : (evaluateOn(under, observation).value ?? 0);
	return Math.abs(difference * times);
}

/** Tells whether a measure, or what a quotient is a share of, counts people. */
export function countsPeople(id: MeasureId): boolean {
	if (measureOf(id).quantity === 'people') return true;
	const under = denominatorOf(id);
	return (
		measureOf(id).quantity === 'ratio' &&
		typeof under === 'string' &&
		countsPeople(under as MeasureId)
	);
}

/** 分 at stake: people count with the department's own pay per head. Null where no money is behind the measure. */
export function moneyBehind(
	observation: Observation,
	measure: MeasureId,
	difference: number
): number | null {
	const amount = amountBehind(observation, measure, difference);
	if (amount === null || !countsPeople(measure)) return amount === null ? null : Math.round(amount);
	const pay = valueOf(observation, 'personnel_per_head').value;
	return pay === null ? null : Math.round(amount * pay);
}
