/** Rows in which a label is followed by its value: 人员编制 | 22, or 收入合计 | 1206.04 below a head 金额. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import type { ValueColumn } from './basis.ts';
import { bareLabel, figureOfKeyword, figureOfLabel } from './columns.ts';
import { isValueLike, LONGEST_VALUE } from './figure-values.ts';
import { NATIONAL_SPENDING_TOTAL } from './labels.ts';
import type { Row, RowCell } from './lines.ts';
import { noteOfLeaf } from './money-notes.ts';

/** A label with its value beside it. */
export interface FigurePair {
	figure: FigureId;
	label: string;
	unit: MoneyUnit;
	row: Row;
	cell: RowCell;
}

/** Label cells with the value beside them, or, below a head such as `上年决算数 | 本年决算数`, in its column. */
export function pairsIn(row: Row, unit: MoneyUnit, value: ValueColumn | null): FigurePair[] {
	const labels = row.cells.filter((cell) => figureOfRow(cell.label) !== null);
	// Several labels in one row have their values beside them, whatever column a head above named.
	const column = labels.length > 1 ? null : value;
	return row.cells.flatMap((cell, index): FigurePair[] => {
		const figure = figureOfRow(cell.label) ?? likelyFigure(cell.label, column !== null);
		const beside = column ? column.cellOf(row) : nextCell(row, index);
		if (!figure || !beside || beside === cell || !isValueOf(figure, beside)) return [];
		const own = noteOfLeaf({ cells: [cell], grid: null }) ?? column?.unit ?? unit;
		return [{ figure, label: cell.label, unit: own, row, cell: beside }];
	});
}

/** The figure that a row's label names. */
export function figureOfRow(label: string): FigureId | null {
	return NATIONAL_SPENDING_TOTAL.has(bareLabel(label)) ? 'spending_total' : figureOfLabel(label);
}

/** Beside 人员编制 whatever holds a digit was meant as its value; other labels are also followed by remarks. */
function isValueOf(figure: FigureId, cell: RowCell): boolean {
	if (isValueLike(cell)) return true;
	if (cell.text.length > LONGEST_VALUE) return false;
	const meant = measureOf(figure).quantity === 'people' ? /\d/ : /^[-¥￥约]?\s*\d/;
	return meant.test(cell.text);
}

const LONGEST_LABEL = 14;

/**
 * Staff is named in many ways, and so are the items of 三公 in county tables; nothing else there reads alike.
 * @param below whether the row stands below a head such as `本年决算数`
 */
function likelyFigure(label: string, below: boolean): FigureId | null {
	if (label.length > LONGEST_LABEL) return null;
	const figure = figureOfKeyword(label, below ? 'three_public' : 'staff');
	const group = figure && measureOf(figure).group;
	return group === 'staff' || (below && group === 'three_public') ? figure : null;
}

function nextCell(row: Row, index: number): RowCell | null {
	return row.cells.slice(index + 1).find((cell) => !cell.continues) ?? null;
}
