/**
 * Every form by its fixtures: `<form>/fixtures/<name>/input.html` and what it states in `expected.json`. In each of
 * them every number of a recognised table is stored or listed, and no stored number can change without a trace.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { CellPlace } from '#lib/documents/place.ts';
import type { SourceDocument } from '#lib/documents/model.ts';
import { readHtml } from '#lib/documents/html/html.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { Recognition } from '#lib/filing/recognition.ts';
import { FORMS } from '#lib/forms/forms.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { readDocument } from '#lib/documents/read.ts';
import { columnName } from '#lib/documents/sheet/references.ts';
import { line as ofdLine, text as ofdText, writeOfd } from '../documents/ofd-file.ts';
import { writePdf, type PdfPage } from '../documents/pdf-file.ts';
import { inline, sheetData, writeXlsx } from '../documents/xlsx-file.ts';
import { writeZip } from '../documents/zip-file.ts';
import { WAYS, type ModelBlock, type ModelCell } from './report/documents.ts';

const REPORTS = join(import.meta.dirname, '../fixtures/reports');
const OTHER_WAYS: [string, (blocks: ModelBlock[]) => SourceDocument | Promise<SourceDocument>][] = [
	...WAYS.slice(1),
	['through .xlsx', throughXlsx],
	['through .pdf', throughPdf],
	['through .ofd', throughOfd],
	['through .rtf', throughRtf],
	['through .odt', throughOdt]
];
/** Formats that record which cells are merged, so that they say the same. */
const KEEP_MERGES: ReadonlySet<string> = new Set(
	['docx', 'doc', 'pdf', 'ofd', 'rtf', 'odt'].map((ending) => `through .${ending}`)
);

const folders = globSync('*/fixtures/*/', { cwd: import.meta.dirname }).sort();

function documentIn(folder: string): SourceDocument {
	return readHtml(readFileSync(join(import.meta.dirname, folder, 'input.html'), 'utf8'));
}

function read(document: SourceDocument): Recognition {
	return recognise(document, { file_name: '', folder_names: [] });
}

/** The figures of a filing, in 万元, people and points, as a person would write them down. */
function stated(filing: RecognisedFiling) {
	const amount = (id: string, value: number | null) =>
		value === null || id.startsWith('staff_') ? value : value / 1_000_000;
	const { figures, budgets, score, fiscal_year, claims } = filing;
	return {
		fiscal_year,
		department: claims.find(({ source }) => source !== 'budget_code')?.text,
		figures: Object.fromEntries(
			Object.entries(figures)
				.filter(([, { place }]) => place !== null)
				.map(([id, { value, missing }]) => [id, amount(id, value) ?? missing])
		),
		budgets: Object.fromEntries(
			budgets.map(({ measure, basis, figure }) => [
				`${measure} ${basis}`,
				amount(measure, figure.value)
			])
		),
		score_form: score.form.value,
		score_sheet: score.sheet.value,
		score_items: score.items.map(({ score: points }) => points.value)
	};
}

function summary({ kind, sections, filings, leftovers, issues }: Recognition) {
	return {
		kind,
		sections: sections.map((section) => `${section.kind} ${section.status}`),
		filings: filings.map(stated),
		leftovers: leftovers.map(({ text, why }) => `${text} ${why}`),
		issues: issues.map(({ code }) => code)
	};
}

const isNumber = (text: string) => /^-?[\d,]+(?:\.\d+)?(?:[人名分%])?$/.test(text.trim());
const keyOf = ({ table, row, column }: CellPlace) => `${table} ${row} ${column}`;

/** Every place of a cell anywhere below a value. */
function cellsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(cellsIn);
	if (typeof value !== 'object' || value === null) return [];
	if ('kind' in value && value.kind === 'cell') return [keyOf(value as CellPlace)];
	return Object.values(value).flatMap(cellsIn);
}

test('every registered form has a fixture', () => {
	const missing = FORMS.filter(({ id }) => !folders.some((folder) => folder.startsWith(`${id}/`)));
	expect(missing.map(({ id }) => id)).toEqual([]);
});

describe.each(folders)('%s', (folder) => {
	const document = documentIn(folder);
	const recognition = read(document);

	test('states what is expected', () => {
		const expected = readFileSync(join(import.meta.dirname, folder, 'expected.json'), 'utf8');
		expect(summary(recognition)).toEqual(JSON.parse(expected));
	});

	test('stores or lists every number of a recognised table', () => {
		expect(lostNumbers(document, recognition)).toEqual([]);
	});

	test('does not pass over another number in a stored cell', () => {
		expect(unnoticedCells(document, recognition)).toEqual([]);
	});
});

/** The same in other formats; what is stored there may differ, but nothing is lost or passed over. */
describe.each(OTHER_WAYS)('%s', (way, through) => {
	test.each(folders)('%s', async (folder) => {
		const filed = documentIn(folder);
		const document = await through(modelOf(filed));
		const recognition = read(document);
		if (KEEP_MERGES.has(way))
			expect(summary(recognition).filings).toEqual(summary(read(filed)).filings);
		// The parts of one worksheet are in one table: what is said of a part as a whole is said of its numbers.
		const isWhole = recognition.sections.every(({ status }) => status === 'read');
		if (isWhole || !way.endsWith('.xlsx')) expect(lostNumbers(document, recognition)).toEqual([]);
		expect(unnoticedCells(document, recognition)).toEqual([]);
	});
});

