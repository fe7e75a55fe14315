import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DocumentCell } from '#lib/documents/model.ts';
import { readDoc } from '#lib/documents/doc/doc.ts';
import { readDocx } from '#lib/documents/docx/docx.ts';
import { readDocument } from '#lib/documents/read.ts';
import {
	cell,
	inTable,
	paragraph,
	rowDefinition,
	rowEnd,
	sprm,
	u16,
	u32,
	writeDoc
} from './doc-file.ts';
import type { DocParagraph, DocParts, DocRun } from './doc-file.ts';
import { paragraphs, tables } from './document-view.ts';
import { refusalOf } from './refusal.ts';

const REPORT = 'tests/fixtures/reports/port-office-2021';
const DELETED = sprm(0x0800, 1);
const HIDDEN = sprm(0x083c, 1);
const SPECIAL = sprm(0x0855, 1);

function withoutBlanks(text: string): string {
	return text.replace(/\s/g, '');
}

test('reads the real report exactly as its .docx', () => {
	const doc = readDoc(readFileSync(`${REPORT}.doc`));
	const docx = readDocx(readFileSync(`${REPORT}.docx`));
	expect(tables(doc).map(({ rows }) => rows.length)).toEqual([49, 27]);
	expect(doc).toEqual({ ...docx, format: 'doc' });
});

/** The text form of the report repeats merged cells after a page break, and has rows of opinions besides. */
test('reads every cell of the real report as its .txt has it', async () => {
	const document = await readDocument(readFileSync(`${REPORT}.txt`), 'report.txt');
	const written = tables(document).flatMap(({ rows }) => rows);
	let from = 0;
	for (const read of tables(readDoc(readFileSync(`${REPORT}.doc`))).flatMap(({ rows }) => rows)) {
		const found = written.findIndex((cells, n) => n >= from && isSameRow(read, cells));
		expect(found, read.map(({ text }) => text).join('|')).toBeGreaterThanOrEqual(from);
		from = found + 1;
	}
});

function isSameRow(read: DocumentCell[], written: DocumentCell[]): boolean {
	const isSame = ({ merge, text }: DocumentCell, n: number): boolean =>
		merge === 'continue' || withoutBlanks(text) === withoutBlanks(written[n]?.text ?? '');
	return read.length === written.length && read.every(isSame);
}

test.each(['units', 'merges', 'nested', 'hidden', 'tracked', 'wide'])(
	'reads a converted file exactly as its .docx: %s',
	(name) => {
		const doc = readDoc(readFileSync(`tests/fixtures/read/doc/${name}.doc`));
		const docx = readDocx(readFileSync(`tests/fixtures/read/doc/${name}.docx`));
		expect(doc.blocks).toEqual(docx.blocks);
		expect(doc.issues.map(({ code }) => code)).toEqual(docx.issues.map(({ code }) => code));
	}
);

test('reads signs, fields, symbols and text boxes', () => {
	const document = readDoc(readFileSync('tests/fixtures/read/doc/signs.doc'));
	expect(paragraphs(document).slice(2)).toEqual([
		'制表\t符\n换行-连字',
		'第1页，见链接文字',
		'等次 ☑优 □良',
		'文本框锚之后',
		'预算编码：999001',
		'框内第二段',
		'𠮷野家 café “引号” ±≤ €100 ① Ⅷ'
	]);
	expect(tables(document)[0]?.rows.map((cells) => cells.map(({ text }) => text))).toEqual([
		['“三公”经费', '41\n.57'],
		['带框', '单元格\n\n预算编码：999002\n框内第二段\n']
	]);
});

const line = (...runs: DocRun[]): DocParagraph[] => [{ runs: [...runs, { text: '\r' }] }];
const field = (code: string, result: string): DocRun[] => [
	{ text: '\x13', list: SPECIAL },
	{ text: code },
	{ text: '\x14', list: SPECIAL },
	{ text: result },
	{ text: '\x15', list: SPECIAL }
];

/** A field without a separator and a result. */
const equation = (code: string): DocRun[] =>
	field(` EQ ${code}`, '').filter(({ text }) => text !== '' && text !== '\x14');

