/** The files behind the export links, opened again and held against the API's answers to the same questions. */
import { read as readSpreadsheet, type CellObject } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerList } from '#lib/server/api/answer.ts';
import type { ListId } from '#lib/server/api/list.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { absenceSince, type MissingReason } from '#lib/catalogue/values.ts';
import { columnName, type MeasureColumn } from '#lib/comparison/table.ts';
import { VIEW_IDS, VIEWS } from '#lib/comparison/views.ts';
import type { Book } from '#lib/server/exports/book.ts';
import { makeBook } from '#lib/server/exports/books.ts';
import { writeCsv } from '#lib/server/exports/csv.ts';
import { writeWorkbook } from '#lib/server/exports/xlsx.ts';
import { importDemo, type DemoLedger } from '../api/demo-ledger.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { parseFile } from '#lib/server/import/parser/parse.ts';
import type { SheetCell } from '#lib/server/exports/sheet.ts';
import { openCsv, openXlsx, worksheetXml, type Cell } from './opened.ts';

const YEAR = 2022;

let ledger: DemoLedger;

beforeAll(async () => {
	ledger = await importDemo();
	process.env.DATABASE_URL = `file:${ledger.path}`;
});

afterAll(async () => {
	await ledger.close();
});

async function book(what: string, query = ''): Promise<Book> {
	const made = await makeBook(what, new URL(`http://ledger.example/exports/${what}${query}`));
	if (!made) throw new Error(`no file named ${what}`);
	return made;
}

interface ListItem {
	department: { code: string; name: string };
	missing: Record<string, MissingReason>;
	[measure: string]: unknown;
}

async function listed(id: ListId, query: string): Promise<ListItem[]> {
	const url = new URL(`http://ledger.example/api/v1/${id}${query}`);
	const { status, body } = await answerList(ledger.db, id, url);
	expect(status).toBe(200);
	return (body as { items: ListItem[] }).items;
}

/** The answers of the API as a file should have them: 元, points, fractions, 百分点; absent values as words. */
function expected(item: ListItem, { key, measure, aspect }: MeasureColumn, base: string): Cell {
	const value = item[key];
	if (typeof value !== 'number') {
		const reason = item.missing[key];
		return reason ? absenceSince(reason, base) : 'no reason given';
	}
	const { quantity } = measureOf(measure);
	if (aspect === 'rate' || (quantity === 'ratio' && aspect !== 'difference')) return value;
	if (quantity === 'ratio') return Math.round(value * 1e12) / 1e10;
	if (quantity === 'money') return value / 100;
	if (quantity === 'money_per_head') return Math.round(value) / 100;
	return value;
}

const COMPARED = VIEW_IDS.flatMap((id) => [
	{ id, base: '上年', query: `?year=${YEAR}` },
	{ id, base: '2019年', query: `?year=${YEAR}&base=2019` }
]);

describe.each(COMPARED)('$id against $base as a file', ({ id, base, query }) => {
	const { columns } = VIEWS[id];

	test('CSV: every number equals the API’s', async () => {
		const { sheets, cover } = await book(id, query);
		const [head, ...records] = openCsv(sheets[0] ? writeCsv(sheets[0], cover) : '');
		const items = await listed(id, query);
		const rows = records.slice(0, items.length);
		expect(head).toEqual(expect.arrayContaining(['部门编码', '部门', '类别', '年度']));
		expect(rows.map(([code]) => code).sort()).toEqual(
			items.map((one) => one.department.code).sort()
		);
		for (const [code, , , , ...cells] of rows) {
			const item = items.find((one) => one.department.code === code);
			const told = cells.slice(0, columns.length);
			expect(told, code).toEqual(
				columns.map((column) => String(item ? expected(item, column, base) : 'not listed'))
			);
		}
	});

	test('Excel: every number equals the API’s and is a number', async () => {
		const { sheets, cover } = await book(id, query);
		const bytes = await writeWorkbook(sheets, cover);
		const [head = [], ...rows] = (await openXlsx(bytes)).get(VIEWS[id].title) ?? [];
		const items = await listed(id, query);
		expect(rows).toHaveLength(items.length);
		columns.forEach((column, index) => {
			expect(head[index + 4]).toMatch(new RegExp(`^${columnName(column, base)}(（.+）)?$`));
		});
		for (const [code, , , , ...cells] of rows) {
			const item = items.find((one) => one.department.code === code);
			expect(cells.slice(0, columns.length), String(code)).toEqual(
				columns.map((column) => (item ? expected(item, column, base) : 'not listed'))
			);
		}
		for (const xml of worksheetXml(bytes)) expect(xml).not.toContain('<f');
	});
});

