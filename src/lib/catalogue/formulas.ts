/**
 * Formulas as data, evaluated, put into words and checked. The SQL of the same data is in
 * `server/questions/formula-sql.ts`.
 */
import {
	DERIVED,
	isDerived,
	measureOf,
	MEASURES,
	type DerivedMeasure,
	type Formula,
	type Measure,
	type MeasureId,
	type Quantity,
	type ReportedId
} from './measures.ts';
import { absent, present, type Absent, type MissingReason, type Value } from './values.ts';

/** Which year's figure is meant: that of the filing, or that of the year before it. */
export type When = 'current' | 'previous';

/** A reported figure that a measure is computed from. */
export interface Input {
	id: ReportedId;
	when: When;
}

/** A formula refers to measures by id; the catalogue can be swapped for another one in tests. */
type Lookup = (id: string) => Measure;

const inCatalogue: Lookup = (id) => measureOf(id as MeasureId);

/**
 * The value of a formula. `read` gives the value of each measure named in it, in storage units. An absent input
 * makes the result absent: `previous_missing` for last year's, else the reason that says most, `input_missing` where the
 * input is blank or unreadable.
 */
export function evaluate(formula: Formula, read: (id: string, when: When) => Value): Value {
	if (typeof formula === 'string') return inherit(read(formula, 'current'));
	if ('previous' in formula) return inheritPrevious(read(formula.previous, 'previous'));
	const operands = operandsOf(formula).map((operand) => evaluate(operand, read));
	const missing = operands.find((operand): operand is Absent => operand.value === null);
	if (missing) return missing;
	const [first = 0, ...rest] = operands.map((operand) => operand.value ?? 0);
	if ('add' in formula) return present(rest.reduce((sum, term) => sum + term, first));
	const second = rest[0] ?? 0;
	if ('subtract' in formula) return present(first - second);
	if (second === 0) return absent(reasonOfZero(formula.divide[1]));
	return present(first / second);
}

/** The value of any measure, reported or derived, from the reported figures of this year and of last year. */
export function measureValue(id: MeasureId, read: (id: ReportedId, when: When) => Value): Value {
	const measure = measureOf(id);
	if (!isDerived(measure)) return read(id as ReportedId, 'current');
	return evaluate(measure.formula, (name, when) => resolve(name, when, read));
}

function resolve(name: string, when: When, read: (id: ReportedId, when: When) => Value): Value {
	if (when === 'current') return measureValue(name as MeasureId, read);
	return measureValue(name as MeasureId, (id, inner) =>
		// Two years back is nobody's input; the answer is that there is no such figure.
		inner === 'current' ? read(id, 'previous') : absent('previous_missing')
	);
}

/** The formula in words, e.g. `（累计结余 − 上年结转） ÷ 上年结转`; a reported measure's own name. */
export function formulaInWords(id: MeasureId): string {
	const measure = measureOf(id);
	return isDerived(measure) ? inWords(measure.formula, inCatalogue) : measure.name;
}

function inWords(formula: Formula, lookup: Lookup): string {
	if (typeof formula === 'string') return lookup(formula).name;
	if ('previous' in formula) return `上年${lookup(formula.previous).name}`;
	if ('add' in formula) return formula.add.map((term) => inWords(term, lookup)).join(' + ');
	if ('subtract' in formula) {
		const [from, taken] = formula.subtract;
		return `${inWords(from, lookup)} − ${inBrackets(taken, lookup)}`;
	}
	const [over, under] = formula.divide;
	return `${inBrackets(over, lookup)} ÷ ${inBrackets(under, lookup)}`;
}

function inBrackets(formula: Formula, lookup: Lookup): string {
	const words = inWords(formula, lookup);
	return isLeaf(formula) ? words : `（${words}）`;
}

/** The reported figures that a measure needs, each once, in the formula's order. */
export function inputsOf(id: MeasureId): readonly Input[] {
	const inputs = new Map<string, Input>();
	collectInputs(id, 'current', inputs);
	return [...inputs.values()];
}

