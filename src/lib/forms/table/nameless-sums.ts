/**
 * Rows of figures that name nobody, where each amount is the sum of the other rows or of those next to it: a total whose
 * 合计 was left out. Any other row without a name is refused.
 */
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { addUp, amountsAt } from './added-amounts.ts';
import { leftOver, type TableProblem } from './outcomes.ts';
import type { TableHead } from './head.ts';
import { placeOf } from './identity.ts';
import { columnsOfList, figuresHead, type ListColumns } from './list-columns.ts';
import { isSubtotal, isTotal } from './sum-rows.ts';

/** A longer list is an export, which names its rows. */
const MOST_ROWS = 1000;
const LEAST_ADDED = 2;

interface Nameless {
	row: TableRow;
	/** Records above it. */
	above: number;
}

/** The table with the lines of such rows; null where it has none. */
export function withNamelessSums(rows: TableRows): TableRows | null {
	const found = figuresHead(rows);
	if (!found) return null;
	const columns = columnsOfList(found.cells);
	if (columns.name < 0 || columns.amounts.length === 0) return null;
	const sums = sumsBelow(rows, found.line, columns);
	if (sums.size === 0) return null;
	return { ...rows, sums };
}

/** Says of such a row that it is a total. */
export function namelessSum(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	if (!rows.sums?.has(row.line)) return null;
	const text = row.cells.find((cell) => /\d/.test(cell)) ?? '';
	return leftOver(
		'nameless_sum',
		placeOf(rows, row, head.roles.department),
		text,
		'没有写名称，各数等于其他各行之和，是合计，不是部门的记录，本行未读入。'
	);
}

/** Lines of the rows that add up others. */
function sumsBelow(rows: TableRows, head: number, columns: ListColumns): ReadonlySet<number> {
	const records: (readonly (number | null)[])[] = [];
	const nameless: Nameless[] = [];
	let count = 0;
	for (const row of rows) {
		if (row.line <= head) continue;
		if (++count > MOST_ROWS) return new Set();
		const [name, code] = [columns.name, columns.code].map((at) => row.cells[at]?.trim() ?? '');
		if (name === '' && code === '') nameless.push({ row, above: records.length });
		else if (name !== undefined && !isTotal(name) && !isSubtotal(name) && !name.startsWith('其中'))
			records.push(amountsAt(row, columns.amounts));
	}
	const isSum = ({ row, above }: Nameless, index: number) => {
		const total = amountsAt(row, columns.amounts);
		const before = nameless[index - 1]?.above ?? 0;
		const behind = nameless[index + 1]?.above ?? records.length;
		return [records, records.slice(before, above), records.slice(above, behind)].some(
			(parts) => parts.length >= LEAST_ADDED && addUp(total, parts)
		);
	};
	return new Set(nameless.filter(isSum).map(({ row }) => row.line));
}
