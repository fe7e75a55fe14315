/**
 * Paragraphs with their table marks → a tree of paragraphs, tables, rows and cells. A cell is complete with its
 * mark, a row with its own; a file in which one is missing is refused, since every later cell would shift.
 */
import { MAX_NESTED_TABLES, tablesTooDeep } from '../caps.ts';
import type { StreamBytes } from '../compound/bytes.ts';
import { UNREAD_OBJECTS, type UnreadObject } from '../remarks.ts';
import type { ColouredText } from './coloured-text.ts';
import type { MarkedParagraph } from './marked-paragraph.ts';
import type { RowDefinition } from './rows.ts';

export interface DraftRow {
	/** The file says this of edges and merges, of as many cells as there are; null where it says nothing. */
	definition: RowDefinition | null;
	cells: Draft[][];
}

export interface DraftTable {
	kind: 'table';
	rows: DraftRow[];
}

export type Draft =
	{ kind: 'paragraph'; text: string; painted?: readonly ColouredText[] } | DraftTable;

/** A table that is open, with what is open in it. */
interface DraftLevel {
	table: DraftTable;
	row: Draft[][];
	cell: Draft[];
	/** The open cell holds this besides text. */
	object: UnreadObject | null;
}

/** Takes paragraphs in reading order, then gives the tree. @throws DocumentError `damaged_doc` or `tables_too_deep`. */
export class DraftBuilder {
	readonly #main: StreamBytes;
	readonly #boxesOf: (drawings: number[], isInTable: boolean) => Draft[];
	readonly #drafts: Draft[] = [];
	readonly #levels: DraftLevel[] = [];

	/** @param boxesOf What the text boxes anchored at these characters hold; it follows their paragraph. */
	constructor(main: StreamBytes, boxesOf: (drawings: number[], isInTable: boolean) => Draft[]) {
		this.#main = main;
		this.#boxesOf = boxesOf;
	}

	add(paragraph: MarkedParagraph): void {
		this.#enterDepth(paragraph);
		const level = this.#levels.at(-1);
		if (level && paragraph.end === 'row') return this.#endRow(level, paragraph);
		const container = level ? level.cell : this.#drafts;
		const { text, painted } = paragraph;
		container.push({ kind: 'paragraph', text, ...(painted.length > 0 && { painted }) });
		const boxes = this.#boxesOf(paragraph.drawings, level !== undefined);
		for (const draft of boxes) container.push(draft);
		if (level) level.object ??= paragraph.object;
		if (level && paragraph.end === 'cell') this.#endCell(level);
	}

	/** @throws DocumentError `damaged_doc` where the last row of a table has no end. */
	finish(): Draft[] {
		while (this.#levels.length > 0) this.#closeTable(this.#main.length);
		return this.#drafts;
	}

	#enterDepth({ depth, at }: MarkedParagraph): void {
		if (depth > MAX_NESTED_TABLES) throw tablesTooDeep();
		while (this.#levels.length > depth) this.#closeTable(at);
		while (this.#levels.length < depth)
			this.#levels.push({ table: { kind: 'table', rows: [] }, row: [], cell: [], object: null });
	}

	#endCell(level: DraftLevel): void {
		const { cell, object } = level;
		const isSeenOnly = object !== null && !hasText(cell);
		level.row.push(isSeenOnly ? [{ kind: 'paragraph', text: UNREAD_OBJECTS[object] }] : cell);
		level.cell = [];
		level.object = null;
	}

	#endRow(level: DraftLevel, { text, rows, mark, at }: MarkedParagraph): void {
		if (level.cell.length > 0 || text.trim() !== '')
			throw this.#main.damaged(at, '表格一行的最后一格没有结束标记');
		level.row = withoutSurplus(level.row, rows);
		const row = { definition: this.#chooseDefinition(level, rows, at), cells: level.row };
		level.row = [];
		const isEmpty = !row.cells.some(hasText);
		const left = mark === 'deleted' || mark === 'low' || (mark === 'hidden' && isEmpty);
		if (!left && row.cells.length > 0) level.table.rows.push(row);
	}

	/**
	 * A row may be described for several generations of programs; the one that counts its cells right is taken. None
	 * right means that a mark was lost or invented, and with it the column of every further cell.
	 */
	#chooseDefinition(level: DraftLevel, rows: RowDefinition[], at: number): RowDefinition | null {
		const cells = level.row.length;
		const described = rows.map((row) => row.cells.length);
		if (cells > 0 && rows.length > 0 && !described.includes(cells)) {
			const row = level.table.rows.length + 1;
			const counts = `有 ${cells} 格文字，格式却写明 ${described.join(' 或 ')} 格`;
			throw this.#main.damaged(at, `表格第 ${row} 行${counts}`);
		}
		return rows.find((row) => row.cells.length === cells) ?? null;
	}

	#closeTable(at: number): void {
		const level = this.#levels.pop();
		if (!level) return;
		if (level.row.length > 0) throw this.#main.damaged(at, '在此之前的表格最后一行没有结束标记');
		const parent = this.#levels.at(-1)?.cell ?? this.#drafts;
		if (level.table.rows.length > 0) parent.push(level.table);
		// Paragraphs that only claim to be in a table, left when its cells were removed.
		for (const draft of level.cell) parent.push(draft);
	}
}

/** LibreOffice 7.4 ends a row of RTF that holds another table with empty cells that no such row has. */
function withoutSurplus(cells: Draft[][], rows: readonly RowDefinition[]): Draft[][] {
	const counts = rows.map((row) => row.cells.length);
	if (counts.includes(cells.length) || !cells.some(holdsTable)) return cells;
	const count = counts.find((most) => most < cells.length && !cells.slice(most).some(hasText));
	return count === undefined ? cells : cells.slice(0, count);
}

function holdsTable(cell: Draft[]): boolean {
	return cell.some(({ kind }) => kind === 'table');
}

function hasText(cell: Draft[]): boolean {
	return cell.some((draft) =>
		draft.kind === 'paragraph'
			? draft.text.trim() !== ''
			: draft.rows.some((row) => row.cells.some(hasText))
	);
}
