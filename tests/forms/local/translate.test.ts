import { describe, expect, test } from 'vitest';
import { BUDGET_BASES } from '#lib/catalogue/budgets.ts';
import { BASIS_NAMES, FIGURES } from '#lib/catalogue/measures.ts';
import { readHtml } from '#lib/documents/html/html.ts';
import type { Recognition } from '#lib/filing/recognition.ts';
import { parseLocalForm, type LocalForm } from '#lib/forms/local/definition.ts';
import { inLedgerWords } from '#lib/forms/local/translate.ts';
import { tableSheets } from '#lib/forms/table/sheets.ts';
import { recognise } from '#lib/forms/report/recognise.ts';

type Cells = readonly (readonly string[])[];

function read(rows: Cells, forms: LocalForm[], above = '2023年度花钱情况表'): Recognition {
	const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
	const html = `<p>${above}</p><table>${body.join('')}</table>`;
	return recognise(readHtml(html), { file_name: '', folder_names: [] }, forms);
}

function form(means: Record<string, string>, tells: string, unit = '万元'): LocalForm {
	const labels = Object.entries(means).map(([label, meaning]) => ({ label, means: meaning }));
	return parseLocalForm({ name: '花钱情况表', tells: [[tells]], unit, labels });
}

/** Stated figures in 分, those of budgets behind their basis. */
function figuresIn({ filings: [filing] }: Recognition): Record<string, number> {
	if (!filing) return {};
	const stated = Object.entries(filing.figures).flatMap(([id, { value }]) =>
		value === null ? [] : [[id, value] as const]
	);
	const budgets = filing.budgets.map(
		({ measure, basis, figure }) => [`${measure} ${basis}`, figure.value ?? 0] as const
	);
	return Object.fromEntries([...stated, ...budgets]);
}

const TALL = [
	['填表主体', '云岭县林业局', '', ''],
	['事项', '年初盘子', '本年实绩', '去年实绩'],
	['总投入', '1000.00', '1206.04', '990.10'],
	['其中：吃饭钱', '300.00', '349.01', '280.00'],
	['车辆台数', '3', '3', '3']
];
const TALL_FORM = {
	填表主体: '单位名称',
	年初盘子: '年初预算数',
	本年实绩: '决算数',
	去年实绩: '上年数',
	总投入: '支出合计',
	吃饭钱: '基本支出',
	车辆台数: '不读'
};

describe('a table with a label a row', () => {
	const recognition = read(TALL, [form(TALL_FORM, '年初盘子')]);

	test('is refused without its form', () => {
		expect(read(TALL, []).filings).toEqual([]);
	});

	test('gives its figures and budgets, and nothing of last year', () => {
		expect(figuresIn(recognition)).toEqual({
			spending_total: 1_206_040_000,
			spending_basic: 349_010_000,
			'spending_total budget_initial': 1_000_000_000,
			'spending_basic budget_initial': 300_000_000
		});
	});

	test('says whose it is, and by which form it was read', () => {
		expect(recognition.sections).toMatchObject([
			{ forms: ['花钱情况表'], department: '云岭县林业局', fiscal_year: 2023, status: 'read' }
		]);
	});

	test('names its labels as they are printed', () => {
		expect(recognition.filings[0]?.figures.spending_basic).toMatchObject({
			printed: '349.01',
			place: { row: 4, column: 3, column_label: '吃饭钱' }
		});
		const words = JSON.stringify(recognition);
		expect(words).not.toContain('不读〈');
		expect(words).toContain('"row_label":"车辆台数"');
	});

	test('lists every number that is not stored', () => {
		const { leftovers } = recognition;
		expect(leftovers.map(({ text, why }) => `${text} ${why}`)).toEqual([
			'990.10 上年数，不作为本年数存入。',
			'280.00 上年数，不作为本年数存入。',
			...Array<string>(3).fill('3 报表定义写明不读。')
		]);
	});

	test('lacks what its template does not contain', () => {
		const { figures } = recognition.filings[0] ?? {};
		expect(figures?.income_total.missing).toBe('not_in_template');
	});
});

