/** A city in which one flagged figure is moved to another value. */
import { isDerived, measureOf, type MeasureId, type StoredId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import { amountBehind } from '#lib/comparison/flags/at-stake.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';

function fail(): never {
	throw new Error('No figure behind the measure');
}

/** The stored figure that is moved to move a measure: the measure itself, or what is divided or taken from. */
function figureBehind(id: MeasureId): StoredId {
	const measure = measureOf(id);
	if (!isDerived(measure)) return id as StoredId;
	const { formula } = measure;
	if (typeof formula === 'string') return figureBehind(formula as MeasureId);
	if ('divide' in formula && typeof formula.divide[0] === 'object') {
		const [over] = formula.divide;
		if ('subtract' in over && typeof over.subtract[0] === 'string')
			return figureBehind(over.subtract[0] as MeasureId);
	}
	if (!('divide' in formula) && !('subtract' in formula)) return fail();
	const [first] = 'divide' in formula ? formula.divide : formula.subtract;
	return typeof first === 'string' ? figureBehind(first as MeasureId) : fail();
}

/** The city with the flagged measure at another value, also where next year's change starts from it. */
export function moved(all: readonly Observation[], { measure, observation }: Flag, value: number) {
	const figure = figureBehind(measure);
	const now = valueOf(observation, measure).value ?? NaN;
	const per_unit = measure === figure ? 1 : (amountBehind(observation, measure, 1) ?? 1);
	const stated = (observation.values[figure].value ?? NaN) + (value - now) * per_unit;
	const change = <T extends Pick<Observation, 'values'>>(one: T): T => ({
		...one,
		values: { ...one.values, [figure]: present(stated) }
	});
	return all.map((one) => {
		if (one.department.id !== observation.department.id) return one;
		if (one.fiscal_year === observation.fiscal_year) return change(one);
		return one.previous?.fiscal_year === observation.fiscal_year
			? { ...one, previous: change(one.previous) }
			: one;
	});
}
