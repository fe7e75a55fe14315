/** Foot notes, end notes and comments: one that holds a number is named with what it is about, and none is a figure. */
import { utils, write, type CellObject } from '@e965/xlsx';
import {
	CommentRangeEnd,
	CommentRangeStart,
	CommentReference,
	Document,
	Packer,
	Paragraph,
	TextRun
} from 'docx';
import { EndnoteReferenceRun, FootnoteReferenceRun, Table, TableCell, TableRow } from 'docx';
import { expect, test } from 'vitest';
import { openCompoundFile } from '#lib/documents/compound/compound-file.ts';
import { commentText, holdsNumber, type NoteKind } from '#lib/documents/notes.ts';
import { readDocument } from '#lib/documents/read.ts';
import { writeCompound } from './compound-file.ts';
import { paragraph, rowDefinition, rowEnd, cell, sprm, writeDoc } from './doc-file.ts';
import { paragraphs, tables } from './document-view.ts';
import { writeZip } from './zip-file.ts';

/** A paragraph 甲, and a table of 结余 and 12.30, at which the note stands. */
type Writer = (kind: NoteKind, text: string) => Promise<[name: string, bytes: Uint8Array]>;

const throughDocx: Writer = async (kind, text) => {
	const note = { 1: { children: [new Paragraph(text)] } };
	const marks = {
		footnote: () => [new FootnoteReferenceRun(1)],
		endnote: () => [new EndnoteReferenceRun(1)],
		comment: () => [new CommentRangeEnd(1), new TextRun({ children: [new CommentReference(1)] })]
	};
	const runs = [new CommentRangeStart(1), new TextRun('12.30'), ...marks[kind]()];
	const cells = [[new TextRun('结余')], kind === 'comment' ? runs : runs.slice(1)];
	const children = cells.map(
		(each) => new TableCell({ children: [new Paragraph({ children: each })] })
	);
	const file = new Document({
		footnotes: kind === 'footnote' ? note : {},
		endnotes: kind === 'endnote' ? note : {},
		comments: {
			children:
				kind === 'comment' ? [{ id: 1, author: '示例', children: [new Paragraph(text)] }] : []
		},
		sections: [
			{ children: [new Paragraph('甲'), new Table({ rows: [new TableRow({ children })] })] }
		]
	});
	return ['a.docx', await Packer.toBuffer(file)];
};

const throughWord2003: Writer = (kind, text) => {
	const words = `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
	const note =
		kind === 'comment'
			? `<aml:annotation aml:id="0" w:type="Word.Comment" aml:author="示例"><aml:content>${words}</aml:content></aml:annotation>`
			: `<w:${kind}>${words}</w:${kind}>`;
	const run = (content: string): string => `<w:p><w:r><w:t>${content}</w:t></w:r>`;
	const cells = [`${run('结余')}</w:p>`, `${run('12.30')}<w:r>${note}</w:r></w:p>`];
	const table = `<w:tbl><w:tr>${cells.map((each) => `<w:tc>${each}</w:tc>`).join('')}</w:tr></w:tbl>`;
	return Promise.resolve([
		'a.xml',
		Buffer.from(
			`<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"><w:body>${run('甲')}</w:p>${table}</w:body></w:wordDocument>`
		)
	]);
};

/** The mark is a character of its own, which says nothing, in the text and before the note. */
const throughDoc: Writer = (kind, text) => {
	const mark = { text: kind === 'comment' ? '\x05' : '\x02', list: sprm(0x0855, 1) };
	const noted = cell('12.30');
	const runs = [{ text: '12.30' }, mark, { text: '\x07' }];
	const end = rowEnd(rowDefinition([0, 1000, 2000]));
	const body = [paragraph('甲'), cell('结余'), { ...noted, runs }, end];
	const notes = {
		[kind]: { mark: 10, text: [{ runs: [mark, { text: `${text}\r` }] }] }
	};
	return Promise.resolve(['a.doc', writeDoc({ text: body, notes })]);
};

