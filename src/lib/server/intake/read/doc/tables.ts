/**
 * The tree of blocks → the numbered blocks of a document, with grid and merges of every cell. Numbers and merges
 * follow the same conventions as for .docx, so that one report read from either gives the same places.
 */
import type { Issue } from '#lib/catalogue/filing.ts';
import type { DocumentCell, DocumentTable, SourceDocument } from '../../document.ts';
import type { Draft, DraftRow, DraftTable } from './blocks.ts';
import { layOutRows, type LaidOutRow } from './grid.ts';

export interface NumberedBlocks {
	blocks: SourceDocument['blocks'];
	issues: Issue[];
}

/** Top-level tables are counted first, nested ones after the last of them. */
export function numberBlocks(drafts: Draft[]): NumberedBlocks {
	const numbering = new Numbering(drafts);
	for (const draft of drafts) numbering.add(draft);
	return numbering;
}

class Numbering implements NumberedBlocks {
	readonly blocks: SourceDocument['blocks'] = [];
	readonly issues: Issue[] = [];
	#paragraphs = 0;
	#tables = 0;
	#nested: number;

	constructor(drafts: Draft[]) {
		this.#nested = drafts.filter(({ kind }) => kind === 'table').length;
	}

	add(draft: Draft): void {
		if (draft.kind === 'table') this.#addTable(draft, ++this.#tables, null);
		else if (draft.text.trim() !== '')
			this.blocks.push({ kind: 'paragraph', number: ++this.#paragraphs, text: draft.text });
	}

	#addTable(draft: DraftTable, number: number, nested_in: number | null): void {
		const table: DocumentTable = { kind: 'table', number, rows: [], nested_in };
		this.blocks.push(table);
		let open = new Set<number>();
		layOutRows(draft).forEach((layout, n) => {
			const row = draft.rows[n];
			if (!row) return;
			if (!layout) this.#warnOfRow(number, n + 1, row);
			const cells = layout ? placeCells(row, layout, open) : listCells(row);
			table.rows.push(cells);
			open = mergedColumns(cells);
		});
		for (const inner of draft.rows.flatMap((row) => row.cells.flat()))
			if (inner.kind === 'table') this.#addTable(inner, ++this.#nested, number);
	}

	#warnOfRow(table: number, row: number, { definitions, cells }: DraftRow): void {
		const described = definitions.map((definition) => definition.cells.length).join('、');
		const read = described === '' ? '没有格的定义' : `定义了 ${described} 格`;
		this.issues.push({
			code: 'table_layout_unknown',
			severity: 'warning',
			message: `表${table} 第${row}行写有 ${cells.length} 格文字，文件里却${read}或格宽有误，合并单元格无法判断；请核对这一行的读数，或用 Word 另存为 .docx 后再报送。`,
			place: { kind: 'cell', table, row, column: 1, row_label: null, column_label: null }
		});
	}
}

/** Grid columns at which a vertical merge reaches down into the next row. */
function mergedColumns(cells: DocumentCell[]): Set<number> {
	return new Set(
		cells.flatMap(({ grid, merge }) => (grid && merge !== 'none' ? [grid.start] : []))
	);
}

/** @param open Grid columns at which a vertical merge reaches down from the row above. */
function placeCells(
	row: DraftRow,
	layout: NonNullable<LaidOutRow>,
	open: Set<number>
): DocumentCell[] {
	const cells: DocumentCell[] = [];
	row.cells.forEach((blocks, n) => {
		const described = layout.definition.cells[n];
		const place = layout.places[n];
		if (!described || !place) return;
		const left = cells.at(-1);
		if (described.horizontal === 'joined' && left?.grid) {
			left.grid.span += place.span;
			return;
		}
		const reached = described.vertical === 'continue' && open.has(place.start);
		// A continuation with nothing above to continue is a cell of its own: its text is on the page.
		const merge = described.vertical === 'none' ? 'none' : reached ? 'continue' : 'start';
		const text = merge === 'continue' ? '' : textOf(blocks);
		cells.push({ text, column: cells.length + 1, grid: { ...place }, merge });
	});
	return cells;
}

function listCells(row: DraftRow): DocumentCell[] {
	return row.cells.map((blocks, n) => {
		return { text: textOf(blocks), column: n + 1, grid: null, merge: 'unknown' };
	});
}

/** Paragraphs by line; of a nested table rows by line, cells by tab. */
function textOf(blocks: Draft[]): string {
	return blocks
		.map((block) => (block.kind === 'paragraph' ? block.text : tableText(block)))
		.join('\n');
}

function tableText(table: DraftTable): string {
	return table.rows.map((row) => row.cells.map(textOf).join('\t')).join('\n');
}
