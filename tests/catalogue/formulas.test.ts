import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	evaluate,
	findCycles,
	formulaInWords,
	inputsOf,
	isAggregatable,
	measureValue,
	quantityOf,
	type When
} from '#lib/catalogue/formulas.ts';
import {
	BASIS_NAMES,
	basisOf,
	basisOfRows,
	DERIVED,
	isBudget,
	MEASURES,
	measureOf,
	type DerivedMeasure,
	type Measure,
	type Formula,
	type MeasureId,
	type StoredId
} from '#lib/catalogue/measures.ts';
import { absent, present, type MissingReason, type Value } from '#lib/catalogue/values.ts';

const SEED: Partial<Record<StoredId, number>> = {
	staff_quota: 22,
	staff_actual: 22,
	income_total: 1206040000,
	income_carried_in: 432050000,
	income_fiscal: 770470000,
	spending_total: 1205900000,
	spending_personnel: 301010000,
	spending_operating: 48000000,
	spending_project: 856890000,
	balance_cumulative: 140000,
	three_public_total: 41570000,
	three_public_vehicle_purchase: 27250000,
	assets_total: 2132100000,
	assets_in_use: 2132100000,
	score_form: 9400,
	score_sheet: 9200,
	spending_total_budget_initial: 1300000000
};

function readSeed(id: StoredId, when: When): Value {
	const value = when === 'current' ? SEED[id] : undefined;
	if (value !== undefined) return present(value);
	return absent(id.includes('_budget_') ? 'budget_missing' : 'blank');
}

test.each<[MeasureId, number | MissingReason]>([
	['income_total', 1206040000],
	['income_other', 'blank'],
	['staffing_rate', 1],
	['carry_over_rate', 140000 / 1205900000],
	['carry_over_change', (140000 - 432050000) / 432050000],
	['execution_rate', 1205900000 / 1206040000],
	['three_public_without_purchase', 14320000],
	['three_public_to_operating', 41570000 / 48000000],
	['personnel_per_head', 301010000 / 22],
	['fiscal_dependence', 770470000 / 773990000],
	['three_public_change', 'previous_missing'],
	['budget_execution_rate', 1205900000 / 1300000000],
	['budget_adjustment_rate', 'budget_missing'],
	['three_public_control_rate', 'budget_missing'],
	['score_gap', 200]
])('%s of the seed is %j', (id, expected) => {
	const value = measureValue(id, readSeed);
	expect(value).toEqual(typeof expected === 'number' ? present(expected) : absent(expected));
});

const values = (table: Record<string, Value>) => (id: string, when: When) =>
	table[when === 'previous' ? `previous ${id}` : id] ?? absent('blank');

test.each<[string, Formula, Record<string, Value>, Value]>([
	[
		'a zero denominator',
		{ divide: ['a', 'b'] },
		{ a: present(1), b: present(0) },
		absent('zero_denominator')
	],
	[
		'zero over zero',
		{ divide: ['a', 'b'] },
		{ a: present(0), b: present(0) },
		absent('zero_denominator')
	],
	[
		'last year zero',
		{ divide: ['a', { previous: 'a' }] },
		{ a: present(1), 'previous a': present(0) },
		absent('previous_zero')
	],
	[
		'last year absent',
		{ divide: ['a', { previous: 'a' }] },
		{ a: present(1) },
		absent('previous_missing')
	],
	[
		'last year not comparable',
		{ divide: ['a', { previous: 'a' }] },
		{ a: present(1), 'previous a': absent('reorganised') },
		absent('reorganised')
	],
	['a blank input', { add: ['a', 'b'] }, { a: present(1) }, absent('input_missing')],
	[
		'an unreadable input',
		{ subtract: ['a', 'b'] },
		{ a: present(1), b: absent('unreadable') },
		absent('input_missing')
	],
	[
		'an input outside the template',
		{ divide: ['a', 'b'] },
		{ a: present(1), b: absent('not_in_template') },
		absent('not_in_template')
	],
	[
		'the first that is stated',
		{ divide: ['a', { first_stated: ['b', 'c'] }] },
		{ a: present(9), b: absent('budget_missing'), c: present(3) },
		present(3)
	],
	[
		'none that is stated',
		{ divide: ['a', { first_stated: ['b', 'c'] }] },
		{ a: present(9), b: absent('budget_missing'), c: absent('budget_missing') },
		absent('budget_missing')
	],
	['nothing filed', 'a', { a: absent('not_filed') }, absent('not_filed')],
	['a sum', { add: ['a', 'b', 'c'] }, { a: present(1), b: present(2), c: present(4) }, present(7)],
	['a zero numerator', { divide: ['a', 'b'] }, { a: present(0), b: present(5) }, present(0)],
	[
		'a negative denominator',
		{ divide: ['a', 'b'] },
		{ a: present(1), b: present(-4) },
		absent('negative_denominator')
	]
])('%s', (_name, formula, table, expected) => {
	expect(evaluate(formula, values(table))).toEqual(expected);
});