describe('negatives', () => {
	test('balances below zero are numbers below zero in both files', async () => {
		const { sheets, cover } = await book('balances', `?year=${YEAR}`);
		const column = 4 + VIEWS.balances.columns.findIndex(({ key }) => key === 'balance_current');
		const records = openCsv(sheets[0] ? writeCsv(sheets[0], cover) : '');
		const negative = records.filter((record) => record[column]?.startsWith('-'));
		expect(negative.length).toBeGreaterThan(10);
		for (const record of negative) expect(record[column]).toMatch(/^-\d+(\.\d{1,2})?$/);
	});
});

describe('the cover', () => {
	test.each([
		['structure', '元'],
		['outliers', '元'],
		['brief', '随数标明'],
		['questions', '随数标明'],
		['findings', '随数标明'],
		['filings', undefined],
		['reminders', undefined],
		['reassessments', undefined]
	])('of %s names the unit %s, as its amounts are told', async (what, unit) => {
		const { cover } = await book(what, `?year=${YEAR}`);
		expect(new Map(cover.lines).get('金额单位')).toBe(unit);
	});

	test('says area, filters, unit, basis, data version and time, and that the data are made up', async () => {
		const { cover, sheets } = await book('structure', '?year=2022&kind=学校&q=中学');
		const workbook = await openXlsx(await writeWorkbook(sheets, cover));
		const lines = (workbook.get('说明') ?? []).map((row) => row.filter(Boolean).join(' '));
		expect(lines.slice(0, 9)).toEqual([
			'2022年支出结构（演示数据）',
			'地区 示例市（演示数据）',
			'年度 2022年',
			'比较年度 2021年',
			'类别 学校',
			'搜索 中学',
			'合计口径 按各部门报告数相加，疑似填报错误的金额在核实前不计入',
			'金额单位 元',
			'口径 收支、结余、三公经费、资产为决算数，写明预算数的除外；得分为部门自评'
		]);
		expect(lines[9]).toMatch(
			/^数据版本 第\d+版，更新于\d{4}-\d\d-\d\d \d\d:\d\d:\d\d（北京时间）$/
		);
		expect(lines[10]).toMatch(/^导出时间 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d（北京时间）$/);
	});

	test('says which parameter was repaired', async () => {
		const { cover } = await book('balances', '?year=1999');
		expect(cover.lines).toContainEqual([
			'提示',
			'参数 year 的值“1999”不可用，可用：2017、2018、2019、2020、2021、2022、2023。'
		]);
	});

	test('names the departments compared', async () => {
		const { cover } = await book('compare', '?d=101&d=702');
		expect(cover.lines).toContainEqual(['部门', '示例市委办公室、示例市第二中学']);
	});
});

