import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MEASURE_IDS } from '#lib/catalogue/measures.ts';
import { cellOf, column, columnName, filterTable, sortTable } from '#lib/comparison/table.ts';
import { VIEW_IDS, VIEWS, isViewId } from '#lib/comparison/views.ts';
import { observation } from './samples.ts';

const COLUMNS = [column('spending_total'), column('spending_total', 'rate')];
const codes = (rows: ReturnType<typeof sortTable>) => rows.map(({ department }) => department.id);

test.each([true, false])('absent values stand last, by code (descending: %s)', (descending) => {
	const amount = fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined });
	fc.assert(
		fc.property(fc.array(amount, { maxLength: 20 }), (amounts) => {
			const rows = amounts.map((spending_total, index) =>
				observation({ id: index, now: spending_total === undefined ? {} : { spending_total } })
			);
			const sorted = sortTable(rows, COLUMNS, { key: 'spending_total', descending });
			const sign = descending ? -1 : 1;
			const expected = [...rows].sort((a, b) => {
				const [x, y] = [a.values.spending_total.value, b.values.spending_total.value];
				if (x === null || y === null)
					return Number(x === null) - Number(y === null) || a.department.id - b.department.id;
				return (x - y) * sign || a.department.id - b.department.id;
			});
			expect(codes(sorted)).toEqual(codes(expected));
		})
	);
});

const ROWS = [
	observation({
		id: 1,
		name: '水利局',
		kind: '经济',
		now: { spending_total: 20 },
		before: { spending_total: 10 }
	}),
	observation({
		id: 2,
		name: '档案馆',
		kind: '文化',
		now: { spending_total: 30 },
		before: { spending_total: 60 }
	}),
	{
		...observation({ id: 3, name: '财政局', kind: null, now: { spending_total: 10 } }),
		findings: { fail: 1, warn: 0, not_checkable: 0 }
	}
];

const ALPHABET = new Map([
	[3, 0],
	[2, 1],
	[1, 2]
]);

test.each([
	['code', true, [3, 2, 1]],
	['name', false, [3, 2, 1]],
	['kind', false, [1, 2, 3]],
	['findings', true, [3, 1, 2]],
	['spending_total', false, [3, 1, 2]],
	['spending_total.rate', true, [1, 2, 3]],
	['unknown', false, [1, 2, 3]]
])('by %s (descending: %s)', (key, descending, expected) => {
	expect(codes(sortTable(ROWS, COLUMNS, { key, descending }, ALPHABET))).toEqual(expected);
});

test.each([
	['value', 20],
	['previous', 10],
	['difference', 10],
	['rate', 1]
] as const)('the aspect %s is %d', (aspect, expected) => {
	const [first] = ROWS;
	expect(first && cellOf(first, column('spending_total', aspect)).value).toBe(expected);
});

test.each([
	[column('personnel_share'), '上年', '人员占比'],
	[column('personnel_share', 'difference'), '上年', '人员占比比上年'],
	[column('personnel_share', 'difference'), '2019年', '人员占比比2019年'],
	[column('spending_total', 'rate'), '上年', '支出变动率'],
	[column('spending_total', 'rate'), '2019年', '支出变动率（比2019年）'],
	[column('three_public_change'), '上年', '三公变动'],
	[column('three_public_change'), '2019年', '三公变动（比2019年）'],
	[column('spending_total', 'previous'), '2019年', '支出（2019年）']
])('the head of %j against %s is %s', (of, base, name) => expect(columnName(of, base)).toBe(name));

test.each([
	[null, null, [1, 2, 3]],
	['文化', null, [2]],
	[null, [1, 3], [1, 3]],
	['文化', [1, 3], []]
])('of kind %s among %j', (kind, ids, expected) => {
	const departments = ids && new Set(ids);
	expect(codes(filterTable(ROWS, { kind, departments }))).toEqual(expected);
});

test.each(VIEW_IDS)('the view %s is sorted by a column that it has, each column once', (id) => {
	const { columns, order } = VIEWS[id];
	const keys = columns.map(({ key }) => key);
	expect(keys).toContain(order.key);
	expect(new Set(keys).size).toBe(keys.length);
	expect(columns.every(({ measure }) => MEASURE_IDS.includes(measure))).toBe(true);
	expect(isViewId(id)).toBe(true);
});
