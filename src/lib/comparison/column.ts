/**
 * Measures of many departments at once, as bare numbers: the catalogue's formulas over whole columns, for statistics
 * over ledgers of ten thousand rows. `NaN` stands for absent; who needs the reason asks `valueOf`.
 */
import {
	isDerived,
	measureOf,
	type Formula,
	type MeasureId,
	type StoredId
} from '#lib/catalogue/measures.ts';
import type { ReportedValues } from './observation.ts';

/** The values of a measure by row, in storage units. Computed once; not to be changed. */
export type MeasureColumns = (id: MeasureId) => Float64Array;

/** Columns over the rows; `before` are those of the years before, which formulas may look back to. */
export function columnsOf(
	rows: readonly (ReportedValues | null)[],
	before: MeasureColumns | null = null
): MeasureColumns {
	const known = new Map<MeasureId, Float64Array>();
	const column: MeasureColumns = (id) => {
		const found = known.get(id);
		if (found) return found;
		const measure = measureOf(id);
		const made = isDerived(measure)
			? evaluate(measure.formula)
			: readReported(rows, id as StoredId);
		known.set(id, made);
		return made;
	};
	const evaluate = (formula: Formula): Float64Array => {
		if (typeof formula === 'string') return column(formula as MeasureId);
		if ('previous' in formula) {
			return before?.(formula.previous as MeasureId) ?? new Float64Array(rows.length).fill(NaN);
		}
		if ('first_stated' in formula) {
			const columns = formula.first_stated.map((id) => column(id as MeasureId));
			return fold(columns, (a, b) => (Number.isNaN(a) ? b : a));
		}
		if ('add' in formula) return fold(formula.add.map(evaluate), (a, b) => a + b);
		if ('subtract' in formula) return fold(formula.subtract.map(evaluate), (a, b) => a - b);
		return fold(formula.divide.map(evaluate), (a, b) => (b <= 0 ? NaN : a / b));
	};
	return column;
}

function readReported(rows: readonly (ReportedValues | null)[], id: StoredId): Float64Array {
	const numbers = new Float64Array(rows.length);
	for (let index = 0; index < numbers.length; index++)
		numbers[index] = rows[index]?.[id].value ?? NaN;
	return numbers;
}

function fold(
	[first = new Float64Array(), ...rest]: readonly Float64Array[],
	combine: (a: number, b: number) => number
): Float64Array {
	const folded = Float64Array.from(first);
	for (const column of rest) {
		for (let index = 0; index < folded.length; index++) {
			folded[index] = combine(folded[index] ?? NaN, column[index] ?? NaN);
		}
	}
	return folded;
}
