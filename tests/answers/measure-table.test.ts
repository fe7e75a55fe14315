import { expect, test } from 'vitest';
import { VIEWS } from '#lib/comparison/views.ts';
import { measureTable } from '#lib/answers/measure-table.ts';
import { column } from '#lib/comparison/table.ts';
import { observation } from '../comparison/samples.ts';

const YI = 10_000_000_000;

/** The larger half spends hundreds of millions, the others hundreds: no page of them alone would choose 亿元. */
const ROWS = Array.from({ length: 250 }, (_, index) =>
	observation({ id: index + 1, now: { spending_total: index < 125 ? 3 * YI : YI / 100 } })
);

function tableFrom(offset: number, rows = ROWS) {
	const shown = { moneyUnit: null, offset, base: '上年' };
	return measureTable(rows, VIEWS.departments.columns, shown, {
		department: ({ department }) => `/departments/${department.code}`
	});
}

test.each([
	['the first page', 0, 0, '001', 100],
	['the second page', 100, 100, '101', 100],
	['the last page, which holds the rest', 200, 200, '201', 50],
	['from any row on', 30, 30, '031', 100],
	['beyond the end: the last page', 9_999, 200, '201', 50]
])('%s', (_name, asked, offset, first, count) => {
	const { rows, range } = tableFrom(asked);
	expect(range).toEqual({ total: 250, limit: 100, offset });
	expect([rows[0]?.code, rows.length]).toEqual([first, count]);
});

test('the pages together hold every row once, in order', () => {
	const codes = [0, 100, 200].flatMap((offset) => tableFrom(offset).rows.map(({ code }) => code));
	expect(codes).toEqual(ROWS.map(({ department }) => department.code));
});

test('all amounts of a table have one unit, and those per head another', () => {
	const rows = [
		observation({
			id: 1,
			now: { spending_total: 9 * YI, balance_cumulative: 40_000_000, spending_personnel: YI }
		}),
		observation({
			id: 2,
			now: { spending_total: 3 * YI, balance_cumulative: 50_000_000, spending_personnel: YI }
		})
	];
	const shown = { moneyUnit: null, offset: 0, base: '上年' };
	const columns = (['spending_total', 'spending_personnel', 'balance_cumulative'] as const).map(
		(id) => column(id)
	);
	const { heads } = measureTable(rows, columns, shown, { department: () => '' });
	expect(heads.map(({ unit }) => unit)).toEqual(['万元', '万元', '万元']);
});

test('a column has one unit on every page', () => {
	const units = [0, 100, 200].map((offset) => tableFrom(offset).heads.map(({ unit }) => unit));
	expect(units[0]?.[0]).toBe('亿元');
	expect(units[1]).toEqual(units[0]);
	expect(units[2]).toEqual(units[0]);
});

test('a column without any figure is left out and named, with the one reason for it', () => {
	const alone = [observation({ id: 1, now: { spending_total: YI } })];
	const { heads, rows, left_out } = tableFrom(0, alone);
	expect(heads.map(({ id }) => id)).toContain('spending_total');
	expect(rows[0]?.cells.length).toBe(heads.length);
	expect(rows[0]?.cells.filter(({ missing }) => missing)).toEqual([]);
	expect(left_out).toMatch(/^未列出的栏：.*（无上年数据）.*。$/);
});

test('a column is kept where some row has a figure', () => {
	const beside = [
		observation({ id: 1, now: { spending_total: YI } }),
		observation({ id: 2, now: { spending_total: YI }, before: { spending_total: YI } })
	];
	const ids = tableFrom(0, beside).heads.map(({ id }) => id);
	expect(ids).toContain('spending_total.rate');
});

test('a column is kept where a department beyond the rows shown has a figure', () => {
	const shown = [observation({ id: 1, now: { spending_total: YI } })];
	const other = observation({ id: 2, now: { spending_total: YI }, before: { spending_total: YI } });
	const among = [...shown, other];
	const { heads } = measureTable(
		shown,
		VIEWS.departments.columns,
		{ moneyUnit: null, offset: 0, base: '上年', among },
		{ department: () => '' }
	);
	expect(heads.map(({ id }) => id)).toContain('spending_total.rate');
});

test('no rows are one empty page', () => {
	const { rows, range } = tableFrom(100, []);
	expect([rows, range]).toEqual([[], { total: 0, limit: 100, offset: 0 }]);
});