describe('whole workbooks', () => {
	test('the overview holds departments, flags, findings and filings', async () => {
		const { sheets, cover } = await book('overview', `?year=${YEAR}`);
		const workbook = await openXlsx(await writeWorkbook(sheets, cover));
		expect([...workbook.keys()]).toEqual(['说明', '各部门', '异常', '核对', '文字雷同', '报送']);
		const { length } = await listed('departments', `?year=${YEAR}`);
		expect(workbook.get('各部门')).toHaveLength(length + 1);
		const said = Object.fromEntries(cover.lines);
		expect(said.重点关注).toMatch(/^2022年有\d+家部门需重点关注/);
		expect(said.文字雷同).toMatch(/^2022年.*(?:没有雷同|无法比对)。$/);
	});

	test('what was not filed has no counts of checks', async () => {
		const [sheet] = (await book('filings', `?year=2018&status=missing`)).sheets;
		const counts = sheet?.rows.map((row) => row.slice(-4));
		expect(new Set(counts?.flat())).toEqual(new Set([null]));
	});

	test('a department holds its years and its findings', async () => {
		const { sheets, name } = await book('department/101', '?year=2021');
		expect(name).toBe('市委办公室-示例市-2017—2023年');
		expect(sheets.map((sheet) => sheet.name)).toEqual(['历年数据', '核对', '报送原值', '得分表']);
		expect(sheets[0]?.rows.map((row) => row[3])).toEqual([
			2017, 2018, 2019, 2020, 2021, 2022, 2023
		]);
	});

	test.each([
		['structure', '支出结构-示例市-2022年', ['支出结构', '按类别', '历年合计']],
		['three-public', '三公经费-示例市-2022年', ['三公经费', '按类别', '历年合计']],
		[
			'balances',
			'结转结余-示例市-2022年',
			['结转结余', '按类别', '历年合计', '年初结转不衔接', '两年未动用结余']
		],
		['scores', '绩效得分-示例市-2022年', ['绩效得分', '指标']],
		['compare', '对比-示例市-2022年', ['对比']],
		['brief', '一页纸-示例市2022年部门整体支出绩效自评情况', ['主要数据', '主要发现']],
		['questions', '常问-示例市-2022年', ['常问']],
		['definitions', '口径-示例市', ['项目', '核对规则', '关注线']]
	])('%s is named and holds the tables of its page', async (what, name, sheets) => {
		const made = await book(what, `?year=${YEAR}`);
		expect(made.name).toBe(name);
		expect(made.sheets.map((sheet) => sheet.name)).toEqual(sheets);
		for (const sheet of made.sheets) expect(sheet.rows.length, sheet.name).toBeGreaterThan(0);
	});

	test('the workbook of 口径 gives each policy line with its value and unit', async () => {
		const { sheets } = await book('definitions');
		const [lines] = sheets.filter(({ name }) => name === '关注线');
		expect(lines?.rows).toContainEqual(
			expect.arrayContaining(['财政供养人员控制率', '高于', 100, '%'])
		);
	});

	test('the workbook of 领导一页纸 gives each figure as a number with its unit beside its words', async () => {
		const { sheets } = await book('brief', `?year=${YEAR}`);
		const rows = new Map(sheets[0]?.rows.map(([name, ...cells]) => [name, cells]));
		const [amount, unit, words] = rows.get('支出合计') ?? [];
		const printed = Number(String(words).replaceAll(/[^\d.]/g, '')) * 10_000;
		expect([typeof amount, unit]).toEqual(['number', '元']);
		expect(Math.abs(Number(amount) - printed)).toBeLessThan(100);
		const [rate, percent, said] = rows.get('结转结余率') ?? [];
		expect([`${Number(rate).toFixed(1)}%`, percent]).toEqual([said, '%']);
	});

	test('the comparison that nobody chose is that of the page: the two that spend most', async () => {
		const { sheets } = await book('compare', `?year=${YEAR}`);
		const items = await listed('departments', `?year=${YEAR}`);
		const codes = items
			.sort((a, b) => Number(b.spending_total) - Number(a.spending_total))
			.map((one) => one.department.code)
			.slice(0, 2);
		expect(sheets[0]?.rows.map(([code]) => code)).toEqual(codes);
	});

	test('totals by kind and by year add up to the rows', async () => {
		const { sheets } = await book('structure', `?year=${YEAR}`);
		const [rows, kinds, years] = sheets.map((sheet) => sheet.rows);
		const cents = (list: SheetCell[][] = [], at: number) =>
			list.reduce(
				(sum, row) => sum + (typeof row[at] === 'number' ? Math.round(row[at] * 100) : 0),
				0
			);
		const ofYear = years?.filter(([year]) => year === YEAR);
		expect(cents(kinds, 2)).toBe(cents(rows, 4));
		expect(cents(ofYear, 2)).toBe(cents(rows, 4));
	});

	test('years are shown as years in Excel, without a thousands separator', async () => {
		const { sheets, cover } = await book('structure', `?year=${YEAR}`);
		const opened = readSpreadsheet(await writeWorkbook(sheets, cover), { cellNF: true });
		const cell = opened.Sheets['支出结构']?.D2 as CellObject;
		expect([cell.v, cell.w]).toEqual([YEAR, String(YEAR)]);
	});

	test('the compendium has the figures of every department as numbers', async () => {
		const { sheets } = await book('compendium', `?year=${YEAR}`);
		const [figures, findings, , history] = sheets;
		const items = await listed('departments', `?year=${YEAR}`);
		const spent = figures?.rows.filter(([, , name]) => name === '支出合计') ?? [];
		expect(spent.map(([code, , , value]) => [code, value])).toEqual(
			items
				.map((one): [string, number] => [one.department.code, Number(one.spending_total) / 100])
				.sort(([a], [b]) => (a < b ? -1 : 1))
		);
		expect(new Set(findings?.rows.map(([code]) => code)).size).toBe(items.length);
		const years = new Set(history?.rows.map(([, , , year]) => year));
		expect([Math.min(...[...years].map(Number)), Math.max(...[...years].map(Number))]).toEqual([
			2017,
			YEAR
		]);
	});

	test.each([
		[
			'',
			['主要数据', '主要发现', '变化按部门', '变化按构成', '按类别', '部门', '历年合计', '报送']
		],
		['&d=102', ['主要数据', '主要发现', '历年数据']]
	])('a meeting%s has what its slides tell, and the rows behind them', async (query, names) => {
		const { sheets } = await book('meeting', `?year=${YEAR}${query}`);
		expect(sheets.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
		expect(new Set(sheets.map(({ name }) => name)).size).toBe(sheets.length);
		for (const { rows } of sheets) expect(rows.length).toBeGreaterThan(0);
	});

	test('the tasks are the reports that wait for somebody, with their state', async () => {
		const { sheets } = await book('tasks');
		const [reports] = sheets;
		const items = await listed('filings', '?year=2023');
		const waiting = items.filter(({ state }) => state === 'missing' || state === 'filed');
		expect(reports?.rows.map(([code]) => code).sort()).toEqual(
			waiting.map((one) => one.department.code).sort()
		);
	});

	test.each(['nothing', 'department/', 'department/999', '../etc/passwd', '__proto__'])(
		'%s is no file',
		async (what) => {
			expect(await makeBook(what, new URL('http://ledger.example/exports/x'))).toBeNull();
		}
	);
});

describe('a file that was exported is not taken for a filing', () => {
	test('as a workbook', async () => {
		const { sheets, cover } = await book('overview');
		const bytes = await writeWorkbook(sheets, cover);
		const reply = await parseFile({ name: 'overview.xlsx', folder_names: [], forms: [], bytes });
		expect(reply).toMatchObject({ is: 'refused', code: 'own_export' });
	});

	test('as CSV', async () => {
		const { sheets, cover } = await book('overview');
		const [sheet] = sheets;
		if (!sheet) throw new Error('no sheet');
		const rows = tableRows(writeCsv(sheet, cover));
		const read = () => [...readFiguresTable(rows, { jurisdiction: null, names: [] })];
		expect(read).toThrow('文件是本系统导出的查询结果');
	});
});
