/** Reads a table of figures, one row per department and year, as filings. */
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { unitName } from '../report/figures/units.ts';
import { continuesFormer, type FormerRows } from './former-rows.ts';
import type { TableHead } from './head.ts';
import { columnsByYear, columnsOfOwnYear, openTable } from './head.ts';
import type { RowIdentity } from './identity.ts';
import { cellOf, missingColumns, placeOf, readIdentity, requireIdentity } from './identity.ts';
import { headAgain, headWithin, type Lists } from './inner-heads.ts';
import { namelessSum } from './nameless-sums.ts';
import type { TableContext, TableOutcome, TableProblem } from './outcomes.ts';
import { leftOver, limitProblems, problemAt } from './outcomes.ts';
import { OwnersOfTable, PlainRows } from './plain-rows.ts';
import { readFiling } from './row-filing.ts';
import {
	bodyByLevel,
	columnNumbers,
	exampleRow,
	groupOfDepartments,
	notOneDepartment,
	partOfDepartment,
	projectRow,
	withoutItsUnits,
	withoutRecord
} from './row-kinds.ts';
import { rowBelow } from './rows-below.ts';
import { skipReason } from './skip.ts';
import { unitNotAdded } from './under-codes.ts';
import {
	isUnitRow,
	ownOfficesAmongUnits,
	unitRole,
	unitsBelow,
	unitWithoutTotal,
	withUnitsOfOne
} from './units-of-one.ts';
import { readRowUnit } from './unit.ts';
import { asRemark, numberedNote, type RowBefore } from './sum-rows.ts';
import { beyondHead, checkWidth } from './width.ts';

/** These stay the same from row to row. */
interface FigureTable extends FormerRows {
	context: TableContext;
	/** Null where the table has none. */
	plain: PlainRows | null;
	/** Changed from row to row. */
	former: { last: RowBefore | null };
}

/**
 * Filings and problems of a figures table, row by row; see {@link TableOutcome} for what an error means.
 * @param owners what former walks know of the rows of the table, to which this one adds
 * @throws DocumentError where the table as a whole cannot be read: no head, a column twice, a broken quote.
 */
export function* readFiguresTable(
	table: TableRows,
	context: TableContext,
	owners = new OwnersOfTable()
): Generator<TableOutcome> {
	const rows = table.unitsOf ? table : withUnitsOfOne(table, context.names);
	const { head, beside, body } = openTable(rows);
	const skipped = skipReason(rows, head, context, body);
	if (skipped) {
		body.return();
		yield skipped;
		return;
	}
	const lists = [head, ...beside].map((each) => identified(rows, each, context));
	yield* lists.flatMap(({ remarks }) => remarks);
	yield* limitProblems(readRows(rows, context, { lists, body, titles: [] }, owners));
}

function identified(rows: TableRows, found: TableHead, context: TableContext): TableHead {
	const head = requireIdentity(rows, found, context);
	if (head.measures.length + head.otherYears.length > 0 || head.roles.grade) return head;
	throw missingColumns(rows, head, ['指标（如income_total或“收入合计”）']);
}

function* readRows(
	rows: TableRows,
	context: TableContext,
	{ lists, body }: Lists,
	owners: OwnersOfTable
): Generator<TableOutcome> {
	const seen: FigureTable['seen'] = new Map();
	const former: FigureTable['former'] = { last: null };
	let state: Lists = { lists, body, titles: [] };
	const besides = new Map<string, number>();
	let plain = plainRows(rows, context, state, { seen, owners: owners.from(0) });
	for (const row of body) {
		const taken = plain?.take(row);
		if (taken) {
			const [head] = state.lists;
			if (head) former.last = { row, head, remark: null };
			yield taken;
			continue;
		}
		const within = headWithin(rows, state, row, (head) => identified(rows, head, context));
		if (within) {
			if (within.lists !== state.lists) {
				yield* within.lists.flatMap(({ remarks }) => remarks);
				plain = plainRows(rows, context, within, { seen, owners: owners.from(row.line) });
			}
			state = within;
			continue;
		}
		const isBeside = state.lists.length > 1;
		for (const head of state.lists) {
			const own = isBeside ? partOfRow(row, head) : row;
			const table = { rows, head, context, seen, besides: isBeside ? besides : null };
			if (own) yield* readRow({ ...table, plain, former }, own);
		}
	}
}

