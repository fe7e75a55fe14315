/** Amounts in a text that are another body's, were granted, or would have been spent. */
import { expect, test } from 'vitest';
import { filingOf, recogniseBlocks, statedFigures } from './tables.ts';

test.each<[string, string, string[]]>([
	[
		'a body that belongs to the department',
		'局属信息中心2022年人员经费支出150万元、公用经费支出60万元。全局人员经费支出1280万元。',
		['spending_personnel 1280']
	],
	[
		'what was granted',
		'按照批复，核定我局基本支出610万元，项目支出240万元。基本支出605万元。',
		['spending_basic 605']
	],
	[
		'what was never spent so',
		'剔除一次性因素后，基本支出为720万元。实际基本支出870万元。',
		['spending_basic 870']
	]
])('%s', (_, text, expected) => {
	const { narrative_figures } = filingOf('一、经费使用情况', text, '附件：', [
		['人员编制', '22', '实有人数', '22']
	]);
	expect(
		narrative_figures.map(({ measure, figure }) => `${measure} ${(figure.value ?? 0) / 1_000_000}`)
	).toEqual(expected);
});

test.each<[string, string[]]>([
	['below a body that is named without an amount', ['下属水厂支出情况如下：']],
	[
		'far below another year',
		['2021年支出90万元，具体如下：', ...Array<string>(300).fill('1、会议费1万元；')]
	]
])('entries of a list %s are not the department’s of the year', (_, above) => {
	const entries = ['1、基本支出50万元；', '2、项目支出40万元。'];
	const own = ['岳北市水务局2022年度部门整体支出绩效评价报告', '2022年支出合计180万元。'];
	const [filing] = recogniseBlocks([...own, ...above, ...entries]).filings;
	expect(filing && statedFigures(filing)).toEqual({ spending_total: 180 });
});
