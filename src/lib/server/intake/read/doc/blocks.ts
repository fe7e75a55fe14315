/**
 * Paragraphs with their table marks → a tree of paragraphs, tables, rows and cells. A cell is complete with its
 * mark, a row with its own; a file in which one is missing is refused, since every later cell would shift.
 */
import { IntakeError } from '../../document.ts';
import type { StreamBytes } from './bytes.ts';
import type { MarkedParagraph } from './paragraphs.ts';
import type { RowDefinition } from './rows.ts';

/** As for .docx. */
const MAX_NESTED_TABLES = 8;
const MAX_CELLS = 200_000;

export interface DraftRow {
	/** Descriptions of the row, one of which should have as many cells. */
	definitions: RowDefinition[];
	cells: Draft[][];
}

export interface DraftTable {
	kind: 'table';
	rows: DraftRow[];
}

export type Draft = { kind: 'paragraph'; text: string } | DraftTable;

/** A table that is open, with what is open in it. */
interface Level {
	table: DraftTable;
	row: Draft[][];
	cell: Draft[];
}

/**
 * @param boxesOf What the text boxes anchored at these characters hold; it follows their paragraph.
 * @throws IntakeError `damaged_doc`, `tables_too_deep` or `too_many_cells`.
 */
export function buildBlocks(
	paragraphs: MarkedParagraph[],
	main: StreamBytes,
	boxesOf: (drawings: number[]) => Draft[]
): Draft[] {
	const builder = new BlockBuilder(main, boxesOf);
	for (const paragraph of paragraphs) builder.add(paragraph);
	return builder.finish(paragraphs.at(-1)?.at ?? 0);
}

class BlockBuilder {
	readonly #main: StreamBytes;
	readonly #boxesOf: (drawings: number[]) => Draft[];
	readonly #blocks: Draft[] = [];
	readonly #levels: Level[] = [];
	#cells = 0;

	constructor(main: StreamBytes, boxesOf: (drawings: number[]) => Draft[]) {
		this.#main = main;
		this.#boxesOf = boxesOf;
	}

	add(paragraph: MarkedParagraph): void {
		this.#enterDepth(paragraph);
		const level = this.#levels.at(-1);
		if (level && paragraph.end === 'row') return this.#endRow(level, paragraph);
		const container = level ? level.cell : this.#blocks;
		container.push(
			{ kind: 'paragraph', text: paragraph.text },
			...this.#boxesOf(paragraph.drawings)
		);
		if (level && paragraph.end === 'cell') this.#endCell(level);
	}

	finish(at: number): Draft[] {
		while (this.#levels.length > 0) this.#closeTable(at);
		return this.#blocks;
	}

	#enterDepth({ depth, at }: MarkedParagraph): void {
		if (depth > MAX_NESTED_TABLES)
			throw new IntakeError(
				'tables_too_deep',
				`表格嵌套超过 ${MAX_NESTED_TABLES} 层，未读取；请把嵌套的表格拆开，另存后再报送。`
			);
		while (this.#levels.length > depth) this.#closeTable(at);
		while (this.#levels.length < depth)
			this.#levels.push({ table: { kind: 'table', rows: [] }, row: [], cell: [] });
	}

	#endCell(level: Level): void {
		if (++this.#cells > MAX_CELLS)
			throw new IntakeError(
				'too_many_cells',
				`表格超过 ${MAX_CELLS} 格，不像一份自评报告，未读取；请确认报送的文件是否正确。`
			);
		level.row.push(level.cell);
		level.cell = [];
	}

	#endRow(level: Level, { text, rows, mark, at }: MarkedParagraph): void {
		if (level.cell.length > 0 || text.trim() !== '')
			throw this.#main.damaged(at, '表格一行的最后一格没有结束标记');
		const row = { definitions: rows, cells: level.row };
		level.row = [];
		const left = mark === 'deleted' || (mark === 'hidden' && !row.cells.some(hasText));
		if (!left && row.cells.length > 0) level.table.rows.push(row);
	}

	#closeTable(at: number): void {
		const level = this.#levels.pop();
		if (!level) return;
		if (level.row.length > 0) throw this.#main.damaged(at, '在此之前的表格最后一行没有结束标记');
		const parent = this.#levels.at(-1)?.cell ?? this.#blocks;
		if (level.table.rows.length > 0) parent.push(level.table);
		// Paragraphs that only claim to be in a table, left when its cells were removed.
		parent.push(...level.cell);
	}
}

/** Whether anything can be read in a cell or at the top of the document. */
export function hasText(blocks: Draft[]): boolean {
	return blocks.some((block) =>
		block.kind === 'paragraph'
			? block.text.trim() !== ''
			: block.rows.some((row) => row.cells.some(hasText))
	);
}
