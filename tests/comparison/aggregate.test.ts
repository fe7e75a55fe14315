import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DERIVED, type MeasureId } from '#lib/catalogue/measures.ts';
import { addReported, aggregate } from '#lib/comparison/aggregate.ts';
import { changeBetween, changeOf, groupChange } from '#lib/comparison/change/change.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { absent, present, type MissingReason } from '#lib/catalogue/values.ts';
import { observation, town, valuesOf, type Stated } from './samples.ts';

describe('a group’s ratio', () => {
	const stated = fc.record({
		spending_total: fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined }),
		spending_project: fc.option(fc.integer({ min: 0, max: 1e9 }), { nil: undefined })
	});

	test('is that of the sums over the departments that state every part', () => {
		fc.assert(
			fc.property(fc.array(stated), (figures) => {
				const group = aggregate(town(figures as Stated[]), 'project_share');
				const whole = figures.filter(
					(one) => one.spending_total !== undefined && one.spending_project !== undefined
				);
				const sum = (id: 'spending_total' | 'spending_project') =>
					whole.reduce((total, one) => total + (one[id] ?? 0), 0);
				expect(group.counted).toBe(whole.length);
				expect(group.left_out).toBe(figures.length - whole.length);
				expect(group.value.value).toBe(
					whole.length === 0 ? null : sum('spending_project') / sum('spending_total')
				);
			})
		);
	});

	test('that holds a figure corrected by hand says so', () => {
		const [plain, other] = town([{ spending_total: 30 }, { spending_total: 70 }]);
		if (!plain || !other) throw new Error('The town has two departments');
		const spending_total = { ...present(80), corrected: 'itself' as const };
		const corrected = { ...other, values: { ...other.values, spending_total } };
		const total = (members: Observation[]) => aggregate(members, 'spending_total').value;
		expect(total([plain, corrected])).toEqual({ ...present(110), corrected: 'input' });
		expect(total([plain, other])).toEqual(present(100));
	});

	test('needs last year’s figure where the formula does', () => {
		const group = aggregate(
			[
				observation({ id: 1, now: { three_public_total: 30 }, before: { three_public_total: 20 } }),
				observation({ id: 2, now: { three_public_total: 70 } })
			],
			'three_public_change'
		);
		expect(group).toEqual({ value: present(0.5), counted: 1, left_out: 1 });
	});

	test('takes each department’s own budget, the initial one where no other is filed', () => {
		const group = aggregate(
			town([
				{
					spending_total: 30,
					spending_total_budget_initial: 10,
					spending_total_budget_adjusted: 40
				},
				{ spending_total: 30, spending_total_budget_initial: 60 },
				{ spending_total: 30 }
			]),
			'budget_execution_rate'
		);
		expect(group).toEqual({ value: present(0.6), counted: 2, left_out: 1 });
	});

	test.each(['score_form', 'score_sheet', 'score_gap'] as const)('%s is never added up', (id) => {
		const group = aggregate(town([{ score_form: 9000, score_sheet: 9000 }]), id);
		expect(group.value).toEqual(absent('input_missing'));
	});

	test('of nobody is absent, not 0', () => {
		expect(aggregate([], 'spending_total').value).toEqual(absent('input_missing'));
		expect(aggregate(town([{}]), 'spending_total').value.value).toBeNull();
	});

	test.each<[string, Stated[], MeasureId, MissingReason]>([
		['all leave blank', [{}, {}], 'spending_total', 'blank'],
		['all leave a part blank', [{ spending_total: 3 }, {}], 'carry_over_rate', 'input_missing'],
		[
			'all filed over nothing',
			[
				{ spending_total: 0, balance_cumulative: 1 },
				{ spending_total: 0, balance_cumulative: 2 }
			],
			'carry_over_rate',
			'zero_denominator'
		]
	])('of departments that %s says why there is none', (_, figures, id, missing) => {
		expect(aggregate(town(figures), id).value).toEqual(absent(missing));
	});

	test('of departments that are all doubted says so, and of several reasons that inputs are missing', () => {
		const [one, two] = town([{ income_total: 1 }, {}]);
		const doubt = (row: Observation) => ({
			...row,
			values: { ...row.values, spending_total: absent('suspect') }
		});
		const doubted = [one, two].flatMap((row) => (row ? [doubt(row)] : []));
		expect(aggregate(doubted, 'spending_total').value).toEqual(absent('suspect'));
		expect(aggregate(doubted, 'carry_over_rate').value.missing).toBe('input_missing');
		expect(aggregate([...doubted, ...town([{}])], 'spending_total').value).toEqual(
			absent('input_missing')
		);
	});

	test.each(DERIVED.map(({ id }) => id).filter((id) => id !== 'score_gap'))(
		'of a single department, %s is its own',
		(id) => {
			const figures: Stated = {
				staff_quota: 10,
				staff_actual: 9,
				income_total: 900,
				income_carried_in: 100,
				income_fiscal: 700,
				spending_total: 800,
				spending_basic: 500,
				spending_personnel: 400,
				spending_operating: 100,
				spending_project: 300,
				balance_cumulative: 100,
				three_public_total: 50,
				three_public_vehicle_purchase: 20,
				assets_total: 1000,
				assets_in_use: 990
			};
			const one = observation({ id: 1, now: figures, before: { three_public_total: 40 } });
			expect(aggregate([one], id).value).toEqual(valueOf(one, id));
		}
	);
});

