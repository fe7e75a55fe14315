/** Page headers and footers: of their text a note of the unit counts, and what the body leaves out, in all formats. */
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { openCompoundFile } from '#lib/documents/compound/compound-file.ts';
import { marginTexts } from '#lib/documents/page-margins.ts';
import { readDocument } from '#lib/documents/read.ts';
import { writeCompound } from './compound-file.ts';
import { paragraph, row, writeDoc } from './doc-file.ts';
import { paragraphs, tables } from './document-view.ts';
import { p, tbl, tc, tr, writeDocx } from './docx-file.ts';
import { inline, sheetData, writeXlsx } from './xlsx-file.ts';
import { writeZip } from './zip-file.ts';

type Writer = (head: string, foot: string) => [name: string, bytes: Uint8Array];

const throughDocx: Writer = (head, foot) => {
	const part = (root: string, text: string): string =>
		`<w:${root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p(text)}</w:${root}>`;
	return [
		'a.docx',
		writeDocx(p('甲') + tbl(tr(tc('34.5'))), [
			{ name: 'word/header1.xml', data: part('hdr', head) },
			{ name: 'word/footer2.xml', data: part('ftr', foot) }
		])
	];
};

const throughDoc: Writer = (head, foot) => {
	const margins = [paragraph(head), paragraph(foot)];
	const box = { text: [paragraph('乙')], anchor: 0 };
	return ['a.doc', writeDoc({ text: [paragraph('甲'), ...row('34.5')], margins, box })];
};

const inRtf = (text: string): string =>
	text.replaceAll(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0)}?`);
const throughRtf: Writer = (head, foot) => [
	'a.rtf',
	Buffer.from(
		`{\\rtf1\\ansi {\\header\\qr{\\b ${inRtf(head)}}\\par{\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}}{\\footerf ${inRtf(foot)}\\par}${inRtf('甲')}\\par\\trowd\\cellx1000\\intbl 34.5\\cell\\row\\pard}`
	)
];

const throughWord2003: Writer = (head, foot) => [
	'a.xml',
	Buffer.from(
		`<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${p('甲')}${tbl(tr(tc('34.5')))}<w:sectPr><w:hdr w:type="odd">${p(head)}</w:hdr><w:ftr w:type="odd">${p(foot)}</w:ftr></w:sectPr></w:body></w:wordDocument>`
	)
];

const throughXlsx: Writer = (head, foot) => [
	'a.xlsx',
	writeXlsx({
		sheets: [
			{
				name: '表',
				xml: `${sheetData(inline('A1', '甲'), inline('A2', '34.5') + inline('B2', '6'))}<headerFooter differentFirst="1"><oddHeader>&amp;L&amp;"黑体,常规"&amp;16${head}&amp;R&amp;P</oddHeader><evenHeader>单位：亿元</evenHeader><firstFooter>&amp;C${foot}</firstFooter></headerFooter>`
			}
		]
	})
];

/** A record with a text of two bytes a character. */
function xlsText(type: number, text: string): Buffer {
	const content = Buffer.from(text, 'utf16le');
	const head = Buffer.alloc(7);
	head.writeUInt16LE(type, 0);
	head.writeUInt16LE(content.length + 3, 2);
	head.writeUInt16LE(text.length, 4);
	head.writeUInt8(1, 6);
	return Buffer.concat([head, content]);
}

/** [MS-XLS] Header and Footer before the end of the only sheet, which is the last record. */
const throughXls: Writer = (head, foot) => {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet([['甲'], ['34.5', '6']]), '表');
	const file = Buffer.from(write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
	const stream = Buffer.from(openCompoundFile(file).open('Workbook')?.data ?? []);
	const end = stream.lastIndexOf(Buffer.from([0x0a, 0, 0, 0]));
	const margins = [xlsText(0x14, `&L&"黑体,常规"&16${head}&R&P`), xlsText(0x15, foot)];
	const records = [stream.subarray(0, end), ...margins, stream.subarray(end)];
	return ['a.xls', writeCompound({ Workbook: Buffer.concat(records) })];
};

const namespaces = ['office', 'text', 'table', 'style']
	.map((prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`)
	.join(' ');

