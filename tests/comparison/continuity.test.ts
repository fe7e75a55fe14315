import { expect, test } from 'vitest';
import { continuityBreaks, continuityOf } from '#lib/comparison/change/continuity.ts';
import { idleBalanceOf, idleBalances } from '#lib/comparison/flags/idle.ts';
import { observation } from './samples.ts';

test.each([
	['continuous', { income_carried_in: 500 }, { balance_cumulative: 500 }, 0],
	['broken', { income_carried_in: 600 }, { balance_cumulative: 500 }, 100],
	['continuous', { income_carried_in: 599 }, { balance_cumulative: 500 }, 99],
	['broken', { income_carried_in: 0 }, { balance_cumulative: 20_000 }, -20_000],
	['continuous', { income_carried_in: 20_000 }, { balance_cumulative: 24_999 }, -4999],
	['broken', { income_carried_in: 20_000 }, { balance_cumulative: 25_001 }, -5001],
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
		now: { income_carried_in: before, balance_cumulative: now, spending_total: spending },
		before: { income_carried_in: opened, balance_cumulative: before, spending_total: spending }
	});

test.each([
	['what was never drawn, at most', lying(300, 400, 500), [300, 0]],
	['what two years’ payments leave of it, at least', lying(300, 400, 500, 100), [300, 100]],
	['drawn down in between and filled up again', lying(500, 100, 400), null],
	['too little against spending', lying(50, 60, 70), null],
	['all spent in between', lying(300, 0, 500), null],
	['overdrawn', lying(300, -20, 500), null],
	['nothing known of the year before', observation({ id: 1, now: { balance_cumulative: 9 } }), null]
])('idle: %s', (_, one, bounds) => {
	const found = idleBalanceOf(one);
	expect(found && [found.at_most, found.at_least]).toEqual(bounds);
});

test('idle balances stand the largest first', () => {
	const { items, state } = idleBalances([
		lying(200, 300, 300),
		lying(400, 500, 600),
		lying(10, 10, 10)
	]);
	expect(items.map(({ at_most }) => at_most)).toEqual([400, 200]);
	expect(state).toBe('some');
});

test.each([
	['none', [lying(10, 10, 10)]],
	['not_comparable', [observation({ id: 1, now: {}, before: {} })]],
	['not_yet', [observation({ id: 1, now: { balance_cumulative: 9 } })]],
	['not_yet', []]
] as const)('without any it says %s', (state, rows) => {
	expect(idleBalances(rows).state).toBe(state);
	expect(continuityBreaks(rows).state).toBe(state);
});
