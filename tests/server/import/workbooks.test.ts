import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { figuresTable, scoresTable, Workspace } from './workspace.ts';

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
});
afterEach(() => {
	workspace.remove();
});

/** A workbook with a sheet for each CSV text, its numbers as numbers. */
async function book(sheets: Record<string, string>): Promise<Uint8Array> {
	return writeXlsx({
		sheets: Object.entries(sheets).map(([name, csv]) => ({
			name,
			rows: Papa.parse<string[]>(csv.trim()).data.map((row) =>
				row.map((cell) => (/^\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : cell || null))
			)
		}))
	});
}

const YEARS = [2020, 2021];

test('a workbook of figures and scores is the same content as the two CSV files', async () => {
	workspace.write('a.csv', figuresTable(3, YEARS));
	workspace.write('b.csv', scoresTable(3, YEARS));
	await workspace.import([workspace.path('')]);
	const both = await book({ 收支: figuresTable(3, YEARS), 得分: scoresTable(3, YEARS) });
	const again = await workspace.import([workspace.write('c.xlsx', both)]);
	expect(again.files[0]).toMatchObject({ status: 'unchanged', kind: 'figures_table' });
	expect(again.files[0]?.issues.map(({ code }) => code)).toEqual(['same_content']);
	expect(await workspace.problems()).toEqual([]);
});

test('a workbook stores each filing whole, with the sheet and cell of every figure', async () => {
	const both = await book({ 得分: scoresTable(2, YEARS), 收支: figuresTable(2, YEARS) });
	const path = workspace.write('a.xlsx', both);
	const { files } = await workspace.import([path]);
	expect(files[0]?.status).toBe('stored');
	expect(files[0]?.filings.map(({ version, fiscal_year }) => [version, fiscal_year])).toEqual([
		[1, 2020],
		[1, 2021],
		[1, 2020],
		[1, 2021]
	]);
	const [filing] = files[0]?.filings ?? [];
	expect(filing?.figures.income_total.place).toEqual({
		kind: 'sheet',
		sheet: '收支',
		cell: 'F2',
		column_label: 'income_total'
	});
	expect(filing?.score.items[0]?.score_place).toMatchObject({ sheet: '得分', cell: 'I2' });
	expect((await workspace.import([path])).files[0]).toMatchObject({
		status: 'unchanged',
		issues: []
	});
	const changed = await book({ 收支: figuresTable(2, YEARS, 200), 得分: scoresTable(2, YEARS, 2) });
	const next = await workspace.import([workspace.write('b.xlsx', changed)]);
	expect(next.files[0]?.filings.map(({ version }) => version)).toEqual([2, 2, 2, 2]);
	expect(await workspace.problems()).toEqual([]);
});

const INCOME = '部门,年度,收入合计（万元）\n甲局,2021,10\n乙局,2021,20\n';
const SPENDING = '部门编码,部门,年度,支出合计（万元）\n601,甲局,2021,9\n602,乙局,2021,19\n';

test('sheets that state different figures of a department are one filing', async () => {
	const path = workspace.write('430600/a.xlsx', await book({ 收入: INCOME, 支出: SPENDING }));
	const { files } = await workspace.import([path]);
	expect(
		files[0]?.filings.map((filing) => [
			filing.department.code,
			filing.figures.income_total.value,
			filing.figures.spending_total.value
		])
	).toEqual([
		['601', 10_000_000, 9_000_000],
		['602', 20_000_000, 19_000_000]
	]);
});

const TITLE = '示例市2021年度部门收支情况表,,\n单位：万元,,\n';
const LIST = `${TITLE}部门,收入合计,支出合计\n甲局,10,9\n乙局,20,19\n`;
const PARTS = `${TITLE}序号,部门,支出合计,基本支出\n1,甲局,9,4\n2,乙局,19,5\n`;
const beside = (left: string, right: string) => {
	const [lines, others] = [left, right].map((csv) => csv.trim().split('\n'));
	return (lines ?? []).map((line, at) => `${line},,${others?.[at] ?? ''}`).join('\n');
};

test.each<[string, Record<string, string>]>([
	['on two sheets', { 收支: LIST, 构成: PARTS }],
	['one below the other', { 收支: `${LIST},,\n${PARTS}` }],
	['one right below the other', { 收支: LIST + PARTS }],
	['one below the other, the narrower one first', { 收支: `${PARTS},,\n${LIST}` }],
	['one beside the other', { 收支: beside(LIST, PARTS) }]
])('lists %s that state a figure alike are one filing', async (_, sheets) => {
	const { files } = await workspace.import([workspace.write('430600/a.xlsx', await book(sheets))]);
	expect(
		files[0]?.filings.map(({ department, figures }) => [
			department.name,
			...[figures.income_total, figures.spending_total, figures.spending_basic].map(
				({ value }) => value
			)
		])
	).toEqual([
		['甲局', 10_000_000, 9_000_000, 4_000_000],
		['乙局', 20_000_000, 19_000_000, 5_000_000]
	]);
	expect(await workspace.problems()).toEqual([]);
});

