/** Heads of lists: which column names the departments, in which unit, and what a group says of those below it. */
import { expect, test } from 'vitest';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { collect } from './reading.ts';
import { sheet, type Line } from './worksheets.ts';

const TITLE = '示例市2023年度部门整体支出汇总表';

/** `名称 支出合计/预算`, amounts in 元. */
function read(lines: readonly Line[]) {
	const context = { jurisdiction: null, names: [] };
	const { filings, refusal } = collect(() => readFiguresTable(sheetTable(sheet(lines)), context));
	const states = filings.map(({ filing }) =>
		[
			filing.claims.find(({ source }) => source !== 'budget_code')?.text,
			filing.figures.spending_total.value,
			...filing.budgets.map(({ figure }) => figure.value)
		].join(' ')
	);
	return refusal ?? states;
}

test.each<[string, Line[], string[]]>([
	[
		'主管部门 names the departments of a list of nothing else',
		[
			[`${TITLE} 单位：元`],
			['序号', '主管部门', '支出合计'],
			[1, '示例市科技局', 5],
			[2, '示例市教育局', 7]
		],
		['示例市科技局 500', '示例市教育局 700']
	],
	[
		'a unit beside people',
		[[TITLE], ['单位：人、元'], ['部门', '编制人数', '支出合计'], ['示例市科技局', 3, 5]],
		['示例市科技局 500']
	],
	[
		'年度支出 over what was budgeted and spent',
		[
			[`${TITLE} 单位：元`],
			['部门', '年度支出', ''],
			['', '年初预算', '实际支出'],
			['示例市科技局', 6, 5]
		],
		['示例市科技局 500 600']
	],
	[
		'年初部门预算 over 基本 and 项目',
		[
			[`${TITLE} 单位：元`],
			['部门', '年初部门预算', '', '支出合计'],
			['', '基本', '项目', ''],
			['示例市科技局', 4, 2, 5]
		],
		['示例市科技局 500 400 200']
	]
])('%s', (_, lines, expected) => {
	expect(read(lines)).toEqual(expected);
});

test.each([
	['项目名称', TITLE],
	['专项资金名称', TITLE],
	['评价名称', TITLE],
	['备注', '示例市2023年度转移支付资金绩效自评汇总表'],
	['备注', '示例市2023年度绩效评价结果'],
	['评价内容', '示例市2023年度项目支出绩效自评汇总表']
])('主管部门 beside %s in %s names no department', (label, title) => {
	const lines: Line[] = [
		[`${title} 单位：元`],
		[label, '主管部门', '支出合计'],
		['河道', '示例市科技局', 5],
		['校舍', '示例市教育局', 7]
	];
	expect(read(lines)).toEqual(expect.stringMatching(/缺少|没有/));
});
