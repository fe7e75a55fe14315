/** Amounts of some months are none of the year, wherever a text says so. */
import { expect, test } from 'vitest';
import { filingOf, recogniseBlocks, statedFigures } from './tables.ts';

test.each<[string, Record<string, number>]>([
	['1至3月三公经费支出9万元，公务接待费2万元。', {}],
	['2022年1-9月支出合计700万元，上半年基本支出150万元。', {}],
	['截至2022年6月底，支出合计600万元；全年支出合计1205.9万元。', { spending_total: 1205.9 }],
	['前三季度项目支出400万元，全年项目支出856.89万元。', { spending_project: 856.89 }],
	['截至2022年12月31日，1-12月基本支出349.01万元。', { spending_basic: 349.01 }]
])('%s', (text, expected) => {
	const { narrative_figures } = filingOf('一、经费使用情况', text, '附件：', [['人员编制', '22']]);
	expect(
		Object.fromEntries(
			narrative_figures.map(({ measure, figure }) => [measure, (figure.value ?? 0) / 1_000_000])
		)
	).toEqual(expected);
});

test.each<[columns: string[], spent: number[]]>([
	[['1-6月支出', '7-12月支出', '全年支出合计'], [50]],
	[['1-6月支出', '7-12月预计支出', '全年支出合计'], []],
	[['1-9月执行数', '10-12月计划', '全年合计'], []],
	[['1-9月执行数', '四季度预计', '全年执行数'], []]
])('months still to come make no year: %j', (columns, spent) => {
	const { filings } = recogniseBlocks([
		'岳北市水务局2022年度部门整体支出绩效自评报告',
		'单位：万元',
		[
			['项目', ...columns],
			['基本支出', '30', '20', '50'],
			['项目支出', '10', '20', '30']
		]
	]);
	expect(filings.map((filing) => statedFigures(filing).spending_basic)).toEqual(spent);
});
