/** The money unit of a row: the column's own first, then the row's, then the title line's. */
import { quoteText, removeBlanks } from '#lib/catalogue/characters.ts';
import type { Place } from '#lib/documents/place.ts';
import { moneyUnitOf } from '#lib/catalogue/units.ts';
import type { TableUnit } from './amounts.ts';
import type { HeadMeasure, TableHead } from './head.ts';
import { cellOf, placeOf } from './identity.ts';
import type { TableProblem } from './outcomes.ts';
import { problemAt } from './outcomes.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';

/** Codes of what says that the unit of a row is not known. */
const UNIT_CODES: ReadonlySet<string> = new Set(['table_unit', 'unit_missing']);

/**
 * The unit that holds for the row's columns without one of their own; null where nothing names it, or after adding
 * a problem where the cell names none of the two.
 */
export function readRowUnit(
	rows: TableRows,
	head: TableHead,
	row: TableRow,
	problems: TableProblem[]
): TableUnit | null {
	const printed = cellOf(row, head.roles.unit);
	if (printed.trim() === '') return head.titleUnit;
	const unit = unitAlone(printed);
	const place = placeOf(rows, row, head.roles.unit);
	if (!unit) {
		const sentence = `读到${quoteText(printed)}，应为“元”“万元”等金额单位；请改正后再导入。`;
		problems.push(problemAt('error', 'table_unit', place, sentence, { read: printed }));
		return null;
	}
	const clashing = head.measures.find((column) => column.unit && column.unit !== unit);
	if (clashing) problems.push(headConflict(place, unit, clashing));
	if (head.titleUnit && head.titleUnit !== unit)
		problems.push(titleConflict(place, unit, head.titleUnit));
	return unit;
}

function unitAlone(printed: string): TableUnit | null {
	return moneyUnitOf(removeBlanks(printed).replace(/^(?:单位:?|人民币)+|[()]/g, ''));
}

function headConflict(place: Place, unit: TableUnit, column: HeadMeasure): TableProblem {
	return problemAt(
		'error',
		'unit_conflict',
		place,
		`写的是“${unit}”，而第${column.index + 1}列的表头${quoteText(column.label)}写的是“${column.unit}”，两处单位应一致；请改正后再导入。`
	);
}

function titleConflict(place: Place, unit: TableUnit, title: TableUnit): TableProblem {
	return problemAt(
		'warning',
		'unit_differs_from_title',
		place,
		`写的是“${unit}”，而表格上方写的是“${title}”；已按本行的“${unit}”读取。`
	);
}

/** Says once a row that its unit is missing, and not where the row's unit has been refused already. */
export function addUnitMissing(problems: TableProblem[], place: Place, text: string): void {
	if (problems.some(({ issue }) => UNIT_CODES.has(issue.code))) return;
	const sentence = `读到${quoteText(text)}，但没有写明是元还是万元；请在“单位”（unit）列填写“元”或“万元”。`;
	problems.push(problemAt('error', 'unit_missing', place, sentence));
}

export function cellConflict(place: Place, text: string, unit: TableUnit): TableProblem {
	return problemAt(
		'error',
		'unit_conflict',
		place,
		`读到${quoteText(text)}，而本行或本列的单位是“${unit}”，两处单位应一致；请改正后再导入。`
	);
}
