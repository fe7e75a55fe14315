/**
 * 来源: a filing's document as filed, rebuilt as tables and paragraphs, with contacts covered.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { Place } from '#lib/documents/place.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import { isSheetFormat } from '#lib/documents/model.ts';
import { decodeText } from '#lib/documents/characters/encoding.ts';
import { cached } from '../../cache.ts';
import { shownDocument } from '../../import/shown-file.ts';
import { sha256 } from '../../ledger/integrity/sha256.ts';
import { placeFromText } from '../../ledger/filing/cells.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { ownRowsOf, type OwnRows } from './own-rows.ts';
import {
	marksOf,
	NO_MARKS,
	showDocument,
	type ConsumedPlaces,
	type SourceBlock
} from './document.ts';
import { csvBlocks, sheetBlocks } from './tables.ts';

const unzip = promisify(gunzip);

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
 * @param isApart whether a table of many departments shows the rows of this filing alone
 */
export async function sourceOf(
	db: Kysely<Database>,
	filing: number,
	place: Place | null,
	{ number = 0, isApart = false }: { number?: number; isApart?: boolean } = {}
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
	const own = isApart ? await ownRowsOf(db, filing, file.number) : null;
	const blocks = await blocksOf(db, file, place, own);
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

interface SourceContent {
	id: number;
	sha256: string;
	name: string;
	format: string;
	content: Uint8Array;
	template: string;
}

async function blocksOf(
	db: Kysely<Database>,
	file: SourceContent,
	place: Place | null,
	own: OwnRows | null
): Promise<SourceBlock[]> {
	if (file.format === 'csv') return csvBlocks(await textOf(file), place, own);
	const isOfSheets = isSheets(file) || place?.kind === 'sheet';
	if (!isOfSheets) return documentBlocks(db, file, place);
	const { sha256, name } = file;
	const bytes = await unzip(file.content);
	return sheetBlocks({ sha256, name, bytes, isStored: true }, place, own);
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
function isSheets({ template, format }: SourceContent): boolean {
	return template === 'csv' && isSheetFormat(format);
}

/**
 * A file that is not stored yet, with the cells lit that would be read of it; whoever sent it may see all of it. `problem`
 * says why it cannot be shown.
 */
export async function fileBlocks(
	bytes: Uint8Array,
	name: string,
	isTable: boolean
): Promise<{ blocks: SourceBlock[]; problem: string | null }> {
	try {
		return { blocks: await readBlocks(bytes, name, isTable), problem: null };
	} catch (error) {
		if (!(error instanceof DocumentError)) throw error;
		return { blocks: [], problem: error.message };
	}
}

async function readBlocks(bytes: Uint8Array, name: string, isTable: boolean) {
	if (isTable) {
		const sheets = await sheetBlocks({ sha256: sha256(bytes), name, bytes, isStored: false }, null);
		return sheets.length > 0 ? sheets : csvBlocks(decodeText(bytes).text, null);
	}
	const { document, recognition } = await shownDocument({ name, bytes, isStored: false });
	const covered = { cells: new Set<string>(), texts: new Map() };
	return showDocument(document, { covered, ...marksOf(recognition) }, null);
}

async function documentBlocks(
	db: Kysely<Database>,
	{ id, name, content }: SourceContent,
	place: Place | null
): Promise<SourceBlock[]> {
	const covered = await coveredPlaces(db, id);
	// Readers follow one figure after another into the same document.
	const { document, left } = await cached(db, `document ${id}`, async () => {
		const bytes = await unzip(content);
		const { document, recognition } = await shownDocument({ name, bytes, isStored: true });
		return { document, left: marksOf(recognition).left };
	});
	return showDocument(document, { covered, left, used: NO_MARKS }, place);
}

/** Contacts of every filing that came from the file: a later version may have taken over a part of it only. */
async function coveredPlaces(db: Kysely<Database>, source_id: number): Promise<ConsumedPlaces> {
	const contacts = await db
		.selectFrom('filing_source as o')
		.innerJoin('contact as c', 'c.filing_id', 'o.filing_id')
		.select(['c.place', 'o.number'])
		.where('o.source_id', '=', source_id)
		.execute();
	const covered: ConsumedPlaces = { cells: new Set(), texts: new Map() };
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

function highlightedText(blocks: readonly SourceBlock[]): string | null {
	for (const block of blocks) {
		if (block.kind === 'paragraph') {
			if (block.highlighted)
				return block.text.slice(block.highlighted.start, block.highlighted.end);
			continue;
		}
		for (const row of block.kind === 'table' ? block.rows : []) {
			const cell = row.cells.find((candidate) => candidate.highlighted);
			if (cell) return cell.text;
		}
	}
	return null;
}