test('predecessors are added up where all of them state a figure; a sum without one of them is absent', () => {
	const sum = addReported([
		valuesOf({ spending_total: 3, score_form: 9000 }),
		valuesOf({ spending_total: 4, staff_actual: 5, score_form: 9500 })
	]);
	expect(sum.spending_total).toEqual(present(7));
	expect(sum.staff_actual).toEqual(absent('input_missing'));
	expect(sum.income_total.value).toBeNull();
	expect(sum.score_form).toEqual(absent('reorganised'));
});

describe('change', () => {
	test.each([
		['spending_total', present(15), present(10), present(5), present(0.5)],
		['spending_total', present(15), present(0), present(15), absent('previous_zero')],
		[
			'spending_total',
			present(15),
			absent('blank'),
			absent('previous_missing'),
			absent('previous_missing')
		],
		['spending_total', absent('blank'), present(10), absent('blank'), absent('blank')],
		['balance_current', present(5), present(-10), present(15), absent('previous_negative')],
		['project_share', present(0.5), present(0.25), present(0.25), absent('input_missing')]
	] as const)('%s from %j to %j', (id, current, previous, difference, rate) => {
		const change = changeBetween(id, current, previous);
		expect(change.difference).toEqual(difference);
		expect(change.rate).toEqual(rate);
	});

	test.each(['suspect', 'reorganised'] as const)(
		'an earlier value set aside (%s) is not said never to have been there',
		(missing) => {
			const { difference, rate } = changeBetween('spending_total', present(5), absent(missing));
			expect([difference, rate]).toEqual([absent(missing), absent(missing)]);
		}
	);

	test('a department without a year before has none', () => {
		const change = changeOf(observation({ id: 1, now: { spending_total: 5 } }), 'spending_total');
		expect(change.difference).toEqual(absent('previous_missing'));
	});

	test('a group’s is taken over the departments of both years', () => {
		const group = [
			observation({ id: 1, now: { spending_total: 30 }, before: { spending_total: 20 } }),
			observation({ id: 2, now: { spending_total: 1000 } }),
			observation({ id: 3, now: {}, before: { spending_total: 500 } })
		];
		expect(groupChange(group, 'spending_total')).toEqual({
			current: present(30),
			previous: present(20),
			difference: present(10),
			rate: present(0.5),
			compared: 1,
			left_out: 2
		});
	});
});

test('one part alone, a department that only changed its name, keeps its scores', () => {
	const only = valuesOf({ score_form: 9000, spending_total: 5 });
	expect(addReported([only])).toEqual(only);
});
