/** Bodies below departments, and groups over them: the departments alone are records, and every other row is named. */
import { expect, test } from 'vitest';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { inOneRow } from '#lib/forms/table/in-one-row.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { collect } from './reading.ts';
import { sheet, type Line } from './worksheets.ts';

const TITLE: Line = ['示例市2022年度市直部门收支情况表（单位：万元）'];
const HEAD = ['序号', '单位名称', '收入合计', '支出合计'];
const NEXT: Line = ['示例市信访局', 21.5, 20.5];

/** The names of the records, and the rows that are named as none. */
function read(
	lines: readonly Line[],
	head: Line = HEAD.slice(1)
): [records: string[], rows: number] {
	const rows = sheetTable(sheet([TITLE, head, ...lines]));
	const { filings, warnings } = collect(() =>
		readFiguresTable(rows, { jurisdiction: null, names: [] })
	);
	return [
		filings.map(({ filing }) => filing.claims.map(({ text }) => text).join()),
		warnings.filter((text) => text.includes('本行未读入')).length
	];
}

const DEPARTMENTS = ['示例市教育局', '示例市信访局'];

test.each<[string, Line[], string[]?]>([
	[
		'numbered one level lower',
		[
			['一、示例市教育局', 300.5, 290.5],
			['（一）本部门', 100.5, 90.5],
			['（二）示例市第一中学', 150.5, 150.5],
			['二、示例市信访局', 21.5, 20.5]
		]
	],
	[
		'numbered after it',
		[
			['1.示例市教育局', 300.5, 290.5],
			['1.1示例市第一中学', 100.5, 90.5],
			['1.2教师进修学校', 150.5, 150.5],
			['2.示例市信访局', 21.5, 20.5]
		]
	],
	[
		'numbered in their own column',
		[
			['一', '示例市教育局', 300.5, 290.5],
			['1', '示例市第一中学', 100.5, 90.5],
			['2', '教师进修学校', 150.5, 150.5],
			['二', ...NEXT]
		],
		HEAD
	],
	[
		'set in',
		[
			['示例市教育局', 300.5, 290.5],
			['　　教师进修学校', 100.5, 90.5],
			['　　示例市第一中学', 150.5, 150.5],
			NEXT
		]
	],
	[
		'told by their amounts alone',
		[
			['示例市教育局', 300.5, 290.5],
			['其中：本级', 100.5, 90.5],
			['示例市第一中学', 200, 200],
			NEXT
		]
	],
	[
		'called after it',
		[
			['示例市教育局', 300.5, 290.5],
			['示例市教育局（本级）', 100.5, 90.5],
			['局机关本级', 100.5, 90.5],
			NEXT
		]
	]
])('rows below a department, %s', (_, lines, head) => {
	expect(read(lines, head)).toEqual([DEPARTMENTS, 2]);
});

test('rows below a department without figures are named as units without a total', () => {
	const lines: Line[] = [
		['一、示例市教育局', ''],
		['1.示例市第一中学', 100.5, 90.5],
		['2.教师进修学校', 150.5, 150.5],
		['二、示例市信访局', 21.5, 20.5]
	];
	expect(read(lines)).toEqual([['示例市信访局'], 2]);
});

test.each<[string, Line]>([
	['by its name', ['教科文口', 999.5, 999.5]],
	['by its amounts', ['教科文系统各单位', 322, 311]]
])('a group of departments, told %s, is none', (_, group) => {
	expect(read([group, ['示例市教育局', 300.5, 290.5], NEXT])).toEqual([DEPARTMENTS, 1]);
});

test('units beside their departments, below a head of two rows of which the lower begins with blanks', () => {
	const text = [
		'主管部门名称,预算单位,支出合计（万元）,其中,',
		',,,基本支出（万元）,项目支出（万元）',
		'示例市教育局,汇总,300.5,200.25,100.25',
		'示例市教育局,局机关,100.5,50.25,50.25',
		'示例市教育局,示例市第一中学,200,150,50'
	].join('\n');
	const { filings } = collect(() =>
		readFiguresTable(inOneRow(tableRows(text)), { jurisdiction: null, names: ['2022年.csv'] })
	);
	expect(filings.map(({ filing: { figures } }) => figures.spending_total.printed)).toEqual([
		'300.5'
	]);
});

test('numbered departments below a numbered group are records', () => {
	const lines: Line[] = [
		['一、党群部门', 322, 311],
		['1.示例市教育局', 300.5, 290.5],
		['2.示例市信访局', 21.5, 20.5]
	];
	expect(read(lines)).toEqual([DEPARTMENTS, 1]);
});