/** The sheet has the second of two master pages, and its style the name of one of cells. */
const throughOds: Writer = (head, foot) => {
	const cell = (text: string): string =>
		`<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
	const content = `<office:document-content ${namespaces}><office:automatic-styles><style:style style:name="ta1" style:family="table" style:master-page-name="b"/><style:style style:name="ta1" style:family="table-cell"/></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表" table:style-name="ta1"><table:table-row>${cell('甲')}</table:table-row><table:table-row>${cell('34.5')}${cell('6')}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
	const styles = `<office:document-styles ${namespaces}><office:master-styles><style:master-page style:name="a"><style:header><text:p>单位：亿元</text:p></style:header></style:master-page><style:master-page style:name="b"><style:header><style:region-left><text:p>${head}</text:p></style:region-left></style:header><style:header-left style:display="false"><text:p>单位：亿元</text:p></style:header-left><style:footer><text:p>${foot}</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`;
	return [
		'a.ods',
		writeZip([
			{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
			{ name: 'content.xml', data: content },
			{ name: 'styles.xml', data: styles }
		])
	];
};

const throughOdt: Writer = (head, foot) => {
	const content = `<office:document-content ${namespaces}><office:body><office:text><text:p>甲</text:p><table:table><table:table-row><table:table-cell><text:p>34.5</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>`;
	const styles = `<office:document-styles ${namespaces}><office:master-styles><style:master-page><style:header><text:p>${head}</text:p></style:header><style:footer-first><text:p>${foot}</text:p></style:footer-first><style:header-left style:display="false"><text:p>单位：亿元</text:p></style:header-left></style:master-page></office:master-styles></office:document-styles>`;
	return [
		'a.odt',
		writeZip([
			{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
			{ name: 'content.xml', data: content },
			{ name: 'styles.xml', data: styles }
		])
	];
};

const CASES: [name: string, head: string, foot: string, notes: string[]][] = [
	['a unit above', '示例市 金额单位：元（人民币）', '第1页', ['金额单位：元']],
	['a unit of another scale', '单位：千万元', '第1页', ['单位：千万元']],
	['a unit below', '示例市', '单位: 千元', ['单位: 千元']],
	['the same unit twice', '单位：万元', '单位：万元', ['单位：万元']],
	['a name', '填报单位：示例市民政局', '元旦', ['填报单位：示例市民政局']],
	['a place called 元江', '填报单位：元江县财政局', '1', ['填报单位：元江县财政局']],
	['a year', '示例市2021年度部门整体支出绩效自评表', '1', ['示例市2021年度部门整体支出绩效自评表']],
	['nothing that counts', '示例市', '打印日期2023年', []]
];

test.each(
	[
		throughDocx,
		throughWord2003,
		throughDoc,
		throughRtf,
		throughOdt,
		throughXlsx,
		throughXls,
		throughOds
	].flatMap((writer) =>
		CASES.map(([name, head, foot, notes]) => [name, ...writer(head, foot), notes] as const)
	)
)('%s on the pages of %s', async (_, name, bytes, notes) => {
	const document = await readDocument(bytes, name);
	const own = paragraphs(document).filter((text) => text !== '乙');
	expect(own).toEqual([...notes, '甲']);
	expect(tables(document).map(({ rows }) => rows.at(-1)?.[0]?.text)).toEqual(['34.5']);
	expect(document.issues).toEqual([]);
});

const HEADER = '单位名称：示例市民政局\t2021年度\t单位：万元';

test.each([
	[
		['收入合计', '34.5'],
		['2021年度', '单位名称：示例市民政局', '单位：万元']
	],
	[['2022年度部门整体支出绩效自评表'], ['单位名称：示例市民政局', '单位：万元']],
	[
		['部门名称', '示例市水利局'],
		['2021年度', '单位：万元']
	],
	[['示例市水利局2022年度部门整体支出绩效自评表'], ['单位：万元']],
	[['示例市妇联２０２２年度部门整体支出绩效自评报告'], ['单位：万元']],
	[['二〇二二年度部门整体支出绩效自评表'], ['单位名称：示例市民政局', '单位：万元']],
	[
		['2023年3月1日', '示例市水利局'],
		['2021年度', '单位：万元']
	]
])('a header adds what %j leaves out', (body, notes) => {
	expect(marginTexts(HEADER, () => body)).toEqual(notes);
});
