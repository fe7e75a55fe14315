import { expect, test } from 'vitest';
import { filingOf } from './tables.ts';

test.each<[string, string, string[]]>([
	[
		'parts of what one source paid for, sentences behind it',
		'财政拨款支出1000万元。按功能分类：教育支出900万元，其他100万元。按性质分：基本支出600万元（人员经费450万元，公用经费150万元），项目支出400万元。',
		[]
	],
	[
		'before those of the whole',
		'财政拨款支出1000万元。情况如下。按性质分：基本支出600万元，项目支出400万元。支出合计1100万元，其中：基本支出600万元（人员经费450万元），项目支出500万元。',
		['spending_total 1100', 'spending_basic 600', 'spending_personnel 450', 'spending_project 500']
	],
	[
		'parts of all that was spent, which one source paid for',
		'支出合计1000万元，全部为财政拨款支出1000万元。情况如下。按性质分：基本支出600万元，项目支出400万元。',
		['spending_total 1000', 'spending_basic 600', 'spending_project 400']
	]
])('%s', (_, text, expected) => {
	const { narrative_figures } = filingOf('一、经费使用情况', text, '附件：', [
		['人员编制', '22', '实有人数', '22']
	]);
	expect(
		narrative_figures.map(({ measure, figure }) => `${measure} ${(figure.value ?? 0) / 1_000_000}`)
	).toEqual(expected);
});