test('a body behind 其中 that does not add up may be one or the other, and is named', () => {
	const lines: Line[] = [
		['示例市教育局', 300.5, 290.5],
		['其中：本级', 100.5, 90.5],
		['示例市第一中学', 77, 77],
		NEXT
	];
	expect(read(lines)).toEqual([DEPARTMENTS, 2]);
});

test.each<[string, string[]]>([
	['示例市第二中学', ['示例市第一中学', '示例市第二中学']],
	['示例市水利局', ['示例市教育局本级', '示例市第一中学', '示例市水利局']]
])('in a list of scores, 本级 beside %s', (last, records) => {
	const scores: Line[] = [
		['示例市教育局本级', 98],
		['示例市第一中学', 95],
		[last, 94]
	];
	expect(read(scores, ['单位名称', '自评得分'])[0]).toEqual(records);
});

test.each<[string, string[], string[]]>([
	['each behind its offices', [], ['示例市第一中学', '示例市救助管理站']],
	['beside a department', ['示例市水利局'], ['示例市第一中学', '示例市救助管理站', '示例市水利局']],
	[
		'and another behind none',
		['示例市水利局', '示例市水文站'],
		[
			'教育局本级',
			'示例市第一中学',
			'民政局（机关）',
			'示例市救助管理站',
			'示例市水利局',
			'示例市水文站'
		]
	]
])('bodies of several departments, %s', (_, others, records) => {
	const lines: Line[] = [
		'教育局本级',
		'示例市第一中学',
		'民政局（机关）',
		'示例市救助管理站',
		...others
	].map((name, index) => [name, 100.5 + index, 90.25 + index]);
	expect(read(lines)).toEqual([records, lines.length - records.length]);
});

test('a date below a column of amounts is no amount', () => {
	const note: Line = ['填表人：', '填表日期：2023年3月15日'];
	expect(read([['本级', 100.5, 90.5], ['示例市第一中学', 77, 77], note])[0]).toEqual([]);
});

test.each<[string, string[], Line[], Line?]>([
	[
		'brought to one width with blanks',
		['示例市发展和改革委员会', '教育局', '人力资源和社会保障局', '信访局'],
		[
			['示例市发展和改革委员会', 300.5, 290.5],
			['　　　教育局', 100.25, 90.5],
			['　人力资源和社会保障局', 50.5, 40.5],
			['　　　信访局', 30, 20]
		]
	],
	[
		'numbered behind the number of their group',
		['示例市教育局', '示例市财政局', '示例市信访局'],
		[
			['一', 1, '示例市教育局', 300.5, 290.5],
			['', 2, '示例市财政局', 30.5, 29.5],
			['二', 3, ...NEXT]
		],
		['类别', ...HEAD]
	],
	[
		'that add up to another by chance',
		['示例市教育局', '示例市财政局', '示例市民政局'],
		[
			['示例市教育局', 300, 300],
			['示例市财政局', 200, 200],
			['示例市民政局', 100, 100]
		]
	],
	[
		'numbered on, whose bodies add up to one by chance',
		['示例市教育局', '示例市第一中学', '示例市图书馆'],
		[
			[1, '示例市教育局', 300, 300],
			[2, '示例市第一中学', 200, 200],
			[3, '示例市图书馆', 100, 100]
		],
		HEAD
	],
	[
		'behind a body that they add up to by chance',
		['示例市图书馆', '示例市教育局', '示例市财政局'],
		[
			['示例市图书馆', 3, 3],
			['示例市教育局', 1, 1],
			['示例市财政局', 2, 2]
		]
	],
	[
		'set in below all of their place, one with a part',
		DEPARTMENTS,
		[
			['市直部门', 900, 800],
			['  示例市教育局', 300.5, 290.5],
			['    其中：示例市第一中学', 100.5, 90.5],
			['  示例市信访局', 21.5, 20.5]
		]
	],
	[
		'below the committee that leads them',
		['市委办公室', '市委组织部', '市教育局'],
		[
			['一、市委', ''],
			['1.市委办公室', 300.5, 290.5],
			['2.市委组织部', 100.25, 90.5],
			['二、市政府', ''],
			['1.市教育局', 120.5, 110.5]
		]
	]
])('departments %s are records', (_, records, lines, head) => {
	expect(read(lines, head)[0]).toEqual(records);
});

test.each<[string, Line[]]>([
	['set in', [['　　示例市疾病预防控制局', 100.5, 90.5]]],
	[
		'that adds up with another to round amounts',
		[
			['示例市第一中学', 200, 190],
			['示例市第二中学', 100, 100]
		]
	]
])('a row %s may be a part of the department above it, and is named', (_, rows) => {
	const lines: Line[] = [['示例市教育局', 300, 290], ...rows, NEXT];
	expect(read(lines)).toEqual([DEPARTMENTS, rows.length]);
});
