/** Departments below one another in one table, with rows that add all of them up. */
import { expect, test } from 'vitest';
import { readHtml } from '#lib/documents/html/html.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { recogniseBlocks, statedFigures } from './tables.ts';

const HEAD = ['单位', '收入合计', '支出合计'];
const WATER = ['部门：岳北市水务局'];
const CIVIL = ['部门：岳北市民政局'];
const ALL = ['合计', '300', '280'];

test.each<[what: string, rows: string[][], left: string[]]>([
	[
		'above the first',
		[HEAD, ALL, WATER, ['本级', '100', '90'], CIVIL, ['本级', '200', '190']],
		ALL
	],
	['below the last', [HEAD, WATER, ['本级', '100', '90'], CIVIL, ['本级', '200', '190'], ALL], ALL],
	[
		'below totals of each',
		[
			HEAD,
			WATER,
			['本级', '60', '50'],
			['二级', '40', '40'],
			['合计', '100', '90'],
			CIVIL,
			['本级', '150', '140'],
			['二级', '50', '50'],
			['合计', '200', '190'],
			['总计', '300', '280']
		],
		ALL
	],
	[
		'below a head of their own',
		[
			['项目', '决算数'],
			WATER,
			['收入合计', '100'],
			['支出合计', '90'],
			CIVIL,
			['收入合计', '200'],
			['支出合计', '190'],
			['全市合计'],
			['收入合计', '300'],
			['支出合计', '280'],
			['累计结余', '20']
		],
		['', '300', '280', '20']
	],
	[
		'of a department, which add up its own rows',
		[
			HEAD,
			WATER,
			['本级', '100', '90'],
			CIVIL,
			['本级', '150', '140'],
			['二级', '50', '50'],
			['合计', '200', '190']
		],
		[]
	]
])('totals %s', (_, rows, [, ...left]) => {
	const { filings, leftovers } = recogniseBlocks([
		'岳北市2022年度部门整体支出绩效自评汇总表',
		'单位：万元',
		rows
	]);
	expect(filings.map(statedFigures)).toEqual([
		{ income_total: 100, spending_total: 90 },
		{ income_total: 200, spending_total: 190 }
	]);
	expect(leftovers.filter(({ why }) => why.includes('各部门合计')).map(({ text }) => text)).toEqual(
		left
	);
});

test.each([
	['of a title above all', '岳北市2020年度部门整体支出绩效自评表', [2020, 2020]],
	['of no project above them', '岳北市2020年度水利专项资金项目支出绩效自评报告', []]
])('the year %s is theirs', (_, title, years) => {
	const formOf = (name: string) => [['部门名称', name], HEAD, [name, '100', '90']];
	const { filings } = recogniseBlocks([
		title,
		'部门整体支出绩效自评表',
		formOf('岳北市水务局'),
		'部门整体支出绩效自评表',
		formOf('岳北市民政局')
	]);
	expect(filings.map(({ fiscal_year }) => fiscal_year)).toEqual(years);
});

test.each([
	['of all, to four decimals', ['420.4504', '380.8904'], ['200.1151', '190.2241'], 2],
	['of its own, as rounded', ['270.23', '250.45'], ['200.1151', '190.2241'], 0],
	['of its own', ['270.2302', '250.4482'], ['200.1151', '190.2241'], 0]
])('a total of the last department merged over two columns, %s', (_, total, own, left) => {
	const rowOf = (...texts: string[]) => `<tr><td>${texts.join('</td><td>')}</td></tr>`;
	const wide = (text: string, span: number) => `<td colspan="${span}">${text}</td>`;
	const head = rowOf('序号', '单位', '收入合计', '支出合计');
	const { filings, leftovers } = recognise(
		readHtml(
			`<p>岳北市2022年度部门整体支出绩效自评表</p><p>单位：万元</p><table>
			<tr>${wide('部门：岳北市水务局', 4)}</tr>${head}${rowOf('1', '本级', '150.2202', '130.4422')}
			<tr>${wide('部门：岳北市民政局', 4)}</tr>${head}${rowOf('1', '本级', ...own)}
			${rowOf('2', '救助站', '70.1151', '60.2241')}
			<tr>${wide('合计', 2)}<td>${total.join('</td><td>')}</td></tr></table>`
		),
		{ file_name: 'x.html', folder_names: [] }
	);
	const [, last] = filings.map(({ figures }) => figures.income_total.printed);
	expect(last).toBe(left === 0 ? total[0] : '200.1151＋70.1151');
	expect(leftovers.filter(({ why }) => why.includes('各部门合计'))).toHaveLength(left);
});
