import { expect, test } from 'vitest';
import { continuityOf } from '#lib/comparison/continuity.ts';
import { idleBalanceOf, idleBalances } from '#lib/comparison/idle.ts';
import { observation } from './samples.ts';

test.each([
	['continuous', { income_carried_in: 500 }, { balance_cumulative: 500 }, 0],
	['broken', { income_carried_in: 600 }, { balance_cumulative: 500 }, 100],
	['broken', { income_carried_in: 0 }, { balance_cumulative: 1 }, -1],
	['missing', {}, { balance_cumulative: 500 }, null],
	['missing', { income_carried_in: 500 }, {}, null],
	['first_year', { income_carried_in: 500 }, null, null]
] as const)('%s: %j after %j', (state, now, before, difference) => {
	const found = continuityOf(observation({ id: 1, now, before }));
	expect(found.state).toBe(state);
	expect(found.difference.value).toBe(difference);
});

test('of merged predecessors the closings’ sum counts, and they are named', () => {
	const merged = observation({
		id: 1,
		now: { income_carried_in: 7 },
		before: { balance_cumulative: 7 }
	});
	const previous = merged.previous && { ...merged.previous, bridged_from: ['甲局', '乙局'] };
	expect(continuityOf({ ...merged, previous })).toMatchObject({
		state: 'continuous',
		bridged_from: ['甲局', '乙局']
	});
});

const lying = (opened: number, before: number, now: number, spending = 1000) =>
	observation({
		id: opened,
		now: { balance_cumulative: now, spending_total: spending },
		before: { income_carried_in: opened, balance_cumulative: before }
	});

test.each([
	['what was never drawn', lying(300, 400, 500), 300],
	['what two years left', lying(500, 100, 400), 100],
	['too little against spending', lying(50, 60, 70), null],
	['drawn down in between', lying(300, 0, 500), null],
	['overdrawn', lying(300, -20, 500), null],
	['nothing known of the year before', observation({ id: 1, now: { balance_cumulative: 9 } }), null]
])('idle: %s', (_, one, untouched) => {
	expect(idleBalanceOf(one)?.untouched ?? null).toBe(untouched);
});

test('idle balances stand the largest first', () => {
	const found = idleBalances([lying(200, 300, 300), lying(400, 500, 600), lying(10, 10, 10)]);
	expect(found.map(({ untouched }) => untouched)).toEqual([400, 200]);
});
