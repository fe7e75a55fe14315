/** Paragraphs and tables of the body, of a cell or of a text box of a Word document, and how they are laid out. */
import { textOf, type Block, type BlockCell } from '../blocks.ts';

export interface WordCell {
	span: number;
	/** Part in a vertical merge; `null` outside one. */
	vertical: 'restart' | 'continue' | null;
	/** Covered by the old horizontal merge, in which such cells are still written. */
	covered: boolean;
	blocks: WordBlock[];
}

export interface WordRow {
	/** Grid columns left free before the first cell. */
	before: number;
	cells: WordCell[];
}

export interface WordTable {
	kind: 'table';
	rows: WordRow[];
}

export type WordBlock = WordTable | { kind: 'paragraph'; text: string };

/** The lines of the blocks. */
export function textIn(blocks: readonly WordBlock[]): string {
	return textOf(layOut(blocks));
}

export function layOut(blocks: readonly WordBlock[]): Block[] {
	return blocks.map((block) =>
		block.kind === 'table' ? { kind: 'table', rows: layOutRows(block) } : block
	);
}

function layOutRows(table: WordTable): BlockCell[][] {
	let open = new Set<number>();
	return table.rows.map((row) => {
		const cells = layOutCells(row, open);
		open = new Set(
			cells.flatMap(({ grid, merge }) => (grid && merge !== 'none' ? [grid.start] : []))
		);
		return cells;
	});
}

/** @param open Grid columns at which a vertical merge reaches down from the row above. */
function layOutCells(row: WordRow, open: ReadonlySet<number>): BlockCell[] {
	const cells: BlockCell[] = [];
	let start = row.before;
	for (const cell of row.cells) {
		const left = cells.at(-1);
		if (cell.covered && left?.grid) left.grid.span += cell.span;
		else
			cells.push({
				blocks: layOut(cell.blocks),
				grid: { start, span: cell.span },
				merge: mergeOf(cell, open.has(start))
			});
		start += cell.span;
	}
	return cells;
}

/** A continuation with nothing above to continue is a cell of its own: its text is on the page. */
function mergeOf(cell: WordCell, reached: boolean): BlockCell['merge'] {
	if (cell.vertical === null) return 'none';
	return cell.vertical === 'continue' && reached ? 'continue' : 'start';
}