function collectInputs(id: string, when: When, into: Map<string, Input>): void {
	const measure = inCatalogue(id);
	if (!isDerived(measure)) {
		into.set(`${id} ${when}`, { id: id as ReportedId, when });
		return;
	}
	for (const leaf of leavesOf(measure.formula)) {
		collectInputs(leaf.id, when === 'previous' ? 'previous' : leaf.when, into);
	}
}

/** Whether a measure may be shown for a group of departments: all its parts may be added. */
export function isAggregatable(id: MeasureId): boolean {
	return inputsOf(id).every((input) => measureOf(input.id).aggregate === 'sum');
}

/** Every chain of derived measures that leads back to its start, e.g. `['a', 'b', 'a']`; empty where all is well. */
export function findCycles(measures: readonly DerivedMeasure[] = DERIVED): string[][] {
	const byId = new Map(measures.map((measure) => [measure.id, measure]));
	const cycles = new Map<string, string[]>();
	const follow = (id: string, path: readonly string[]): void => {
		const seenAt = path.indexOf(id);
		if (seenAt >= 0) {
			const cycle = [...path.slice(seenAt), id];
			const members = [...new Set(cycle)].sort().join(' ');
			if (!cycles.has(members)) cycles.set(members, cycle);
			return;
		}
		const measure = byId.get(id);
		if (!measure) return;
		for (const leaf of leavesOf(measure.formula)) follow(leaf.id, [...path, id]);
	};
	for (const measure of measures) follow(measure.id, []);
	return [...cycles.values()];
}

/**
 * What a formula counts.
 * @throws where unlike quantities are added, subtracted or divided
 */
export function quantityOf(
	formula: Formula,
	measures: readonly Pick<Measure, 'id' | 'quantity'>[] = MEASURES
): Quantity {
	if (typeof formula === 'string') return quantityOfNamed(formula, measures);
	if ('previous' in formula) return quantityOfNamed(formula.previous, measures);
	const [first, ...rest] = operandsOf(formula).map((operand) => quantityOf(operand, measures));
	const second = rest[0];
	if (first === undefined || second === undefined) throw new Error('A formula needs two operands');
	if (rest.every((quantity) => quantity === first)) return 'divide' in formula ? 'ratio' : first;
	if ('divide' in formula && first === 'money' && second === 'people') return 'money_per_head';
	const verb = Object.keys(formula)[0] ?? '';
	throw new Error(`Cannot ${verb} ${[first, ...rest].join(' and ')}`);
}

function quantityOfNamed(
	id: string,
	measures: readonly Pick<Measure, 'id' | 'quantity'>[]
): Quantity {
	const measure = measures.find((candidate) => candidate.id === id);
	if (!measure) throw new Error(`A formula names the unknown measure "${id}"`);
	return measure.quantity;
}

/** A formula that combines others. */
type Operation = Exclude<Formula, string | { previous: string }>;

function operandsOf(formula: Operation): readonly Formula[] {
	if ('add' in formula) return formula.add;
	return 'subtract' in formula ? formula.subtract : formula.divide;
}

function isLeaf(formula: Formula): boolean {
	return typeof formula === 'string' || 'previous' in formula;
}

function leavesOf(formula: Formula): { id: string; when: When }[] {
	if (typeof formula === 'string') return [{ id: formula, when: 'current' }];
	if ('previous' in formula) return [{ id: formula.previous, when: 'previous' }];
	return operandsOf(formula).flatMap(leavesOf);
}

/** Reasons that say more than `input_missing` and hold for whatever is computed from the input as well. */
const INHERITED: readonly MissingReason[] = [
	'not_in_template',
	'not_filed',
	'zero_denominator',
	'previous_zero',
	'previous_missing'
];

function inherit(value: Value): Value {
	if (value.value !== null || INHERITED.includes(value.missing)) return value;
	return absent('input_missing');
}

function inheritPrevious(value: Value): Value {
	return value.value === null ? absent('previous_missing') : value;
}

function reasonOfZero(denominator: Formula): MissingReason {
	const lastYears = leavesOf(denominator).every((leaf) => leaf.when === 'previous');
	return lastYears ? 'previous_zero' : 'zero_denominator';
}
