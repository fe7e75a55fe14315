/** Estimates the least width of a table before a browser lays it out. */
import type { Cell, Column } from './table.ts';
import { textWidth } from '#lib/charts/parts/text-width.ts';

/** Where a table stands, in its letters. */
interface Room {
	width: number;
	/** Space at both sides of a cell. */
	padding: number;
}

/** `--page-width` of 75rem, with letters of 0.93rem. */
const PAGE: Room = { width: 75 / 0.93, padding: 1.3 };
/** A4 within margins of 13 mm, with letters of 8 points and a space of 0.4rem, each of 9.5 points, at a cell's sides. */
const sheet = (millimetres: number): Room => ({
	width: (((millimetres - 2 * 13) / 25.4) * 72) / 8,
	padding: (2 * 0.4 * 9.5) / 8
});
const UPRIGHT = sheet(210);
const LYING = sheet(297);
/** Remarks stand in smaller letters. */
const NOTE = 0.875;
/** Least widths in em, space at both sides included, that `DataTable` gives columns of words, which break anywhere. */
const LEAST = { head: 8, prose: 12, words: 4.6 };

type Sized = Pick<Column<never>, 'numeric' | 'tight' | 'prose' | 'head'>;
type SizedRows = readonly { cells: readonly Cell[] }[];

/** True where the rows of `columns` are no wider than a page that has its full width. */
export function isWithinPage(columns: readonly Sized[], rows: SizedRows): boolean {
	return sum(leastWidths(columns, rows, PAGE)) <= PAGE.width;
}

export interface PaperTables {
	/** An upright sheet is too narrow. */
	isLying: boolean;
	/** Places of the columns that stand in one table; each table names its rows. */
	tables: readonly (readonly number[])[];
}

/**
 * The tables that one is parted into on paper: the browser prints a whole document smaller for one row too wide for the
 * sheet. Those that must stay `upright` never ask for a lying sheet, which would end the sheet before.
 */
export function paperTables(
	columns: readonly Sized[],
	rows: SizedRows,
	upright: boolean
): PaperTables {
	const widths = leastWidths(columns, rows, LYING);
	const isLying = !upright && sum(widths) > UPRIGHT.width;
	const head = columns.flatMap((column, at) => (column.head ? at : []));
	const sheet = isLying ? LYING : UPRIGHT;
	const room = sheet.width - sum(head.map((at) => widths[at] ?? 0));
	const others = columns.flatMap((_, at) => (head.includes(at) ? [] : at));
	const parts = partsWithin(
		others.map((at) => widths[at] ?? 0),
		room
	);
	const tables = parts.map((part) => [...head, ...part.flatMap((at) => others[at] ?? [])]);
	return { isLying, tables: tables.length > 0 ? tables : [head] };
}

/** Places of neighbours that have room beside each other; one wider than the room stands alone. */
export function partsWithin(widths: readonly number[], room: number): number[][] {
	const parts: number[][] = [];
	let left = 0;
	for (const [at, width] of widths.entries()) {
		const last = parts.at(-1);
		if (last && width <= left) last.push(at);
		else parts.push([at]);
		left = (last && width <= left ? left : room) - width;
	}
	return parts;
}

const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);

function leastWidths(columns: readonly Sized[], rows: SizedRows, { padding }: Room): number[] {
	return columns.map((column, at) =>
		leastWidth(
			column,
			rows.flatMap(({ cells }) => cells[at] ?? []),
			padding
		)
	);
}

function leastWidth(
	{ numeric, tight, prose, head }: Sized,
	cells: readonly Cell[],
	padding: number
): number {
	if (head) return LEAST.head;
	if (prose) return LEAST.prose;
	if (!numeric && !tight) return LEAST.words;
	const widest = ({ text, note }: Cell) => Math.max(textWidth(text), NOTE * textWidth(note ?? ''));
	return cells.reduce((most, cell) => Math.max(most, widest(cell) + padding), LEAST.words);
}
