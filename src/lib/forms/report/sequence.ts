/** A document as one sequence of paragraphs and table rows. */
import type { DocumentCell, DocumentTable, SourceDocument } from '#lib/documents/model.ts';
import { splitRow } from './figures/joined-rows.ts';
import { cellPlace, firstCell, proseOf, rowOf, type Line } from './lines.ts';

export function linesOf({ blocks }: SourceDocument): Line[] {
	const tables = blocks.filter((block) => block.kind === 'table');
	const parents = new Set(tables.map(({ nested_in }) => nested_in));
	const frames = new Set(
		tables
			.filter((table) => parents.has(table.number) && isFrame(table))
			.map(({ number }) => number)
	);
	const outer = new Set(
		tables.filter(({ number }) => frames.has(number)).map(({ nested_in }) => nested_in)
	);
	return blocks.flatMap((block): Line[] => {
		if (block.kind === 'paragraph') return [proseOf(block)];
		if (isBorder(block) && !frames.has(block.nested_in ?? 0)) return [];
		if (frames.has(block.number)) return outer.has(block.number) ? [] : linesOfFrame(block);
		return block.rows.flatMap((cells, index) =>
			isBlank(cells) ? [] : splitRow(rowOf(block.number, index + 1, cells))
		);
	});
}

/** One cell within a cell only draws a line round what is read with the cell it is in. */
function isBorder({ rows, nested_in }: DocumentTable): boolean {
	return nested_in !== null && rows.flat().length === 1;
}

/** A row that nobody wrote in, and that carries on no merged cell. */
function isBlank(cells: readonly DocumentCell[]): boolean {
	return cells.every(({ text, merge }) => merge !== 'continue' && text.trim() === '');
}

/** Tables that only lay out a page, its navigation beside its text, have few cells and a long one. */
const MOST_CELLS = 12;
const LEAST_TEXT = 200;

function isFrame({ rows }: DocumentTable): boolean {
	return rows.flat().length <= MOST_CELLS && (longestCell(rows)?.text.length ?? 0) >= LEAST_TEXT;
}

function longestCell(rows: DocumentTable['rows']): DocumentCell | null {
	return rows
		.flat()
		.reduce<DocumentCell | null>(
			(longest, cell) => (longest && longest.text.length >= cell.text.length ? longest : cell),
			null
		);
}

/** The paragraphs of the cell that holds the page's text; its tables are after it as tables of their own. */
function linesOfFrame({ number, rows }: DocumentTable): Line[] {
	const longest = longestCell(rows);
	const at = rows.findIndex((cells) => longest !== null && cells.includes(longest));
	const cells = rows[at];
	if (!longest || !cells) return [];
	const row = rowOf(number, at + 1, cells);
	const cell = row.cells[cells.indexOf(longest)] ?? firstCell(row);
	const place = cellPlace(row, cell, null, null);
	return longest.text
		.split('\n')
		.filter((text) => text.trim() !== '' && !text.includes('\t'))
		.map((text) => proseOf({ kind: 'paragraph', number: 0, text }, place));
}