test('a head below the list whose columns begin with years is a head', async () => {
	const scores = '示例市2021年度部门自评结果,,\n序号,部门名称,自评得分\n1,甲局,95\n2,乙局,90\n';
	const former = '近年部门自评得分情况,,\n部门名称,2019年得分,2020年得分\n甲局,80,81\n乙局,70,71\n';
	const path = workspace.write('430600/a.xlsx', await book({ 得分: scores + former }));
	const { files } = await workspace.import([path]);
	expect(
		files[0]?.filings
			.map(({ department, fiscal_year, score }) => [department.name, fiscal_year, score.form])
			.sort()
	).toEqual([
		['乙局', 2019, 70],
		['乙局', 2020, 71],
		['乙局', 2021, 90],
		['甲局', 2019, 80],
		['甲局', 2020, 81],
		['甲局', 2021, 95]
	]);
});

test.each<[string, Record<string, string>, former: string, latter: string]>([
	['on two sheets', { 收支: LIST, 构成: PARTS }, '工作表“收支” C5', '工作表“构成” C5'],
	['one below the other', { 收支: LIST + PARTS }, '工作表“收支” C5', '工作表“收支” C10'],
	['one beside the other', { 收支: beside(LIST, PARTS) }, '工作表“收支” C5', '工作表“收支” G5']
])(
	'lists %s that state a figure differently are refused with both cells',
	async (_, sheets, ...cells) => {
		const changed = Object.entries(sheets).map(([name, csv]) => [
			name,
			csv.replace('乙局,19,5', '乙局,18,5')
		]);
		const bytes = await book(Object.fromEntries(changed) as Record<string, string>);
		const { files } = await workspace.import([workspace.write('430600/a.xlsx', bytes)]);
		expect(files[0]?.status).toBe('failed');
		expect(files[0]?.issues.map(({ message }) => message)).toContain(
			`${cells[1]}（支出合计）读到“18”，与${cells[0]}（支出合计）的“19”不同，都是“乙局”2021年度的“支出合计”；请核实后统一再导入。`
		);
		expect(files[0]?.filings).toEqual([]);
	}
);

test.each<[string, string, former: string]>([
	['below another', `${LIST}部门,支出合计,基本支出\n甲局,9,4\n甲局,9,\n`, '第7行'],
	['beside another', beside(`${LIST}甲局,,9\n`, PARTS), '第4行'],
	['beside another, after it', beside(`${LIST}丙局,1,1\n`, `${PARTS}3,甲局,,4\n`), '第4行']
])('a list %s that has a department twice is refused', async (_, sheet, former) => {
	const path = workspace.write('430600/a.xlsx', await book({ 收支: sheet }));
	const { files } = await workspace.import([path]);
	const errors = files[0]?.issues.filter(({ severity }) => severity === 'error');
	expect(errors?.map(({ code }) => code)).toEqual(['department_twice']);
	expect(errors?.[0]?.message).toContain(`“甲局”2021年度在工作表“收支”${former}`);
});

test('a head that begins with another year holds for the rows below it', async () => {
	const table =
		'部门,2020年支出合计（元）,2021年支出合计（元）\n甲局,8,9\n部门,2021年支出合计（元）,2020年支出合计（元）\n乙局,4,3\n';
	const { files } = await workspace.import([workspace.write('430600/a.csv', table)]);
	expect(
		files[0]?.filings.map(({ department, fiscal_year, figures }) => [
			department.name,
			fiscal_year,
			figures.spending_total.value
		])
	).toEqual([
		['甲局', 2021, 900],
		['甲局', 2020, 800],
		['乙局', 2021, 400],
		['乙局', 2020, 300]
	]);
});

test('a workbook that is no table is read as a form, and one under another name says so', async () => {
	workspace.write('a.xlsx', await book({ 通知: '会议通知\n请各部门报送\n' }));
	workspace.write('b.csv', await book({ 收入: INCOME }));
	const { files } = await workspace.import([workspace.path('')]);
	expect(files.map(({ status, issues }) => [status, issues[0]?.code])).toEqual([
		['failed', 'kind_unknown'],
		['stored', 'extension_mismatch']
	]);
});

