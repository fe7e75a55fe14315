/** The fixtures of the forms in every other format that filings come in. */
import { escapeText } from '#lib/catalogue/characters.ts';
import { utils, write } from '@e965/xlsx';
import type { SourceDocument } from '#lib/documents/model.ts';
import { readDocument } from '#lib/documents/read.ts';
import { columnName } from '#lib/documents/sheet/references.ts';
import { line as ofdLine, text as ofdText, writeOfd } from '../documents/ofd-file.ts';
import { writePdf, type PdfPage } from '../documents/pdf-file.ts';
import { inline, sheetData, writeXlsx } from '../documents/xlsx-file.ts';
import { writeZip } from '../documents/zip-file.ts';
import { WAYS, type ModelBlock, type ModelCell } from './report/documents.ts';

type Way = (blocks: ModelBlock[]) => SourceDocument | Promise<SourceDocument>;

export const OTHER_WAYS: [string, Way][] = [
	...WAYS.slice(1),
	['through .xlsx', throughXlsx],
	['through .xls', throughXls],
	['through .ods', throughOds],
	['through .csv', throughCsv],
	['through .pdf', throughPdf],
	['through .ofd', throughOfd],
	['through .rtf', throughRtf],
	['through .odt', throughOdt],
	['through .mht', throughMht],
	['through .xml', throughWordXml]
];

export function modelOf({ blocks }: SourceDocument): ModelBlock[] {
	return blocks.map((block) =>
		block.kind === 'paragraph'
			? block.text
			: {
					rows: block.rows.map((cells) =>
						cells.map(({ text, grid, merge }, at) => ({
							text,
							merge,
							...(grid ?? { start: at, span: 1 })
						}))
					)
				}
	);
}

/** One worksheet with the paragraphs and tables below one another. */
interface SheetModel {
	rows: readonly ModelCell[][];
	/** Merged areas, 0-based and inclusive. */
	merges: { top: number; left: number; bottom: number; right: number }[];
}

function sheetOf(blocks: readonly ModelBlock[]): SheetModel {
	const rows = blocks.flatMap((block) =>
		typeof block === 'string'
			? [[{ text: block, start: 0, span: 1, merge: 'none' as const }], []]
			: [...block.rows, []]
	);
	const merges = rows.flatMap((cells, top) =>
		cells.flatMap(({ start, span, merge }) => {
			if (merge === 'continue') return [];
			const height = merge === 'start' ? heightOf(rows, top, start) : 1;
			const area = { top, left: start, bottom: top + height - 1, right: start + span - 1 };
			return span * height === 1 ? [] : [area];
		})
	);
	const filled = rows.map((cells) =>
		cells.filter(({ merge, text }) => merge !== 'continue' && text !== '')
	);
	return { rows: filled, merges };
}

function throughXlsx(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const { rows, merges } = sheetOf(blocks);
	const filled = rows.map((cells, index) =>
		cells
			.map(({ text, start }) => inline(`${columnName(start + 1)}${index + 1}`, escapeText(text)))
			.join('')
	);
	const merged = merges.map(
		({ top, left, bottom, right }) =>
			`<mergeCell ref="${columnName(left + 1)}${top + 1}:${columnName(right + 1)}${bottom + 1}"/>`
	);
	const mergeCells = merged.length === 0 ? '' : `<mergeCells>${merged.join('')}</mergeCells>`;
	const xml = `${sheetData(...filled)}${mergeCells}`;
	return readDocument(writeXlsx({ sheets: [{ name: '报表', xml }] }), 'a.xlsx');
}

function throughXls(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const { rows, merges } = sheetOf(blocks);
	const sheet = utils.aoa_to_sheet(
		rows.map((cells) => textsOf(cells).map((text) => asNumber(text) ?? text))
	);
	sheet['!merges'] = merges.map(({ top, left, bottom, right }) => {
		return { s: { r: top, c: left }, e: { r: bottom, c: right } };
	});
	const book = utils.book_new();
	utils.book_append_sheet(book, sheet, '报表');
	const bytes = write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array;
	return readDocument(Buffer.from(bytes), 'a.xls');
}

function throughCsv(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const lines = sheetOf(blocks).rows.map((cells) =>
		textsOf(cells)
			.map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
			.join(',')
	);
	return readDocument(Buffer.from(lines.join('\n')), 'a.csv');
}

/** A number with a format of as many decimals; null for any other text. */
function asNumber(text: string): { t: 'n'; v: number; z: string } | null {
	const decimals = /^-?(?:0|[1-9]\d{0,11})(?:\.(\d{1,3}))?$/.exec(text);
	if (!decimals) return null;
	return { t: 'n', v: Number(text), z: (0).toFixed(decimals[1]?.length ?? 0) };
}

