import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	CONTRIBUTION_GROUPINGS,
	partName,
	REMAINDER
} from '#lib/comparison/change/contribution.ts';
import { partsOfChange } from '#lib/comparison/change/parts-of-change.ts';
import { observation, type Stated } from './samples.ts';

const amount = fc.option(fc.integer({ min: -1e12, max: 1e12 }), { nil: undefined });
const filed = fc.option(
	fc.record({
		spending_total: amount,
		spending_personnel: amount,
		spending_operating: amount,
		spending_project: amount
	}),
	{ nil: null }
);

test('contributions add up to the change, whoever joined, left or left figures out', () => {
	const city = fc.array(fc.record({ then: filed, now: filed, into: fc.nat(5) }), { maxLength: 12 });
	fc.assert(
		fc.property(city, fc.constantFrom(...CONTRIBUTION_GROUPINGS), (rows, by) => {
			const of = (year: 'then' | 'now') =>
				rows.flatMap((row, index) =>
					row[year] === null
						? []
						: [observation({ id: index + 1, kind: `类${index % 3}`, now: row[year] as Stated })]
				);
			const [before, after] = [of('then'), of('now')];
			const successors = new Map(
				rows.flatMap(({ into }, index) =>
					into < index
						? [
								[
									index + 1,
									{ successor: observation({ id: into + 1 }).department, isAwaited: false }
								] as const
							]
						: []
				)
			);
			const parts = partsOfChange('spending_total', by, { before, after, successors });
			const total = (all: typeof before) =>
				all.reduce((sum, { values }) => sum + (values.spending_total.value ?? 0), 0);
			expect(parts.before).toBe(total(before));
			expect(parts.after).toBe(total(after));
			expect(parts.items.reduce((sum, one) => sum + one.contribution, 0)).toBe(
				parts.after - parts.before
			);
		})
	);
});

const town = (stated: Record<number, Stated>) =>
	Object.entries(stated).map(([id, now]) => observation({ id: Number(id), now }));

test('says who joined, left, was reorganised or left the figure out', () => {
	const before = town({
		1: { spending_total: 100 },
		2: { spending_total: 50 },
		3: { spending_total: 30 },
		4: { spending_total: 20 },
		5: { spending_total: 5 }
	});
	const after = town({
		1: { spending_total: 80 },
		3: { spending_total: 60 },
		5: {},
		6: { spending_total: 9 }
	});
	const successors = new Map([
		[4, { successor: observation({ id: 3 }).department, isAwaited: true }]
	]);
	const { items } = partsOfChange('spending_total', 'department', { before, after, successors });
	expect(
		items.map(({ key, before: then, after: now, contribution, state }) => [
			key,
			then,
			now,
			contribution,
			state
		])
	).toEqual([
		['002', 50, null, -50, 'left'],
		['001', 100, 80, -20, 'both'],
		['003', 50, 60, 10, 'restated'],
		['006', null, 9, 9, 'joined'],
		['005', 5, null, -5, 'missing']
	]);
});

test('the components of spending are the finest ones, and what they leave open is named', () => {
	const before = town({ 1: { spending_total: 100, spending_personnel: 60, spending_project: 40 } });
	const after = town({ 1: { spending_total: 130, spending_personnel: 70, spending_project: 40 } });
	const parts = partsOfChange('spending_total', 'component', {
		before,
		after,
		successors: new Map()
	});
	expect(parts.items.map((part) => [part.key, part.contribution])).toEqual([
		[REMAINDER, 20],
		['spending_personnel', 10],
		['spending_operating', 0],
		['spending_project', 0]
	]);
	expect(parts.items.map((part) => partName(part, 'component'))).toEqual([
		'未列入分项的差额',
		'人员支出',
		'公用支出',
		'项目支出'
	]);
});

const FULL = {
	spending_total: 100,
	spending_personnel: 60,
	spending_operating: 0,
	spending_project: 40
};

test.each([
	['stated in both years', { ...FULL, spending_personnel: 50, spending_project: 50 }, [-10, 10, 0]],
	['left blank', { spending_total: 110, spending_operating: 0, spending_project: 40 }, [0, 0, 10]],
	['left blank where it is nothing', { spending_total: 40, spending_project: 40 }, [-60, 0, 0]]
])('on one basis a component that is %s in the later year counts as such', (_, now, expected) => {
	const beside = { ...FULL, spending_total: 1000, spending_project: 940 };
	const { items } = partsOfChange('spending_total', 'component', {
		before: town({ 1: FULL, 2: beside }),
		after: town({ 1: now, 2: beside }),
		successors: new Map(),
		isComparable: true
	});
	const of = (key: string) => items.find((part) => part.key === key)?.contribution ?? 0;
	expect([of('spending_personnel'), of('spending_project'), of(REMAINDER)]).toEqual(expected);
});

test('a cost that people drive is taken apart into people, cost per head, and who states one of them alone', () => {
	const year = (people: number | null, cost: number) => ({
		spending_personnel: cost,
		...(people === null ? {} : { staff_actual: people })
	});
	const rows = (figures: readonly [id: number, people: number | null, cost: number][]) =>
		figures.map(([id, people, cost]) => observation({ id, now: year(people, cost) }));
	const { items, before, after } = partsOfChange('spending_personnel', 'component', {
		before: rows([
			[1, 10, 1000],
			[2, null, 500],
			[3, 4, 100]
		]),
		after: rows([
			[1, 12, 1800],
			[2, 5, 600],
			[4, 2, 70]
		]),
		successors: new Map()
	});
	expect(items.map(({ key, contribution }) => [key, contribution])).toEqual([
		['per_head', 600],
		['people', 200],
		[REMAINDER, 70]
	]);
	expect(items.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(after - before);
});
