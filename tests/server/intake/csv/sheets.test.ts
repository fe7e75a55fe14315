import { describe, expect, test } from 'vitest';
import { readFiguresTable } from '#lib/server/intake/csv/figures.ts';
import { readScoresTable } from '#lib/server/intake/csv/scores.ts';
import { tablesOfPage } from '#lib/server/intake/csv/page-tables.ts';
import { sheetTable, type TableSheet } from '#lib/server/intake/csv/sheet-rows.ts';
import { tableSheets } from '#lib/server/intake/csv/sheets.ts';
import { readHtml } from '#lib/server/intake/read/html.ts';
import { readWorkbook } from '#lib/server/intake/read/xlsx.ts';
import { refusalOf } from '../read/refusal.ts';
import { inline, number, sheetData, writeXlsx, type WorkbookSource } from '../read/xlsx-file.ts';
import { collect, valueOf } from './reading.ts';

/** Cells of a row: numbers as numbers, all else as text; an empty text is no cell. */
type Line = readonly (string | number | Stored)[];

/** A number with the digits that stand in the file. */
interface Stored {
	digits: string;
}

const NAMES = 'ABCDEFGHIJKLMN';

function rowXml(line: number, cells: Line): string {
	return cells
		.map((cell, index) => {
			const reference = `${NAMES[index] ?? ''}${line}`;
			if (cell === '') return '';
			if (typeof cell === 'string') return inline(reference, cell);
			return number(reference, typeof cell === 'number' ? String(cell) : cell.digits);
		})
		.join('');
}

function sheetXml(lines: readonly Line[], merges: readonly string[] = []): string {
	const rows = sheetData(...lines.map((cells, index) => rowXml(index + 1, cells)));
	const merged = merges.map((reference) => `<mergeCell ref="${reference}"/>`).join('');
	return `${rows}<mergeCells>${merged}</mergeCells>`;
}

function sheet(lines: readonly Line[], merges: readonly string[] = []): TableSheet {
	const file = writeXlsx({ sheets: [{ name: '数据', xml: sheetXml(lines, merges) }] });
	const [read] = readWorkbook(file).sheets;
	if (!read) throw new Error('No sheet');
	return read;
}

const figures = (lines: readonly Line[], merges: readonly string[] = [], names: string[] = []) =>
	collect(() => readFiguresTable(sheetTable(sheet(lines, merges)), { jurisdiction: null, names }));
const scores = (lines: readonly Line[], merges: readonly string[] = []) =>
	collect(() =>
		readScoresTable(sheetTable(sheet(lines, merges)), { jurisdiction: null, names: [] })
	);

const HEAD: Line = ['部门编码', '部门', '年度', '单位', '收入合计', '公共财政拨款'];
const SUM = 1_206_040_000;

test('merged names reach down, merged amounts do not, merged codes and years do', () => {
	const table = sheetTable(
		sheet(
			[
				['部门编码', '部门', '年度', '三级指标', '分值', '自评得分'],
				[601, '口岸办', 2021, '甲', 10, 5],
				['', '', '', '乙', '', 3]
			],
			['A2:A3', 'B2:B3', 'C2:C3', 'E2:E3']
		)
	);
	expect([...table].map(({ line, cells }) => [line, ...cells])).toEqual([
		[1, '部门编码', '部门', '年度', '三级指标', '分值', '自评得分'],
		[2, '601', '口岸办', '2021', '甲', '10', '5'],
		[3, '601', '口岸办', '2021', '乙', '', '3']
	]);
	expect(table.place(4, 28, '收入')).toEqual({
		kind: 'sheet',
		sheet: '数据',
		cell: 'AB4',
		column_label: '收入'
	});
});

