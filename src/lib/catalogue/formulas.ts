/** Formulas as data are evaluated, put into words and checked here. */
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
	type StoredId
} from './measures.ts';
import { absent, present, type MissingReason, type Value } from './values.ts';

/** A formula refers to the year of the filing, or to the year before it. */
export type When = 'current' | 'previous';

/** A reported figure that a measure is computed from. */
export interface Input {
	id: StoredId;
	when: When;
}

/** A formula refers to measures by id; the catalogue can be swapped for another one in tests. */
type Lookup = (id: string) => Measure;

const inCatalogue: Lookup = (id) => measureOf(id as MeasureId);

/** A part of a formula that is read rather than computed. */
export type Leaf = string | { previous: string } | { first_stated: readonly string[] };

/**
 * The value of a formula. `read` gives the value of each measure named in it, in storage units. An absent input
 * makes the result absent: `previous_missing` for last year's that is not filed or blank, else the reason that says most,
 * `input_missing` where the input is blank or unreadable.
 */
export function evaluate(formula: Formula, read: (id: string, when: When) => Value): Value {
	return combine(formula, (leaf) => readLeaf(leaf, read));
}

/** The value of a formula from the values of its leaves. */
export function combine(formula: Formula, valueOf: (leaf: Leaf) => Value): Value {
	if (isLeaf(formula)) return valueOf(formula);
	const numbers: number[] = [];
	for (const operand of operandsOf(formula)) {
		const value = combine(operand, valueOf);
		if (value.value === null) return value;
		numbers.push(value.value);
	}
	if ('add' in formula) return present(numbers.reduce((sum, term) => sum + term, 0));
	const [first = 0, second = 0] = numbers;
	if ('subtract' in formula) return present(first - second);
	if (second <= 0) return absent(reasonOfBase(formula.divide[1], second));
	return present(first / second);
}

/** The value of a leaf, with the reason that holds for whatever is computed from it. */
export function readLeaf(leaf: Leaf, read: (id: string, when: When) => Value): Value {
	if (typeof leaf === 'string') return inherit(read(leaf, 'current'));
	if ('previous' in leaf) return inheritPrevious(read(leaf.previous, 'previous'));
	const values = leaf.first_stated.map((id) => read(id, 'current'));
	const [first = absent('input_missing')] = values;
	return values.find(({ value }) => value !== null) ?? inherit(first);
}

/** The formula of a measure down to what departments state; a stated measure is its own formula. */
export function formulaOf(id: MeasureId): Formula {
	return expand(id);
}

function expand(formula: Formula): Formula {
	if (typeof formula === 'string') {
		const measure = inCatalogue(formula);
		return isDerived(measure) ? expand(measure.formula) : formula;
	}
	if ('add' in formula) return { add: formula.add.map(expand) };
	if ('subtract' in formula) {
		return { subtract: [expand(formula.subtract[0]), expand(formula.subtract[1])] };
	}
	if ('divide' in formula)
		return { divide: [expand(formula.divide[0]), expand(formula.divide[1])] };
	return formula;
}

/** The leaves of a formula, in its order. */
export function leavesIn(formula: Formula): Leaf[] {
	return isLeaf(formula) ? [formula] : operandsOf(formula).flatMap(leavesIn);
}

/** The figure that serves of those which a formula names in turn, and whether it stands in for the first; null where there is none. */
export function firstStated(
	id: MeasureId,
	read: (id: StoredId) => Value
): { id: StoredId; isStandIn: boolean } | null {
	for (const leaf of leavesIn(formulaOf(id))) {
		if (typeof leaf === 'string' || !('first_stated' in leaf)) continue;
		const stated = leaf.first_stated.findIndex((one) => read(one as StoredId).value !== null);
		if (stated >= 0) return { id: leaf.first_stated[stated] as StoredId, isStandIn: stated > 0 };
	}
	return null;
}

/** True where the measure is computed with a figure of the year compared with. */
export function looksBack(id: MeasureId): boolean {
	return leavesIn(formulaOf(id)).some((leaf) => typeof leaf !== 'string' && 'previous' in leaf);
}

/**
 * The value of any measure, reported or derived, from the reported figures of this year and of last year. What is computed
 * from a corrected figure counts as corrected.
 */
