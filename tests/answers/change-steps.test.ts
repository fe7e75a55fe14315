import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeAnswer, changeBasis, changeTitle } from '#lib/answers/changes/sentence.ts';
import { changeRows } from '#lib/answers/changes/rows.ts';
import { changeChart } from '#lib/answers/changes/charts.ts';
import { changeSteps, tableParts } from '#lib/answers/changes/steps.ts';
import { asFiledFirst, withFirst } from '#lib/comparison/amendment.ts';
import { CONTRIBUTION_GROUPINGS, partName } from '#lib/comparison/change/contribution.ts';
import { partsOfChange } from '#lib/comparison/change/parts-of-change.ts';
import { amountsOf } from '#lib/server/exports/change-book.ts';
import type { DepartmentYear } from '#lib/comparison/observation.ts';
import { observation, type Stated } from '../comparison/samples.ts';

const amount = fc.option(fc.integer({ min: -1e12, max: 1e12 }), { nil: undefined });
const stated = fc.record({
	spending_total: amount,
	spending_personnel: amount,
	spending_operating: amount,
	spending_project: amount
});
const year = fc.option(stated, { nil: null });

type Year = Stated | null;
interface FiledTown {
	then: Year;
	now: Year;
	/** As filed first, in either year. */
	first_then: Record<string, number | undefined> | null;
	first: Record<string, number | undefined> | null;
}

function rowsOf(city: readonly FiledTown[], which: 'then' | 'now'): DepartmentYear[] {
	return city.flatMap((row, index) =>
		row[which] ? [observation({ id: index + 1, kind: `类${index % 3}`, now: row[which] })] : []
	);
}

function stepsOf(city: readonly FiledTown[], by: (typeof CONTRIBUTION_GROUPINGS)[number]) {
	const [before, after] = [rowsOf(city, 'then'), rowsOf(city, 'now')];
	const firstIn = (which: 'first_then' | 'first') =>
		new Map(
			city.flatMap((row, index) => {
				const stated = Object.entries(row[which] ?? {}).filter(([, value]) => value !== undefined);
				return row[which] ? [[index + 1, Object.fromEntries(stated)]] : [];
			})
		);
	const measure = 'spending_total';
	const parts = (grouping: typeof by, earlier: DepartmentYear[], later: DepartmentYear[]) => {
		const between = (then: DepartmentYear[], now: DepartmentYear[]) =>
			partsOfChange(measure, grouping, { before: then, after: now, successors: new Map() });
		return withFirst(
			between(earlier, later),
			between(asFiledFirst(earlier, firstIn('first_then')), asFiledFirst(later, firstIn('first')))
		);
	};
	const whole = parts('department', before, after);
	const both = new Set(whole.items.flatMap((one) => (one.comparable ? one.department?.id : [])));
	const isBoth = ({ department }: DepartmentYear) => both.has(department.id);
	const compared =
		by === 'department'
			? whole.items.filter(({ comparable }) => comparable)
			: parts(by, before.filter(isBoth), after.filter(isBoth)).items;
	const nameOf = (part: Parameters<typeof partName>[0]) => partName(part, by);
	const settings = { limit: 3, nameOf, hrefOf: () => undefined };
	const change = { whole, compared, by };
	return { change, whole, steps: changeSteps(change, settings), table: tableParts(change) };
}