test.each(['docx', 'doc', 'txt'])('the real report as .%s', async (ending) => {
	const name = `port-office-2021.${ending}`;
	const document = await readDocument(readFileSync(join(REPORTS, name)), name);
	const recognition = read(document);
	expect(lostNumbers(document, recognition)).toEqual([]);
	expect(unnoticedCells(document, recognition)).toEqual([]);
});

function modelOf({ blocks }: SourceDocument): ModelBlock[] {
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
function throughXlsx(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const rows = blocks.flatMap((block) =>
		typeof block === 'string'
			? [[{ text: block, start: 0, span: 1, merge: 'none' as const }], []]
			: [...block.rows, []]
	);
	const filled = rows.map((cells, index) =>
		cells
			.filter(({ merge, text }) => merge !== 'continue' && text !== '')
			.map(({ text, start }) => inline(`${columnName(start + 1)}${index + 1}`, escape(text)))
			.join('')
	);
	const merged = rows.flatMap((cells, index) =>
		cells.flatMap(({ start, span, merge }) => {
			if (merge === 'continue') return [];
			const height = merge === 'start' ? heightOf(rows, index, start) : 1;
			if (span * height === 1) return [];
			const [from, to] = [columnName(start + 1), columnName(start + span)];
			return [`<mergeCell ref="${from}${index + 1}:${to}${index + height}"/>`];
		})
	);
	const merges = merged.length === 0 ? '' : `<mergeCells>${merged.join('')}</mergeCells>`;
	const xml = `${sheetData(...filled)}${merges}`;
	return readDocument(writeXlsx({ sheets: [{ name: '报表', xml }] }), 'a.xlsx');
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
		...texts.map(([left, foot, content]) => ofdText(x(left), y(foot) - 4, escape(content))),
		...lines.map(([x1, y1, x2, y2]) => ofdLine(x(x1), y(y1), x(x2), y(y2)))
	];
	return readDocument(writeOfd({ pages: [objects.join('')] }), 'a.ofd');
}

const RTF_MERGES = { none: '', unknown: '', start: '\\clvmgf', continue: '\\clvmrg' };
const RTF_TWIPS = 10;

function throughRtf(blocks: readonly ModelBlock[]): Promise<SourceDocument> {
	const encoded = (text: string) =>
		[...text.replace(/[\\{}]/g, '\\$&')]
			.map((sign) => (sign === '\n' ? '\\par ' : sign > '~' ? encodedSign(sign) : sign))
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
	const lines = (text: string) =>
		text
			.split('\n')
			.map((line) => `<text:p>${escape(line)}</text:p>`)
			.join('');
	const covered = (count: number) => '<table:covered-table-cell/>'.repeat(count);
	const tableOf = (rows: readonly ModelCell[][]) =>
		rows.map((cells, index) => {
			const written = cells.map(({ text, start, span, merge }) => {
				if (merge === 'continue') return covered(span);
				const height = merge === 'start' ? heightOf(rows, index, start) : 1;
				return `<table:table-cell table:number-columns-spanned="${span}" table:number-rows-spanned="${height}">${lines(text)}</table:table-cell>${covered(span - 1)}`;
			});
			return `<table:table-row>${written.join('')}</table:table-row>`;
		});
	const body = blocks.map((block) =>
		typeof block === 'string'
			? lines(block)
			: `<table:table>${tableOf(block.rows).join('')}</table:table>`
	);
	const content = `<office:document-content ${ODF_NAMESPACES}><office:body><office:text>${body.join('')}</office:text></office:body></office:document-content>`;
	const parts = [
		{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
		{ name: 'content.xml', data: content }
	];
	return readDocument(writeZip(parts), 'a.odt');
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

function escape(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Numbers of recognised tables that are neither stored nor listed. */
function lostNumbers(document: SourceDocument, recognition: Recognition): object[] {
	const stored = new Set(cellsIn(recognition.filings));
	const listed = new Set(cellsIn(recognition.leftovers));
	const tables = new Set([...stored].map((key) => key.split(' ')[0]));
	return document.blocks.flatMap((block) =>
		block.kind === 'table' && tables.has(String(block.number))
			? block.rows.flatMap((cells, index) =>
					cells
						.filter(({ text }) => isNumber(text))
						.map((cell) => ({ cell, key: `${block.number} ${index + 1} ${cell.column}` }))
						.filter(
							({ key, cell }) =>
								!stored.has(key) && !listed.has(key) && !isOrdinal(block.rows, cell.column)
						)
				)
			: []
	);
}

/** Stored cells in which another number gives the same. */
function unnoticedCells(document: SourceDocument, recognition: Recognition): string[] {
	const figures = new Set(figureCells(recognition));
	const unnoticed: string[] = [];
	for (const block of document.blocks) {
		if (block.kind !== 'table') continue;
		block.rows.forEach((cells, index) =>
			cells.forEach((cell) => {
				const key = `${block.number} ${index + 1} ${cell.column}`;
				if (!isNumber(cell.text) || !figures.has(key)) return;
				const before = cell.text;
				cell.text = before.replace(/\d(?=[^\d]*$)/, (digit) => String((Number(digit) + 1) % 10));
				if (isDeepStrictEqual(read(document), recognition)) unnoticed.push(`${key}: ${before}`);
				cell.text = before;
			})
		);
	}
	return unnoticed;
}

function isOrdinal(rows: { text: string; column: number }[][], column: number): boolean {
	return rows.some((cells) =>
		cells.some((cell) => cell.column === column && /^[行栏序][次号]$/.test(cell.text))
	);
}

function figureCells({ filings }: Recognition): string[] {
	return filings.flatMap(({ figures, budgets, score }) =>
		cellsIn([figures, budgets, score.form, score.sheet, score.items])
	);
}
