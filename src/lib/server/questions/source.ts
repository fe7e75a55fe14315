/**
 * 来源: a filing's document as filed, rebuilt as tables and paragraphs, with contacts covered.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { Place } from '#lib/documents/place.ts';
import { isSheetFormat, type DocumentCell, type SourceDocument } from '#lib/documents/model.ts';
import { decodeText } from '#lib/documents/encoding.ts';
import { readDocument } from '#lib/documents/read.ts';
import type { LocalForm } from '#lib/forms/local/definition.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { ConfigError } from '../config.ts';
import { localForms } from '../import/local-forms.ts';
import { placeFromText } from '../ledger/filing/cells.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { csvBlocks, sheetBlocks, type SourceRow, type SourceTable } from './source-tables.ts';

const unzip = promisify(gunzip);

/** Stands where the form names a person or a phone: those are stored apart and shown only to who may edit. */
const COVERED = '〔不予显示〕';

export type SourceBlock =
	| SourceTable
	| {
			kind: 'paragraph';
			number: number;
			text: string;
			highlighted: { start: number; end: number } | null;
	  };

export interface Source {
	filing: {
		id: number;
		version: number;
		is_current: boolean;
		fiscal_year: number;
		imported_at: string;
		filed_on: string | null;
	};
	department: { code: string; name: string; jurisdiction_code: string };
	file: { name: string; format: string; sha256: string; byte_length: number };
	/** All files that the filing is made of, by their numbers. */
	files: { number: number; name: string; is_shown: boolean }[];
	blocks: SourceBlock[];
	/** Text of the highlighted cell or passage; null where nothing is highlighted. */
	highlighted: string | null;
}

/**
 * The document of a filing with the place highlighted; null where there is no such filing.
 * @param number of several files; one that the place is in goes before, and the first where there is none of that number
 */
export async function sourceOf(
	db: Kysely<Database>,
	filing: number,
	place: Place | null,
	number = 0
): Promise<Source | null> {
	const row = await db
		.selectFrom('filing as f')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.select(['f.id', 'f.version', 'f.is_current', 'f.fiscal_year', 'f.imported_at', 'f.filed_on'])
		.select(['d.code', 'd.name', 'd.jurisdiction_code'])
		.where('f.id', '=', filing)
		.executeTakeFirst();
	if (!row) return null;
	const asked = place ? (place.file ?? 1) : number;
	const file = await db
		.selectFrom('filing_source as o')
		.innerJoin('source_file as s', 's.id', 'o.source_id')
		.select(['s.id', 's.sha256', 's.name', 's.format', 's.byte_length', 's.content'])
		.select(['o.template', 'o.number'])
		.where('o.filing_id', '=', filing)
		.where('o.number', 'in', [1, asked])
		.orderBy('o.number', 'desc')
		.executeTakeFirstOrThrow();
	const blocks = await blocksOf(db, file, place);
	return {
		filing: { ...pick(row), is_current: row.is_current === 1 },
		department: { code: row.code, name: row.name, jurisdiction_code: row.jurisdiction_code },
		file: {
			name: file.name,
			format: file.format,
			sha256: file.sha256,
			byte_length: file.byte_length
		},
		files: await filesOf(db, filing, file.number),
		blocks,
		highlighted: highlightedText(blocks)
	};
}

async function filesOf(
	db: Kysely<Database>,
	filing: number,
	shown: number
): Promise<Source['files']> {
	const rows = await db
		.selectFrom('filing_source as o')
		.innerJoin('source_file as s', 's.id', 'o.source_id')
		.select(['o.number', 's.name'])
		.where('o.filing_id', '=', filing)
		.orderBy('o.number')
		.execute();
	return rows.map((row) => ({ ...row, is_shown: row.number === shown }));
}

function pick(
	row: Source['filing'] | (Omit<Source['filing'], 'is_current'> & { is_current: number })
) {
	const { id, version, fiscal_year, imported_at, filed_on } = row;
	return { id, version, fiscal_year, imported_at, filed_on };
}

interface StoredFile {
	id: number;
	sha256: string;
	name: string;
	format: string;
	content: Uint8Array;
	template: string;
}

async function blocksOf(
	db: Kysely<Database>,
	file: StoredFile,
	place: Place | null
): Promise<SourceBlock[]> {
	if (file.format === 'csv') return csvBlocks(await textOf(file), place);
	const bytes = await unzip(file.content);
	if (isSheets(file)) return sheetBlocks({ ...file, bytes }, place);
	return documentBlocks(db, file, bytes, place);
}

/** Readers follow one figure after another into the same table: the last one read is cached. */
let last: { sha256: string; text: string } | null = null;

async function textOf({ sha256, content }: { sha256: string; content: Uint8Array }) {
	if (last?.sha256 === sha256) return last.text;
	const { text } = decodeText(await unzip(content));
	last = { sha256, text };
	return text;
}

/** A workbook or web page may be a table of many departments or one department's form. */
function isSheets({ template, format }: StoredFile): boolean {
	return template === 'csv' && isSheetFormat(format);
}

