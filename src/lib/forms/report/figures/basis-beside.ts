/** Rows that say beside their label what the amount is: `基本支出 | 年初预算 | 900`, the label merged over its rows. */
import { amountWords, usesOf } from './basis.ts';
import type { LabelCell, RowContext } from './label-cells.ts';
import type { RowReading } from './row-reading.ts';
import { noteOfLeaf } from './money-notes.ts';
import type { FormRow, RowCell } from '../lines.ts';

/**
 * Adds the one amount of such a row to its reading; false for any other row.
 * @param labelled the labels of the row itself
 */
export function readBasisBeside(
	row: FormRow,
	labelled: readonly LabelCell[],
	context: RowContext,
	reading: RowReading
): boolean {
	const at = row.cells.findIndex((_, index) => index > 0 && isBasis(row, index));
	const words = amountWords(row.cells[at]?.label ?? '');
	const label = labelBefore(row, at, labelled, context);
	const [cell, second] = row.cells.slice(at + 1).filter(({ isNumber }) => isNumber);
	const [use] = words ? usesOf([words], context.heading, context.fiscalYear) : [];
	if (!label || !use || !cell || second) return false;
	const { figure, why } = label.meaning;
	if (!figure || 'skipped' in use) {
		reading.unstored.push({ row, cell, why: 'skipped' in use ? use.skipped : (why ?? '') });
		return true;
	}
	const unit = noteOfLeaf({ cells: [label.cell], grid: null }) ?? unitOfColumn(row, cell, context);
	reading.pairs.push({ figure, label: label.cell.label, unit, row, cell, use, from: 0 });
	return true;
}

function unitOfColumn(row: FormRow, cell: RowCell, { head, unit }: RowContext): RowContext['unit'] {
	const column = head?.columns.find(({ index }) => index === row.cells.indexOf(cell));
	return column?.unit ?? head?.unit ?? unit;
}

/** `支出决算` says what the amount of the label before it is; behind an amount it is a label of its own. */
function isBasis({ cells }: FormRow, index: number): boolean {
	const { label, isNumber } = cells[index] as RowCell;
	if (isNumber || amountWords(label) === null) return false;
	return cells.slice(0, index).findLast(({ text }) => text !== '')?.isNumber !== true;
}

/** The one label before the basis, or that of the rows above where the cells before it are blank. */
function labelBefore(
	row: FormRow,
	at: number,
	labelled: readonly LabelCell[],
	{ above }: RowContext
): LabelCell | null {
	const [own, second] = labelled.filter(({ index }) => !isBasis(row, index));
	if (own) return second || own.index >= at ? null : own;
	const isBelow = at > 0 && row.cells.slice(0, at).every(({ text }) => text === '');
	return isBelow ? above : null;
}
