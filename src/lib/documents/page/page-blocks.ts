/** A page of fixed layout → its paragraphs and ruled tables, from top to bottom. */
import type { BlockCell } from '../blocks.ts';
import { DocumentError } from '../document-error.ts';
import { readingOrder, type PagePart } from './columns.ts';
import type { RulingLine, TextPiece } from './shown.ts';
import { findTables } from './ruled-tables.ts';
import type { RuledCell, RuledTable } from './ruled-tables.ts';
import { cellText, toLines, toParagraphs, widthOf, type TextLine } from './text-lines.ts';

export type PageBlock =
	{ kind: 'paragraph'; text: string } | { kind: 'table'; xs: number[]; rows: BlockCell[][] };

/** Text may reach over a line by this much: the widths of characters are rounded. */
const OVERHANG = 2;

/** Texts and tables of a page, in the order in which a person reads them. */
export interface PageText {
	blocks: PageBlock[];
	/** Long lines stand beside one another and are read as one. */
	isUnclear: boolean;
}

/** @throws DocumentError where it is not certain in which cell a text is */
export function pageText(
	number: number,
	pieces: readonly TextPiece[],
	rules: readonly RulingLine[]
): PageText {
	const tables = findTables(rules).filter((table) => table.cells.length > 1);
	const outside = new Set(pieces);
	const placed = tables.map((table) => {
		const inside = pieces.filter((piece) => isInside(table, piece));
		inside.forEach((piece) => outside.delete(piece));
		const [left = 0, right = 0] = [table.xs[0], table.xs.at(-1)];
		return { left, right, top: table.ys[0] ?? 0, block: toBlock(number, table, inside) };
	});
	const { parts, isUnclear } = readingOrder([...outside], placed);
	const text = edgesOf(toLines([...outside]));
	// Tables are as wide as the text may be.
	const page = { ...text, right: Math.max(text.right, ...placed.map(({ right }) => right)) };
	return { blocks: parts.flatMap((part) => blocksOf(part, page)), isUnclear };
}

interface Edges {
	left: number;
	right: number;
}

function edgesOf(lines: readonly TextLine[]): Edges {
	return {
		left: Math.min(...lines.map(({ left }) => left)),
		right: Math.max(...lines.map(({ right }) => right))
	};
}

function blocksOf({ pieces, tables, isColumn }: PagePart<PageBlock>, page: Edges): PageBlock[] {
	const blocks: PageBlock[] = [];
	let rest = toLines(pieces);
	const { left, right } = isColumn ? edgesOf(rest) : page;
	for (const { top, block } of tables) {
		const above = rest.filter(({ base }) => base > top);
		rest = rest.filter(({ base }) => base <= top);
		blocks.push(...toParagraphs(above, left, right).map(toParagraph), block);
	}
	return [...blocks, ...toParagraphs(rest, left, right).map(toParagraph)];
}

function toParagraph(text: string): PageBlock {
	return { kind: 'paragraph', text };
}

function isInside({ xs, ys }: RuledTable, piece: TextPiece): boolean {
	const middle = (piece.left + piece.right) / 2;
	const height = piece.base + piece.height / 3;
	return (
		middle > (xs[0] ?? 0) &&
		middle < (xs.at(-1) ?? 0) &&
		height < (ys[0] ?? 0) &&
		height > (ys.at(-1) ?? 0)
	);
}

function toBlock(page: number, table: RuledTable, pieces: readonly TextPiece[]): PageBlock {
	const texts = new Map<RuledCell, TextPiece[]>();
	const owners = ownersOf(table);
	const place = (piece: TextPiece, parts: TextPiece[]): void => {
		const cell = cellOf(table, owners, piece);
		if (cell && cell !== table.broken && isHeld(table, cell, piece))
			texts.set(cell, [...(texts.get(cell) ?? []), piece]);
		else if (parts.length === 0) throw unplaced(page, table, piece);
		else for (const part of parts) place(part, []);
	};
	for (const piece of pieces) place(piece, splitAtBlanks(piece));
	const rows: BlockCell[][] = Array.from({ length: table.ys.length - 1 }, () => []);
	for (const cell of [...table.cells].sort((a, b) => a.column - b.column)) {
		const width = (table.xs[cell.column + cell.columnSpan] ?? 0) - (table.xs[cell.column] ?? 0);
		const text = cellText(texts.get(cell) ?? [], width);
		const grid = { start: cell.column, span: cell.columnSpan };
		const first: BlockCell['merge'] = cell.rowSpan === 1 ? 'none' : 'start';
		for (let n = 0; n < cell.rowSpan; n++)
			rows[cell.row + n]?.push({
				blocks: n === 0 ? [{ kind: 'paragraph', text }] : [],
				grid: { ...grid },
				merge: n === 0 ? first : 'continue'
			});
	}
	for (const row of rows) row.sort((a, b) => (a.grid?.start ?? 0) - (b.grid?.start ?? 0));
	return { kind: 'table', xs: table.xs, rows };
}

/** Cells by row and column of the grid. */
function ownersOf(table: RuledTable): Map<string, RuledCell> {
	const owners = new Map<string, RuledCell>();
	for (const cell of table.cells)
		for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
			for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
				owners.set(`${row}:${column}`, cell);
	return owners;
}

function cellOf(
	{ xs, ys }: RuledTable,
	owners: ReadonlyMap<string, RuledCell>,
	piece: TextPiece
): RuledCell | undefined {
	const middle = (piece.left + piece.right) / 2;
	const height = piece.base + piece.height / 3;
	const column = xs.findLastIndex((x) => x <= middle);
	const row = ys.findLastIndex((y) => y >= height);
	return owners.get(`${row}:${column}`);
}

/** Tells whether the text is between the sides of its cell. */
function isHeld({ xs }: RuledTable, cell: RuledCell, { left, right }: TextPiece): boolean {
	return (
		left >= (xs[cell.column] ?? 0) - OVERHANG &&
		right <= (xs[cell.column + cell.columnSpan] ?? 0) + OVERHANG
	);
}

/**
 * Words that were written in one go, as by a program that prints a row of narrow cells: the first is at the left end of the
 * piece, the last at its right end, and the gaps between them are about equal. A word in the wrong place crosses a line.
 */
function splitAtBlanks(piece: TextPiece): TextPiece[] {
	const words = piece.text.trim().split(/\s+/);
	if (words.length < 2) return [];
	const widths = words.map((word) => widthOf(word, piece.height));
	const taken = widths.reduce((sum, width) => sum + width, 0);
	const gap = (piece.right - piece.left - taken) / (words.length - 1);
	let left = piece.left;
	return words.map((text, index) => {
		const word = { ...piece, text, left, right: left + (widths[index] ?? 0) };
		left = word.right + gap;
		return word;
	});
}

function unplaced(page: number, { xs, ys }: RuledTable, piece: TextPiece): DocumentError {
	const column =
		Math.max(
			0,
			xs.findLastIndex((x) => x <= piece.left)
		) + 1;
	const row =
		Math.max(
			0,
			ys.findLastIndex((y) => y >= piece.base)
		) + 1;
	return new DocumentError(
		'cell_unclear',
		`第 ${page} 页表格第 ${row} 行第 ${column} 列的“${piece.text.trim().slice(0, 20)}”跨过了表格线，应完整地在一个单元格里，无法判断它属于哪一格，未读取；请报送原来的 .docx 或 .xlsx 文件。`
	);
}