test('a sheet whose merges lie over each other thousands of times is refused in time', () => {
	const rows = Array.from({ length: 3_000 }, (_, index) => ({ line: index + 1, cells: ['甲局'] }));
	const merges = rows.map(({ line }) => ({ top: line, left: 1, bottom: 3_000, right: 1 }));
	const refusal = refusalOf(() => sheetTable({ name: '表', rows, merges }));
	expect(refusal.message).toBe(
		'工作表“表”的合并单元格一共盖住 500000 格以上，不像一份报表，未读取；请取消不必要的合并后再导入。'
	);
});

describe('a sheet of figures', () => {
	test.each<[string, readonly Line[], (readonly string[])?]>([
		['one head row', [HEAD, [601, '甲', 2021, '万元', 1206.04, 1]]],
		['numbers stored as text', [HEAD, ['601', '甲', '2021', '万元', '1206.04', '1']]],
		['float noise', [HEAD, [601, '甲', 2021, '万元', { digits: '1206.0400000000001' }, 1]]],
		[
			'a title and a unit above',
			[['2021年度收支表'], ['单位：万元'], ['部门', '年度', '收入合计'], ['甲', 2021, 1206.04]]
		],
		[
			'the unit alone above',
			[
				['', '', '万元'],
				['部门', '年度', '收入合计'],
				['甲', 2021, 1206.04]
			]
		],
		[
			'the year in the title',
			[['某市2021年度部门收支表'], ['部门', '收入合计（万元）'], ['甲', 1206.04]]
		],
		[
			'groups over the columns',
			[
				['部门', '年度', '收入（万元）', '', '支出（万元）'],
				['', '', '合计', '其中：公共财政拨款', '合计'],
				['甲', 2021, 1206.04, 1, 2]
			],
			['A1:A2', 'B1:B2', 'C1:D1']
		],
		[
			'units under the heads',
			[
				['部门', '年度', '收入合计', '实有人数'],
				['', '', '（万元）', '人'],
				['甲', 2021, 1206.04, 3]
			]
		],
		[
			'a total below',
			[HEAD, [601, '甲', 2021, '万元', 1206.04, 1], ['合 计', '', '', '', 1206.04, 1]]
		],
		[
			'a total below with its number of departments',
			[HEAD, [601, '甲', 2021, '万元', 1206.04, 1], ['', '合计（1个部门）', '', '', 1206.04, 1]]
		],
		[
			'averages below',
			[HEAD, [601, '甲', 2021, '万元', 1206.04, 1], ['', '平均值', 2021, '', 1206.04, 1]]
		],
		['a note beside', [HEAD, [601, '甲', 2021, '万元', 1206.04, 1, '', '已核']]]
	])('reads %s', (_, lines, merges = []) => {
		const reading = figures(lines, merges);
		expect(reading).toMatchObject({ refusal: null, errors: [] });
		expect(reading.filings).toHaveLength(1);
		expect(reading.filings[0]?.filing.fiscal_year).toBe(2021);
		expect(valueOf(reading, 0, 'income_total')).toBe(SUM);
	});

	test('understands groups by their parts, and leaves another basis out', () => {
		const reading = figures(
			[
				['部门', '年度', '收入', '', '固定资产', '', '三公经费', '', '上年决算', ''],
				['', '', '小计', '其他', '合计', '其他', '合计', '公务接待费', '支出合计', '基本支出'],
				['甲', 2021, 10, 4, 8, 2, 3, 1, 7, 6]
			],
			['A1:A2', 'B1:B2'],
			[]
		);
		expect(reading.errors[0]).toContain('没有写明是元还是万元');
		expect(reading.warnings.map((message) => /（(.+?)）不是已知/.exec(message)?.[1])).toEqual([
			'上年决算支出合计',
			'上年决算基本支出'
		]);
		const labels = reading.errors.map((message) => /（(.+?)）/.exec(message)?.[1]);
		expect(labels).toEqual([
			'收入合计',
			'其他收入',
			'固定资产合计',
			'其他固定资产',
			'三公经费合计',
			'公务接待费'
		]);
	});

	test('takes a year from a name where table and title have none, and says so', () => {
		const reading = figures(
			[
				['部门', '收入合计（元）'],
				['甲', 1]
			],
			[],
			['收支', '2020年收支.xlsx']
		);
		expect(reading.filings[0]?.filing.fiscal_year).toBe(2020);
		expect(reading.warnings).toEqual([
			'工作表“数据”第1行的表头没有年度列，已按“2020年收支.xlsx”读作2020年度；如不对，请在表中加一列“年度”后再导入。'
		]);
	});

	test.each<[string, readonly Line[], string]>([
		[
			'a wrong amount',
			[HEAD, [601, '甲', 2021, '万元', '约1206', 1]],
			'工作表“数据” E2（收入合计）读到“约1206”，应为金额，如“1206.04”，没有数值时请留空；请改正后再导入。'
		],
		[
			'a percentage as an amount',
			[HEAD, [601, '甲', 2021, '万元', '95%', 1]],
			'工作表“数据” E2（收入合计）读到“95%”，应为金额，如“1206.04”，没有数值时请留空；请改正后再导入。'
		],
		[
			'a department twice',
			[HEAD, [601, '甲', 2021, '元', 1, 1], [601, '甲', 2021, '元', 2, 2]],
			'工作表“数据” B3（部门）“甲”2021年度在工作表“数据”第2行已有一条记录，同一部门同一年度只应有一行；请保留正确的一行再导入。'
		]
	])('refuses %s with its cell', (_, lines, message) => {
		expect(figures(lines).errors).toEqual([message]);
	});

	test.each<[string, readonly Line[], string]>([
		[
			'亿元 above the table',
			[['单位：亿元'], ['部门', '年度', '收入合计'], ['甲', 2021, 1]],
			'工作表“数据” A1的单位是“亿元”，应为“元”或“万元”；请换算后再导入。'
		],
		[
			'no year anywhere',
			[
				['部门', '收入合计（元）'],
				['甲', 1]
			],
			'工作表“数据”第1行的表头缺少fiscal_year（年度）列；请补上后再导入。'
		],
		[
			'two years in the titles',
			[['2020年度'], ['2021年度'], ['部门', '收入合计（元）'], ['甲', 1]],
			'工作表“数据”第3行的表头缺少fiscal_year（年度）列；请补上后再导入。'
		]
	])('refuses %s', (_, lines, message) => {
		expect(figures(lines).refusal).toBe(message);
	});
});