/** The record of a form field ([MS-DOC] NilPICFAndBinData with FFData), at the beginning of `Data`. */
function formRecord(type: number, result: number, byDefault = 0, entries: string[] = []): number[] {
	const text = (value: string) => [
		...u16(value.length),
		...[...value].flatMap((character) => u16(character.charCodeAt(0)))
	];
	const blank = [...text(''), ...u16(0)];
	return [
		...u32(0),
		...u16(68),
		...Array<number>(62).fill(0),
		...u32(0xffffffff),
		...u16(type | (result << 2)),
		...u32(0),
		...text('D'),
		...u16(0),
		...u16(byDefault),
		...Array.from({ length: 5 }, () => blank).flat(),
		...u16(0xffff),
		...u16(entries.length),
		...u16(0),
		...entries.flatMap(text)
	];
}
const RECORD = [...SPECIAL, ...sprm(0x0806, 1), ...sprm(0x6a03, ...u32(0))];
const formField = (list: number[] = []): DocRun[] =>
	field(' FORMDROPDOWN ', '')
		.toSpliced(2, 0, { text: '\x01', list: RECORD })
		.filter(({ text }) => text !== '')
		.map((run) => ({ ...run, list: [...(run.list ?? []), ...list] }));

test.each<[string, number[], DocRun[], string]>([
	['the chosen entry of a list', formRecord(2, 1, 0, ['优', '良']), formField(), '甲良'],
	['the default entry of a list', formRecord(2, 25, 2, ['优', '良', '中']), formField(), '甲中'],
	['a list of which the first is chosen', formRecord(2, 0, 0, ['90', '95']), formField(), '甲90'],
	['a ticked box', formRecord(1, 1), formField(), '甲☑'],
	['an empty box', formRecord(1, 25), formField(), '甲□'],
	['a list that was deleted', formRecord(2, 1, 0, ['优', '良']), formField(DELETED), '甲'],
	[
		'a list whose record is cut off',
		formRecord(2, 1, 0, ['优']).slice(0, 99),
		formField(),
		'甲〔控件，未读取〕'
	]
])('reads %s', (_, data, runs, expected) => {
	expect(paragraphs(readDoc(writeDoc({ text: line({ text: '甲' }, ...runs), data })))).toEqual([
		expected
	]);
});

test('names a picture where a value belongs, and none beside a value', () => {
	const cellOf = (...runs: DocRun[]): DocParagraph => ({
		runs: [...runs, { text: '\x07' }],
		list: inTable()
	});
	const picture = { text: '\x01', list: SPECIAL };
	const text = [
		cellOf(picture),
		cellOf({ text: '12' }, picture),
		rowEnd(rowDefinition([0, 1000, 2000]))
	];
	const document = readDoc(writeDoc({ text }));
	expect(tables(document)[0]?.rows[0]?.map(({ text }) => text)).toEqual(['〔图片，未读取〕', '12']);
	expect(document.issues.map(({ code }) => code)).toEqual(['object_unread']);
});

test('names a list in a cell whose choice cannot be read', () => {
	const choice = { runs: [...formField(), { text: '\x07' }], list: inTable() };
	const text = [cell('等级'), choice, rowEnd(rowDefinition([0, 1000, 2000]))];
	const { issues } = readDoc(writeDoc({ text, data: [1, 2, 3] }));
	expect(issues.map(({ code, place }) => [code, place])).toEqual([
		[
			'object_unread',
			{ kind: 'cell', table: 1, row: 1, column: 2, row_label: null, column_label: null }
		]
	]);
});

