/** Rows of units below a head of figures: which rows they are, and what the unit is called. */
import { numbersColumns } from '../../column-marks.ts';
import { GROUP_WORDS } from '../labels.ts';
import { filledCells, type FormRow, type RowCell } from '../lines.ts';
import type { HeadColumn } from '../grid.ts';
import { isValueLike } from './figure-values.ts';

/** `栏次 | 1 | 2 | 3`: the row that numbers the columns belongs to the head. */
export function isColumnNumbers(row: FormRow): boolean {
	return numbersColumns(filledCells(row).map(({ label }) => label));
}

/** The name of the row's unit; empty where the block has no column of names and the first cell is none. */
export function nameOf(
	row: FormRow,
	aligned: (RowCell | null)[] | null,
	leaves: readonly HeadColumn[],
	nameIndex: number,
	columns: readonly { index: number }[]
): string {
	if (nameIndex >= 0) {
		const named = (aligned ?? row.cells)[nameIndex];
		return nameBelow(row, leaves[nameIndex], named ?? null)?.text ?? '';
	}
	const left = Math.min(...columns.map(({ index }) => index));
	return (
		(aligned ?? row.cells)
			.slice(0, left)
			.findLast((cell) => cell && cell.text !== '' && !cell.continues && !cell.isNumber)?.text ?? ''
	);
}

/** Below a head of two columns, `其中 | 局机关`: the innermost cell that is no group word. */
function nameBelow(
	row: FormRow,
	names: HeadColumn | undefined,
	named: RowCell | null
): RowCell | null {
	const span = names?.grid;
	if (!span || span.end - span.start < 2 || !row.placed) return named;
	const below = row.cells.filter(
		({ grid }) => grid && grid.start < span.end && grid.end > span.start
	);
	return below.findLast(({ text, label }) => text !== '' && !GROUP_WORDS.has(label)) ?? named;
}

/**
 * True where the cells can be a unit's figures: all blank, or meant as numbers but for a remark that somebody wrote in
 * the place of one.
 */
export function areValues(cells: readonly (RowCell | null)[], name: string): boolean {
	const filled = cells.filter((cell): cell is RowCell => cell !== null && cell.text !== '');
	if (filled.length === 0) return name !== '';
	const remarks = filled.filter((cell) => !isValueLike(cell));
	if (remarks.length === 0) return true;
	return filled.some((cell) => cell.isNumber) && remarks.length * 2 <= filled.length;
}
