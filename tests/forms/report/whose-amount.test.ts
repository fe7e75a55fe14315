/** Amounts in a text that are another body's, were granted, or would have been spent. */
import { expect, test } from 'vitest';
import { filingOf } from './tables.ts';

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