async function documentBlocks(
	db: Kysely<Database>,
	{ id, name }: StoredFile,
	bytes: Uint8Array,
	place: Place | null
): Promise<SourceBlock[]> {
	const covered = await coveredPlaces(db, id);
	const document = await readDocument(bytes, name);
	const left = leftCells(document, name);
	return document.blocks
		.filter((block) => block.kind === 'paragraph' || block.nested_in === null)
		.map((block) =>
			block.kind === 'paragraph'
				? {
						kind: 'paragraph',
						number: block.number,
						text: coverText(block.text, covered.texts.get(block.number) ?? []),
						highlighted:
							place?.kind === 'text' && place.paragraph === block.number
								? { start: place.start, end: place.end }
								: null
					}
				: {
						kind: 'table',
						number: block.number,
						sheet: null,
						head: [],
						rows: tableRows(block.number, block.rows, { covered: covered.cells, left }, place)
					}
		);
}

interface Covered {
	/** `table:row:column`. */
	cells: Set<string>;
	/** Spans by paragraph number. */
	texts: Map<number, { start: number; end: number }[]>;
}

/** Contacts of every filing that came from the file: a later version may have taken over a part of it only. */
async function coveredPlaces(db: Kysely<Database>, source_id: number): Promise<Covered> {
	const contacts = await db
		.selectFrom('filing_source as o')
		.innerJoin('contact as c', 'c.filing_id', 'o.filing_id')
		.select(['c.place', 'o.number'])
		.where('o.source_id', '=', source_id)
		.execute();
	const covered: Covered = { cells: new Set(), texts: new Map() };
	for (const contact of contacts) {
		const place = placeFromText(contact.place);
		if ((place.file ?? 1) !== contact.number) continue;
		if (place.kind === 'cell') covered.cells.add(`${place.table}:${place.row}:${place.column}`);
		if (place.kind === 'text') {
			const spans = covered.texts.get(place.paragraph) ?? [];
			covered.texts.set(place.paragraph, [...spans, place]);
		}
	}
	return covered;
}

/** Covers the spans with text of the same length where it fits, so that later spans keep their places. */
function coverText(text: string, spans: readonly { start: number; end: number }[]): string {
	let shown = text;
	for (const { start, end } of spans) {
		shown = shown.slice(0, start) + '█'.repeat(end - start) + shown.slice(end);
	}
	return shown;
}

/** Returns why numbers of recognised tables are not used, by `table:row:column`, as the reader says today. */
function leftCells(document: SourceDocument, file_name: string): ReadonlyMap<string, string> {
	const { leftovers } = recognise(document, { file_name, folder_names: [] }, taughtForms());
	const cells = leftovers.flatMap(({ place, why }) =>
		place.kind === 'cell' ? [[`${place.table}:${place.row}:${place.column}`, why] as const] : []
	);
	return new Map(cells);
}

/** A definition that is wrong is said at the import; the document can be shown without it. */
function taughtForms(): LocalForm[] {
	try {
		return localForms();
	} catch (error) {
		if (error instanceof ConfigError) return [];
		throw error;
	}
}

interface CellMarks {
	covered: ReadonlySet<string>;
	left: ReadonlyMap<string, string>;
}

function tableRows(
	table: number,
	rows: readonly DocumentCell[][],
	{ covered, left }: CellMarks,
	place: Place | null
): SourceRow[] {
	const leftIn = (row: number, column: number) => {
		const why = left.get(`${table}:${row}:${column}`);
		return why === undefined ? {} : { left: why };
	};
	return rows.map((cells, index) => ({
		number: index + 1,
		cells: cells
			.filter((cell) => cell.merge !== 'continue')
			.map((cell) => ({
				text: covered.has(`${table}:${index + 1}:${cell.column}`) ? COVERED : cell.text,
				column: cell.column,
				at: `第${index + 1}行 第${cell.column}格`,
				columnSpan: cell.grid?.span ?? 1,
				rowSpan: cell.merge === 'start' ? rowSpanOf(rows, index, cell) : 1,
				...leftIn(index + 1, cell.column),
				highlighted:
					place?.kind === 'cell' &&
					place.table === table &&
					place.row === index + 1 &&
					place.column === cell.column
			}))
	}));
}

/** Rows that a vertically merged cell covers: it and the continuations below it at the same grid column. */
function rowSpanOf(rows: readonly DocumentCell[][], from: number, cell: DocumentCell): number {
	let span = 1;
	for (const row of rows.slice(from + 1)) {
		const below = row.find((other) => other.grid?.start === cell.grid?.start);
		if (below?.merge !== 'continue') break;
		span += 1;
	}
	return span;
}

function highlightedText(blocks: readonly SourceBlock[]): string | null {
	for (const block of blocks) {
		if (block.kind === 'paragraph') {
			if (block.highlighted)
				return block.text.slice(block.highlighted.start, block.highlighted.end);
			continue;
		}
		for (const row of block.rows) {
			const cell = row.cells.find((candidate) => candidate.highlighted);
			if (cell) return cell.text;
		}
	}
	return null;
}
