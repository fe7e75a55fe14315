/**
 * Heads, titles and unit lines between the records: a second table below the first, the head of a printed page again,
 * columns in another order. What is below is read by the nearest of them.
 */
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { columnMeaning } from './columns.ts';
import type { RoleColumn, TableHead } from './head.ts';
import { readHeads } from './head.ts';
import { headOf } from './head-rows.ts';
import { cellOf } from './identity.ts';
import type { RowCursor } from './row-cursor.ts';
import { findTitleUnit } from './title-lines.ts';

/** The heads that hold for the rows to come, and the title lines read since the last of them. */
export interface Lists {
	lists: TableHead[];
	body: RowCursor;
	titles: readonly TableRow[];
}

/** Rows that a head may take below its first. */
const HEAD_ROWS_BELOW = 3;

/**
 * The lists as they are after a row that is a head, a title or a unit line; null for a record. A title is kept for the
 * head that follows; a unit line holds from there on.
 */
export function headWithin(
	rows: TableRows,
	state: Lists,
	row: TableRow,
	identified: (head: TableHead) => TableHead
): Lists | null {
	const [first] = state.lists;
	if (!first || !mayBeHead(first, row)) return null;
	const below = state.body.ahead(HEAD_ROWS_BELOW);
	const found = headOf([row, ...below], state.titles);
	if (found && found.kind !== 'unknown') {
		state.body.skip(found.height - 1);
		const heads = readHeads(rows, found, state.titles).map((head) => inherit(head, first));
		return { ...state, lists: heads.map(identified), titles: [] };
	}
	return isTitle(row) ? underTitle(state, row) : null;
}

/** Settles nearly every row by two characters: a record has a number in the column of the first measure; `2022年得分` is none. */
export function mayBeHead({ measures, otherYears, roles }: TableHead, row: TableRow): boolean {
	const column = measures[0] ?? otherYears[0]?.measures[0];
	const stated = row.cells[column?.index ?? 0] ?? '';
	if (isDigit(stated.charCodeAt(0)) && isDigit(stated.charCodeAt(stated.length - 1))) return false;
	const whose = roles.department ?? roles.department_code;
	const text = cellOf(row, whose).trim();
	if (text === '' || text === whose?.label) return true;
	const filled = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
	const isKnown = (label: string) => columnMeaning(label).is !== 'unknown';
	return filled.length === 1 || (filled.some(isKnown) && !filled.some((cell) => NUMBER.test(cell)));
}

/** A digit or a sign beside one. */
function isDigit(code: number): boolean {
	return code >= 0x2b && code <= 0x39;
}

function isTitle({ cells }: TableRow): boolean {
	const filled = cells.filter((cell) => cell.trim() !== '');
	return (
		filled.length > 0 && filled.length <= 2 && filled.every((cell) => !NUMBER.test(cell.trim()))
	);
}

const NUMBER = /^[-\d.,%]+$/;

/** Null for a line that is no title but a group of records, 其中 or a remark, which the reader of rows knows. */
function underTitle(state: Lists, row: TableRow): Lists | null {
	const unit = findTitleUnit([row]);
	const titles = [...state.titles, row];
	if (unit) {
		return { ...state, titles, lists: state.lists.map((head) => ({ ...head, titleUnit: unit })) };
	}
	return TITLE.test(row.cells.join('')) ? { ...state, titles } : null;
}

const TITLE = /(?:表|情况|统计|汇总|明细)(?:[(（].*[)）])?\s*$|20\d\d年/;

/** Completes the second head from the first. */
function inherit(
	head: TableHead,
	{ titleUnit, titleYear, titlePlace, about }: TableHead
): TableHead {
	return {
		...head,
		titleUnit: head.titleUnit ?? titleUnit,
		titleYear: head.roles.fiscal_year ? null : (head.titleYear ?? titleYear),
		titlePlace: head.titlePlace ?? titlePlace,
		about: head.about || about
	};
}

/** Tells whether the row is the head once more, as at the top of a printed page, or another one that is not understood. */
export function headAgain(
	{ roles, measures, otherYears }: TableHead,
	row: TableRow
): 'same' | 'other' | null {
	const whose = roles.department ?? roles.department_code;
	const again = (column: RoleColumn | undefined) =>
		column === undefined || cellOf(row, column).trim() === column.label;
	if (whose === undefined || !again(whose) || !again(roles.fiscal_year)) return null;
	const columns = [...measures, ...otherYears.flatMap((year) => year.measures)];
	const repeats = ({ index, label }: RoleColumn) => {
		const cell = normaliseLabel(row.cells[index] ?? '');
		return cell === '' || cell.includes(normaliseLabel(label));
	};
	return columns.every(repeats) ? 'same' : 'other';
}
