/** A filed table of figures or scores on the source page: its head, and the records round the highlighted one. */
import { describePlace, type Place } from '#lib/documents/place.ts';
import { findHead } from '#lib/forms/table/head-rows.ts';
import { type TableRow, type TableRows } from '#lib/documents/table/rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { filedTable } from '#lib/forms/table/sheet-rows.ts';
import { columnOf, rowOf } from '#lib/documents/sheet/references.ts';
import { shownSheets } from '../../import/shown-file.ts';
import type { OwnRows } from './own-rows.ts';
import { windowRound } from './window.ts';

/** Records shown before and after the highlighted one. */
const NEIGHBOURS = 5;

export interface SourceCell {
	text: string;
	column: number;
	/** Says in words where the cell is. */
	at: string;
	columnSpan: number;
	rowSpan: number;
	highlighted: boolean;
	/** Says why the number in the cell is not used; left out where it is, or is none. */
	left?: string;
	/** Names the figure that was read in the cell, where that is asked for. */
	used?: string;
}

export interface SourceRow {
	/** Row of the table or worksheet, or line of the CSV file, 1-based. */
	number: number;
	cells: SourceCell[];
}

export interface SourceTable {
	kind: 'table';
	number: number;
	/** Name of the worksheet; null for a table that has none. */
	sheet: string | null;
	/** Titles and head of a table of figures or scores; empty for a table of a document. */
	head: SourceRow[];
	rows: SourceRow[];
}

/** The text of a CSV file, decoded. */
export function csvBlocks(
	text: string,
	place: Place | null,
	own: OwnRows | null = null
): SourceTable[] {
	const target = place && cellOf(place);
	const part = own
		? { text, lineOf: (line: number) => line }
		: windowRound(text, target?.line ?? 0, NEIGHBOURS);
	const rows = tableRows(part.text);
	const placed: TableRows = {
		...rows,
		*[Symbol.iterator]() {
			for (const row of rows) yield { ...row, line: part.lineOf(row.line) };
		}
	};
	return [showTable(placed, 1, place, own?.lines)];
}

/** A filed workbook, or web page with tables. */
export interface TableFile {
	sha256: string;
	name: string;
	bytes: Uint8Array;
	isStored: boolean;
}

/** The sheet with the highlighted cell; all sheets that are tables where nothing is highlighted. */
export async function sheetBlocks(
	file: TableFile,
	place: Place | null,
	own: OwnRows | null = null
): Promise<SourceTable[]> {
	const all = await tablesOf(file);
	const tables = own ? all.filter(({ sheet }) => own.sheets.has(sheet ?? '')) : all;
	const highlighted = tables.filter(
		({ sheet }) => place?.kind === 'sheet' && place.sheet === sheet
	);
	return (highlighted.length > 0 ? highlighted : tables).map((rows, index) =>
		showTable(rows, index + 1, place, own?.sheets.get(rows.sheet ?? ''))
	);
}

/** Readers follow one figure after another into the same workbook: the last one read is cached. */
let last: { sha256: string; tables: TableRows[] } | null = null;

async function tablesOf({ sha256, ...file }: TableFile): Promise<TableRows[]> {
	if (last?.sha256 === sha256) return last.tables;
	const tables = (await shownSheets(file)).map(filedTable);
	last = { sha256, tables };
	return tables;
}

/** Title and head, and all of the `own` records where they are given, else the records round the highlighted one; the first records where nothing is highlighted. */
function showTable(
	rows: TableRows,
	number: number,
	place: Place | null,
	own?: ReadonlySet<number>
): SourceTable {
	const headLine = findHead(rows)?.line ?? 0;
	const target = place && cellOf(place);
	const head: TableRow[] = [];
	const shown: TableRow[] = [];
	let after = 0;
	for (const row of rows) {
		if (row.line <= headLine) {
			head.push(row);
			continue;
		}
		if (own) {
			if (own.has(row.line)) shown.push(row);
			continue;
		}
		shown.push(row);
		if (target && row.line < target.line && shown.length > NEIGHBOURS) shown.shift();
		if (!target || row.line >= target.line) after += 1;
		if (after > NEIGHBOURS) break;
	}
	const make = (row: TableRow) => toSourceRow(rows, row, target);
	return { kind: 'table', number, sheet: rows.sheet, head: head.map(make), rows: shown.map(make) };
}

interface TableCell {
	line: number;
	column: number;
}

function cellOf(place: Place): TableCell | null {
	if (place.kind === 'field') return place;
	return place.kind === 'sheet' ? { line: rowOf(place.cell), column: columnOf(place.cell) } : null;
}

function toSourceRow(
	rows: TableRows,
	{ line, cells }: TableRow,
	target: TableCell | null
): SourceRow {
	return {
		number: line,
		cells: cells.map((text, index) => ({
			text,
			column: index + 1,
			at: describePlace(rows.place(line, index + 1, null)),
			columnSpan: 1,
			rowSpan: 1,
			highlighted: target?.line === line && target.column === index + 1
		}))
	};
}
