/** One row of a score sheet by its columns, also where cells are merged or left out. */
import { parsePoints } from '#lib/catalogue/units.ts';
import { alignRow, endsShort } from '../grid.ts';
import { SCORE_TOTAL, SUBTOTAL_ROW } from '../labels.ts';
import { filledCells, type FormRow, type RowCell } from '../lines.ts';
import type { ScoreColumns } from './score-columns.ts';
import { stripWeight } from './printed-weight.ts';

/** A row's cells by what they mean. */
export interface SheetRow {
	row: FormRow;
	levels: (RowCell | null)[];
	level_weights: (RowCell | null)[];
	criterion: RowCell | null;
	weight: RowCell | null;
	score: RowCell | null;
	reason: RowCell | null;
}

/** The cell that makes a row the sheet's total: the first filled one says so, and a number follows. */
export function totalLabel(row: FormRow): RowCell | null {
	const [first, ...others] = filledCells(row);
	if (!first || !SCORE_TOTAL.test(stripWeight(first.label, false).name)) return null;
	return others.some((cell) => cell.isNumber) ? first : null;
}

/** Weight and score of the total row: by their columns, else the first number and the last. */
export function totalCells(
	row: FormRow,
	label: RowCell,
	columns: ScoreColumns
): { weight: RowCell | null; score: RowCell | null } {
	const aligned = alignRow(row, columns.leaves);
	const isPoints = (cell: RowCell | null | undefined) =>
		cell !== null && cell !== undefined && parsePoints(cell.text).missing !== 'unreadable';
	if (aligned) {
		const weight = aligned[columns.weight] ?? null;
		const score = aligned[columns.score] ?? null;
		if (isPoints(weight ?? score) && isPoints(score) && weight !== label && score !== label) {
			return { weight, score };
		}
	}
	const numbers = filledCells(row).filter(
		(cell) => cell !== label && parsePoints(cell.text).value !== null
	);
	const [first, second] = numbers;
	if (second) return { weight: first ?? null, score: second };
	return { weight: null, score: first ?? null };
}

/** One text over the whole width is a caption or a remark. */
export function isRemark(row: FormRow, columns: ScoreColumns): boolean {
	return filledCells(row).length === 1 && row.cells.length < columns.leaves.length;
}

/** `小计 | 15 | 15`, also behind the heading that it sums up. */
export function isSubtotal(row: FormRow): boolean {
	return filledCells(row)
		.slice(0, 2)
		.some(({ label }) => SUBTOTAL_ROW.test(label));
}

export function sheetRow(row: FormRow, columns: ScoreColumns): SheetRow | null {
	const sameTable = row.table === columns.table || row.cells.length === columns.leaves.length;
	const short = () => alignShortRow(row, columns);
	const isShort = row.placed && endsShort(row, columns.leaves);
	const aligned = (isShort ? short() : null) ?? alignRow(row, columns.leaves) ?? short();
	if (!aligned || !sameTable) return null;
	const levels = columns.levels.map((index) => aligned[index] ?? null);
	// A cell merged over several columns belongs to the first of them.
	const at = (index: number) => {
		const cell = aligned[index] ?? null;
		return levels.includes(cell) ? null : cell;
	};
	return {
		row,
		levels: levels.map((cell, index) => (levels.indexOf(cell) === index ? cell : null)),
		level_weights: columns.level_weights.map(at),
		criterion: at(columns.criterion),
		weight: at(columns.weight),
		score: at(columns.score),
		reason: at(columns.reason)
	};
}

/**
 * A row with fewer cells than the head, where no grid tells which are missing, or one that ends before the head does: the cells at the left, which merged
 * cells cover, or the last one, if only so a number is under 自评得分.
 */
function alignShortRow(row: FormRow, columns: ScoreColumns): (RowCell | null)[] | null {
	const missing = columns.leaves.length - row.cells.length;
	if (missing <= 0 || row.cells.length < 3) return null;
	const padding = Array.from({ length: missing }, () => null);
	const fits = (cells: (RowCell | null)[]) =>
		[columns.weight, columns.score].every((index) => {
			const cell = index < 0 ? null : cells[index];
			return cell === null || cell === undefined || parsePoints(cell.text).missing !== 'unreadable';
		}) && parsePoints(cells[columns.score]?.text ?? '').value !== null;
	return (
		[
			[...padding, ...row.cells],
			[...row.cells, ...padding]
		].find(fits) ?? null
	);
}
