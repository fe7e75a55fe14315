/** Titles that say whose the rows below are: units of the one department that it names, departments of its place. */
import { expect, test } from 'vitest';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { inOneRow } from '#lib/forms/table/in-one-row.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { collect } from './reading.ts';
import { sheet, type Line } from './worksheets.ts';

const CONTEXT = { jurisdiction: null, names: [] };
const TITLE: Line = ['示例市民政局2022年度部门收支情况表'];
const UNIT: Line = ['单位：万元'];
const HEAD: Line = ['单位名称', '收入合计', '支出合计'];

/** Each record: its department, its spending in 分 and that of its units; then what is said of the rows. */
function read(lines: readonly Line[]) {
	const { filings, warnings } = collect(() => readFiguresTable(sheetTable(sheet(lines)), CONTEXT));
	return {
		records: filings.map(({ filing: { claims, figures, units } }) => [
			claims.map(({ text }) => text).join(),
			figures.spending_total.value,
			...units
				.slice(1)
				.map((each) => `${each.role} ${each.name} ${each.figures.spending_total?.value}`)
		]),
		rows: warnings.filter((text) => text.includes('本行未读入'))
	};
}

const UNITS: Line[] = [
	['民政局本级', 900, 800.11],
	['救助管理站', 200, 200.11]
];
const DEPARTMENT = [
	'示例市民政局',
	1_000_220_000,
	'headquarters 民政局本级 800110000',
	'subunit 救助管理站 200110000'
];

test.each(['合计', '汇总', '小计', '局机关及所属单位汇总'])(
	'%s above or below the units is the department, and they are its units',
	(total) => {
		const sum: Line = [total, 1100, 1000.22];
		for (const body of [
			[sum, ...UNITS],
			[...UNITS, sum]
		])
			expect(read([TITLE, UNIT, HEAD, ...body])).toEqual({ records: [DEPARTMENT], rows: [] });
	}
);

test.each([
	'示例市民政局2022年度部门收支情况表（含二级单位）',
	'示例市民政局（含所属单位）2022年度部门收支情况表',
	'2022年度示例市民政局（含所属单位）收支情况表',
	'2022年示例市民政局收支情况表'
])('%s is of the whole with its units', (title) => {
	expect(read([[title], UNIT, HEAD, ...UNITS, ['合计', 1100, 1000.22]])).toEqual({
		records: [DEPARTMENT],
		rows: []
	});
});

test('without a total nothing is stored, and each row is named with its place', () => {
	const { records, rows } = read([TITLE, UNIT, HEAD, ...UNITS]);
	expect(records).toEqual([]);
	expect(rows).toEqual([
		'工作表“数据” A4（单位名称）读到“民政局本级”，是“示例市民政局”本级或所属单位的数，表中没有该部门的合计行，或不止一个，不能作为部门的数，本行未读入；请补上合计行，或只留一个后再导入。',
		'工作表“数据” A5（单位名称）读到“救助管理站”，是“示例市民政局”本级或所属单位的数，表中没有该部门的合计行，或不止一个，不能作为部门的数，本行未读入；请补上合计行，或只留一个后再导入。'
	]);
});

test('a row above the head that names the department is no part of the head', () => {
	const { records, rows } = read([
		['单位名称', '示例市民政局'],
		['单位名称', '单位性质', '2022年', '', '2023年', ''],
		['', '', '支出合计', '基本支出', '支出合计', '基本支出'],
		['示例市民政局本级', '行政', 900.5, 900.5, 800.5, 800.5],
		['救助管理站', '事业', 200.5, 200.5, 100.5, 100.5]
	]);
	expect(records).toEqual([]);
	expect(rows).toHaveLength(2);
});

test('of two totals neither is the department', () => {
	const { records, rows } = read([
		TITLE,
		UNIT,
		HEAD,
		...UNITS,
		['合计', 1100, 1000.22],
		['总计', 1100, 1000.22]
	]);
	expect(records).toEqual([]);
	expect(rows.filter((text) => text.includes('或不止一个'))).toHaveLength(2);
});

test('units of nobody are no departments', () => {
	const { records, rows } = read([
		['2022年度收支情况表'],
		UNIT,
		HEAD,
		['机关', 900, 800],
		['救助管理站', 200, 200]
	]);
	expect(records).toEqual([]);
	expect(rows.map((text) => text.includes('没有写明是哪个部门'))).toEqual([true, true]);
});

test('in a list of departments 本级 behind a name is the department', () => {
	const { records } = read([
		['示例市财政局2022年度部门收支情况表'],
		UNIT,
		HEAD,
		['示例市民政局本级', 900, 800],
		['示例市水利局', 200, 200],
		['合计', 1100, 1000]
	]);
	expect(records).toEqual([
		['示例市民政局本级', 800_000_000],
		['示例市水利局', 200_000_000]
	]);
});