/** Lists side by side have none, nor has a list that changes its unit half way. */
function plainRows(
	rows: TableRows,
	context: TableContext,
	{ lists: [head, ...beside] }: Lists,
	known: Parameters<typeof PlainRows.below>[2]
): PlainRows | null {
	if (!head || beside.length > 0 || rows.unitsOf || rows.below) return null;
	const { seen } = known;
	const table = {
		rows,
		head,
		context,
		seen,
		besides: null,
		plain: null,
		former: { last: null }
	};
	const columns = columnsOfOwnYear(head);
	return PlainRows.below(rows, head, known, (row, identity) => {
		const unit = readRowUnit(rows, head, row, []);
		const read = readFiling(table, row, { identity, columns, unit }, []);
		if (!read) throw new Error(`Line ${row.line} states nothing`);
		return read.filing;
	});
}

/** The cells of one of the lists that are side by side; null where that list has ended. */
function partOfRow({ line, cells }: TableRow, { start, width }: TableHead): TableRow | null {
	const own = cells.map((cell, index) => (index < start ? '' : cell)).slice(0, width);
	return own.some((cell) => cell.trim() !== '') ? { line, cells: own } : null;
}

const OTHER_HEAD =
	'像是另一个表头，但认不出各栏是什么，无法判断下面各行的数；请把它分成两个表，或写全各栏的名称后再导入。';

function* readRow(table: FigureTable, row: TableRow): Generator<TableOutcome> {
	const { rows, head, context } = table;
	const again = headAgain(head, row);
	if (again === 'same') return;
	if (again === 'other') {
		yield problemAt('error', 'head_unclear', placeOf(rows, row, head.roles.department), OTHER_HEAD);
		return;
	}
	const before = table.former.last;
	const isBehindPart = before?.remark?.issue.code === 'part_of_department';
	const remark =
		asRemark(rows, head, row) ??
		numberedNote(rows, head, row, before) ??
		namelessSum(rows, head, row) ??
		columnNumbers(rows, head, row) ??
		exampleRow(rows, head, row) ??
		unitWithoutTotal(rows, head, row) ??
		ownOfficesAmongUnits(rows, head, row) ??
		bodyByLevel(rows, head, row) ??
		rowBelow(rows, head, row) ??
		groupOfDepartments(rows, head, row) ??
		(isUnitRow(rows, row) ? null : partOfDepartment(rows, head, row, isBehindPart)) ??
		withoutItsUnits(rows, head, row) ??
		unitNotAdded(rows, head, row) ??
		notOneDepartment(rows, head, row) ??
		projectRow(rows, head, row) ??
		withoutRecord(rows, head, row) ??
		beyondHead(rows, head, row);
	if (!remark && isUnitRow(rows, row)) return;
	table.former.last = { row, head, remark };
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
	for (const [year, columns] of columnsByYear(head, identity.year)) {
		const own = year === identity.year ? identity : { ...identity, year };
		const outcome = readFiling(table, row, { identity: own, columns, unit }, problems);
		if (!outcome) continue;
		for (const part of unitsBelow(table.rows, row)) {
			const { name } = unitName(cellOf(part, head.roles.department));
			const of = { identity: { ...own, name }, columns, unit };
			const read = readFiling(table, part, of, problems)?.filing;
			if (!read) continue;
			const { figures, budgets } = read;
			outcome.filing.units.push({ name, role: unitRole(name, identity.name), figures });
			if (budgets.length > 0) problems.push(budgetsOfUnit(table, part, name));
		}
		const continues = continuesFormer(table, row, own, problems);
		outcomes.push(continues ? { ...outcome, continues } : outcome);
	}
	if (outcomes.length === 0) problems.push(nothingFiled(table, row, identity));
	return outcomes;
}

function budgetsOfUnit({ rows, head }: FigureTable, row: TableRow, name: string): TableProblem {
	const place = placeOf(rows, row, head.roles.department);
	return leftOver(
		'budgets_of_unit',
		place,
		name,
		'是部门本级或所属单位，只存入决算数，本行的预算数未读入。'
	);
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