test('steps add up to the change, whatever was corrected or filed anew since the first version', () => {
	const city = fc.array(fc.record({ then: year, now: year, first_then: year, first: year }), {
		maxLength: 10
	});
	fc.assert(
		fc.property(city, fc.constantFrom(...CONTRIBUTION_GROUPINGS), (rows, by) => {
			const { whole, steps, table } = stepsOf(rows as FiledTown[], by);
			for (const of of ['before', 'after', 'contribution'] as const) {
				const sum = table.items.reduce((all, part) => all + (part[of] ?? 0), 0);
				expect(sum).toBe(of === 'contribution' ? whole.after - whole.before : whole[of]);
			}
			expect(steps.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(
				whole.after - whole.before
			);
			const amended = steps.filter(({ name }) => name.includes('重报'));
			const expected = whole.items.reduce(
				(sum, { contribution, first }) =>
					sum + contribution - (first?.contribution ?? contribution),
				0
			);
			expect(amended.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(expected);
		})
	);
});

test.each([
	[
		'component',
		[
			['项目支出', 70, 30, -40],
			['人员支出', 30, 60, 30],
			['公用支出', null, null, 0],
			['新报送2家', null, 900, 900],
			['部门004', 80, null, -80]
		]
	],
	[
		'kind',
		[
			['类0', 100, 90, -10],
			['新报送2家', null, 900, 900],
			['部门004', 80, null, -80]
		]
	]
] as const)(
	'the table by %s counts the departments of both years, and tells the others apart',
	(by, rows) => {
		const filed = (personnel: number, project: number) => ({
			spending_total: personnel + project,
			spending_personnel: personnel,
			spending_project: project
		});
		const city = [
			[filed(30, 70), filed(60, 30)],
			[null, filed(300, 200)],
			[null, filed(400, 0)],
			[filed(50, 30), null]
		].map(([then = null, now = null]) => ({ then, now, first_then: null, first: null }));
		const { table } = stepsOf(city, by);
		expect(
			table.items.map((part) => [partName(part, by), part.before, part.after, part.contribution])
		).toEqual(rows);
	}
);

test('what a department filed anew is a step of its own, from the first version to the one in use', () => {
	const city = [
		{
			then: { spending_total: 100 },
			now: { spending_total: 120 },
			first_then: { spending_total: 92 },
			first: { spending_total: 150 }
		},
		{ then: { spending_total: 50 }, now: { spending_total: 40 }, first_then: null, first: null }
	];
	const { whole, steps } = stepsOf(city, 'department');
	expect(steps.map(({ name, contribution }) => [name, contribution])).toEqual([
		['部门001（首次报送）', 58],
		['部门002', -10],
		['部门001（基期重报）', -8],
		['部门001（重报）', -30]
	]);
	expect(changeBasis(whole, { measure: 'spending_total', year: 2021, base: 2020 })).toContain(
		'2020年首次报送合计1.42元，此后重报1家（增加0.08元）；2021年首次报送合计1.90元，此后重报1家（减少0.30元）；更正、重报在图中单列。'
	);
});

test.each<[number[], string, string]>([
	[[30, 10], '其中部门001占75.0%', '；2家增加40.00万元'],
	[[20, 20], '其中部门001、部门002各占50.0%', '；2家增加40.00万元'],
	[[5, 5, 5, 5], '其中部门001等4家各占25.0%', '；4家增加20.00万元'],
	[
		[30, 30, -50],
		'增加最多的是部门001、部门002（各增加30.00万元）',
		'；2家增加60.00万元，1家减少50.00万元'
	],
	[[200_000, -30], '增加最多的是部门001', '；1家增加20.00亿元，1家减少30.00万元']
])('parts of %s made the change: %s%s', (rises, said, sides) => {
	const city = rises.map((rise) => ({
		then: { spending_total: 100_000_000 },
		now: { spending_total: 100_000_000 + rise * 1_000_000 },
		first_then: null,
		first: null
	}));
	const { whole } = stepsOf(city, 'department');
	const nameOf = (part: Parameters<typeof partName>[0]) => partName(part, 'department');
	const change = { whole, compared: whole.items, by: 'department' as const };
	const asked = { measure: 'spending_total' as const, year: 2021, base: 2020, nameOf };
	expect(changeTitle(change, asked)).toContain(said);
	expect(changeAnswer(change, asked)).toContain(sides);
});

test.each<[then: (number | null)[], now: (number | null)[], said: string]>([
	[[null], [null], '2020年、2021年都没有可用的支出合计，无法比较'],
	[[null], [1e6], '2020年没有可用的支出合计，2021年无法与之比较'],
	[[1e6], [null], '2021年没有可用的支出合计，无法与2020年比较'],
	[[1e6, null], [null, 1e6], '没有两年都填报支出合计的部门（2020年1家，2021年1家），无法计算增减']
])('%j and %j: %s', (then, now, said) => {
	const stated = (amounts: (number | null)[]) =>
		amounts.map((amount, at) =>
			observation({ id: at + 1, now: amount === null ? {} : { spending_total: amount } })
		);
	const years = { before: stated(then), after: stated(now), successors: new Map() };
	const whole = partsOfChange('spending_total', 'department', years);
	const change = { whole, compared: whole.items, by: 'department' as const };
	const nameOf = (part: Parameters<typeof partName>[0]) => partName(part, 'department');
	const asked = { measure: 'spending_total' as const, year: 2021, base: 2020, nameOf };
	expect(changeAnswer(change, asked)).toBe(said);
});

test.each<[income: number, spending: number, title: string]>([
	[-10, -40, '增长60.0%（增加30.00万元），主要是支出合计减少，使其增加40.00万元'],
	[0, -30, '增长60.0%（增加30.00万元），其中支出合计减少占100.0%'],
	[10, 30, '下降40.0%（减少20.00万元），主要是支出合计增加，使其减少30.00万元']
])('income %d and spending %d: the balance %s', (income, spending, said) => {
	const stated = (income_total: number, spending_total: number) => {
		const balance_cumulative = income_total - spending_total;
		return [observation({ id: 1, now: { income_total, spending_total, balance_cumulative } })];
	};
	const years = {
		before: stated(100e6, 50e6),
		after: stated((100 + income) * 1e6, (50 + spending) * 1e6),
		successors: new Map()
	};
	const measure = 'balance_cumulative';
	const change = {
		whole: partsOfChange(measure, 'department', years),
		compared: partsOfChange(measure, 'component', years).items,
		by: 'component' as const
	};
	const nameOf = (part: Parameters<typeof partName>[0]) => partName(part, 'component');
	expect(changeTitle(change, { measure, year: 2021, base: 2020, nameOf })).toContain(said);
});

test.each<[what: string, changes: number[], names: string[]]>([
	[
		'two small rises and many falls',
		[9, 1, 1, -90, -80, -70, -60],
		['001', '其余2家增加', '004', '005', '其余2家减少']
	],
	['one left over', [5, -90, -80, -70], ['001', '002', '003', '004']],
	['some as they were', [8, 0, 0, -9], ['001', '004', '其余2家持平']],
	['all as they were', [0, 0], ['2家持平']]
])('of %s the largest of all are named and the rest stand by their way', (_, changes, names) => {
	const city = changes.map((change) => ({
		then: { spending_total: 1000 },
		now: { spending_total: 1000 + change },
		first_then: null,
		first: null
	}));
	const { steps } = stepsOf(city, 'department');
	expect(steps.map(({ name }) => name.replace('部门', ''))).toEqual(names);
});

test('a department that states the figure in neither year adds an unknown amount, not 0.00', () => {
	const rows = rowsOf([{ then: {}, now: {}, first_then: null, first: null }], 'now');
	const parts = partsOfChange('spending_total', 'department', {
		before: rows,
		after: rows,
		successors: new Map()
	});
	const words = { nameOf: () => '一局', hrefOf: () => undefined, runOf: () => '' };
	const { rows: shown } = changeRows(parts, { measure: 'spending_total', ...words });
	expect(shown[0]).toMatchObject({
		before: { text: '未填', missing: true },
		after: { text: '未填', missing: true },
		contribution: { text: '缺少计算所需数据', missing: true },
		pull: { text: '', missing: true }
	});
	const [part] = parts.items;
	expect(part && amountsOf(part, 0).map(({ value }) => value)).toEqual(Array(5).fill(null));
});

test.each<[what: string, by: (typeof CONTRIBUTION_GROUPINGS)[number], then: Year, text: string]>([
	['a department that left it blank', 'department', {}, '未填'],
	['a department that did not file', 'department', null, '未报送'],
	['a kind of which all left it blank', 'kind', {}, '未填'],
	['a kind of which nobody filed', 'kind', null, '未报送']
])('the base year of %s says so', (_, by, then, text) => {
	const city = [{ then, now: { spending_total: 5 }, first_then: null, first: null }];
	const parts = partsOfChange('spending_total', by, {
		before: rowsOf(city, 'then'),
		after: rowsOf(city, 'now'),
		successors: new Map()
	});
	const words = { nameOf: () => '', hrefOf: () => undefined, runOf: () => '' };
	const [row] = changeRows(parts, { measure: 'spending_total', ...words }).rows;
	expect(row?.before).toMatchObject({ text, missing: true });
});

test('several that left a year blank together say that it is blank', () => {
	const city = [1, 2].map(() => ({
		then: {},
		now: { spending_total: 5 },
		first_then: null,
		first: null
	}));
	const { steps, table } = stepsOf(city, 'kind');
	expect(steps.at(-1)?.before.missing).toBe('blank');
	expect(table.items.at(-1)?.lacking?.before).toBe('blank');
});

const MONEY_UNIT = /(?<=\d)(元|万元|亿元)/g;

test('title and basis tell the amounts in the one unit of the drawing', () => {
	// Of every order of magnitude, so that the unit of the whole does not suit all parts.
	const sized = fc
		.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 10 }), fc.boolean())
		.map(([digits, power, isNegative]) => (isNegative ? -digits : digits) * 10 ** power);
	const filed = fc.record({ spending_total: sized, spending_personnel: sized });
	const city = fc.array(fc.record({ then: filed, now: filed, first: fc.constant(null) }), {
		minLength: 1,
		maxLength: 5
	});
	fc.assert(
		fc.property(city, fc.constantFrom(...CONTRIBUTION_GROUPINGS), (rows, by) => {
			const { change } = stepsOf(
				rows.map((row) => ({ ...row, first_then: null })),
				by
			);
			const nameOf = (part: Parameters<typeof partName>[0]) => partName(part, by);
			const asked = { measure: 'spending_total' as const, year: 2021, base: 2020, nameOf };
			const drawn = changeChart(change, {
				...asked,
				chosen: { area: '999900', year: 2021 },
				limit: 3
			});
			// Where the axis begins is told too.
			const told = drawn.description.match(MONEY_UNIT) ?? [];
			expect(new Set(told)).toEqual(new Set([drawn.unit]));
		})
	);
});
