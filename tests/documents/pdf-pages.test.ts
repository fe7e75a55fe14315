import { expect, test } from 'vitest';
import { readPdf } from '#lib/documents/pdf/pdf.ts';
import { paragraphs, tables } from './document-view.ts';
import { grid, writePdf } from './pdf-file.ts';
import { refusalOfAsync } from './refusal.ts';

test.each<[string, string[], number]>([
	['the rows go on', ['甲局', '乙局', '丙局'], 1],
	['another form begins', ['甲局', '甲局'], 2]
])('between the head and the foot of every page %s', async (_, labels, count) => {
	const pages = labels.map((label, index) => ({
		texts: [
			[60, 750, '示例市财政局'],
			[60, 680, label],
			[160, 680, `${index}`],
			[60, 650, `${label}二`],
			[160, 650, `${index}`],
			[60, 40, '财政局编制'],
			[300, 20, '第1页，共2页']
		] as [number, number, string][],
		lines: grid([50, 150, 250], [700, 670, 640])
	}));
	const document = await readPdf(writePdf(pages));
	expect(tables(document)).toHaveLength(count);
	expect(paragraphs(document)).toEqual(
		Array.from({ length: count }, () => ['示例市财政局', '财政局编制']).flat()
	);
});

test('a list goes on with its columns where the next page sets them elsewhere', async () => {
	const page = (rows: string[][], lines: number[]) => ({
		texts: rows.flatMap((row, index) =>
			row.map((text, at): [number, number, string] => [
				(lines[at] ?? 0) + 5,
				680 - 30 * index,
				text
			])
		),
		lines: grid(lines, [700, 670, 640])
	});
	const pages = [
		page(
			[
				['部门', '支出', '收入'],
				['甲局', '1', '2']
			],
			[50, 150, 200, 300]
		),
		page(
			[
				['乙局', '3', '4'],
				['丙局', '5', '6']
			],
			[50, 120, 230, 300]
		)
	];
	const [table, ...others] = tables(await readPdf(writePdf(pages)));
	expect(others).toEqual([]);
	expect(table?.rows.map((row) => row.map(({ text, grid }) => `${grid?.start} ${text}`))).toEqual([
		['0 部门', '1 支出', '2 收入'],
		['0 甲局', '1 1', '2 2'],
		['0 乙局', '1 3', '2 4'],
		['0 丙局', '1 5', '2 6']
	]);
});

test.each([
	['that fills its cell', 45, '1180.2', '5', '1180.25'],
	['before its point', 45, '118025', '.5', '118025.5'],
	['with room for more', 60, '1180.2', '5', '1180.2\n5'],
	['above one as long', 45, '118025', '110020', '118025\n110020'],
	['without a point', 45, '118025', '06', '118025\n06'],
	['that is whole', 50, '1180.25', '5', '1180.25\n5'],
	['of a score', 22, '10', '5', '10\n5'],
	['of a score with its decimal', 30, '98.5', '10', '98.5\n10'],
	['above a word', 45, '118025', '元', '118025\n元']
])(
	'a number %s goes on in the next line only where it had no room',
	async (_, width, first, second, text) => {
		const page = {
			texts: [
				[105, 685, first],
				[105, 672, second]
			] as [number, number, string][],
			lines: grid([100, 100 + width, 300], [700, 660])
		};
		expect(tables(await readPdf(writePdf([page])))[0]?.rows[0]?.[0]?.text).toBe(text);
	}
);

test.each([
	['a numbered heading', '示例市粮食中心部门整体支出及各项工作', '（一）预算情况'],
	[
		'a heading whose number a browser wrote as a radical',
		'示例市粮食中心部门整体支出情况',
		'（⼆）决算'
	],
	['a note of the unit', '示例市粮食中心部门收支情况（一览）', '金额单位：元'],
	['a caption', '全年支出合计一千万元，其中基本支出四百万元。', '财政拨款支出决算表'],
	['what follows a title', '示例市粮食中心部门整体支出绩效自评报告', '部门名称：示例市粮食中心']
])('%s begins a paragraph below the widest line of a page', async (_, wide, next) => {
	const texts: [number, number, string][] = [
		[60, 700, wide],
		[60, 685, next]
	];
	const read = paragraphs(await readPdf(writePdf([{ texts }])));
	expect(read).toEqual([wide, next.replace('⼆', '二')]);
});

test('the words of a row that was written in one go are in the cells in which they stand', async () => {
	const page = {
		texts: [[102, 685, '合计 800.00 350.00 450.00']] as [number, number, string][],
		lines: grid([100, 124, 158, 192, 230], [700, 670])
	};
	const texts = tables(await readPdf(writePdf([page])))[0]?.rows[0]?.map(({ text }) => text);
	expect(texts).toEqual(['合计', '800.00', '350.00', '450.00']);
});

test.each([
	['is set into the blank half of a bracket', 145, null],
	['is drawn over a sign', 138, 'text_overlap']
])('a sign that %s', async (_, x, refusal) => {
	const texts: [number, number, string][] = [
		[100, 700, '情况（元）'],
		[x, 700, '合计']
	];
	const read = async () => paragraphs(await readPdf(writePdf([{ texts }])));
	if (refusal) expect(await refusalOfAsync(read)).toMatchObject({ code: refusal });
	else expect(await read()).toEqual(['情况（元）合计']);
});