test('a table with a figure a column is read by its form', () => {
	const rows = [
		['填表主体', '总盘子', '养人', '办公', '干事'],
		['县林业局', '1206.04', '301.01', '48.00', '857.03']
	];
	const means = {
		填表主体: '单位名称',
		总盘子: '支出合计',
		养人: '人员支出',
		办公: '公用支出',
		干事: '项目支出'
	};
	expect(figuresIn(read(rows, []))).toEqual({});
	expect(figuresIn(read(rows, [form(means, '总盘子')]))).toEqual({
		spending_total: 1_206_040_000,
		spending_personnel: 301_010_000,
		spending_operating: 48_000_000,
		spending_project: 857_030_000
	});
});

test.each([
	['元', '2023年度花钱情况表', 120_604],
	['万元', '2023年度花钱情况表', 1_206_040_000],
	['万元', '2023年度花钱情况表（单位：元）', 120_604]
])('amounts are in %s below “%s” as %d 分', (unit, above, expected) => {
	const rows = [
		['事项', '本年实绩'],
		['总投入', '1206.04']
	];
	const means = { 总投入: '支出合计', 本年实绩: '决算数' };
	expect(figuresIn(read(rows, [form(means, '总投入', unit)], above)).spending_total).toBe(expected);
});

test.each(FIGURES.map(({ id, quantity }) => [id, quantity] as const))(
	'%s is read from a row and from a column, whatever it is called',
	(id, quantity) => {
		const expected = quantity === 'people' ? 21 : 21_000_000;
		const means = { 甲项: id, 乙栏: '决算数', 主体: '单位名称' };
		const tall = [
			['事项', '乙栏'],
			['甲项', '21']
		];
		const wide = [
			['主体', '甲项'],
			['县林业局', '21']
		];
		expect(figuresIn(read(tall, [form(means, '甲项')]))).toEqual({ [id]: expected });
		expect(figuresIn(read(wide, [form(means, '甲项')]))).toEqual({ [id]: expected });
	}
);

test.each(BUDGET_BASES)('a column may be %s', (basis) => {
	const rows = [
		['事项', '乙栏', '丙栏'],
		['甲项', '21', '22']
	];
	const means = { 甲项: 'spending_total', 乙栏: BASIS_NAMES[basis], 丙栏: '决算数' };
	expect(figuresIn(read(rows, [form(means, '甲项')]))).toEqual({
		[`spending_total ${basis}`]: 21_000_000,
		spending_total: 22_000_000
	});
});

test('a label that the ledger knows is not read where the form says so', () => {
	const rows = [
		['主体', '总盘子', '其他收入', '项目支出'],
		['县林业局', '1206.04', '3.00', '4.00']
	];
	const means = { 主体: '单位名称', 总盘子: '支出合计', 其他收入: '不读', 项目支出: '不读' };
	const recognition = read(rows, [form(means, '总盘子')]);
	expect(figuresIn(recognition)).toEqual({ spending_total: 1_206_040_000 });
	expect(recognition.leftovers.map(({ text }) => text)).toEqual(['3.00', '4.00']);
});

test('other tables are read as before', () => {
	const rows = [
		['机构名称', '收入合计', '支出合计'],
		['林业局', '10', '9']
	];
	expect(read(rows, [form(TALL_FORM, '年初盘子')])).toEqual(read(rows, []));
});

describe('a sheet with a row a department', () => {
	const means = { 报送主体: '单位名称', 总盘子: '支出合计', 其他收入: '不读', 车辆台数: '不读' };
	const rows = [
		['云岭县2023年度各单位花钱情况'],
		['报送主体', '总盘子', '其他收入', '车辆台数'],
		['林业局', '1206.04', '1', '3'],
		['农业局', '800', '2', '2']
	];
	const sheet = {
		name: '汇总',
		rows: rows.map((cells, index) => ({ line: index + 1, cells })),
		merges: [],
		hiddenRows: [],
		hiddenColumns: []
	};
	const workbook = { sheets: [sheet], issues: [] };

	test('is known as such in the words of the ledger', () => {
		const forms = [form(means, '总盘子')];
		expect(tableSheets(workbook)).toBeNull();
		const heads = tableSheets(inLedgerWords(workbook, forms))?.sheets[0]?.rows[1]?.cells;
		expect(heads).toEqual(['单位名称', '支出合计（万元）', '不读〈2〉', '车辆台数']);
	});

	test('keeps the unit that it names', () => {
		const noted = { ...sheet, rows: [{ line: 0, cells: ['单位：元'] }, ...sheet.rows] };
		const read = inLedgerWords({ sheets: [noted], issues: [] }, [form(means, '总盘子')]);
		expect(read.sheets[0]?.rows[2]?.cells[1]).toBe('支出合计');
	});
});
