/** Reads a row of a table of figures, for one year, as a filing. */
import { quoteText, removeBlanks } from '#lib/catalogue/characters.ts';
import type { BudgetBasis } from '#lib/catalogue/budgets.ts';
import type { Figure, RecognisedFiling, Score } from '#lib/filing/filing.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { gradeOptions } from '../grade-options.ts';
import { amountBeforeParts } from '#lib/catalogue/units.ts';
import type { TableUnit } from './amounts.ts';
import { isOfOtherUnit, readNumber, saysNothing, scoreOfWhole, unreadable } from './amounts.ts';
import { readDate, readText, unguard } from './fields.ts';
import type { HeadMeasure, RoleColumn, TableHead, YearColumns } from './head.ts';
import { cellOf, emptyFiling, placeOf, type RowIdentity } from './identity.ts';
import { leftOver, problemAt, type TableFiling, type TableProblem } from './outcomes.ts';
import { addUnitMissing, cellConflict } from './unit.ts';

/** A table with the head that its row is below. */
interface HeadedRows {
	rows: TableRows;
	head: TableHead;
}

/** A year of which a row states figures. */
interface YearOfRow {
	identity: RowIdentity;
	columns: YearColumns;
	/** Unit of amounts without one of their own; null where the table states none. */
	unit: TableUnit | null;
}

/** 评价等次 with blanks removed; where several are offered, the ticked one. */
function readGrade(
	{ rows }: HeadedRows,
	row: TableRow,
	column: RoleColumn | undefined,
	problems: TableProblem[]
): Score['grade'] {
	const text = readText(cellOf(row, column));
	if (!text || saysNothing(text)) return null;
	const place = placeOf(rows, row, column);
	const options = gradeOptions(text);
	const printed = options ? options.ticked : removeBlanks(text);
	if (printed !== null) return { printed, place };
	problems.push(
		leftOver('grade_not_ticked', place, text, '没有勾选等次，或勾选不明确，等次未读入。')
	);
	return null;
}

/** The filing of a row and year; null where the row states nothing of it. */
export function readFiling(
	table: HeadedRows,
	row: TableRow,
	{ identity, columns, unit }: YearOfRow,
	problems: TableProblem[]
): TableFiling | null {
	const { roles } = table.head;
	const filing = emptyFiling(identity);
	let isStated = false;
	for (const column of columns.measures) {
		const figure = readFigure(table, row, column, column.unit ?? unit, problems);
		setFigure(filing, column, figure);
		if (figure.missing !== 'blank') isStated = true;
	}
	filing.units = [{ name: identity.name, role: 'total', figures: filing.figures }];
	const grade = readGrade(table, row, columns.grade, problems);
	filing.score.grade = grade;
	if (!isStated && !grade) return null;
	return {
		issue: null,
		filing,
		kind: readText(cellOf(row, roles.kind)),
		division: readText(cellOf(row, roles.division)),
		filed_on: readFiledOn(table, row, columns.filed_on, problems)
	};
}

function setFigure(filing: RecognisedFiling, column: HeadMeasure, figure: Figure): void {
	const { measure, basis } = column;
	if (measure === 'score_form') filing.score.form = figure;
	else if (measure === 'score_sheet') filing.score.sheet = figure;
	else if (basis === 'actual') filing.figures[measure satisfies FigureId] = figure;
	else if (figure.value !== null) {
		filing.budgets.push({ measure, basis: basis satisfies BudgetBasis, figure });
	}
}

function readFigure(
	table: HeadedRows,
	row: TableRow,
	column: HeadMeasure,
	unit: TableUnit | null,
	problems: TableProblem[]
): Figure {
	const place = table.rows.place(row.line, column.index + 1, column.label);
	const figure = readCell(row.cells[column.index] ?? '', place, column, unit, problems);
	return column.quantity === 'points' ? scoreOfWhole(figure, place, problems) : figure;
}

function readCell(
	text: string,
	place: Place,
	column: HeadMeasure,
	unit: TableUnit | null,
	problems: TableProblem[]
): Figure {
	if (text === '') return { value: null, missing: 'blank', printed: '', place };
	const lacksUnit = (value: number) =>
		(column.quantity === 'money' && unit === null) ||
		(column.is_unit_assumed && isOfOtherUnit(value, unit));
	const read = readNumber(text, column.quantity, unit ?? '元');
	if (typeof read === 'number') {
		if (lacksUnit(read)) addUnitMissing(problems, place, text);
		return { value: read, missing: null, printed: text, place };
	}
	if (read.missing === 'unreadable' && column.quantity === 'money') {
		const whole = amountBeforeParts(text, unit ?? '元');
		if (whole && (unit || whole.amount.unit)) {
			problems.push(leftOver('parts_of_amount', place, whole.parts, PART_OF_AMOUNT));
			return { value: whole.amount.value, missing: null, printed: unguard(text), place };
		}
	}
	if (read.missing === 'unreadable') problems.push(unreadable(column.quantity, text, place));
	else if (read.value !== null && !read.unit && lacksUnit(read.value))
		addUnitMissing(problems, place, text);
	else if (unit && read.unit && read.unit !== unit) problems.push(cellConflict(place, text, unit));
	return { value: read.value, missing: read.missing, printed: unguard(text), place };
}

const PART_OF_AMOUNT = '是括号前金额的一部分，未单独存入。';

function readFiledOn(
	table: HeadedRows,
	row: TableRow,
	column: RoleColumn | undefined,
	problems: TableProblem[]
): string | null {
	const text = readText(cellOf(row, column));
	const date = text === null ? null : readDate(text);
	if (text !== null && date === null) {
		const sentence = `读到${quoteText(text)}，应为日期，如“2022-03-15”；请改正后再导入。`;
		problems.push(
			problemAt('error', 'filed_on', placeOf(table.rows, row, column), sentence, { read: text })
		);
	}
	return date;
}
