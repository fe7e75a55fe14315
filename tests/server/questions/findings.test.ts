import { afterAll, beforeAll, expect, test } from 'vitest';
import { listKinds } from '#lib/server/questions/departments/list.ts';
import {
	countByRule,
	listDivisions,
	listFindings
} from '#lib/server/questions/findings/reviewed.ts';
import { AREA, buildTown, WAN, type Town } from './town.ts';

let town: Town;

beforeAll(async () => {
	town = await buildTown();
});
afterAll(() => town.close());

const fails = { area: AREA, year: 2021, states: ['fail'] as const };
const ask = async (filter: Parameters<typeof listFindings>[1]) => {
	const { items } = await listFindings(town.db, filter, { limit: 100, offset: 0 });
	return items.map(
		({ department, fiscal_year, rule }) => `${department.code}/${fiscal_year} ${rule}`
	);
};

test.each([
	[{}, ['101/2021 score_weights', '101/2021 carry_over_continuity', '102/2021 staff_over_quota']],
	[{ rule: 'staff_over_quota' }, ['102/2021 staff_over_quota']],
	[{ rules: ['carry_over_continuity'] }, ['101/2021 carry_over_continuity']],
	[{ division: '二科' }, ['102/2021 staff_over_quota']],
	[{ kind: '经济' }, ['101/2021 score_weights', '101/2021 carry_over_continuity']],
	[{ department: '103' }, []],
	[{ status: 'asked' }, []],
	[{ area: '430600' }, ['auto-port-office/2021 score_form_vs_sheet']]
] as const)('narrowed by %j', async (narrow, expected) => {
	expect(await ask({ ...fails, ...narrow })).toEqual(expected);
});

test('a break between years is told to the 分, both cells quoted', async () => {
	const { items } = await listFindings(
		town.db,
		{ ...fails, rule: 'carry_over_continuity' },
		{ limit: 1, offset: 0 }
	);
	expect(items[0]).toMatchObject({ difference: 5 * WAN, quantity: 'money' });
	expect(items[0]?.places.map(({ fiscal_year, printed }) => [fiscal_year, printed])).toEqual([
		[2021, '25'],
		[2020, '20']
	]);
});

test('are counted whole, whatever part of them is asked for', async () => {
	const filter = { area: AREA, year: null };
	const all = await listFindings(town.db, filter, { limit: 1000, offset: 0 });
	const part = await listFindings(town.db, filter, { limit: 3, offset: 2 });
	expect(all.items).toHaveLength(all.total);
	expect(part.total).toBe(all.total);
	expect(part.items).toEqual(all.items.slice(2, 5));
	const states = all.items.map(({ state }) =>
		['fail', 'warn', 'not_checkable', 'pass'].indexOf(state)
	);
	expect(states).toEqual(states.toSorted((a, b) => a - b));
});

test('a former version’s are there for who asks for it by id', async () => {
	const former = await town.db
		.selectFrom('filing')
		.select('id')
		.where('is_current', '=', 0)
		.executeTakeFirstOrThrow();
	const { total } = await listFindings(
		town.db,
		{ area: AREA, year: null, filing: former.id },
		{ limit: 1, offset: 0 }
	);
	expect(total).toBeGreaterThan(0);
});

test('the counts by rule are those of the list', async () => {
	const counts = await countByRule(town.db, { area: AREA, year: 2021 });
	const { items } = await listFindings(
		town.db,
		{ area: AREA, year: 2021 },
		{ limit: 1000, offset: 0 }
	);
	for (const count of counts) {
		for (const state of ['pass', 'fail', 'warn', 'not_checkable'] as const) {
			const listed = items.filter((one) => one.rule === count.rule && one.state === state);
			expect([count.rule, state, count[state]]).toEqual([count.rule, state, listed.length]);
		}
	}
});

test('divisions and kinds are those of the jurisdiction', async () => {
	expect(await listDivisions(town.db, AREA)).toEqual(['一科', '二科']);
	expect(new Set(await listKinds(town.db, AREA))).toEqual(new Set(['经济', '文化']));
});