test('a sheet of scores joins what is merged over its rows, and skips subtotals', () => {
	const { filings, errors, warnings } = scores(
		[
			['部门编码', '部门', '年度', '一级指标', '二级指标', '三级指标', '分值', '自评得分'],
			[601, '甲', 2021, '效果', '履职效益', '经济效益', 15, 5],
			['', '', '', '', '', '社会效益', '', 3],
			['', '', '', '小计', '', '', 15, 8],
			['', '', '', '总分', '', '', 100, 92],
			['', '全市平均', 2021, '', '', '', '', 90]
		],
		['A2:A5', 'B2:B5', 'C2:C5', 'D2:D3', 'E2:E3', 'G2:G3']
	);
	expect(errors).toEqual([]);
	expect(warnings).toHaveLength(2);
	expect(filings.map(({ filing }) => filing.score)).toMatchObject([
		{
			sheet: { value: 9200 },
			items: [
				{ path: ['效果', '履职效益', '经济效益'], weight: { value: 1500 }, weight_group: 1 },
				{ path: ['效果', '履职效益', '社会效益'], weight: { value: null }, weight_group: 1 }
			]
		}
	]);
});

describe('which sheets of a workbook are tables', () => {
	const book = (sheets: Record<string, readonly Line[]>, more: Partial<WorkbookSource> = {}) =>
		readWorkbook(
			writeXlsx({
				sheets: Object.entries(sheets).map(([name, lines]) => ({ name, xml: sheetXml(lines) })),
				...more
			})
		);
	const FIGURES: readonly Line[] = [HEAD, [601, '甲', 2021, '元', 1, 1]];
	const FORM: readonly Line[] = [
		['某局2021年度部门整体支出绩效评价自评报告'],
		['机构名称', '收入合计', '上年结转', '公共财政拨款'],
		['某局', 1, 0, 1],
		['机构名称', '支出合计', '基本支出', '项目支出'],
		['某局', 1, 1, 0]
	];

	test('tables are taken, others are named', () => {
		const found = tableSheets(book({ 填表说明: [['请填写各项']], 数据: FIGURES }), []);
		expect(found?.sheets.map(({ name }) => name)).toEqual(['数据']);
		expect(found?.issues.map(({ message }) => message)).toEqual([
			'工作表“填表说明”没有部门、年度和指标的表头，不是数据表，没有读取；如是数据表，请补上表头后再导入。'
		]);
	});

	test('a head without a department beside a table is kept, to be refused by name', () => {
		const scoresOnly: readonly Line[] = [
			['三级指标', '分值', '自评得分'],
			['甲', 1, 1]
		];
		const found = tableSheets(book({ 数据: FIGURES, 得分: scoresOnly }), []);
		expect(found?.sheets.map(({ name }) => name)).toEqual(['数据', '得分']);
	});

	test.each<[string, readonly Line[], string[], boolean]>([
		['a filled-in form', FORM, ['2021.xlsx'], false],
		[
			'a form with labels and values side by side',
			[
				['单位名称', '某局', '年度', 2021, '人员编制', 22, '实有人数', 20],
				['收入合计', 1, '上年结转', 0, '公共财政拨款', 1, '其他收入', 0]
			],
			[],
			false
		],
		[
			'years without a department, to be refused by name',
			[
				['年度', '收入合计（元）'],
				[2021, 1]
			],
			[],
			true
		],
		[
			'a form with a deadline',
			[
				['项目名称', '截止日期'],
				['甲', '2021-12-31']
			],
			[],
			false
		],
		['a letter', [['会议通知'], ['请各部门报送']], [], false],
		[
			'a list with a year in its title',
			[
				['2021年各部门收支'],
				['部门', '收入合计', '支出合计', '项目支出'],
				['甲局', 1, 1, 1],
				['乙局', 1, 1, 1]
			],
			[],
			true
		],
		[
			'a list with a year in the file’s name',
			[
				['部门', '收入合计', '支出合计', '项目支出'],
				['甲局', 1, 1, 1],
				['乙局', 1, 1, 1]
			],
			['2021.xlsx'],
			true
		],
		[
			'a list of departments',
			[
				['jurisdiction', 'code', 'name', 'aliases'],
				['430600', '601', '甲局', '']
			],
			[],
			true
		]
	])('%s', (_, lines, names, isTable) => {
		expect(tableSheets(book({ 表: lines }), names) !== null).toBe(isTable);
	});

	test('a web page that a system exported as a workbook', () => {
		const page = `<table><tr><th>部门<th>年度<th>三级指标<th>分值<th>自评得分
			<tr><td rowspan=2>甲局<td rowspan=2>2021<td>经济效益<td rowspan=2>15<td>5
			<tr><td>社会效益<td>3</table>`;
		const [table] = tableSheets(tablesOfPage(readHtml(page)), [])?.sheets ?? [];
		expect(table && [...sheetTable(table)].map(({ cells }) => cells)).toEqual([
			['部门', '年度', '三级指标', '分值', '自评得分'],
			['甲局', '2021', '经济效益', '15', '5'],
			['甲局', '2021', '社会效益', '', '3']
		]);
	});

	test('an export of this product is refused', () => {
		const cover: readonly Line[] = [
			['总览'],
			['数据版本', '第12版，更新于2026-11-23 10:00:00（北京时间）']
		];
		const refusal = refusalOf(() => tableSheets(book({ 说明: cover, 总览: FIGURES }), []));
		expect(refusal.code).toBe('own_export');
		expect(refusal.message).toContain('文件是本系统导出的查询结果');
	});
});