const inRtf = (text: string): string =>
	text.replaceAll(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0)}?`);
const RTF_NOTES: Readonly<Record<NoteKind, (text: string) => string>> = {
	footnote: (text) => `{\\super\\chftn{\\footnote\\pard\\plain {\\super\\chftn}{${text}}\\par}}`,
	endnote: (text) => `{\\super\\chftn{\\*\\footnote\\ftnalt\\chftn\\pard\\plain ${text}}}`,
	comment: (text) =>
		`{\\*\\atnid 9}{\\*\\atnauthor 9}\\chatn{\\*\\annotation{\\*\\atnref 9}\\pard\\plain ${text}}`
};
const throughRtf: Writer = (kind, text) => {
	const note = RTF_NOTES[kind](inRtf(text));
	const table = `\\trowd\\cellx1000\\cellx2000\\intbl ${inRtf('结余')}\\cell 12.30${note}\\cell\\row\\pard`;
	const bytes = Buffer.from(`{\\rtf1\\ansi ${inRtf('甲')}\\par ${table}}`);
	return Promise.resolve(['a.rtf', bytes]);
};

const NAMESPACES = ['office', 'text', 'table']
	.map((prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`)
	.concat('xmlns:dc="http://purl.org/dc/elements/1.1/"')
	.join(' ');
const annotation = (text: string): string =>
	`<office:annotation office:name="c"><dc:creator>示例</dc:creator><dc:date>2024-01-02</dc:date><text:p>${text}</text:p></office:annotation>`;
const writeOdf = (kind: 'text' | 'spreadsheet', body: string): Buffer =>
	writeZip([
		{ name: 'mimetype', data: `application/vnd.oasis.opendocument.${kind}`, stored: true },
		{
			name: 'content.xml',
			data: `<office:document-content ${NAMESPACES}><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`
		}
	]);
const throughOdt: Writer = (kind, text) => {
	const note = `<text:note text:note-class="${kind}"><text:note-citation>9</text:note-citation><text:note-body><text:p>${text}</text:p></text:note-body></text:note>`;
	const value =
		kind === 'comment'
			? `${annotation(text)}12.30<office:annotation-end office:name="c"/>`
			: `12.30${note}`;
	const cells = ['结余', value].map(
		(each) => `<table:table-cell><text:p>${each}</text:p></table:table-cell>`
	);
	const table = `<table:table><table:table-row>${cells.join('')}</table:table-row></table:table>`;
	return Promise.resolve(['a.odt', writeOdf('text', `<text:p>甲</text:p>${table}`)]);
};

const CASES: [kind: NoteKind, text: string, named: string | null][] = [
	['footnote', '含上年结转5.20万元', '脚注'],
	['endnote', '含上年结转5.20万元', '尾注'],
	['comment', '应为23人', '批注'],
	['footnote', '按2023年《预算法》第12条列示', null],
	['endnote', '同上', null],
	['comment', '已核', null]
];

test.each(
	[throughDocx, throughWord2003, throughDoc, throughRtf, throughOdt].flatMap((writer) =>
		CASES.map((each) => [each[0], each[1], writer.name.slice(7), writer, each[2]] as const)
	)
)('a %s “%s” of %s', async (kind, text, _, writer, named) => {
	const [name, bytes] = await writer(kind, text);
	const document = await readDocument(bytes, name);
	expect(paragraphs(document)).toEqual(['甲']);
	const texts = tables(document).map(({ rows }) => rows.map((each) => each.map((c) => c.text)));
	expect(texts).toEqual([[['结余', '12.30']]]);
	expect(document.issues.map(({ message }) => message)).toEqual(
		named === null
			? []
			: [
					`文档有 1 条${named}写着数值，没有计入，第一条在表1 第1行 第2格“12.30”之后，写作“${text}”；请核对，需要计入的请写进正文或表格再报送。`
				]
	);
});

/** A sheet with a number in A1, on which the comment is. */
type SheetWriter = (text: string) => [name: string, bytes: Uint8Array];

function throughLibrary(bookType: 'xlsx' | 'xlml', text: string): Buffer {
	const sheet = utils.aoa_to_sheet([[5, 6]]);
	utils.cell_add_comment(sheet.A1 as CellObject, text, '示例');
	const book = utils.book_new();
	utils.book_append_sheet(book, sheet, '表');
	return Buffer.from(write(book, { type: 'buffer', bookType }) as Uint8Array);
}
const throughXlsx: SheetWriter = (text) => ['a.xlsx', throughLibrary('xlsx', text)];
const throughExcelXml: SheetWriter = (text) => ['a.xml', throughLibrary('xlml', text)];
const throughOds: SheetWriter = (text) => {
	const cells = [5, 6].map(
		(value) =>
			`<table:table-cell office:value-type="float" office:value="${value}">${value === 5 ? annotation(text) : ''}<text:p>${value}</text:p></table:table-cell>`
	);
	const table = `<table:table table:name="表"><table:table-row>${cells.join('')}</table:table-row></table:table>`;
	return ['a.ods', writeOdf('spreadsheet', table)];
};

