/** A worksheet as the rows of a document's table: merged cells joined, rows where a person counts them. */
import type { BlockCell } from '../blocks.ts';
import type { MergedCells, Worksheet } from './workbook.ts';

/** Empty rows are kept up to here, so that row 12 of the table is row 12 of the sheet. */
const MAX_ALIGNED_ROWS = 5_000;
const MAX_EVEN_CELLS = 200_000;
const MAX_MERGED_ROWS = 100_000;

/** Merges by the place of their first cell in each row that they cover. */
type MergeIndex = ReadonlyMap<string, { merge: MergedCells; isFirst: boolean }>;

export function layOutSheet(sheet: Worksheet): BlockCell[][] {
	const last = sheet.rows.at(-1)?.line ?? 0;
	const width = Math.max(0, ...sheet.rows.map((row) => row.cells.length));
	const merges = indexMerges(sheet.merges, last);
	const byLine = new Map(sheet.rows.map((row) => [row.line, row.cells]));
	const lines =
		last <= MAX_ALIGNED_ROWS
			? Array.from({ length: last }, (_, index) => index + 1)
			: sheet.rows.map((row) => row.line);
	// Rows of one width, so that blanks at their ends count as cells; unless a stray wide row makes that a burden.
	const isEven = lines.length * width <= MAX_EVEN_CELLS;
	return lines.map((line) => {
		const texts = byLine.get(line) ?? [];
		return layOutRow(line, texts, isEven ? width : texts.length, merges);
	});
}

function indexMerges(merges: readonly MergedCells[], last: number): MergeIndex {
	const index = new Map<string, { merge: MergedCells; isFirst: boolean }>();
	let covered = 0;
	for (const merge of merges) {
		for (let line = merge.top; line <= Math.min(merge.bottom, last); line++) {
			// Merges of whole columns: what they cover below the data is nothing to lay out.
			if (++covered > MAX_MERGED_ROWS) return index;
			index.set(`${line}:${merge.left}`, { merge, isFirst: line === merge.top });
		}
	}
	return index;
}

function layOutRow(line: number, texts: string[], width: number, merges: MergeIndex): BlockCell[] {
	const cells: BlockCell[] = [];
	for (let column = 1; column <= width;) {
		const found = merges.get(`${line}:${column}`);
		const span = found ? Math.min(found.merge.right, width) - column + 1 : 1;
		cells.push({
			blocks: [{ kind: 'paragraph', text: texts[column - 1] ?? '' }],
			grid: { start: column - 1, span },
			merge: mergeOf(found)
		});
		column += span;
	}
	return cells;
}

function mergeOf(found: ReturnType<MergeIndex['get']>): BlockCell['merge'] {
	if (found === undefined || found.merge.bottom === found.merge.top) return 'none';
	return found.isFirst ? 'start' : 'continue';
}
