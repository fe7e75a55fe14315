/** In a list of departments, a sum of the year is not what was spent while some of its months are still to come. */
import { expect, test } from 'vitest';
import { openTable } from '#lib/forms/table/head.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { sheet } from './worksheets.ts';

test.each<[heads: string[], stated: number[]]>([
	[['1-9月支出', '10-12月支出', '全年支出合计'], [3]],
	[['1-9月支出', '10-12月预计支出', '全年支出合计'], []],
	[['1-9月执行数', '预计10-12月执行数', '全年执行数'], []],
	[['上半年支出', '下半年计划支出', '全年支出'], []],
	[['全年计划数', '全年支出'], [2]]
])('%j', (heads, stated) => {
	const rows = ['甲局', '乙局'].map((name) => [`示例市${name}`, ...heads.map((_, at) => at + 1)]);
	const title = [['2022年度部门支出情况汇总表'], ['单位：万元']];
	const { measures } = openTable(
		sheetTable(sheet([...title, ['单位名称', ...heads], ...rows]))
	).head;
	const actual = measures.filter(({ basis }) => basis === 'actual');
	expect(actual.map(({ index }) => index)).toEqual(stated);
});
