/** Departments below one another in one table, with rows that add all of them up. */
import { expect, test } from 'vitest';
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
