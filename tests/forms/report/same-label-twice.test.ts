/** Amounts of which only a head, a year or a word beside them tells what they are: read as it says, or listed. */
import { expect, test } from 'vitest';
import { filingOf, recogniseBlocks, statedFigures, type Block } from './tables.ts';

const PAIRS = [
	['其中：基本支出', '150', '基本支出', '148'],
	['项目支出', '65', '项目支出', '62']
];

test.each<[string, string[][], Record<string, number>, Record<string, number>]>([
	[
		'budget and accounts side by side under heads of two columns',
		[['预算情况', '', '决算情况', ''], ...PAIRS],
		{ spending_basic: 148, spending_project: 62 },
		{ spending_basic: 150, spending_project: 65 }
	],
	[
		'budget and accounts side by side under their totals',
		[['年度预算', '215', '实际支出', '210'], ...PAIRS],
		{ spending_basic: 148, spending_project: 62 },
		{ spending_basic: 150, spending_project: 65 }
	],
	['one label twice without a word above', PAIRS, {}, {}],
	[
		'bases inside the cells beside a label',
		[['三公经费（合计）', '2021年决算数：18.5', '2022年预算数：17', '2022年决算数：16.2']],
		{ three_public_total: 16.2 },
		{ three_public_total: 17 }
	],
	[
		'bases behind a blank',
		[['部门支出', '2021年决算 600', '2022年预算 620', '2022年决算 610.5']],
		{ spending_total: 610.5 },
		{ spending_total: 620 }
	],
	[
		'income of the year beside all income',
		[
			['部门', '本年收入合计', '财政拨款收入', '年初结转和结余', '收入总计'],
			['示例局', '5000', '4800', '100', '5100']
		],
		{ income_total: 5100, income_fiscal: 4800, income_carried_in: 100 },
		{}
	],
	[
		'parts below what one source paid for',
		[
			['财政拨款支出合计', '790'],
			['其中：人员经费', '500'],
			['项目支出', '290']
		],
		{},
		{}
	],
	[
		'parts that add up to what one source paid for, where nothing states the whole',
		[
			['财政拨款支出合计', '790'],
			['基本支出', '500'],
			['项目支出', '290']
		],
		{},
		{}
	],
	[
		'amounts right behind the words for their basis',
		[['部门整体支出', '年初预算数900', '全年执行数880']],
		{ spending_total: 880 },
		{ spending_total: 900 }
	],
	[
		'parts that add up to what one source paid for',
		[
			['本年支出合计', '900'],
			['财政拨款支出', '850'],
			['人员经费', '600'],
			['项目支出', '250']
		],
		{ spending_total: 900 },
		{}
	],
	[
		'all money of a form of another place',
		[
			['部门整体支出', '年初预算数', '全年（调整）预算数', '全年执行数'],
			['总金额', '5200', '5600', '5480']
		],
		{ spending_total: 5480 },
		{ spending_total: 5600 }
	],
	[
		'an adjusted budget called by what was added',
		[
			['项目', '年初预算数', '追加调整后预算数', '全年执行数'],
			['基本支出', '600', '620', '610']
		],
		{ spending_basic: 610 },
		{ spending_basic: 620 }
	],
	[
		'an adjusted budget called by what was added and changed',
		[
			['项目', '年初预算数', '追加及调整后预算数', '全年执行数'],
			['基本支出', '600', '620', '610']
		],
		{ spending_basic: 610 },
		{ spending_basic: 620 }
	]
])('%s', (_, rows, figures, budgets) => {
	const filing = filingOf([['人员编制', '22', '实有人数', '22']], rows);
	const { staff_quota, staff_actual, ...others } = statedFigures(filing);
	expect([staff_quota, staff_actual]).toEqual([22, 22]);
	expect(others).toEqual(figures);
	const last = filing.budgets.map(({ measure, figure }) => [
		measure,
		(figure.value ?? 0) / 1_000_000
	]);
	expect(Object.fromEntries(last)).toEqual(budgets);
});

test('a table under the heading of another year gives nothing that the report has of its own year', () => {
	const filing = filingOf(
		[['收入合计', '820.3', '支出合计', '800.3']],
		'附：2021年度收支情况（供对比）',
		[
			['收入合计', '支出合计'],
			['700', '690']
		]
	);
	expect(statedFigures(filing)).toEqual({ income_total: 820.3, spending_total: 800.3 });
});

const TITLE = '示例市水务局2022年度部门整体支出绩效自评报告';

test.each<[string, Block[], string[]]>([
	[
		'amounts inside cells that name nothing known',
		[
			['全年预算数：550', '支出数：540'],
			['其中：基本支出：340', '联系电话：0730123456']
		].map((row) => [row]),
		['550', '540']
	],
	[
		'amounts of bases beside a label that is a basis too',
		[[['收入合计', '980']], [['部门预算', '年初预算 900', '调整后预算 1000', '决算 980']]],
		['900', '1000', '980']
	]
])('%s are listed', (_, blocks, listed) => {
	const { leftovers } = recogniseBlocks([TITLE, ...blocks]);
	expect(leftovers.map(({ text }) => text)).toEqual(listed);
});

test('a table of which nothing can be stored is refused with its first amount', () => {
	const { filings, issues } = recogniseBlocks([
		TITLE,
		[
			['部门', '一般公共预算', '政府性基金预算'],
			['部门', '基本支出', '基本支出'],
			['示例市水务局', '900', '300']
		]
	]);
	expect(filings).toEqual([]);
	expect(issues.map(({ message }) => message)).toEqual([
		'表中没有可以存入的数：表1 第3行 第2格（示例市水务局）的“900”，只是一项资金来源的支出，不是部门的全部支出，不存入。其余1个数也没有存入。请报送含全年数的部门整体支出绩效自评报告。'
	]);
});

test('the only year that heads of columns name is the latest of them', () => {
	const { filings } = recogniseBlocks([
		'部门整体支出绩效自评表',
		'单位名称：示例市水务局',
		[
			['指标', '2021年', '2022年'],
			['收入合计（万元）', '100', '110'],
			['支出合计（万元）', '95', '112']
		]
	]);
	expect(filings.map((filing) => [filing.fiscal_year, statedFigures(filing)])).toEqual([
		[2022, { income_total: 110, spending_total: 112 }]
	]);
});
