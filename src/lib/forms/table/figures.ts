/** Reads a table of figures, one row per department and year, as filings. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { BudgetBasis } from '#lib/catalogue/budgets.ts';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { TableUnit } from './amounts.ts';
import { isOfOtherUnit, readNumber, unreadable } from './amounts.ts';
import { readDate, readText, unguard } from './fields.ts';
import type { HeadMeasure, TableHead } from './head.ts';
import { measuresByYear, openTable } from './head.ts';
import type { RowIdentity } from './identity.ts';
import {
	cellOf,
	emptyFiling,
	missingColumns,
	placeOf,
	readIdentity,
	requireIdentity
} from './identity.ts';
import type { TableContext, TableFiling, TableOutcome, TableProblem } from './outcomes.ts';
import { leftOver, limitProblems, problemAt, quoteText } from './outcomes.ts';
import { PlainRows } from './plain-rows.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { headWithin, isHeadAgain, type Lists } from './inner-heads.ts';
import {
	groupOfDepartments,
	partOfDepartment,
	projectRow,
	withoutRecord,
	type FormerRow
} from './row-kinds.ts';
import { skipReason } from './skip.ts';
import { addUnitMissing, cellConflict, readRowUnit } from './unit.ts';
import { asRemark, checkWidth } from './width.ts';

/** These stay the same from row to row. */
interface FigureTable {
	rows: TableRows;
	head: TableHead;
	context: TableContext;
	/** Lines of the years read so far, by department. */
	seen: Map<string, Map<number, number>>;
	/** All heads of the table so far. */
	heads: TableHead[];
	/** Null where the table has none. */
	plain: PlainRows | null;
	/** The row before. */
	former: FormerRow;
}

/**
 * Filings and problems of a figures table, row by row; see {@link TableOutcome} for what an error means.
 * @throws DocumentError where the table as a whole cannot be read: no head, a column twice, a broken quote.
 */
export function* readFiguresTable(rows: TableRows, context: TableContext): Generator<TableOutcome> {
	const { head, beside, body } = openTable(rows);
	const skipped = skipReason(rows, head, context, body);
	if (skipped) {
		body.return();
		yield skipped;
		return;
	}
	const lists = [head, ...beside].map((each) => identified(rows, each, context));
	yield* lists.flatMap(({ remarks }) => remarks);
	yield* limitProblems(readRows(rows, context, { lists, body, titles: [] }));
}

function identified(rows: TableRows, found: TableHead, context: TableContext): TableHead {
	const head = requireIdentity(rows, found, context);
	if (head.measures.length + head.otherYears.length > 0 || head.roles.grade) return head;
	throw missingColumns(rows, head, ['指标（如income_total或“收入合计”）']);
}

function* readRows(
	rows: TableRows,
	context: TableContext,
	{ lists, body }: Lists
): Generator<TableOutcome> {
	const seen: FigureTable['seen'] = new Map();
	const heads = [...lists];
	const former = { isPart: false };
	let state: Lists = { lists, body, titles: [] };
	let plain = plainRows(rows, context, state, seen);
	for (const row of body) {
		const taken = plain?.take(row);
		if (taken) {
			yield taken;
			continue;
		}
		const within = headWithin(rows, state, row, (head) => identified(rows, head, context));
		if (within) {
			if (within.lists !== state.lists) {
				yield* within.lists.flatMap(({ remarks }) => remarks);
				heads.push(...within.lists);
				plain = plainRows(rows, context, within, seen);
			}
			state = within;
			continue;
		}
		for (const head of state.lists) {
			const own = state.lists.length === 1 ? row : partOfRow(row, head);
			if (own) yield* readRow({ rows, head, context, seen, heads, plain, former }, own);
		}
	}
}

/** Lists side by side have none, nor has a list that changes its unit half way. */
function plainRows(
	rows: TableRows,
	context: TableContext,
	{ lists: [head, ...beside] }: Lists,
	seen: FigureTable['seen']
): PlainRows | null {
	if (!head || beside.length > 0) return null;
	const table = {
		rows,
		head,
		context,
		seen,
		heads: [head],
		plain: null,
		former: { isPart: false }
	};
	return PlainRows.below(rows, head, seen, (row, identity) => {
		const unit = readRowUnit(rows, head, row, []);
		const read = readFiling(table, row, identity, head.measures, unit, true, []);
		if (!read) throw new Error(`Line ${row.line} states nothing`);
		return read.filing;
	});
}

/** The cells of one of the lists that are side by side; null where that list has ended. */
function partOfRow({ line, cells }: TableRow, { start, width }: TableHead): TableRow | null {
	const own = cells.map((cell, index) => (index < start ? '' : cell)).slice(0, width);
	return own.some((cell) => cell.trim() !== '') ? { line, cells: own } : null;
}

function* readRow(table: FigureTable, row: TableRow): Generator<TableOutcome> {
	const { rows, head, context } = table;
	if (isHeadAgain(head, row)) return;
	const remark =
		asRemark(rows, head, row) ??
		groupOfDepartments(rows, head, row) ??
		partOfDepartment(rows, head, row, table.former) ??
		projectRow(rows, head, row) ??
		withoutRecord(rows, head, row);
	table.former.isPart = remark?.issue.code === 'part_of_department';
	if (remark) {
		yield remark;
		return;
	}
	const problems: TableProblem[] = [];
	checkWidth(rows, head, row, problems);
	const identity = readIdentity(rows, head, context, row, problems);
	const filings = identity ? readFilings(table, row, identity, problems) : [];
	yield* problems;
	const [only, ...others] = filings;
	const isPlain = identity && only && !only.issue && !only.continues && others.length === 0;
	const plain = isPlain && problems.length === 0 ? table.plain?.learn(row, identity, only) : null;
	if (plain) yield plain;
	else if (problems.every((each) => each.issue.severity !== 'error')) yield* filings;
}

