/** Drafts of tables → blocks with the grid and the merge of every cell, by the conventions that hold for .docx. */
import type { Block, BlockCell } from '../blocks.ts';
import type { Draft, DraftRow, DraftTable } from './drafts.ts';
import { layOutRows, type LaidOutRow } from './grid.ts';
import type { WordRowCell } from './rows.ts';

export function layOutTables(drafts: Draft[]): Block[] {
	return drafts.map((draft) =>
		draft.kind === 'table' ? { kind: 'table', rows: placeRows(draft) } : draft
	);
}

function placeRows(table: DraftTable): BlockCell[][] {
	const layouts = layOutRows(table);
	let open = new Set<number>();
	return table.rows.map((row, n) => {
		const cells = placeCells(row, layouts[n] ?? null, open);
		open = mergedColumns(cells);
		return cells;
	});
}

/** Grid columns at which a vertical merge reaches down into the next row. */
function mergedColumns(cells: BlockCell[]): Set<number> {
	return new Set(
		cells.flatMap(({ grid, merge }) => (grid && merge !== 'none' ? [grid.start] : []))
	);
}

/** @param open Grid columns at which a vertical merge reaches down from the row above. */
function placeCells(row: DraftRow, layout: LaidOutRow, open: ReadonlySet<number>): BlockCell[] {
	const cells: BlockCell[] = [];
	row.cells.forEach((drafts, n) => {
		const blocks = layOutTables(drafts);
		const described = layout?.definition.cells[n];
		const place = layout?.places[n];
		const left = cells.at(-1)?.grid;
		if (!described || !place) cells.push({ blocks, grid: null, merge: 'unknown' });
		else if (described.horizontal === 'joined' && left) left.span += place.span;
		else cells.push({ blocks, grid: place, merge: mergeOf(described, open.has(place.start)) });
	});
	return cells;
}

/** A continuation with nothing above to continue is a cell of its own: its text is on the page. */
function mergeOf({ vertical }: WordRowCell, reached: boolean): BlockCell['merge'] {
	return vertical === 'continue' && !reached ? 'start' : vertical;
}