test('registers in a workbook come before what refers to them', async () => {
	workspace.write(
		'1-收支.xlsx',
		await book({ 表: '行政区划,部门,年度,收入合计（元）\n999900,甲,2021,1\n' })
	);
	workspace.write(
		'2-名册.xlsx',
		await book({
			应交: '行政区划,部门编码,年度,应交日期\n999900,601,2021,2022-03-31\n',
			部门: '行政区划,部门编码,部门名称,别名\n999900,601,甲局,甲\n',
			区划: '行政区划代码,行政区划名称,演示数据\n999900,示例市,是\n'
		})
	);
	const { files } = await workspace.import([workspace.path('')]);
	expect(files.map(({ kind, status }) => [kind, status])).toEqual([
		['registry', 'stored'],
		['figures_table', 'stored']
	]);
	expect(files[1]?.filings[0]?.department).toMatchObject({ code: '601', name: '甲局' });
});

test('a second head that is not understood refuses the rows below it, which were read by the first', async () => {
	const list =
		'2021年度部门支出,,\n部门,2020年支出合计（万元）,2021年支出合计（万元）\n甲局,10,20\n部门,2021,2020\n乙局,40,30\n';
	const { files } = await workspace.import([workspace.write('a.xlsx', await book({ 支出: list }))]);
	expect(files[0]?.status).toBe('failed');
	expect(files[0]?.issues.map(({ message }) => message)).toContainEqual(
		expect.stringMatching(/^工作表“支出” A4（部门）像是另一个表头，但认不出各栏是什么/)
	);
});

test.each<[string, string, (string | undefined)[]]>([
	[
		'another name is told',
		'601,丙局,2021,5\n',
		['stored', '工作表“构成” B2（部门）的“丙局”与前面的“甲局”编码相同，已归为同一部门，请核对。']
	],
	[
		'the name of another is refused',
		'602,甲局,2021,5\n601,乙局,2021,4\n',
		[
			'failed',
			'工作表“构成” B2（部门）的“甲局”写了“乙局”的编码，而“甲局”在前面另有编码；请改正编码或名称后再导入。',
			'工作表“构成” B3（部门）的“乙局”写了“甲局”的编码，而“乙局”在前面另有编码；请改正编码或名称后再导入。'
		]
	],
	['the same name in another spelling is not', '601,甲 局,2021,5\n', ['stored']]
])('of a code with another name on the next sheet, %s', async (_, rows, expected) => {
	const parts = `部门编码,部门,年度,基本支出（万元）\n${rows}`;
	const bytes = await book({ 支出: SPENDING, 构成: parts });
	const { files } = await workspace.import([workspace.write('430600/a.xlsx', bytes)]);
	const found = files[0]?.issues.filter(({ code }) => code === 'department_name_differs') ?? [];
	expect([files[0]?.status, ...found.map(({ message }) => message)]).toEqual(expected);
});

describe('score sheets of two lists', () => {
	const SHEET = `部门编码,部门,年度,一级指标,二级指标,三级指标,分值,自评得分
601,甲局,2021,投入,预算,控制率,40,38
601,甲局,2021,产出,履职,办结率,60,57
`;
	const LINES = SHEET.trim().split('\n');
	const read = async (other: string) => {
		const bytes = await book({ 得分: SHEET, 另表: other });
		const { files } = await workspace.import([workspace.write('430600/a.xlsx', bytes)]);
		const found = files[0]?.issues.filter(({ code }) => code === 'tables_differ') ?? [];
		return [files[0]?.status, ...found.map(({ message }) => message)];
	};
	const differs = (latter: string, former: string, what: string) =>
		`${latter}，与工作表“得分” ${former}不同，都是“甲局”2021年度的“${what}”；请核实后统一再导入。`;

	test('are one where they are alike', async () => {
		expect(await read(SHEET)).toEqual(['stored']);
	});

	test.each<[string, string, string]>([
		[
			'a score',
			SHEET.replace('60,57', '60,55'),
			differs('工作表“另表” H3（自评得分）读到“55”', 'H3（自评得分）的“57”', '评分表第2项')
		],
		[
			'a weight',
			SHEET.replace('40,38', '41,38'),
			differs('工作表“另表” G2（分值）读到“41”', 'G2（分值）的“40”', '评分表第1项')
		],
		[
			'an indicator',
			SHEET.replace('控制率', '变动率'),
			differs(
				'工作表“另表” H3（自评得分）读到“产出·履职·办结率”',
				'H2（自评得分）的“投入·预算·控制率”',
				'评分表第1项'
			)
		],
		[
			'their number',
			LINES.slice(0, 2).join('\n'),
			differs('工作表“另表” H2（自评得分）读到“1项”', 'H2（自评得分）的“2项”', '评分表的项数')
		]
	])('are refused with both cells where they differ in %s', async (_, other, message) => {
		expect(await read(other)).toEqual(['failed', message]);
	});
});
