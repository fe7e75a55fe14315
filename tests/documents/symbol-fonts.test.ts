import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { openCompoundFile } from '#lib/documents/compound/compound-file.ts';
import { readDocument } from '#lib/documents/read.ts';
import { writeCompound } from './compound-file.ts';
import { paragraphs } from './document-view.ts';
import { sheetData, writeXlsx } from './xlsx-file.ts';
import { writeZip } from './zip-file.ts';

type Writer = (font: string, text: string) => [name: string, Buffer];

const inXlsx: Writer = (font, text) => {
	const xml = sheetData(`<c r="A1" s="1" t="inlineStr"><is><t>${text}</t></is></c>`);
	const styles = `<fonts><font/><font><name val="${font}"/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>`;
	return ['a.xlsx', writeXlsx({ sheets: [{ name: '表', xml }], styles })];
};

const inRun: Writer = (font, text) => {
	const xml = sheetData(
		`<c r="A1" t="inlineStr"><is><r><rPr><rFont val="${font}"/></rPr><t>${text}</t></r></is></c>`
	);
	return ['a.xlsx', writeXlsx({ sheets: [{ name: '表', xml }] })];
};

const inOds: Writer = (font, text) => {
	const spaces = ['office', 'text', 'table', 'style']
		.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
		.concat('xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"')
		.join(' ');
	const face = `<office:font-face-decls><style:font-face style:name="F1" svg:font-family="'${font}'"/></office:font-face-decls>`;
	const style =
		'<style:style style:name="C"><style:text-properties style:font-name="F1"/></style:style>';
	const table = `<table:table table:name="表"><table:table-row><table:table-cell table:style-name="C"><text:p>${text}</text:p></table:table-cell></table:table-row></table:table>`;
	const data = `<office:document-content ${spaces}>${face}<office:automatic-styles>${style}</office:automatic-styles><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`;
	return [
		'a.ods',
		writeZip([
			{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
			{ name: 'content.xml', data }
		])
	];
};

/** The library writes every font by the same name, which this replaces ([MS-XLS] Font). */
const inXls: Writer = (font, text) => {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet([[text]]), '表');
	const file = Buffer.from(write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
	const stream = Buffer.from(openCompoundFile(file).open('Workbook')?.data ?? []);
	const name = Buffer.from('Arial', 'utf16le');
	for (let at = stream.indexOf(name); at >= 0; at = stream.indexOf(name, at + 1))
		Buffer.from([font.length, 0, ...Buffer.from(font)]).copy(stream, at - 2);
	return ['a.xls', writeCompound({ Workbook: stream })];
};

const SEEN: [font: string, text: string, seen: string][] = [
	['Wingdings', 'þ', '☑'],
	['Wingdings', 'ü', '✓'],
	['Wingdings', 'û 优', '✗ 优'],
	['Wingdings', 'A', '〓'],
	['Webdings', 'a', '✓'],
	['Symbol', '≥95', '≥95'],
	['宋体', 'R', 'R']
];

test.each(
	Object.entries({ xlsx: inXlsx, 'a run in xlsx': inRun, ods: inOds, xls: inXls }).flatMap(
		([format, writer]) => SEEN.map((seen) => [format, ...seen, writer] as const)
	)
)('%s: in %s, %s shows as %s', async (_, font, text, seen, writer) => {
	const [name, bytes] = writer(font, text);
	expect(paragraphs(await readDocument(bytes, name))).toEqual([seen]);
});

test.each<[string, string]>([
	['P', '✓'],
	['R', '☑'],
	['£', '□']
])('in Wingdings 2, %s shows as %s', async (text, seen) => {
	const [name, bytes] = inXlsx('Wingdings 2', text);
	expect(paragraphs(await readDocument(bytes, name))).toEqual([seen]);
});