test.each<[string, Partial<DocParts>, string[]]>([
	[
		'one byte a character',
		{ text: [paragraph('Total \x96 1,206.04 \x80')], narrow: true },
		['Total – 1,206.04 €']
	],
	[
		'pieces out of order',
		{ text: ['甲', '乙', '丙'].map((text) => paragraph(text)), pieces: true },
		['甲', '乙', '丙']
	],
	['sectors of 4096 bytes', { text: [paragraph('甲')], sectorShift: 12 }, ['甲']],
	['page break inside a paragraph', { text: [paragraph('甲\x0c乙')] }, ['甲\n乙']],
	['end of a section', { text: [{ runs: [{ text: '甲\x0c' }] }, paragraph('乙')] }, ['甲', '乙']],
	['line and column break', { text: [paragraph('公共财\x0b政\x0e拨款')] }, ['公共财\n政\n拨款']],
	['hyphens', { text: [paragraph('\x1e431\x1f.91')] }, ['-431.91']],
	['picture', { text: line({ text: '甲' }, { text: '\x01', list: SPECIAL }) }, ['甲']],
	[
		'hidden',
		{ text: line({ text: '12' }, { text: '99', list: HIDDEN }, { text: '06' }) },
		['1206']
	],
	[
		'deleted',
		{ text: line({ text: '12' }, { text: '99', list: DELETED }, { text: '06' }) },
		['1206']
	],
	['inserted', { text: line({ text: '12' }, { text: '06', list: sprm(0x0801, 1) }) }, ['1206']],
	['field', { text: line(...field(' PAGE ', '7')) }, ['7']],
	[
		'a word with its pronunciation',
		{ text: line(...equation('\\o\\ad(\\s\\up 9(shi),市)')) },
		['市']
	],
	['a fraction', { text: line(...equation('\\f(95,100)')) }, ['95/100']],
	[
		'another equation',
		{ text: line({ text: '12' }, ...equation('\\r(3,8)')) },
		['12〔公式，未读取〕']
	],
	[
		'a note mark that is set higher',
		{ text: line({ text: '12.5' }, { text: '3', list: sprm(0x4845, ...u16(12)) }) },
		['12.5']
	],
	[
		'a line set a little higher',
		{ text: line({ text: '12.5', list: sprm(0x4845, ...u16(2)) }) },
		['12.5']
	],
	[
		'field in the code of a field',
		{ text: line(...field(' IF ', '甲').toSpliced(2, 0, ...field('x', 'y'))) },
		['甲']
	],
	[
		'field without end',
		{
			text: [
				...line({ text: '甲' }, { text: '\x13', list: SPECIAL }, { text: 'x' }),
				paragraph('乙')
			]
		},
		['甲', '乙']
	],
	[
		'symbol',
		{
			text: line({ text: '(', list: sprm(0x6a09, ...u16(1), ...u16(0xf0fe)) }),
			fonts: ['宋体', 'Wingdings']
		},
		['☑']
	],
	[
		'code of a symbol',
		{ text: line({ text: '\uf0a8', list: sprm(0x4a4f, ...u16(0)) }), fonts: ['Wingdings'] },
		['□']
	],
	['unknown symbol', { text: line({ text: '\uf041' }, { text: '5' }) }, ['〓5']],
	[
		'end of paragraph deleted',
		{ text: [{ runs: [{ text: '上' }, { text: '\r', list: DELETED }] }, paragraph('下')] },
		['上下']
	],
	[
		'hidden by style',
		{ text: [paragraph('甲'), { ...paragraph('乙'), style: 1 }], styles: [[], HIDDEN] },
		['甲']
	],
	[
		'shown in spite of its style',
		{
			text: [{ runs: [{ text: '乙\r', list: sprm(0x083c, 0x81) }], style: 1 }],
			styles: [[], HIDDEN]
		},
		['乙']
	],
	[
		'modifier of a piece',
		{
			text: [{ runs: [{ text: '藏\r' }] }, paragraph('藏')],
			box: { text: [paragraph('框')], anchor: 0 },
			modifier: 0
		},
		['藏', '藏']
	],
	[
		'text box after its paragraph',
		{
			text: [...line({ text: '甲' }, { text: '\x08', list: SPECIAL }), paragraph('乙')],
			box: { text: [paragraph('框')], anchor: 1 }
		},
		['甲', '框', '乙']
	],
	[
		'text after the last mark',
		{ text: [paragraph('甲'), { runs: [{ text: '乙' }] }] },
		['甲', '乙']
	]
])('reads text: %s', (_, parts, expected) => {
	expect(paragraphs(readDoc(writeDoc(parts)))).toEqual(expected);
});

test('a modifier of a piece hides all of it, written short or as a list', () => {
	const text = [paragraph('甲')];
	const short = writeDoc({ text, modifier: (1 << 8) | (0x5c << 1) });
	const listed = writeDoc({ text, modifier: 1, lists: [HIDDEN] });
	for (const bytes of [short, listed])
		expect(refusalOf(() => readDoc(bytes)).code).toBe('document_empty');
});

test('a control character is shown, not swallowed', () => {
	const document = readDoc(writeDoc({ text: [paragraph('12\x0806.04')] }));
	expect(paragraphs(document)).toEqual(['12␈06.04']);
	expect(document.issues.map(({ message }) => message)).toEqual([
		'文档有 1 个没有意义的控制字符，已显示为“␀”一类的符号；请在 Word 里删除后再报送。'
	]);
});

test('counts what was left out, by stretch', () => {
	const hidden = { text: '藏', list: HIDDEN };
	const text = line({ text: '甲' }, hidden, { text: '乙' }, hidden, hidden, {
		text: '删',
		list: DELETED
	});
	expect(readDoc(writeDoc({ text })).issues.map(({ message }) => message)).toEqual([
		'文档含未处理的修订：1 处删除没有计入，0 处插入已计入；请核对后接受或拒绝全部修订再报送。',
		'文档有 2 处隐藏文字没有计入；请取消隐藏或删除后再报送。'
	]);
});
