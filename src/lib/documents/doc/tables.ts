/** Drafts of tables → blocks with the grid and the merge of every cell, by the conventions that hold for .docx. */
import { PAPER, UNKNOWN_GROUND, type Colour } from '../appearance.ts';
import type { Block, BlockCell } from '../blocks.ts';
import type { TextRemarks } from '../remarks.ts';
import type { Draft, DraftTable } from './drafts.ts';
import { layOutRows, type LaidOutRow } from './grid.ts';
import { seenText } from './coloured-text.ts';
import type { WordRowCell } from './rows.ts';

/** @param ground The text is drawn on this where nothing nearer says otherwise. */
export function layOutTables(drafts: Draft[], remarks: TextRemarks, ground = PAPER): Block[] {
	return drafts.map((draft) =>
		draft.kind === 'table'
			? { kind: 'table', rows: placeRows(draft, remarks, ground) }
			: { kind: 'paragraph', text: seenText(draft.text, draft.painted ?? [], remarks, ground) }
	);
}

function placeRows(table: DraftTable, remarks: TextRemarks, ground: Colour): BlockCell[][] {
	const layouts = layOutRows(table);
	let open = new Set<number>();
	return table.rows.map((row, n) => {
		const described = layouts[n]?.definition.cells;
		const contents = row.cells.map((drafts, at) =>
			layOutTables(drafts, remarks, described ? (described[at]?.ground ?? ground) : UNKNOWN_GROUND)
		);
		const cells = placeCells(contents, layouts[n] ?? null, open);
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
function placeCells(
	contents: readonly Block[][],
	layout: LaidOutRow,
	open: ReadonlySet<number>
): BlockCell[] {
	const cells: BlockCell[] = [];
	contents.forEach((blocks, n) => {
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
