/** A filed table of figures or scores on the source page: its head, and the records round the lit one. */
import { describePlace, type Place } from '#lib/catalogue/places.ts';
import { findHead } from '#lib/server/intake/csv/head-rows.ts';
import { csvRows, type TableRow, type TableRows } from '#lib/server/intake/csv/rows.ts';
import { sheetTable, tableSheets } from '#lib/server/intake/csv/sheets.ts';
import { decodeText } from '#lib/server/intake/read/encoding.ts';
import { columnOf, rowOf } from '#lib/server/intake/read/worksheet.ts';
import type { Workbook } from '#lib/server/intake/read/xlsx.ts';

/** Records shown before and after the lit one. */
const NEIGHBOURS = 5;

export interface SourceCell {
	text: string;
	column: number;
	/** Where the cell stands, in words. */
	at: string;
	columnSpan: number;
	rowSpan: number;
	lit: boolean;
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

export function csvBlocks(bytes: Uint8Array, place: Place | null): SourceTable[] {
	return [showTable(csvRows(decodeText(bytes).text), 1, place)];
}

/** The sheet with the lit cell; all sheets that are tables where nothing is lit. */
export function sheetBlocks(
	workbook: Workbook,
	names: readonly string[],
	place: Place | null
): SourceTable[] {
	const { sheets } = tableSheets(workbook, names) ?? workbook;
	const lit = sheets.filter(({ name }) => place?.kind === 'sheet' && place.sheet === name);
	return (lit.length > 0 ? lit : sheets).map((sheet, index) =>
		showTable(sheetTable(sheet), index + 1, place)
	);
}

/** Title and head, and the records round the lit one; the first records where nothing is lit. */
function showTable(rows: TableRows, number: number, place: Place | null): SourceTable {
	const headLine = findHead(rows)?.line ?? 0;
	const target = place && cellOf(place);
	const head: SourceRow[] = [];
	const shown: SourceRow[] = [];
	let after = 0;
	for (const row of rows) {
		const made = toSourceRow(rows, row, target);
		if (row.line <= headLine) {
			head.push(made);
			continue;
		}
		shown.push(made);
		if (target && row.line < target.line && shown.length > NEIGHBOURS) shown.shift();
		if (!target || row.line >= target.line) after += 1;
		if (after > NEIGHBOURS) break;
	}
	return { kind: 'table', number, sheet: rows.sheet, head, rows: shown };
}

interface Cell {
	line: number;
	column: number;
}

function cellOf(place: Place): Cell | null {
	if (place.kind === 'field') return place;
	return place.kind === 'sheet' ? { line: rowOf(place.cell), column: columnOf(place.cell) } : null;
}

function toSourceRow(rows: TableRows, { line, cells }: TableRow, target: Cell | null): SourceRow {
	return {
		number: line,
		cells: cells.map((text, index) => ({
			text,
			column: index + 1,
			at: describePlace(rows.place(line, index + 1, null)),
			columnSpan: 1,
			rowSpan: 1,
			lit: target?.line === line && target.column === index + 1
		}))
	};
}
