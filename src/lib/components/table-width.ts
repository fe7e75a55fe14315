/** Estimates the least width of a table before a browser lays it out. */
import type { Cell, Column } from '#lib/answers/table.ts';
import { textWidth } from '#lib/charts/parts/text-width.ts';

/** `--page-width` in letters of a table: 75rem in letters of 0.93rem. */
const PAGE = 75 / 0.93;
/** Space at both sides of a cell. */
const PADDING = 1.3;
/** Remarks stand in smaller letters. */
const NOTE = 0.85;
/** Least widths in em, space at both sides included, that `DataTable` gives columns of words, which break anywhere. */
const LEAST = { head: 8, prose: 12, words: 4.6 };

type Sized = Pick<Column<never>, 'numeric' | 'tight' | 'prose' | 'head'>;

/** True where the rows of `columns` are no wider than a page that has its full width. */
export function isWithinPage(
	columns: readonly Sized[],
	rows: readonly { cells: readonly Cell[] }[]
): boolean {
	const widths = columns.map((column, at) =>
		leastWidth(
			column,
			rows.flatMap(({ cells }) => cells[at] ?? [])
		)
	);
	return widths.reduce((sum, width) => sum + width, 0) <= PAGE;
}

function leastWidth({ numeric, tight, prose, head }: Sized, cells: readonly Cell[]): number {
	if (head) return LEAST.head;
	if (prose) return LEAST.prose;
	if (!numeric && !tight) return LEAST.words;
	const widest = ({ text, note }: Cell) => Math.max(textWidth(text), NOTE * textWidth(note ?? ''));
	return cells.reduce((most, cell) => Math.max(most, widest(cell) + PADDING), LEAST.words);
}
