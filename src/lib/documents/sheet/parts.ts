/** A worksheet that holds a form: the texts above and below its table. */
import type { Worksheet } from './workbook.ts';

/** Shorter, and no sentence, a lone text below a table may be a label of it whose value is blank. */
const LEAST_PROSE = 30;

/**
 * Titles above the first row of several cells and prose below the last are no part of the table. Its rows keep their
 * numbers: row 12 of the table is row 12 of the sheet.
 */
export function partSheet(sheet: Worksheet): {
	titles: string[];
	rest: Worksheet;
	notes: string[];
} {
	const { rows } = sheet;
	const bottoms = new Map<number, number>();
	for (const { top, bottom } of sheet.merges) {
		bottoms.set(top, Math.max(bottom, bottoms.get(top) ?? 0));
	}
	// A cell merged downwards is a label of the rows beside it, unless those are blank, as beside a tall title.
	const isTall = (at: number) =>
		(rows[at + 1]?.line ?? Infinity) <= (bottoms.get(rows[at]?.line ?? 0) ?? 0);
	const alone = rows.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length === 1);
	const last = alone.lastIndexOf(false);
	const prose = rows.findIndex((row, at) => at > last && isProse(textOf(row)));
	const end = prose === -1 ? rows.length : prose;
	const first = rows.findIndex((_, at) => !alone[at] || isTall(at));
	const start = first === -1 ? end : first;
	return {
		titles: rows.slice(0, start).map(textOf),
		rest: { ...sheet, rows: rows.slice(start, end) },
		notes: rows.slice(end).map(textOf)
	};
}

function isProse(text: string): boolean {
	return text.length >= LEAST_PROSE || text.endsWith('。');
}

function textOf({ cells }: Worksheet['rows'][number]): string {
	return cells.join('').trim();
}