const u16 = (value: number): number[] => [value & 0xff, value >> 8];
const record = (type: number, content: number[]): Buffer =>
	Buffer.from([...u16(type), ...u16(content.length), ...content]);
const wide = (text: string): number[] => [1, ...Buffer.from(text, 'utf16le')];

/** [MS-XLS] Obj and TxO of the comment, and Note, before the end of the only sheet, which is the last record. */
const throughXls: SheetWriter = (text) => {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet([[5, 6]]), '表');
	const file = Buffer.from(write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
	const stream = Buffer.from(openCompoundFile(file).open('Workbook')?.data ?? []);
	const end = stream.lastIndexOf(Buffer.from([0x0a, 0, 0, 0]));
	const records = [
		stream.subarray(0, end),
		record(0x005d, [...u16(0x15), ...u16(18), ...u16(0x19), ...u16(7)]),
		record(0x01b6, [...Array<number>(10).fill(0), ...u16(text.length), 0, 0, 0, 0]),
		record(0x003c, wide(text)),
		record(0x001c, [...u16(0), ...u16(0), ...u16(0), ...u16(7), ...u16(2), ...wide('示例'), 0]),
		stream.subarray(end)
	];
	return ['a.xls', writeCompound({ Workbook: Buffer.concat(records) })];
};

test.each(
	[throughXlsx, throughXls, throughOds, throughExcelXml].flatMap((writer) =>
		(
			[
				['示例：\n应为12.3万元', '应为12.3万元'],
				['应为1206', '应为1206'],
				['见2023年第3号文', null]
			] as const
		).map(([text, read]) => [text, ...writer(text), read] as const)
	)
)('a comment “%s” on a cell of %s', async (_, name, bytes, read) => {
	const document = await readDocument(bytes, name);
	const texts = tables(document).map(({ rows }) => rows.map((each) => each.map((c) => c.text)));
	expect(texts).toEqual([[['5', '6']]]);
	const place = { kind: 'sheet', sheet: '表', cell: 'A1', column_label: null };
	const message = `工作表“表” A1 的批注写着数值，没有计入，A1 的写作“${read}”；请核对，需要计入的请直接填在单元格里再报送。`;
	const issue = {
		code: 'comment_unread',
		severity: 'warning',
		message,
		place,
		read,
		expected: null
	};
	expect(document.issues).toEqual(read === null ? [] : [issue]);
});

test.each([
	['含上年结转5.20万元', true],
	['应为1206', true],
	['应为１２．３', true],
	['2 人', true],
	['二十三人', true],
	['执行率95.3%', true],
	['2023万元', true],
	['2023年支出5万元', true],
	['(1) 12.3', true],
	['2023年', false],
	['2021—2023年，2024-01-02 10:30', false],
	['财预〔2020〕10号', false],
	['见第3条、表2、附件1', false],
	['1. 口径说明', false],
	['科目30201，见B4', false],
	['电话：0000-0000000、00000000000', false],
	['https://example.org/a?b=870924', false],
	['单位：百万元', false],
	['已核', false],
	['一'.repeat(30_000), false],
	[`第${' '.repeat(30_000)}`, false],
	['7'.repeat(30_000), true]
])('“%.40s” holds a number of an amount or how many: %s', (text, holds) => {
	expect(holdsNumber(text)).toBe(holds);
});

test.each([
	['示例:\n12.3', '示例', '12.3'],
	['12.3', '', '12.3'],
	[
		'[线程批注]\n\n你的 Excel 版本可读取此线程批注。了解详细信息: https://go.microsoft.com/fwlink/?linkid=870924\n\n注释:\n    已核',
		'tc={1}',
		'注释:\n    已核'
	]
])('the text of the comment %j', (written, author, text) => {
	expect(commentText(written, author)).toBe(text);
});

test('several notes are counted, and the first of those with a number is quoted', async () => {
	const note = (text: string): string =>
		`<text:note text:note-class="footnote"><text:note-body><text:p>${text}</text:p></text:note-body></text:note>`;
	const body = `<text:p>甲${note('无')}乙${note('5元')}丙${note('6元')}</text:p><text:p>甲乙</text:p>`;
	const { issues } = await readDocument(writeOdf('text', body), 'a.odt');
	expect(issues.map(({ message }) => message)).toEqual([
		'文档有 2 条脚注写着数值，没有计入，第一条在“甲乙”之后，写作“5元”；请核对，需要计入的请写进正文或表格再报送。'
	]);
});
