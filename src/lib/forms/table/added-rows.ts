/** Rows of a list by their amounts: those that add up to a department, which are its parts, and groups that departments add up to. */
import type { RowBelow } from '#lib/documents/table/rows.ts';
import { DEPARTMENT_NAME } from '../report/figures/unit-sums.ts';
import { BODY } from '../report/identity/department-names.ts';
import { addUp } from './added-amounts.ts';
import { isDepartment, type LeveledRow } from './leveled-rows.ts';
import { isGroupName } from './row-kinds.ts';

/** No department has more units. */
const MOST_PARTS = 60;
const LEAST_PARTS = 2;

/** Rows that add up to the department above or below them, and groups that departments add up to or are numbered below. */
export function addedRows(named: readonly LeveledRow[]): Map<number, RowBelow> {
	const below = new Map<number, RowBelow>();
	for (const own of Map.groupBy(named, ({ year }) => year).values())
		for (const [index, row] of own.entries()) {
			if (below.get(row.line)?.is === 'part' || !row.states) continue;
			for (const { line } of partsAbove(own, index, below))
				below.set(line, { is: 'summed', of: row.name });
			const parts = partsBelow(own, index);
			if (isDepartment(row)) {
				const is = isNoChance(row) ? 'part' : 'unclear';
				if (is === 'part' || mayBeParts(parts, row))
					for (const { line } of parts) below.set(line, { is, of: row.name });
			} else if (isGroupOver(row, own[index + 1]) || (parts.some(isDepartment) && mayBeGroup(row)))
				below.set(row.line, { is: 'group', of: row.name });
		}
	return below;
}

function mayBeGroup(row: LeveledRow): boolean {
	return isNoChance(row) || isGroupName(row.name) || !BODY.test(row.name);
}

/** Rows that add up by chance, perhaps: no departments themselves, and not numbered as the one above them is. */
function mayBeParts(parts: readonly LeveledRow[], { name, rank }: LeveledRow): boolean {
	const isOther = (part: LeveledRow) =>
		DEPARTMENT_NAME.test(part.name) || (rank !== null && part.rank === rank);
	return DEPARTMENT_NAME.test(name) && !parts.some(isOther);
}

/** Amounts of few digits are often the sums of others: `300` of `100` and `200`. */
function isNoChance({ amounts }: LeveledRow): boolean {
	const digits = [...new Set(amounts)].map(
		(amount) => String(Math.abs(amount ?? 0)).replace(/0+$/, '').length
	);
	return digits.reduce((sum, count) => sum + count, 0) >= LEAST_DIGITS;
}

/** One row in a thousand is a sum of those behind it by chance with three digits, and one in a million with six. */
const LEAST_DIGITS = 6;

/**
 * `三 | 乡镇` over `4 | 某镇人民政府`, or `（二）园区` over a department without a number: a group of one department, which has its
 * amounts.
 */
function isGroupOver(row: LeveledRow, next: LeveledRow | undefined): boolean {
	if (!next || !isDepartment(next)) return false;
	if (row.rank !== null)
		return next.rank === null ? row.rank <= LOWEST_CHINESE : next.rank > row.rank;
	const stated = row.amounts.filter((amount) => amount);
	return stated.length > 1 && addUp(row.amounts, [next.amounts]) && mayBeGroup(row);
}

/** `（一）` */
const LOWEST_CHINESE = 1;

/** The rows behind one that add up to it; none where they do not. */
function partsBelow(rows: readonly LeveledRow[], index: number): readonly LeveledRow[] {
	return partsOf(rows[index] as LeveledRow, rows.slice(index + 1, index + 1 + MOST_PARTS));
}

/** The rows in front of one that is their sum by its name, or is a department that adds up bodies by no chance. */
function partsAbove(
	rows: readonly LeveledRow[],
	index: number,
	below: ReadonlyMap<number, RowBelow>
): readonly LeveledRow[] {
	const row = rows[index] as LeveledRow;
	if (!isDepartment(row)) return [];
	const former = rows.slice(Math.max(0, index - MOST_PARTS), index).reverse();
	const last = former.findIndex(({ line }) => below.has(line));
	const parts = partsOf(row, last < 0 ? former : former.slice(0, last));
	return row.isSum || (isNoChance(row) && mayBeParts(parts, row)) ? parts : [];
}

/** The first of some rows, as many as add up to another; none where they do not. */
function partsOf({ amounts }: LeveledRow, rows: readonly LeveledRow[]): readonly LeveledRow[] {
	if (!isTelling(amounts)) return [];
	const sums = amounts.map(() => 0);
	for (const [index, part] of rows.entries()) {
		part.amounts.forEach(
			(amount, column) => (sums[column] = (sums[column] ?? 0) + (amount ?? NaN))
		);
		if (index + 1 >= LEAST_PARTS && addUp(amounts, [sums])) return rows.slice(0, index + 1);
		if (sums.every((sum, column) => !(sum <= (amounts[column] ?? NaN) + ROUNDING))) return [];
	}
	return [];
}

/** More than rounding leaves, in millionths. */
const ROUNDING = 1_000_000;
/** A small number is often the sum of others. */
const TELLING = 100_000_000;

function isTelling(amounts: readonly (number | null)[]): boolean {
	const stated = amounts.filter((amount) => amount);
	return stated.length > 1 || stated.some((amount) => Math.abs(amount ?? 0) >= TELLING);
}
