/** The files behind the export links, opened again and held against the API's answers to the same questions. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerList } from '#lib/server/api/answer.ts';
import type { ListId } from '#lib/server/api/lists.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { MISSING_TEXT, type MissingReason } from '#lib/catalogue/values.ts';
import { columnName, type MeasureColumn } from '#lib/comparison/table.ts';
import { VIEW_IDS, VIEWS } from '#lib/comparison/views.ts';
import { makeBook, type Book } from '#lib/server/exports/books.ts';
import { writeCsv } from '#lib/server/exports/csv.ts';
import { writeWorkbook } from '#lib/server/exports/xlsx.ts';
import { importDemo, type DemoLedger } from '../api/demo-ledger.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { parseFile } from '#lib/server/import/parser/parse.ts';
import { openCsv, openXlsx, worksheetXml, type Cell } from './opened.ts';

const YEAR = 2022;

let ledger: DemoLedger;

beforeAll(async () => {
	ledger = await importDemo();
	process.env.DATABASE_URL = `file:${ledger.path}`;
}, 120_000);

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

/** What the API answers, as it should stand in a file: 元, points, fractions, 百分点; absent values as words. */
function expected(item: ListItem, { key, measure, aspect }: MeasureColumn): Cell {
	const value = item[key];
	if (typeof value !== 'number') {
		const reason = item.missing[key];
		return reason ? MISSING_TEXT[reason] : 'no reason given';
	}
	const { quantity } = measureOf(measure);
	if (aspect === 'rate' || (quantity === 'ratio' && aspect !== 'difference')) return value;
	if (quantity === 'ratio') return Math.round(value * 1e12) / 1e10;
	if (quantity === 'money') return value / 100;
	if (quantity === 'money_per_head') return Math.round(value) / 100;
	return value;
}

describe.each(VIEW_IDS)('%s as a file', (id) => {
	const { columns } = VIEWS[id];
	const query = `?year=${YEAR}`;

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
				columns.map((column) => String(item ? expected(item, column) : 'not listed'))
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
			expect(head[index + 4]).toMatch(new RegExp(`^${columnName(column)}(（.+）)?$`));
		});
		for (const [code, , , , ...cells] of rows) {
			const item = items.find((one) => one.department.code === code);
			expect(cells.slice(0, columns.length), String(code)).toEqual(
				columns.map((column) => (item ? expected(item, column) : 'not listed'))
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
	test('says area, filters, unit, basis, data version and time, and that the data are made up', async () => {
		const { cover, sheets } = await book('structure', '?year=2022&kind=学校&q=中学');
		const workbook = await openXlsx(await writeWorkbook(sheets, cover));
		const lines = (workbook.get('说明') ?? []).map((row) => row.filter(Boolean).join(' '));
		expect(lines.slice(0, 7)).toEqual([
			'2022年支出结构（演示数据）',
			'地区 示例市（演示数据）',
			'年度 2022年',
			'类别 学校',
			'搜索 中学',
			'金额单位 元',
			'口径 收支、结余、三公经费、资产为决算数；得分为部门自评'
		]);
		expect(lines[7]).toMatch(
			/^数据版本 第\d+版，更新于\d{4}-\d\d-\d\d \d\d:\d\d:\d\d（北京时间）$/
		);
		expect(lines[8]).toMatch(/^导出时间 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d（北京时间）$/);
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
		expect([...workbook.keys()]).toEqual(['说明', '各部门', '异常', '核对', '报送']);
		const { length } = await listed('departments', `?year=${YEAR}`);
		expect(workbook.get('各部门')).toHaveLength(length + 1);
	});

	test('a department holds its years and its findings', async () => {
		const { sheets } = await book('department/101');
		expect(sheets.map(({ name }) => name)).toEqual(['历年数据', '核对']);
		expect(sheets[0]?.rows.map((row) => row[3])).toEqual([
			2017, 2018, 2019, 2020, 2021, 2022, 2023
		]);
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
		const reply = await parseFile({ name: 'overview.xlsx', folder_names: [], bytes });
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