export function measureValue(id: MeasureId, read: (id: StoredId, when: When) => Value): Value {
	const measure = measureOf(id);
	if (!isDerived(measure)) return read(id as StoredId, 'current');
	const inputs: Value[] = [];
	const value = evaluate(measure.formula, (name, when) => {
		const input = resolve(name, when, read);
		inputs.push(input);
		return input;
	});
	return inputs.some(({ corrected }) => corrected) ? { ...value, corrected: 'input' } : value;
}

function resolve(name: string, when: When, read: (id: StoredId, when: When) => Value): Value {
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

/** Names the divisor of a share or an amount per head, e.g. `支出合计`; `分母` for a measure that is no quotient. */
export function baseInWords(id: MeasureId): string {
	const measure = measureOf(id);
	if (!isDerived(measure) || isLeaf(measure.formula) || !('divide' in measure.formula))
		return '分母';
	return inWords(measure.formula.divide[1], inCatalogue);
}

function inWords(formula: Formula, lookup: Lookup): string {
	if (typeof formula === 'string') return lookup(formula).name;
	if ('previous' in formula) return `上年${lookup(formula.previous).name}`;
	if ('first_stated' in formula) {
		return (
			formula.first_stated.map((id) => lookup(id).name).join('（未报的用') +
			'）'.repeat(formula.first_stated.length - 1)
		);
	}
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
		into.set(`${id} ${when}`, { id: id as StoredId, when });
		return;
	}
	for (const leaf of namesIn(measure.formula)) {
		collectInputs(leaf.id, when === 'previous' ? 'previous' : leaf.when, into);
	}
}

/** Tells whether a measure may be shown for a group of departments, that is whether all its parts may be added. */
export function isAggregatable(id: MeasureId): boolean {
	return inputsOf(id).every((input) => measureOf(input.id).quantity !== 'points');
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
		for (const leaf of namesIn(measure.formula)) follow(leaf.id, [...path, id]);
	};
	for (const measure of measures) follow(measure.id, []);
	return [...cycles.values()];
}

/**
 * Returns what a formula counts.
 * @throws where unlike quantities are added, subtracted or divided
 */
export function quantityOf(
	formula: Formula,
	measures: readonly Pick<Measure, 'id' | 'quantity'>[] = MEASURES
): Quantity {
	if (typeof formula === 'string') return quantityOfNamed(formula, measures);
	if ('previous' in formula) return quantityOfNamed(formula.previous, measures);
	if ('first_stated' in formula) return quantityOfNamed(formula.first_stated[0] ?? '', measures);
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
type Operation = Exclude<Formula, Leaf>;

/** The operands of an operation, in its order. */
export function operandsOf(formula: Operation): readonly Formula[] {
	if ('add' in formula) return formula.add;
	return 'subtract' in formula ? formula.subtract : formula.divide;
}

/** Tells a part that is read from one that is computed. */
export function isLeaf(formula: Formula): formula is Leaf {
	return typeof formula === 'string' || 'previous' in formula || 'first_stated' in formula;
}

/** The measures that a formula names, with the year of each. */
function namesIn(formula: Formula): { id: string; when: When }[] {
	return leavesIn(formula).flatMap((leaf): { id: string; when: When }[] => {
		if (typeof leaf === 'string') return [{ id: leaf, when: 'current' }];
		if ('previous' in leaf) return [{ id: leaf.previous, when: 'previous' }];
		return leaf.first_stated.map((id) => ({ id, when: 'current' }));
	});
}

/** Reasons that say more than `input_missing` and hold for whatever is computed from the input as well. */
const INHERITED: readonly MissingReason[] = [
	'not_in_template',
	'not_filed',
	'budget_missing',
	'suspect',
	'reorganised',
	'zero_denominator',
	'negative_denominator',
	'previous_zero',
	'previous_negative',
	'previous_missing'
];

function inherit(value: Value): Value {
	if (value.value !== null || INHERITED.includes(value.missing)) return value;
	return absent('input_missing');
}

function inheritPrevious(value: Value): Value {
	const saysMore = value.missing === 'reorganised' || value.missing === 'suspect';
	return value.value !== null || saysMore ? value : absent('previous_missing');
}

/** Nothing is a share or a rate of zero or less. */
function reasonOfBase(denominator: Formula, base: number): MissingReason {
	const lastYears = namesIn(denominator).every((leaf) => leaf.when === 'previous');
	if (lastYears) return base === 0 ? 'previous_zero' : 'previous_negative';
	return base === 0 ? 'zero_denominator' : 'negative_denominator';
}
