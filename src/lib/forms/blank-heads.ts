/**
 * Heads in which blank cells stand for merged ones: programs write the text of a merged cell into its first column, and
 * people often into its middle one. A blank cell above a label then belongs to the group on its left, to the one on its
 * right, or to none.
 */

export const UNCLEAR_GROUP = '表头中它上面的格是空白，看不出属于哪一组，未存入；请合并表头的单元格';

/** Cells of the rows of a head by column; null for a blank one. A cell merged over several columns is in each. */
export type HeadGrid<T> = readonly (readonly (T | null)[])[];

/**
 * The readings that the blank cells of a head allow, each with the groups filled in: one where every blank cell goes on
 * with a group that begins left of it, else all. Null for a head without a blank cell above a label.
 * @param isSum tells `合计` and the like, which stands first or last below its group
 */
export function readingsOfBlanks<T>(
	rows: HeadGrid<T>,
	isSum: (cell: T) => boolean
): HeadGrid<T>[] | null {
	const blanks = blanksAboveLabels(rows);
	if (blanks.length === 0) return null;
	const filled = (from: (blank: Blank) => number) => {
		const grid = rows.map((row) => [...row]);
		for (const blank of blanks)
			(grid[blank.level] as (T | null)[])[blank.column] = rows[blank.level]?.[from(blank)] ?? null;
		return grid;
	};
	const left = filled(({ left }) => left);
	const goesOn = blanks.every(({ level, left }) => left >= 0 && isAboveLabel(rows, level, left));
	if (goesOn && haveTheirSums(left, isSum)) return [left];
	return [left, filled(({ left, right }) => (right < 0 ? left : right)), filled(() => -1)];
}

/**
 * A sum that is neither first nor last of its group, or one of two, is another group's; so may be the last of a group
 * where the next one has none.
 */
function haveTheirSums<T>(rows: HeadGrid<T>, isSum: (cell: T) => boolean): boolean {
	return rows.slice(0, -1).every((row, level) => {
		const lower = rows[level + 1] ?? [];
		const groups: boolean[][] = [];
		row.forEach((cell, column) => {
			const below = lower[column];
			if (!cell || !below || cell === below) return;
			const hasSum = isSum(below);
			if (cell === row[column - 1]) groups.at(-1)?.push(hasSum);
			else groups.push([hasSum]);
		});
		return groups.every((sums, index) => {
			const next = groups[index + 1];
			if (sums.length < 2 || !sums.includes(true)) return true;
			if (sums.indexOf(true) !== sums.lastIndexOf(true)) return false;
			return sums[0] === true || (sums.at(-1) === true && (next?.includes(true) ?? true));
		});
	});
}

interface Blank {
	level: number;
	column: number;
	/** Column of the nearest cell on the left in the same group; -1 without one. */
	left: number;
	/** Column of the nearest group on the right; -1 without one. */
	right: number;
}

function blanksAboveLabels<T>(rows: HeadGrid<T>): Blank[] {
	const width = Math.max(0, ...rows.map((row) => row.length));
	return rows.flatMap((row, level) => {
		const blanks: Blank[] = [];
		/** Cells of the upper rows begin groups, which no cell of this row goes beyond. */
		const begins = (column: number) =>
			rows.slice(0, level).some((upper) => beginsAt(upper, column));
		for (let column = 0, left = -1; column < width; column++) {
			if (begins(column)) left = -1;
			if (row[column]) left = column;
			else if (!hasAbove(rows, level, column) && isAboveLabel(rows, level, column))
				blanks.push({ level, column, left, right: rightOf(rows, level, column) });
		}
		return blanks;
	});
}

function beginsAt(row: readonly unknown[], column: number): boolean {
	return Boolean(row[column]) && row[column] !== row[column - 1];
}

/** Below a cell of its own column, a blank one is a part of that cell. */
function hasAbove<T>(rows: HeadGrid<T>, level: number, column: number): boolean {
	return rows.slice(0, level).some((upper) => Boolean(upper[column]));
}

function isAboveLabel<T>(rows: HeadGrid<T>, level: number, column: number): boolean {
	const own = rows[level]?.[column];
	return rows.slice(level + 1).some((lower) => Boolean(lower[column]) && lower[column] !== own);
}

function rightOf<T>(rows: HeadGrid<T>, level: number, column: number): number {
	const row = rows[level] ?? [];
	const right = row.findIndex((cell, index) => index > column && Boolean(cell));
	return right >= 0 && isAboveLabel(rows, level, right) ? right : -1;
}
