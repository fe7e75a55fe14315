/** A table of figures, one row a department and year, as filings. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { TableUnit } from './amounts.ts';
import { readNumber, unreadable } from './amounts.ts';
import { readDate, readText } from './fields.ts';
import type { MeasureColumn, TableHead } from './head.ts';
import { openTable } from './head.ts';
import type { RowIdentity } from './identity.ts';
import {
	cellOf,
	emptyFiling,
	missingColumns,
	placeOf,
	readIdentity,
	requireIdentity
} from './identity.ts';
import type { TableContext, TableOutcome, TableProblem } from './outcomes.ts';
import { limitProblems, problemAt, quoteText } from './outcomes.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { addUnitMissing, cellConflict, readRowUnit } from './unit.ts';
import { asRemark, checkWidth, isHeadAgain } from './width.ts';

/** What stays the same from row to row. */
interface Table {
	rows: TableRows;
	head: TableHead;
	context: TableContext;
	/** Lines of the years read so far, by department. */
	seen: Map<string, Map<number, number>>;
}

/**
 * Filings and problems of a figures table, row by row; see {@link TableOutcome} for what an error means.
 * @throws DocumentError where the table as a whole cannot be read: no head, a column twice, a broken quote.
 */
export function* readFiguresTable(rows: TableRows, context: TableContext): Generator<TableOutcome> {
	const { head: found, body } = openTable(rows);
	const head = requireIdentity(rows, found, context);
	if (head.measures.length === 0) {
		throw missingColumns(rows, head, ['指标（如income_total或“收入合计”）']);
	}
	yield* head.warnings.map((issue): TableProblem => ({ issue, filing: null }));
	yield* limitProblems(readRows({ rows, head, context, seen: new Map() }, body));
}

function* readRows(table: Table, body: Iterable<TableRow>): Generator<TableOutcome> {
	const { rows, head, context } = table;
	for (const row of body) {
		if (isHeadAgain(head, row)) continue;
		const remark = asRemark(rows, head, row);
		if (remark) {
			yield remark;
			continue;
		}
		const problems: TableProblem[] = [];
		checkWidth(rows, head, row, problems);
		const identity = readIdentity(rows, head, context, row, problems);
		if (identity) refuseTwin(table, row, identity, problems);
		const outcome = identity && readFiling(table, row, identity, problems);
		yield* problems;
		if (outcome && problems.every((each) => each.issue.severity !== 'error')) yield outcome;
	}
}

function readFiling(
	table: Table,
	row: TableRow,
	identity: RowIdentity,
	problems: TableProblem[]
): TableOutcome {
	const { roles } = table.head;
	const filing = emptyFiling(identity);
	const unit = readRowUnit(table.rows, table.head, row, problems);
	for (const column of table.head.measures) {
		const figure = readFigure(table, row, column, column.unit ?? unit, problems);
		setFigure(filing, column, figure);
	}
	filing.units = [{ name: identity.name, role: 'total', figures: filing.figures }];
	const grade = readText(cellOf(row, roles.grade));
	if (grade)
		filing.score.grade = {
			printed: removeBlanks(grade),
			place: placeOf(table.rows, row, roles.grade)
		};
	return {
		issue: null,
		filing,
		kind: readText(cellOf(row, roles.kind)),
		division: readText(cellOf(row, roles.division)),
		filed_on: readFiledOn(table, row, problems)
	};
}

function setFigure(filing: RecognisedFiling, column: MeasureColumn, figure: Figure): void {
	if (column.measure === 'score_form') filing.score.form = figure;
	else if (column.measure === 'score_sheet') filing.score.sheet = figure;
	else filing.figures[column.measure satisfies FigureId] = figure;
}

function readFigure(
	table: Table,
	row: TableRow,
	column: MeasureColumn,
	unit: TableUnit | null,
	problems: TableProblem[]
): Figure {
	const text = row.cells[column.index] ?? '';
	const place = table.rows.place(row.line, column.index + 1, column.label);
	if (text === '') return { value: null, missing: 'blank', printed: '', place };
	const needsUnit = column.quantity === 'money' && unit === null;
	const read = readNumber(text, column.quantity, unit ?? '元');
	if (typeof read === 'number') {
		if (needsUnit) addUnitMissing(problems, place, text);
		return { value: read, missing: null, printed: text, place };
	}
	if (read.missing === 'unreadable') problems.push(unreadable(column.quantity, text, place));
	else if (needsUnit && read.value !== null && !read.unit) addUnitMissing(problems, place, text);
	else if (unit && read.unit && read.unit !== unit) problems.push(cellConflict(place, text, unit));
	return { value: read.value, missing: read.missing, printed: text.trim(), place };
}

function readFiledOn(table: Table, row: TableRow, problems: TableProblem[]): string | null {
	const column = table.head.roles.filed_on;
	const text = readText(cellOf(row, column));
	const date = text === null ? null : readDate(text);
	if (text !== null && date === null) {
		const sentence = `读到${quoteText(text)}，应为日期，如“2022-03-15”；请改正后再导入。`;
		problems.push(problemAt('error', 'filed_on', placeOf(table.rows, row, column), sentence));
	}
	return date;
}

function refuseTwin(
	table: Table,
	row: TableRow,
	identity: RowIdentity,
	problems: TableProblem[]
): void {
	const years = table.seen.get(identity.key) ?? new Map<number, number>();
	const twin = years.get(identity.year);
	if (twin === undefined) {
		table.seen.set(identity.key, years.set(identity.year, row.line));
		return;
	}
	const { department_code, department } = table.head.roles;
	const sentence = `${quoteText(identity.name)}${identity.year}年度在${table.rows.lineText(twin)}已有一条记录，同一部门同一年度只应有一行；请保留正确的一行再导入。`;
	const place = placeOf(table.rows, row, department ?? department_code);
	problems.push(problemAt('error', 'department_twice', place, sentence));
}