test.each<[head: Line, row: Line]>([
	[
		['序号', '单位名称', '自评得分'],
		['1', '教育局本级', 98]
	],
	[
		['序号', '单位名称', '支出合计'],
		['1', '教育局（机关）', 800]
	]
])('in a list of a department’s units, %j, 本级 is not the department', (head, row) => {
	const others: Line[] = [
		['2', '示例市第一中学', 95],
		['3', '示例市第二中学', 94]
	];
	const title: Line = ['示例市教育局2022年度所属单位情况表'];
	const { filings, warnings } = collect(() =>
		readFiguresTable(sheetTable(sheet([title, UNIT, head, row, ...others])), CONTEXT)
	);
	expect(filings.map(({ filing: { claims } }) => claims.map(({ text }) => text).join())).toEqual([
		'示例市第一中学',
		'示例市第二中学'
	]);
	expect(warnings.filter((text) => text.includes('这是部门本级的数'))).toHaveLength(1);
});

test.each(['示例市2022年度市直属单位得分表', '示例市2022年度部门得分表'])(
	'under %s, 本级 behind a name is the department',
	(title) => {
		const { filings } = collect(() =>
			readFiguresTable(
				sheetTable(sheet([[title], ['单位名称', '自评得分'], ['教育局本级', 98], ['水利局', 95]])),
				CONTEXT
			)
		);
		expect(filings).toHaveLength(2);
	}
);

test('each year has its total and its units', () => {
	const text = [
		'部门：示例市民政局,,,',
		'单位：万元,,,',
		'单位名称,年度,收入合计,支出合计',
		'1、局机关,2021,5,4',
		'救助管理站,2021,2,1',
		'合计,2021,7,5',
		'1、局机关,2022,6,5',
		'救助管理站,2022,3,2',
		'合计,2022,9,7'
	].join('\n');
	const { filings } = collect(() => readFiguresTable(inOneRow(tableRows(text)), CONTEXT));
	expect(
		filings.map(({ filing }) => [
			filing.fiscal_year,
			...filing.units.map((each) => `${each.name} ${each.figures.spending_total?.value}`)
		])
	).toEqual([
		[2021, '示例市民政局 5000000', '局机关 4000000', '救助管理站 1000000'],
		[2022, '示例市民政局 7000000', '局机关 5000000', '救助管理站 2000000']
	]);
});

test('of a year without a total each unit is named', () => {
	const { records, rows } = read([
		['部门：示例市民政局'],
		UNIT,
		['单位名称', '年度', '收入合计', '支出合计'],
		['局机关', 2021, 5, 4],
		['救助管理站', 2021, 2, 1],
		['合计', 2021, 7, 5],
		['局机关', 2022, 6, 5],
		['救助管理站', 2022, 3, 2]
	]);
	expect(records).toEqual([
		['示例市民政局', 5_000_000, 'headquarters 局机关 4000000', 'subunit 救助管理站 1000000']
	]);
	expect(rows.map((text) => /A\d+/.exec(text)?.[0])).toEqual(['A7', 'A8']);
});

test.each<[Line, string]>([
	[['', 50, 30], 'A6（单位名称）没有部门编码，也没有部门名称'],
	[['福利院', '', '若干'], 'C6（支出合计）读到“若干”'],
	[['福利院', '', ''], 'A6（单位名称）本行没有填写任何数字']
])('%j among units is not passed over in silence', (row, said) => {
	const lines = [TITLE, UNIT, HEAD, ...UNITS, row, ['合计', 1150, 1030.22]];
	const { warnings, errors } = collect(() => readFiguresTable(sheetTable(sheet(lines)), CONTEXT));
	expect([...warnings, ...errors].join('\n')).toContain(said);
});

test('the place of a title is that of the departments that are called without one', () => {
	const lines: Line[] = [
		['示例市2022年度部门收支情况表'],
		UNIT,
		HEAD,
		['市科协', 900, 800],
		['岳北县民政局', 200, 200]
	];
	const { filings } = collect(() => readFiguresTable(sheetTable(sheet(lines)), CONTEXT));
	expect(filings.map(({ filing }) => filing.jurisdiction)).toEqual([
		{ code: null, name: '示例市' },
		null
	]);
});

test.each<[string, Line[], unknown[]]>([
	[
		'the row of its name beside its own offices is the department',
		[['示例市民政局', 1100, 1000.22], ...UNITS, ['合计', 1100, 1000.22]],
		[DEPARTMENT]
	],
	[
		'the row of its name beside a total is its own offices',
		[
			['示例市民政局', 900, 800.11],
			['救助管理站', 200, 200.11],
			['合计', 1100, 1000.22]
		],
		[
			[
				'示例市民政局',
				1_000_220_000,
				'headquarters 示例市民政局 800110000',
				'subunit 救助管理站 200110000'
			]
		]
	],
	[
		'the row of its name among units without a total may be either',
		[
			['示例市民政局', 900, 800.11],
			['救助管理站', 200, 200.11]
		],
		[]
	],
	[
		'a note below the row of its name is no unit',
		[
			['示例市民政局', 900, 800.11],
			['注：不含所属单位', '', '']
		],
		[['示例市民政局', 800_110_000]]
	]
])('%s', (_, body, records) => {
	expect(read([TITLE, UNIT, HEAD, ...body]).records).toEqual(records);
});
