/** Tables about years: of one department, above departments, and in lines between them. */
import { expect, test } from 'vitest';
import { readWorkbook } from '#lib/documents/xlsx/xlsx.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { tableSheets } from '#lib/forms/table/sheets.ts';
import { refusalOf } from '../../documents/refusal.ts';
import { writeXlsx } from '../../documents/xlsx-file.ts';
import { sheetXml, type Line } from './worksheets.ts';

/** The records with their totals, and the cells of name, year and total; null for a workbook that is no list. */
function read(lines: readonly Line[], merges: readonly string[] = []): string[] | null {
	const book = readWorkbook(writeXlsx({ sheets: [{ name: '表', xml: sheetXml(lines, merges) }] }));
	const tables = tableSheets(book)?.sheets;
	const context = { jurisdiction: null, names: [] };
	return (
		tables?.flatMap((sheet) =>
			[...readFiguresTable(sheetTable(sheet), context)].map(({ filing, issue }) => {
				if (!filing) return `${issue.code} ${cellOf(issue.place)}`;
				const { claims, fiscal_year, fiscal_year_place, figures } = filing;
				const { value, place } = figures.spending_total;
				const places = [claims[0]?.place, fiscal_year_place, place].map(cellOf).join(' ');
				return `${claims[0]?.text} ${fiscal_year} ${(value ?? NaN) / 1_000_000} ${places}`;
			})
		) ?? null
	);
}

function cellOf(place: unknown): string {
	return typeof place === 'object' && place && 'cell' in place ? String(place.cell) : '-';
}

const HEAD: Line = ['年度', '支出合计', '基本支出', '项目支出'];
const YEARS: Line[] = [
	['2021年', 70, 40, 30],
	['2022年', 50, 40, 10]
];

test.each<[string, Line[], string[] | null]>([
	[
		'named in the title',
		[['示例市教育局近两年收支情况表（单位：万元）'], HEAD, ...YEARS, ['两年平均', 60, 40, 20]],
		['示例市教育局 2021 70 A1 A3 B3', '示例市教育局 2022 50 A1 A4 B4', 'remark_row A5']
	],
	[
		'with amounts that look like numbers of rows',
		[
			['示例市教育局近两年收支情况表（单位：万元）'],
			['年度', '支出合计', '基本支出'],
			['2021年', 170, 117],
			['2022年', 150, 52.16]
		],
		['示例市教育局 2021 170 A1 A3 B3', '示例市教育局 2022 150 A1 A4 B4']
	],
	[
		'named beside 填报单位',
		[['历年支出表'], ['填报单位', '示例市公安局', '', '单位：万元'], HEAD, ...YEARS],
		['示例市公安局 2021 70 B2 A4 B4', '示例市公安局 2022 50 B2 A5 B5']
	],
	[
		'named twice by different names',
		[['示例市教育局近两年支出表（万元）'], ['填报单位：示例市公安局'], HEAD, ...YEARS],
		null
	],
	[
		'named with a part of its spending',
		[['示例市教育局近两年学校建设项目支出情况表（万元）'], HEAD, ...YEARS],
		null
	],
	['named with its schools', [['示例市教育局下属学校近两年支出表（万元）'], HEAD, ...YEARS], null],
	[
		'named with another',
		[['示例市教育局和示例市公安局近两年支出表（万元）'], HEAD, ...YEARS],
		null
	],
	[
		'named above its kinds of spending',
		[['示例市教育局近两年基本支出和项目支出情况表（万元）'], HEAD, ...YEARS],
		['示例市教育局 2021 70 A1 A3 B3', '示例市教育局 2022 50 A1 A4 B4']
	],
	['named by nobody', [['全市近两年部门支出表（万元）'], HEAD, ...YEARS], null],
	['named as the one who prints it', [['示例市财政局近两年支出表（万元）'], HEAD, ...YEARS], null],
	[
		'with its years as columns',
		[
			['示例市教育局近两年支出情况表（万元）'],
			['项目', '2021年', '2022年', '增减率'],
			['支出合计', 70, 50, '-28%'],
			['基本支出', 40, 40, '0%']
		],
		['示例市教育局 2021 70 A1 B2 B3', '示例市教育局 2022 50 A1 C2 C3', 'remark_row D2']
	]
])('the years of one department %s', (_, lines, expected) => {
	if (expected) expect(read(lines)).toEqual(expected);
	else expect(refusalOf(() => read(lines)).code).toBe('missing_column');
});

test('years above departments, and a year down the side of them', () => {
	const names = ['示例市教育局', '示例市公安局'];
	const above: Line[] = [
		['示例市部门支出对比表（万元）'],
		['项目', '2021年', '', '2022年', ''],
		['', ...names, ...names],
		['支出合计', 70, 60, 50, 40],
		['基本支出', 7, 6, 5, 4]
	];
	const expected = ['教育局 2021 70', '公安局 2021 60', '教育局 2022 50', '公安局 2022 40'];
	expect(read(above, ['A2:A3', 'B2:C2', 'D2:E2'])?.map((each) => each.slice(3, 14))).toEqual(
		expected
	);
	const beside: Line[] = [
		['示例市各部门支出合计历年情况（万元）'],
		['年度', ...names],
		['2021年', 70, 60],
		['2022年', 50, 40]
	];
	expect(
		read(beside)
			?.filter((each) => each.startsWith('示例市'))
			.map((each) => each.slice(3, 14))
			.sort()
	).toEqual(expected.toSorted());
});

test('a line with the year of the departments below it', () => {
	const head: Line = ['单位', '支出合计', '基本支出', '项目支出'];
	const lines: Line[] = [
		['示例市部门支出表（万元）'],
		head,
		['2021年度'],
		['示例市教育局', 70, 40, 30]
	];
	expect(read([...lines, ['2022年度'], ['示例市教育局', 50, 40, 10]])).toEqual([
		'示例市教育局 2021 70 A4 A3 B4',
		'示例市教育局 2022 50 A6 A5 B6'
	]);
	expect(() =>
		read([head, ['示例市公安局', 9, 9, 0], ['2021年度'], ['示例市教育局', 7, 4, 3]])
	).toThrow('缺少fiscal_year（年度）列');
});

test('a sum where the year of a department stands', () => {
	const lines: Line[] = [
		['示例市部门支出表（万元）'],
		['单位', '年度', '支出合计'],
		['示例市教育局', 2021, 70],
		['', 2022, 50],
		['', '小计', 120]
	];
	expect(read(lines, ['A3:A5'])).toEqual([
		'示例市教育局 2021 70 A3 B3 C3',
		'示例市教育局 2022 50 A4 B4 C4',
		'remark_row B5'
	]);
});
