/** Harmless documents of great size: what is within the caps is read whole, what is beyond is refused, neither without end. */
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import {
	MAX_CELLS,
	MAX_COLUMNS,
	MAX_NESTED_TABLES,
	MAX_SHEETS,
	MAX_TEXT
} from '#lib/documents/caps.ts';
import { openFile } from '#lib/documents/read.ts';
import { columnName } from '#lib/documents/sheet/references.ts';
import { cpuSecondsOf, ENDLESS } from './cpu-time.ts';
import { documentXml, p, tbl, tc, tr, writePackage } from './docx-file.ts';
import { inline, sheetData, writeXlsx } from './xlsx-file.ts';

/** Not packed: what repeats without end packs so well that the gate takes it for a bomb. */
const storedDocx = (body: string) =>
	writePackage('', [{ name: 'word/document.xml', data: documentXml(body), stored: true }]);

const row = (number: number, cells: readonly string[]) =>
	cells.map((text, at) => inline(`${columnName(at + 1)}${number}`, text)).join('');
const book = (sheets: number, rows: readonly string[][]) =>
	writeXlsx({
		sheets: Array.from({ length: sheets }, (_, at) => ({
			name: `表${at + 1}`,
			xml: sheetData(...rows.map((cells, index) => row(index + 1, cells)))
		}))
	});
/** The same in the formats of other programs. */
const otherBook = (sheets: number, bookType: 'biff8' | 'ods') => {
	const made = utils.book_new();
	for (let at = 1; at <= sheets; at++)
		utils.book_append_sheet(made, utils.aoa_to_sheet([['部门', at]]), `表${at}`);
	return Buffer.from(write(made, { type: 'buffer', bookType }) as Uint8Array);
};
const wide = (columns: number) => [Array.from({ length: columns }, (_, at) => `列${at}`)];
const nest = (depth: number, inner: (content: string) => string) =>
	Array.from({ length: depth }).reduce<string>((content) => inner(content), '底');
const inWord = (content: string) =>
	tbl(tr(tc(content.startsWith('<') ? content + p('') : content)));
const inHtml = (content: string) => `<table><tr><td>${content}</td></tr></table>`;
const html = (body: string) => Buffer.from(`<html><body>${body}</body></html>`);
const cells = (count: number) => storedDocx(tbl(tr(tc('1')).repeat(count)));
const words = (count: number) => '字'.repeat(count);

const WITHIN: [string, string, Buffer][] = [
	['as many sheets as may be', 'a.xlsx', book(MAX_SHEETS, [['部门', '收入合计']])],
	['as many sheets as may be, in .xls', 'a.xls', otherBook(MAX_SHEETS, 'biff8')],
	['as many sheets as may be, in .ods', 'a.ods', otherBook(MAX_SHEETS, 'ods')],
	['as many columns as may be', 'a.xlsx', book(1, wide(MAX_COLUMNS))],
	['the longest cell that Excel has', 'a.xlsx', book(1, [[words(32_767)]])],
	['a cell of Word with a chapter in it', 'a.docx', storedDocx(tbl(tr(tc(words(200_000)))))],
	['a paragraph of a million letters', 'a.docx', storedDocx(p(words(1_000_000)))],
	['tables as deep as may be in Word', 'a.docx', storedDocx(nest(MAX_NESTED_TABLES, inWord))],
	['tables as deep as may be in a web page', 'a.html', html(nest(MAX_NESTED_TABLES, inHtml))],
	['as many cells as may be', 'a.docx', cells(MAX_CELLS)],
	['fifty thousand paragraphs', 'a.docx', storedDocx(p('一句话。').repeat(50_000))]
];

const BEYOND: [string, string, Buffer, string][] = [
	['one sheet more', 'a.xlsx', book(MAX_SHEETS + 1, [['部门']]), 'too_many_sheets'],
	['one sheet more, in .xls', 'a.xls', otherBook(MAX_SHEETS + 1, 'biff8'), 'too_many_sheets'],
	['one sheet more, in .ods', 'a.ods', otherBook(MAX_SHEETS + 1, 'ods'), 'too_many_sheets'],
	['one column more', 'a.xlsx', book(1, wide(MAX_COLUMNS + 1)), 'too_many_columns'],
	[
		'one table deeper in Word',
		'a.docx',
		storedDocx(nest(MAX_NESTED_TABLES + 2, inWord)),
		'tables_too_deep'
	],
	[
		'one table deeper in a web page',
		'a.html',
		html(nest(MAX_NESTED_TABLES + 2, inHtml)),
		'tables_too_deep'
	],
	['one cell more', 'a.docx', cells(MAX_CELLS + 1), 'too_many_cells'],
	['more letters', 'a.docx', storedDocx(p(words(MAX_TEXT + 1))), 'text_too_long']
];

describe('within the caps', () => {
	test.each(WITHIN)('%s', async (what, name, bytes) => {
		let sheets: number | undefined;
		const seconds = await cpuSecondsOf(async () => {
			sheets = (await openFile(bytes, name)).workbook?.sheets.length;
		});
		expect(sheets ?? 1).toBe(what.includes('sheets') ? MAX_SHEETS : 1);
		expect(seconds).toBeLessThan(ENDLESS);
	});
});

describe('beyond the caps', () => {
	test.each(BEYOND)('%s', async (_, name, bytes, code) => {
		let refusal: unknown = null;
		const seconds = await cpuSecondsOf(async () => {
			refusal = await openFile(bytes, name).then(
				() => null,
				(error: unknown) => error
			);
		});
		expect(refusal).toMatchObject({ code, name: 'DocumentError' });
		expect(seconds).toBeLessThan(ENDLESS);
	});
});