test.each<[MeasureId, string]>([
	['carry_over_rate', '累计结余 ÷ 支出合计'],
	['carry_over_change', '（累计结余 − 上年结转） ÷ 上年结转'],
	['three_public_change', '（三公经费合计 − 上年三公经费合计） ÷ 上年三公经费合计'],
	['three_public_without_purchase', '三公经费合计 − 公务用车购置费'],
	['fiscal_dependence', '公共财政拨款 ÷ （收入合计 − 上年结转）'],
	['income_total', '收入合计'],
	['budget_execution_rate', '支出合计 ÷ 支出合计全年预算数（未报的用支出合计年初预算数）']
])('%s in words is %s', (id, words) => {
	expect(formulaInWords(id)).toBe(words);
});

test('inputs are the reported leaves, each once', () => {
	expect(inputsOf('three_public_change')).toEqual([
		{ id: 'three_public_total', when: 'current' },
		{ id: 'three_public_total', when: 'previous' }
	]);
	expect(inputsOf('carry_over_change')).toEqual([
		{ id: 'balance_cumulative', when: 'current' },
		{ id: 'income_carried_in', when: 'current' }
	]);
	expect(inputsOf('staff_quota')).toEqual([{ id: 'staff_quota', when: 'current' }]);
});

test('only scores cannot be added over departments', () => {
	const kept = MEASURES.filter((measure) => !isAggregatable(measure.id as MeasureId));
	expect(kept.map((measure) => measure.id)).toEqual(['score_form', 'score_sheet', 'score_gap']);
});

describe('the catalogue itself', () => {
	test('ids are unique', () => {
		expect(new Set(MEASURES.map((measure) => measure.id)).size).toBe(MEASURES.length);
	});

	test('no formula leads back to itself', () => {
		expect(findCycles()).toEqual([]);
	});

	test.each(DERIVED.map((measure) => [measure.id, measure] as const))(
		'the formula of %s counts what the measure says',
		(id, measure) => {
			expect(quantityOf(measure.formula)).toBe(measureOf(id).quantity);
		}
	);

	test('short names fit a table head', () => {
		const fits = (measure: Measure) => [...measure.short].length <= (isBudget(measure) ? 8 : 6);
		expect(MEASURES.filter((measure) => !fits(measure))).toEqual([]);
	});
});

describe('a wrong catalogue', () => {
	const derived = (id: string, formula: Formula): DerivedMeasure => ({
		...DERIVED[0],
		id,
		formula
	});

	test('every cycle is reported once', () => {
		const measures = [
			derived('a', { add: ['b', 'x'] }),
			derived('b', { subtract: ['c', 'a'] }),
			derived('c', { previous: 'c' })
		];
		expect(findCycles(measures)).toEqual([
			['c', 'c'],
			['a', 'b', 'a']
		]);
	});

	test.each<[Formula, string]>([
		[{ add: ['income_total', 'staff_quota'] }, 'Cannot add money and people'],
		[{ subtract: ['score_form', 'carry_over_rate'] }, 'Cannot subtract points and ratio'],
		[{ divide: ['staff_quota', 'income_total'] }, 'Cannot divide people and money'],
		['no_such', 'A formula names the unknown measure "no_such"']
	])('%j is refused', (formula, message) => {
		expect(() => quantityOf(formula)).toThrow(message);
	});
});

test('a derived measure is never NaN or infinite, whatever the inputs', () => {
	const value = fc.oneof(
		fc.constant<Value>(absent('blank')),
		fc.integer({ min: -1e12, max: 1e12 }).map(present)
	);
	const id = fc.constantFrom(...DERIVED.map((measure) => measure.id));
	fc.assert(
		fc.property(id, fc.array(value, { minLength: 48, maxLength: 48 }), (measure, drawn) => {
			const ids = MEASURES.map((m) => m.id);
			const result = measureValue(measure, (input, when) => {
				return drawn[ids.indexOf(input) + (when === 'previous' ? 1 : 0)] ?? absent('blank');
			});
			if (result.value === null) expect(result.missing).not.toBeNull();
			else expect(Number.isFinite(result.value)).toBe(true);
		})
	);
});

test.each([
	['spending_total', '决算数'],
	['spending_total_budget_initial', '年初预算数'],
	['carry_over_rate', '决算数'],
	['budget_execution_rate', '决算数与预算数'],
	['three_public_control_rate', '决算数与预算数'],
	['budget_adjustment_rate', '预算数'],
	['score_gap', '部门自评']
] as const)('%s is said to be of %s', (id, basis) => {
	expect(BASIS_NAMES[basisOf(id)]).toBe(basis);
});

test.each<[string, MeasureId[], string]>([
	['of people alone', ['staff_quota', 'staff_actual', 'staffing_rate'], ''],
	['of actuals', ['spending_total', 'personnel_per_head'], '决算数'],
	['of budgets as well', ['spending_total', 'spending_total_budget_initial'], '决算数与预算数'],
	[
		'of budgets alone',
		['spending_total_budget_initial', 'spending_total_budget_adjusted'],
		'预算数'
	],
	['of scores', ['score_form', 'score_gap'], '部门自评']
])('a table %s says so', (_, ids, basis) => {
	expect(basisOfRows(ids)).toBe(basis);
});