/** One text a column, blank where no cell begins. */
function textsOf(cells: readonly ModelCell[]): string[] {
	const texts: (string | undefined)[] = [];
	for (const { start, text } of cells) texts[start] = text;
	return Array.from(texts, (text) => text ?? '');
}

/** A page is this many times as wide and high as paper, so that every form fits on one. */
const PAGE_SCALE = 5;
const PAGE_LEFT = 50;
const PAGE_WIDTH = 600 * PAGE_SCALE - 2 * PAGE_LEFT;
const LINE_HEIGHT = 16;

function throughPdf(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	return readDocument(writePdf([drawPage(blocks)]), 'a.pdf');
}

/** Millimetres of an OFD page for a point: its characters are 4 mm high, those of the PDF page 10 points. */
const OFD_SCALE = 0.4;
const OFD_TOP = 800 * PAGE_SCALE;

function throughOfd(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const { texts, lines = [] } = drawPage(blocks);
	const x = (points: number) => points * OFD_SCALE;
	const y = (points: number) => (OFD_TOP - points) * OFD_SCALE;
	const objects = [
		...texts.map(([left, foot, content]) => ofdText(x(left), y(foot) - 4, escapeText(content))),
		...lines.map(([x1, y1, x2, y2]) => ofdLine(x(x1), y(y1), x(x2), y(y2)))
	];
	return readDocument(writeOfd({ pages: [objects.join('')] }), 'a.ofd');
}

const RTF_MERGES = { none: '', unknown: '', start: '\\clvmgf', continue: '\\clvmrg' };
const RTF_TWIPS = 10;

function throughRtf(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const encoded = (text: string) =>
		[...text.replace(/[\\{}]/g, '\\$&')]
			.map((sign) => {
				if (sign === '\n') return '\\par ';
				return sign > '~' ? encodedSign(sign) : sign;
			})
			.join('');
	const rowOf = (cells: readonly ModelCell[]) => {
		const edges = cells.map(({ start, span, merge }) => {
			return `${RTF_MERGES[merge]}\\cellx${(start + span) * RTF_TWIPS}`;
		});
		const texts = cells.map(
			({ text, merge }) => `${merge === 'continue' ? '' : encoded(text)}\\cell `
		);
		return `\\trowd${edges.join('')}\\pard\\intbl ${texts.join('')}\\row\n`;
	};
	const body = blocks.map((block) =>
		typeof block === 'string'
			? `\\pard ${encoded(block)}\\par\n`
			: `${block.rows.map(rowOf).join('')}\\pard\\par\n`
	);
	return readDocument(Buffer.from(`{\\rtf1\\ansi\\uc1 ${body.join('')}}`), 'a.rtf');
}

/** Each code of UTF-16, with a question mark for programs that know none. */
function encodedSign(sign: string): string {
	return sign
		.split('')
		.map((code) => `\\u${code.charCodeAt(0)}?`)
		.join('');
}

const ODF_NAMESPACES = ['office', 'text', 'table']
	.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
	.join(' ');

function throughOdt(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const body = blocks.map((block) =>
		typeof block === 'string'
			? odfLines(block)
			: `<table:table>${odfRows(block.rows)}</table:table>`
	);
	return readDocument(writeOdf('text', body.join('')), 'a.odt');
}

function throughOds(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const rows = blocks.flatMap((block) => [
		typeof block === 'string'
			? `<table:table-row><table:table-cell>${odfLines(block)}</table:table-cell></table:table-row>`
			: odfRows(block.rows),
		'<table:table-row/>'
	]);
	const table = `<table:table table:name="报表">${rows.join('')}</table:table>`;
	return readDocument(writeOdf('spreadsheet', table), 'a.ods');
}

function odfLines(text: string): string {
	return text
		.split('\n')
		.map((line) => `<text:p>${escapeText(line)}</text:p>`)
		.join('');
}

function odfRows(rows: readonly ModelCell[][]): string {
	const covered = (count: number) => '<table:covered-table-cell/>'.repeat(count);
	const written = rows.map((cells, index) => {
		const each = cells.map(({ text, start, span, merge }) => {
			if (merge === 'continue') return covered(span);
			const height = merge === 'start' ? heightOf(rows, index, start) : 1;
			const value = asNumber(text)
				? `office:value-type="float" office:value="${text}"`
				: 'office:value-type="string"';
			return `<table:table-cell ${value} table:number-columns-spanned="${span}" table:number-rows-spanned="${height}">${odfLines(text)}</table:table-cell>${covered(span - 1)}`;
		});
		return `<table:table-row>${each.join('')}</table:table-row>`;
	});
	return written.join('');
}

function writeOdf(kind: 'text' | 'spreadsheet', body: string): Buffer {
	const content = `<office:document-content ${ODF_NAMESPACES}><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`;
	return writeZip([
		{ name: 'mimetype', data: `application/vnd.oasis.opendocument.${kind}`, stored: true },
		{ name: 'content.xml', data: content }
	]);
}