/** One for the year of the row and one for each other year that the head names. */
function readFilings(
	table: FigureTable,
	row: TableRow,
	identity: RowIdentity,
	problems: TableProblem[]
): TableOutcome[] {
	const { head } = table;
	const unit = readRowUnit(table.rows, head, row, problems);
	const outcomes: TableOutcome[] = [];
	for (const [year, measures] of measuresByYear(head, identity.year)) {
		const own = year === identity.year ? identity : { ...identity, year };
		const outcome = readFiling(table, row, own, measures, unit, own === identity, problems);
		if (!outcome) continue;
		const continues = continuesFormer(table, row, own, problems);
		outcomes.push(continues ? { ...outcome, continues } : outcome);
	}
	if (outcomes.length === 0) problems.push(nothingFiled(table, row, identity));
	return outcomes;
}

/** The filing of a row and year; null where the row states nothing of it. */
function readFiling(
	table: FigureTable,
	row: TableRow,
	identity: RowIdentity,
	measures: readonly HeadMeasure[],
	unit: TableUnit | null,
	isOwn: boolean,
	problems: TableProblem[]
): TableFiling | null {
	const { roles } = table.head;
	const filing = emptyFiling(identity);
	let isStated = false;
	for (const column of measures) {
		const figure = readFigure(table, row, column, column.unit ?? unit, problems);
		setFigure(filing, column, figure);
		if (figure.missing !== 'blank') isStated = true;
	}
	filing.units = [{ name: identity.name, role: 'total', figures: filing.figures }];
	const grade = isOwn ? readText(cellOf(row, roles.grade)) : null;
	if (grade) {
		filing.score.grade = {
			printed: removeBlanks(grade),
			place: placeOf(table.rows, row, roles.grade)
		};
	}
	if (!isStated && !grade) return null;
	return {
		issue: null,
		filing,
		kind: readText(cellOf(row, roles.kind)),
		division: readText(cellOf(row, roles.division)),
		filed_on: isOwn ? readFiledOn(table, row, problems) : null
	};
}

function nothingFiled(
	{ rows, head }: FigureTable,
	row: TableRow,
	{ name }: RowIdentity
): TableProblem {
	const { department, department_code } = head.roles;
	const place = placeOf(rows, row, department ?? department_code);
	return leftOver('row_without_figures', place, name, '本行没有填写任何数字，未读入。');
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
	table: FigureTable,
	row: TableRow,
	column: HeadMeasure,
	unit: TableUnit | null,
	problems: TableProblem[]
): Figure {
	const text = row.cells[column.index] ?? '';
	const place = table.rows.place(row.line, column.index + 1, column.label);
	if (text === '') return { value: null, missing: 'blank', printed: '', place };
	const needsUnit = column.quantity === 'money' && unit === null;
	const read = readNumber(text, column.quantity, unit ?? '元');
	if (typeof read === 'number') {
		if (needsUnit || (column.is_unit_assumed && isOfOtherUnit(read, unit)))
			addUnitMissing(problems, place, text);
		return { value: read, missing: null, printed: text, place };
	}
	if (read.missing === 'unreadable') problems.push(unreadable(column.quantity, text, place));
	else if (needsUnit && read.value !== null && !read.unit) addUnitMissing(problems, place, text);
	else if (unit && read.unit && read.unit !== unit) problems.push(cellConflict(place, text, unit));
	return { value: read.value, missing: read.missing, printed: unguard(text), place };
}

function readFiledOn(table: FigureTable, row: TableRow, problems: TableProblem[]): string | null {
	const column = table.head.roles.filed_on;
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

/** Tells whether an earlier head with other columns has the department too, which goes on here; any other second row is an error. */
function continuesFormer(
	table: FigureTable,
	row: TableRow,
	identity: RowIdentity,
	problems: TableProblem[]
): boolean {
	const years = table.seen.get(identity.key) ?? new Map<number, number>();
	const former = years.get(identity.year);
	if (former === undefined) {
		table.seen.set(identity.key, years.set(identity.year, row.line));
		return false;
	}
	if (former < table.head.line && !sharesColumn(table, former)) return true;
	const { department_code, department } = table.head.roles;
	const sentence = `${quoteText(identity.name)}${identity.year}年度在${table.rows.lineText(former)}已有一条记录，同一部门同一年度只应有一行；请保留正确的一行再导入。`;
	const place = placeOf(table.rows, row, department ?? department_code);
	problems.push(problemAt('error', 'department_twice', place, sentence));
	return false;
}

/** Tells whether a head between the first row of a department and this one states what the present head states. */
function sharesColumn({ heads, head }: FigureTable, first: number): boolean {
	const from = heads.findLast(({ line }) => line < first)?.line ?? 0;
	const columns = (each: TableHead) => [
		...(each.roles.grade ? ['grade'] : []),
		...[...each.measures, ...each.otherYears.flatMap(({ measures }) => measures)].map(
			({ measure, basis }) => `${measure} ${basis}`
		)
	];
	const own = new Set(columns(head));
	return heads
		.filter(({ line }) => line >= from && line < head.line)
		.some((each) => columns(each).some((column) => own.has(column)));
}
