/** Compares two workbooks of the same question cell by cell. */
import { printedAlike } from './cell-texts.ts';
import type { Sheet, SheetCell, SheetColumn } from '../exports/sheet.ts';

export interface CellChange {
	sheet: string;
	/** Says which row it is, e.g. 编码 and 部门. */
	row: string;
	column: string;
	/** Null where the row was not there, or is no more. */
	before: SheetCell;
	after: SheetCell;
	format: SheetColumn['format'];
}

export interface CellComparison {
	/** Numbers that are printed as they were. */
	same: number;
	/** Numbers that are printed as they were, though they differ in further digits. */
	finer: number;
	changes: CellChange[];
}

export function compareSheets(before: readonly Sheet[], after: readonly Sheet[]): CellComparison {
	const found: CellComparison = { same: 0, finer: 0, changes: [] };
	const names = new Set([...before, ...after].map(({ name }) => name));
	for (const name of names) {
		const sheets = [before, after].map((side) => side.find((sheet) => sheet.name === name));
		comparePair(name, sheets[0], sheets[1], found);
	}
	return found;
}

function comparePair(
	sheet: string,
	before: Sheet | undefined,
	after: Sheet | undefined,
	found: CellComparison
): void {
	const keyed = keysOf(before, after);
	const columns = after?.columns ?? before?.columns ?? [];
	const news = new Map(keyed(after));
	const olds = new Map(keyed(before));
	for (const key of new Set([...olds.keys(), ...news.keys()])) {
		const row = withName(key, news.get(key) ?? olds.get(key), columns);
		for (const { name: column, format } of columns) {
			const old = cellOf(before, olds.get(key), column);
			const now = cellOf(after, news.get(key), column);
			if (printedAlike(old, now, format)) {
				found.same += typeof now === 'number' && format !== 'year' ? 1 : 0;
				found.finer += old === now ? 0 : 1;
			} else found.changes.push({ sheet, row, column, before: old, after: now, format });
		}
	}
}

function cellOf(
	sheet: Sheet | undefined,
	row: readonly SheetCell[] | undefined,
	column: string
): SheetCell {
	const at = sheet?.columns.findIndex(({ name }) => name === column) ?? -1;
	return row?.[at] ?? null;
}

/** Names the rows by as few of the first columns of text as tell them apart on both sides, else by their order too. */
function keysOf(before: Sheet | undefined, after: Sheet | undefined) {
	const sides = [before, after].flatMap((sheet) => (sheet ? [sheet] : []));
	const columns = sides[0]?.columns ?? [];
	const texts = columns.findIndex(({ format }) => format !== 'text' && format !== 'year');
	const most = texts < 0 ? columns.length : texts;
	const keyOf = (row: readonly SheetCell[], width: number) => row.slice(0, width).join(' · ');
	const tells = (width: number) =>
		sides.every(({ rows }) => new Set(rows.map((row) => keyOf(row, width))).size === rows.length);
	const width = Array.from({ length: most }, (_, index) => index + 1).find(tells);
	return (sheet: Sheet | undefined): [string, SheetCell[]][] =>
		(sheet?.rows ?? []).map((row, index) => {
			const key = keyOf(row, width ?? most);
			return [width === undefined ? `${key}（第 ${index + 1} 行）` : key, row];
		});
}

/** A code says little to a reader: the name in the next column is shown with it, but is no part of what tells rows apart. */
function withName(
	key: string,
	row: readonly SheetCell[] | undefined,
	[first, second]: readonly SheetColumn[]
): string {
	const isCoded = first?.name.endsWith('编码') && second?.format === 'text';
	return isCoded && row?.[0] === key ? row.slice(0, 2).join(' · ') : key;
}