function throughMht(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const lines = (text: string) => text.split('\n').map(escapeText).join('<br>');
	const tableOf = (rows: readonly ModelCell[][]) =>
		rows.map((cells, index) => {
			const written = cells.map(({ text, start, span, merge }) => {
				if (merge === 'continue') return '';
				const height = merge === 'start' ? heightOf(rows, index, start) : 1;
				return `<td colspan="${span}" rowspan="${height}">${lines(text)}</td>`;
			});
			return `<tr>${written.join('')}</tr>`;
		});
	const body = blocks.map((block) =>
		typeof block === 'string'
			? `<p>${lines(block)}</p>`
			: `<table>${tableOf(block.rows).join('')}</table>`
	);
	const page = Buffer.from(`<html><body>${body.join('')}</body></html>`).toString('base64');
	const mail = `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${page.replace(/.{76}/g, '$&\r\n')}\r\n--x--\r\n`;
	return readDocument(Buffer.from(mail), 'a.mht');
}

function throughWordXml(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const lines = (text: string) =>
		text
			.split('\n')
			.map((line) => `<w:p><w:r><w:t>${escapeText(line)}</w:t></w:r></w:p>`)
			.join('');
	const merges = {
		none: '',
		unknown: '',
		start: '<w:vmerge w:val="restart"/>',
		continue: '<w:vmerge/>'
	};
	const rowOf = (cells: readonly ModelCell[]) =>
		cells.map(({ text, span, merge }) => {
			const properties = `<w:gridSpan w:val="${span}"/>${merges[merge]}`;
			const written = merge === 'continue' ? '' : text;
			return `<w:tc><w:tcPr>${properties}</w:tcPr>${lines(written)}</w:tc>`;
		});
	const body = blocks.map((block) =>
		typeof block === 'string'
			? lines(block)
			: `<w:tbl>${block.rows.map((cells) => `<w:tr>${rowOf(cells).join('')}</w:tr>`).join('')}</w:tbl>`
	);
	const xml = `<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${body.join('')}</w:body></w:wordDocument>`;
	return readDocument(Buffer.from(xml), 'a.xml');
}

/** One page with the paragraphs and ruled tables below one another, each cell's text broken at the cell's width. */
function drawPage(blocks: readonly ModelBlock[]): PdfPage {
	const page: PdfPage = {
		texts: [],
		lines: [],
		before: `${1 / PAGE_SCALE} 0 0 ${1 / PAGE_SCALE} 0 0 cm`
	};
	let y = 800 * PAGE_SCALE - PAGE_LEFT;
	for (const block of blocks) {
		const rows =
			typeof block === 'string'
				? [[{ text: block, start: 0, span: 1, merge: 'none' as const }]]
				: block.rows;
		y = drawRows(page, rows, y, typeof block !== 'string') - 2 * LINE_HEIGHT;
	}
	return page;
}

/** Returns the foot of the rows. */
function drawRows(
	page: PdfPage,
	rows: readonly ModelCell[][],
	top: number,
	isRuled: boolean
): number {
	const edge = Math.max(...rows.flat().map(({ start, span }) => start + span));
	const x = (column: number) => PAGE_LEFT + (column * PAGE_WIDTH) / edge;
	const printed = rows.map((cells) =>
		cells.map((cell) => ({ ...cell, lines: brokenText(cell, (PAGE_WIDTH / edge) * cell.span) }))
	);
	const feet = [top];
	for (const cells of printed) {
		const most = Math.max(1, ...cells.map(({ lines }) => lines.length));
		feet.push((feet.at(-1) ?? top) - (most + 1) * LINE_HEIGHT);
	}
	printed.forEach((cells, index) =>
		cells.forEach(({ start, span, merge, lines }) => {
			if (merge === 'continue') return;
			const height = merge === 'start' ? heightOf(rows, index, start) : 1;
			const [left, right] = [x(start), x(start + span)];
			const [head = top, foot = top] = [feet[index], feet[index + height]];
			if (isRuled)
				page.lines?.push(
					[left, head, right, head],
					[left, foot, right, foot],
					[left, head, left, foot],
					[right, head, right, foot]
				);
			lines.forEach((text, line) =>
				page.texts.push([left + 5, head - (line + 1) * LINE_HEIGHT, text])
			);
		})
	);
	return feet.at(-1) ?? top;
}

function brokenText({ text, merge }: ModelCell, width: number): string[] {
	if (merge === 'continue' || text === '') return [];
	const most = Math.max(1, Math.floor((width - 10) / 10));
	return text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${most}}`, 'gu')) ?? []);
}

function heightOf(rows: readonly ModelCell[][], from: number, start: number): number {
	const below = rows.slice(from + 1);
	const end = below.findIndex(
		(cells) => cells.find((cell) => cell.start === start)?.merge !== 'continue'
	);
	return 1 + (end < 0 ? below.length : end);
}
