/** Worksheets with different lists side by side: 三公经费 of the departments, and behind a blank column their 固定资产. */
import type { Worksheet, WorksheetRow } from '#lib/documents/sheet/workbook.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { isUnitWord } from './column-path.ts';
import { ROW_NUMBERS } from './columns.ts';
import { roleOf } from './sheet-rows.ts';

/** Title lines that may be above the heads. */
const MOST_TITLES = 10;

/** The worksheet as one a list, each cell where it is written; itself where it holds one list, or the same one in two halves. */
export function listsApart(sheet: Worksheet): Worksheet[] {
	const at = sheet.rows.slice(0, MOST_TITLES + 1).findIndex((_, index) => startsIn(sheet, index));
	const starts = at < 0 ? null : startsIn(sheet, at);
	const head = sheet.rows[at];
	if (!starts || !head) return [sheet];
	return starts.map((start, index) => {
		const end = starts[index + 1] ?? Infinity;
		const isOwn = (column: number) => column >= start && column < end;
		const own = (row: WorksheetRow) => ({
			...row,
			cells: row.cells.map((text, column) => (isOwn(column) ? text : ''))
		});
		const isBlank = ({ cells }: WorksheetRow) => cells.every((text) => text.trim() === '');
		const rows = sheet.rows.flatMap((row) => {
			const part = own(row);
			if (!isBlank(part)) return part;
			// A title above all of them is of each.
			return row.line < head.line ? row : [];
		});
		const merges = sheet.merges.filter(({ top, left }) => top < head.line || isOwn(left - 1));
		return { ...sheet, rows, merges };
	});
}

/** First columns of the lists, by the head that names their departments in each; null for one list, also one that goes on beside. */
function startsIn({ rows }: Worksheet, at: number): number[] | null {
	const labels = (rows[at]?.cells ?? []).map(normaliseLabel);
	const below = rows[at + 1]?.cells ?? [];
	const named = labels.flatMap((label, column) =>
		roleOf(label) === 'department' && !isUnitWord(below[column] ?? '') ? [column] : []
	);
	const [first, second] = named;
	if (first === undefined || second === undefined) return null;
	if (named.some((column) => labels[column] !== labels[first])) return null;
	const own = labels
		.slice(first, second)
		.filter((label) => label !== '' && !ROW_NUMBERS.has(label));
	const other = labels.slice(second).filter((label) => label !== '' && !ROW_NUMBERS.has(label));
	const isOneList = own.every((label, index) => (other[index] ?? label) === label);
	if (isOneList || own.length < 2 || other.length < 2) return null;
	return named.map((column) => (ROW_NUMBERS.has(labels[column - 1] ?? '') ? column - 1 : column));
}
