/** Numbers in tables from which nothing is stored are listed, each with its place and why. */
import { describe, expect, test } from 'vitest';
import { readHtml } from '#lib/documents/html/html.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { recogniseBlocks, type Block } from './tables.ts';

const TITLE = '示例市水务局2022年度部门整体支出绩效自评报告';
const SPENT = [
	['项目', '全年执行数'],
	['基本支出', '610'],
	['项目支出', '390']
];
const PLANNED = [
	['项目', '年初预算数'],
	['基本支出', '620'],
	['项目支出', '400']
];

test.each<[string, Block[], [string, string][]]>([
	[
		'a table of things that are no figures',
		[
			SPENT,
			[
				['用款类别', '落实'],
				['堤防维护', '12.5'],
				['水质监测', '8.3']
			]
		],
		[
			['12.5', '“堤防维护”不在本系统的指标目录内，或没有认出，未存入。'],
			['8.3', '“水质监测”不在本系统的指标目录内，或没有认出，未存入。']
		]
	],
	[
		'a column that says nothing, in a plan',
		[
			[
				['项目', '年初预算数', '到位'],
				['基本支出', '620', '610'],
				['项目支出', '400', '390']
			]
		],
		[
			['610', '没有认出“基本支出”一行的这一栏是什么数，未存入。'],
			['390', '没有认出“项目支出”一行的这一栏是什么数，未存入。']
		]
	],
	[
		'a table beside a plan',
		[
			PLANNED,
			[
				['用款类别', '落实'],
				['堤防维护', '12.5']
			]
		],
		[['12.5', '“堤防维护”不在本系统的指标目录内，或没有认出，未存入。']]
	],
	[
		'budgets that are stated again',
		[[...PLANNED, ['自评得分', '96']], '（公开版）', [...PLANNED, ['自评得分', '96']]],
		[
			['620', '“基本支出”已取自表1 第2行 第2格（基本支出）的“620”，这里没有再存。'],
			['400', '“项目支出”已取自表1 第3行 第2格（项目支出）的“400”，这里没有再存。'],
			['96', '“自评得分”已由另一处读入，这一处未存入。']
		]
	]
])('%s', (_, blocks, expected) => {
	const { leftovers } = recogniseBlocks([TITLE, ...blocks]);
	expect(leftovers.map(({ text, why }) => [text, why])).toEqual(expected);
	expect(leftovers.every(({ place }) => place.kind === 'cell')).toBe(true);
});

test('a plan behind a report is named', () => {
	const next = TITLE.replace('2022', '2023');
	const { filings, issues } = recogniseBlocks([TITLE, SPENT, next, [...PLANNED]]);
	expect(filings).toHaveLength(1);
	expect(issues.map(({ message }) => message)).toEqual([expect.stringContaining(next)]);
});

describe('a row below a head with merged cells', () => {
	const HEADS =
		'<tr><th rowspan="2">机构名称</th><th rowspan="2">收入合计</th><th colspan="2">其中：</th></tr><tr><th>上年结转</th><th>其他收入</th></tr>';
	const read = (...cells: string[]) => {
		const row = cells.map((cell) => `<td>${cell}</td>`).join('');
		const html = `<p>${TITLE}</p><p>单位：万元</p><table>${HEADS}<tr>${row}</tr></table>`;
		const { filings, leftovers } = recognise(readHtml(html), { file_name: '', folder_names: [] });
		const figures = Object.entries(filings[0]?.figures ?? {}).flatMap(([id, { value }]) =>
			value === null ? [] : [[id, value / 1_000_000]]
		);
		return { figures, left: leftovers.map(({ text, why }) => [text, why]) };
	};
	const MISALIGNED = '这一行的格数与表头的栏数不符，无法判断是哪一栏的数，未存入。';

	test.each<[string, string[], [string, number][], [string, string][]]>([
		[
			'as many cells as columns',
			['水务局', '30', '20', '10'],
			[
				['income_total', 30],
				['income_carried_in', 20],
				['income_other', 10]
			],
			[]
		],
		[
			'one number too many, which may be any',
			['水务局', '30', '20', '20', '10'],
			[],
			['30', '20', '20', '10'].map((text) => [text, MISALIGNED])
		],
		[
			'a number within a table of its own cell',
			['水务局', '<table><tr><td>30</td></tr></table>', '20', '10'],
			[
				['income_total', 30],
				['income_carried_in', 20],
				['income_other', 10]
			],
			[]
		]
	])('%s', (_, cells, figures, left) => {
		expect(read(...cells)).toEqual({ figures, left });
	});
});
