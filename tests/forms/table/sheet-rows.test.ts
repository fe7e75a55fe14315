import { describe, expect, test } from 'vitest';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { readScoresTable } from '#lib/forms/table/scores.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { refusalOf } from '../../documents/refusal.ts';
import { collect, valueOf } from './reading.ts';
import { HEAD, sheet, type Line } from './worksheets.ts';

const figures = (lines: readonly Line[], merges: readonly string[] = [], names: string[] = []) =>
	collect(() => readFiguresTable(sheetTable(sheet(lines, merges)), { jurisdiction: null, names }));
const scores = (lines: readonly Line[], merges: readonly string[] = []) =>
	collect(() =>
		readScoresTable(sheetTable(sheet(lines, merges)), { jurisdiction: null, names: [] })
	);

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

test.each([
	['two departments', ['B3:B4'], 'B3（支出合计）读到“10（几格合用）”'],
	['two columns', ['B3:C3'], 'B3（支出合计）读到“10（几格合用）”']
])('an amount that %s share in a merged cell is not the first one’s', (_, merges, said) => {
	const lines: Line[] = [
		['2021年度支出表（万元）'],
		['部门', '支出合计', '项目支出'],
		['甲局', 10, ''],
		['乙局', '', 6],
		['丙局', 20, 7]
	];
	expect(figures(lines, merges).errors).toContain(
		`工作表“数据” ${said}，应为金额，如“1206.04”，没有数值时请留空；请改正后再导入。`
	);
});

test('an amount that two departments share as columns is not the first one’s', () => {
	const lines: Line[] = [
		['2021年度支出表（万元）'],
		['项目', '某市甲局', '某市乙局'],
		['支出合计', 10, ''],
		['项目支出', 4, 5]
	];
	const rows = sheetTable({ ...sheet(lines, ['B3:C3']), turned: true });
	const context = { jurisdiction: null, names: [] };
	expect(collect(() => readFiguresTable(rows, context)).errors).toEqual([
		'工作表“数据” B3（支出合计）读到“10（几格合用）”，应为金额，如“1206.04”，没有数值时请留空；请改正后再导入。'
	]);
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

	test('understands groups by their parts, and last year’s as a filing of that year', () => {
		const reading = figures(
			[
				['单位：元'],
				['部门', '年度', '收入', '', '固定资产', '', '三公经费', '', '上年决算', ''],
				['', '', '小计', '其他', '合计', '其他', '合计', '公务接待费', '支出合计', '基本支出'],
				['甲', 2021, 10, 4, 8, 2, 3, 1, 7, 6]
			],
			['A2:A3', 'B2:B3']
		);
		expect(reading.errors).toEqual([]);
		expect(reading.filings.map(({ filing }) => filing.fiscal_year)).toEqual([2021, 2020]);
		expect(valueOf(reading, 1, 'spending_total')).toBe(700);
		expect(valueOf(reading, 1, 'spending_basic')).toBe(600);
		const read = Object.entries(reading.filings[0]?.filing.figures ?? {})
			.filter(([, figure]) => figure.value !== null)
			.map(([id, figure]) => [id, figure.printed]);
		expect(Object.fromEntries(read)).toEqual({
			income_total: '10',
			income_other: '4',
			assets_total: '8',
			assets_other: '2',
			three_public_total: '3',
			three_public_reception: '1'
		});
	});

	test('takes what was spent out of a source for no income', () => {
		const reading = figures(
			[
				['2021年度部门支出决算情况表（万元）'],
				['部门', '支出决算数', '', ''],
				['', '合计', '财政拨款', '其他资金'],
				['甲', 12, 9, 3]
			],
			['A2:A3', 'B2:D2']
		);
		expect(reading).toMatchObject({ refusal: null, errors: [] });
		const read = Object.entries(reading.filings[0]?.filing.figures ?? {})
			.filter(([, figure]) => figure.value !== null)
			.map(([id]) => id);
		expect(read).toEqual(['spending_total']);
	});

	test('takes the self-scores beside those of the reviewers, by the groups over them', () => {
		const reading = figures(
			[
				['2021年度部门整体支出绩效自评复核结果表'],
				['部门', '自评情况', '', '财政复核', ''],
				['', '得分', '等级', '得分', '等级'],
				['甲', 95, '优', 91.9, '良']
			],
			['A2:A3', 'B2:C2', 'D2:E2']
		);
		expect(reading).toMatchObject({ refusal: null, errors: [] });
		const [first] = reading.filings;
		expect(first?.filing.score).toMatchObject({
			form: { printed: '95' },
			grade: { printed: '优' }
		});
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

/** Thirty times what it takes, and half of what it took with a pattern that was begun at each bracket. */
const PATIENCE = 6_000;

test.each(['部门', '（'])(
	'a cell of 100,000 times %s holds no list up',
	(words) => {
		const { filings } = figures([
			[words.repeat(100_000)],
			['部门', '年度', '支出合计（万元）'],
			['甲', 2021, 9]
		]);
		expect(filings[0]?.filing.figures.spending_total.value).toBe(9_000_000);
	},
	PATIENCE
);

test(
	'100,000 marks in a cell of the head hold no list up',
	() => {
		const { filings } = figures([
			['部门', '年度', '支出合计（万元）', `${'；'.repeat(100_000)}甲`],
			['甲', 2021, 9, '']
		]);
		expect(filings[0]?.filing.figures.spending_total.value).toBe(9_000_000);
	},
	PATIENCE
);
