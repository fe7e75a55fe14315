/** A file of which nothing is stored: the sentence says what is there, and names the first number with its place. */
import { expect, test } from 'vitest';
import { recogniseBlocks } from './tables.ts';

const TITLE = '2022年度岳北市水务局部门整体支出绩效评价报告';
const NO_LINES =
	'像是表格中的一格，但文件里没有表格线，认不出它属于哪一行哪一栏，未存入；应为有表格线的表格。';

test.each<[string, Parameters<typeof recogniseBlocks>[0], string[]]>([
	[
		'a table of numbers without the year',
		[
			'岳北市水务局部门整体支出绩效评价报告',
			[
				['项目', '上年数（万元）'],
				['支出合计', '350.5']
			]
		],
		[
			'没有找到预算年度：封面、报告标题、表格标题和文件名里都没有“2021年度”这样的写法；请在封面或标题中写明年度后重新报送。'
		]
	],
	[
		'a table that states its figures in words',
		[TITLE, [['支出合计', '约三百万元']]],
		[
			'标题是部门整体支出绩效自评报告，但表格中没有认出人员、收支、三公经费、资产或评分的数，正文里也没有写明本年支出的数；请报送含表格的完整报告。'
		]
	],
	[
		'a table whose cells came as lines',
		[TITLE, '项目', '决算数', '编制人数', '12', '支出合计', '57.00'],
		[
			`正文中没有可以存入的数：第5段的“12”，${NO_LINES}其余1个数也没有存入。请报送含全年数的部门整体支出绩效自评报告。`
		]
	],
	[
		'a table whose rows came as lines',
		[TITLE, '单位：万元', '项目  预算数  决算数', '支出合计  60.00  57.00'],
		[
			`正文中没有可以存入的数：第4段的“60.00”，${NO_LINES}其余1个数也没有存入。请报送含全年数的部门整体支出绩效自评报告。`
		]
	],
	[
		'such a table of an unknown kind',
		['2022年收支情况', '项目  预算数  决算数', '支出合计  60.00  57.00'],
		[
			`无法认出这是哪种报表：第3段的“60.00”在“支出合计”之后，${NO_LINES}请改为表格，并写明部门、年度和单位后再导入。`
		]
	]
])('%s', (_, blocks, sentences) => {
	const { filings, issues } = recogniseBlocks(blocks);
	expect(filings).toEqual([]);
	expect(issues.map(({ message }) => message)).toEqual(sentences);
});
