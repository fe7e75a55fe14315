/** Columns side by side: budgets and accounts, years, units. One of them holds the figure. */
import { expect, test } from 'vitest';
import { filingOf, statedFigures, type Block } from './tables.ts';

const HEAD = ['机构名称', '收入合计', '上年结转', '公共财政拨款'];

test.each<[string, Block[], Record<string, number | string>]>([
	[
		'budgets and accounts below each label',
		[
			[
				['机构名称', '三公经费合计', '公务接待费', '因公出国费'],
				['', '预算数', '决算数', '预算数', '决算数', '预算数', '决算数'],
				['某局', '9', '8', '6', '5', '3', '3']
			]
		],
		{ three_public_total: 8, three_public_reception: 5, three_public_abroad: 3 }
	],
	[
		'units side by side',
		[
			[
				['项目', '局机关', '服务中心', '合计'],
				['收入合计', '100', '50', '150'],
				['人员编制', '10', '5', '15']
			]
		],
		{ income_total: 150, staff_quota: 15 }
	],
	[
		'units side by side without a total',
		[
			[HEAD, ['某局', '10', '1', '9']],
			[
				['项目', '局机关', '服务中心'],
				['支出合计', '100', '50']
			]
		],
		{ income_total: 10, income_carried_in: 1, income_fiscal: 9 }
	],
	[
		'two years side by side',
		[
			[
				['项目', '2021年', '2022年', '增减%'],
				['收入合计', '140', '150', '7'],
				['固定资产合计', '900', '950', '5']
			]
		],
		{ income_total: 150, assets_total: 950 }
	],
	[
		'the end of the year called 年终',
		[
			[
				['指标', '计量单位', '年初预算', '年终决算'],
				['支出总额', '万元', '140', '150'],
				['其中：基本支出', '万元', '90', '95']
			]
		],
		{ spending_total: 150, spending_basic: 95 }
	],
	[
		'accounts by the end of December',
		[
			[
				['项目', '年初预算数', '2022年12月底执行数'],
				['支出合计', '140', '150']
			]
		],
		{ spending_total: 150 }
	],
	[
		'what was added to the budget beside it',
		[
			[
				['项目', '年初预算', '追加(减)预算', '决算数'],
				['支出合计', '140', '10', '150']
			]
		],
		{ spending_total: 150 }
	],
	[
		'this year beside next year’s budget',
		[
			[
				['项目', '2022年决算数', '2023年预算数'],
				['收入合计', '140', '150']
			]
		],
		{ income_total: 140 }
	],
	[
		'a 支出总计 that its kinds add up to, with a balance of former years',
		[
			[
				['机构名称', '收入总计', '支出总计', '基本支出', '项目支出', '累计结余'],
				['某局', '150', '150', '95', '55', '20']
			]
		],
		{
			income_total: 150,
			spending_total: 150,
			spending_basic: 95,
			spending_project: 55,
			balance_cumulative: 20
		}
	],
	[
		'a 支出总计 with what is left at the year’s end',
		[
			[
				['机构名称', '收入总计', '支出总计', '基本支出', '项目支出', '累计结余'],
				['某局', '170', '170', '95', '55', '20']
			]
		],
		{
			income_total: 170,
			spending_total: 'not_recognised',
			spending_basic: 95,
			spending_project: 55,
			balance_cumulative: 20
		}
	]
])('%s', (_, blocks, expected) => {
	expect(statedFigures(filingOf(...blocks))).toEqual(expected);
});
