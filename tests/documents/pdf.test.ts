import { expect, test } from 'vitest';
import { readPdf } from '#lib/documents/pdf/pdf.ts';
import { layout, paragraphs, tables } from './document-view.ts';
import { grid, writePdf } from './pdf-file.ts';
import { refusalOfAsync } from './refusal.ts';

test('reads a ruled table, its labels, and the text around it', async () => {
	const document = await readPdf(
		writePdf([
			{
				texts: [
					[100, 750, '清河市2023年度'],
					[60, 680, '机构名称'],
					[160, 680, '收入合计'],
					[60, 650, '园林处'],
					[160, 650, '1206.50'],
					[60, 600, '填报人']
				],
				lines: grid([50, 150, 250], [700, 670, 640])
			}
		])
	);
	expect(paragraphs(document)).toEqual(['清河市2023年度', '填报人']);
	expect(tables(document).map(layout)).toEqual([
		[
			['机构名称@0+1', '收入合计@1+1'],
			['园林处@0+1', '1206.50@1+1']
		]
	]);
});

test('cells that no line parts are one', async () => {
	const document = await readPdf(
		writePdf([
			{
				texts: [
					[60, 680, '甲'],
					[160, 680, '乙'],
					[160, 650, '丙'],
					[260, 650, '丁']
				],
				lines: [
					[50, 700, 350, 700],
					[150, 670, 350, 670],
					[50, 640, 350, 640],
					[50, 700, 50, 640],
					[150, 700, 150, 640],
					[250, 670, 250, 640],
					[350, 700, 350, 640]
				]
			}
		])
	);
	expect(tables(document).map(layout)).toEqual([
		[
			['甲@0+1/start', '乙@1+2'],
			['@0+1/continue', '丙@1+1', '丁@2+1']
		]
	]);
});

test('a table goes on over the page, without its repeated head and the page number', async () => {
	const page = (number: string, value: string) => ({
		texts: [
			[60, 680, '指标'],
			[160, 680, '得分'],
			[60, 650, `第${number}项`],
			[160, 650, value],
			[300, 20, `- ${number} -`]
		] as [number, number, string][],
		lines: grid([50, 150, 250], [700, 670, 640])
	});
	const document = await readPdf(writePdf([page('1', '5'), page('2', '4.5')]));
	expect(paragraphs(document)).toEqual([]);
	expect(tables(document).map(layout)).toEqual([
		[
			['指标@0+1', '得分@1+1'],
			['第1项@0+1', '5@1+1'],
			['第2项@0+1', '4.5@1+1']
		]
	]);
});

test('folds radicals that converters put for characters', async () => {
	const document = await readPdf(writePdf([{ texts: [[100, 700, '⻔⻓⼈员⽀出']] }]));
	expect(paragraphs(document)).toEqual(['门长人员支出']);
});

test.each<[string, Buffer, string, string]>([
	['a scan', writePdf([{ texts: [] }]), 'pdf_without_text', '多半是扫描件'],
	['no PDF', Buffer.from('%PDF-1.7\nx'), 'pdf_damaged', 'PDF 读不下去'],
	[
		'a figure over a line',
		writePdf([
			{
				texts: [[140, 680, '1206.50']],
				lines: grid([50, 150, 250], [700, 670, 640])
			}
		]),
		'pdf_cell_unclear',
		'PDF 第 1 页表格第 1 行第 1 列的“1206.50”跨过了表格线'
	]
])('refuses %s', async (_, bytes, code, words) => {
	const refusal = await refusalOfAsync(() => readPdf(bytes));
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(words);
});
