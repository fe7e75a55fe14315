/**
 * Tables whose rows are the units of one department, which a line above the head names: 本级 and those below it. Only a
 * row that adds them up is the department's record; where there is none, the rows are named and nothing is stored.
 */
import { quoteText, removeBlanks } from '#lib/catalogue/characters.ts';
import type { UnitRole } from '#lib/filing/filing.ts';
import type { TableRow, TableRows, UnitsOfOne } from '#lib/documents/table/rows.ts';
import { DEPARTMENT_NAME } from '../report/figures/unit-sums.ts';
import { isWholeName } from '../report/identity/department-names.ts';
import { SUBTOTAL_ROW, TOTAL_ROW } from '../report/labels.ts';
import { isSuperior } from './columns.ts';
import { findHead, type HeadCell, type HeadRows } from './head-rows.ts';
import type { TableHead } from './head.ts';
import { cellOf, placeOf } from './identity.ts';
import { leftOver, type TableProblem } from './outcomes.ts';
import { isOfRole, ownerAbove, upTo } from './owner-of-years.ts';
import { isSubtotal, isTotal } from './sum-rows.ts';

/** No department has so many units. */
const MOST_ROWS = 200;
const LEAST_UNITS = 2;

/** `本级`, `局机关`, `民政局本级`: a department's own offices, and how the row calls the department. */
const HEADQUARTERS = /^(.*?)[(（]?(?:机关本级|本级|机关|本部)[)）]?$/;
const NUMBER = /^[一二三四五六七八九十\d]{1,2}[、.．)）]/;
const BODY_WORD = /^[局委办厅院部会]$/;

/** The table with its total under the department's name; itself where its rows are not the units of one. */
export function withUnitsOfOne(rows: TableRows): TableRows {
	const found = findHead(rows);
	found?.body.return();
	const at = found ? columnOfUnits(found) : -1;
	const all = found && at >= 0 ? upTo(rows, MOST_ROWS) : null;
	if (!found || !all) return rows;
	const owner = ownerAbove(found.titles);
	const body = all.filter((row) => row.line > found.line && isRecord(row, at));
	const names = body.map(({ cells }) => nameAt(cells, at)).filter((name) => !isSum(name));
	if (names.length < LEAST_UNITS || !areUnits(names, owner?.name ?? null)) return rows;
	// Beside its own offices, a row of the department's name is all of it.
	const whole = names.some((name) => calledBy(name) !== null) ? owner?.name : undefined;
	const units = body.filter(({ cells }) => {
		const name = nameAt(cells, at);
		return !isSum(name) && name !== whole;
	});
	const wholes = body.filter(({ cells }) => nameAt(cells, at) === whole);
	const totals = owner ? totalsOf(body, wholes, at, found.cells) : new Set<number>();
	const unitsOf = { owner: owner?.name ?? null, totals, units };
	if (!owner || totals.size === 0) return { ...rows, unitsOf };
	return {
		...rows,
		unitsOf,
		*[Symbol.iterator]() {
			for (const row of rows) yield totals.has(row.line) ? withName(row, at, owner.name) : row;
		},
		place: (line, column, label) =>
			totals.has(line) && column - 1 === at
				? rows.place(owner.line, owner.column + 1, null)
				: rows.place(line, column, label)
	};
}

function columnOfUnits({ kind, cells }: HeadRows): number {
	// Scores of units add up to none of the department.
	const isOfScores = !cells.some(
		({ meaning }) => meaning.is === 'statement' && meaning.measure !== 'score_form'
	);
	if (kind !== 'figures' || isOfScores || cells.some(({ label }) => isSuperior(label))) return -1;
	return cells.findIndex(
		(cell) => cell.meaning.is === 'unit_or_department' || isOfRole(cell, 'department')
	);
}

/** A total may be called so in the column of numbers. */
function nameAt(cells: readonly string[], at: number): string {
	const name = removeBlanks(cells[at] ?? '');
	const first = removeBlanks(cells[0] ?? '');
	return name === '' && isSum(first) ? first : name;
}

function isSum(name: string): boolean {
	return isTotal(name) || isSubtotal(name) || TOTAL_ROW.test(name) || SUBTOTAL_ROW.test(name);
}

/** A row of a note has no number beside its text. */
function isRecord({ cells }: TableRow, at: number): boolean {
	return nameAt(cells, at) !== '' && cells.some((cell, index) => index > at && /\d/.test(cell));
}

/** Lines of the rows that are the department: its total, or the one subtotal where there is none; one for each year. */
function totalsOf(
	body: readonly TableRow[],
	wholes: readonly TableRow[],
	at: number,
	cells: readonly HeadCell[]
): ReadonlySet<number> {
	const year = cells.findIndex((cell) => isOfRole(cell, 'fiscal_year'));
	const called = (words: (name: string) => boolean) =>
		body.filter((row) => words(nameAt(row.cells, at)));
	const named = called((name) => isTotal(name) || TOTAL_ROW.test(name));
	const totals = wholes.length > 0 ? wholes : named;
	const found = totals.length > 0 ? totals : called((name) => SUBTOTAL_ROW.test(name));
	const years = new Set(found.map((row) => (year < 0 ? '' : row.cells[year])));
	return new Set(years.size === found.length ? found.map(({ line }) => line) : []);
}

/**
 * A first row that is called 本级 alone goes on from no department above it; any other has to be the named one's. The
 * named one itself among bodies that have no whole name stands for its own offices.
 */
function areUnits(names: readonly string[], owner: string | null): boolean {
	const [first] = names;
	if (first !== undefined && calledBy(first) === '') return true;
	if (owner === null) return false;
	const others = names.filter((name) => name !== owner);
	const isOwn = (name: string) => {
		const called = calledBy(name);
		return called !== null && owner.endsWith(called);
	};
	const isOther = (name: string) => DEPARTMENT_NAME.test(name) && isWholeName(name);
	if (others.some(isOwn)) return !others.some(isOther);
	return (
		others.length < names.length &&
		!others.some((name) => isWholeName(name) || name.startsWith('其中'))
	);
}

/** The department as the name of its own offices calls it; null for any other name. */
function calledBy(name: string): string | null {
	const called = HEADQUARTERS.exec(unitName(name))?.[1];
	if (called === undefined) return null;
	return BODY_WORD.test(called) ? '' : called;
}

function withName(row: TableRow, at: number, name: string): TableRow {
	const cells = row.cells.map((cell) => (isSum(removeBlanks(cell)) ? '' : cell));
	cells[at] = name;
	return { ...row, cells };
}

/** The rows of units that a total adds up; none for any other row. */
export function unitsBelow(rows: TableRows, head: TableHead, total: TableRow): readonly TableRow[] {
	if (!rows.unitsOf?.totals.has(total.line)) return [];
	const yearOf = (row: TableRow) => cellOf(row, head.roles.fiscal_year).trim();
	return rows.unitsOf.units.filter((row) => yearOf(row) === yearOf(total));
}

/** Without the number of its row. */
export function unitName(text: string): string {
	return removeBlanks(text).replace(NUMBER, '');
}

export function unitRole(name: string, owner: string): UnitRole {
	return name === owner || HEADQUARTERS.test(name) ? 'headquarters' : 'subunit';
}

/** Tells a row that is kept as a unit of the department's record. */
export function isUnitRow({ unitsOf }: TableRows, { line }: TableRow): boolean {
	return unitsOf !== undefined && unitsOf.totals.size > 0 && !unitsOf.totals.has(line);
}

/** A unit of a table that has no row for the department as a whole. */
export function unitWithoutTotal(
	rows: TableRows,
	head: TableHead,
	row: TableRow
): TableProblem | null {
	if (!rows.unitsOf || rows.unitsOf.totals.size > 0) return null;
	const { department } = head.roles;
	const name = cellOf(row, department).trim();
	return leftOver(
		'unit_of_department',
		placeOf(rows, row, department),
		name,
		`读到${quoteText(name)}，是${lackOf(rows.unitsOf)}，不能作为部门的数，本行未读入；请补上后再导入。`
	);
}

function lackOf({ owner }: UnitsOfOne): string {
	return owner === null
		? '某个部门本级或所属单位的数，表的上方没有写明是哪个部门'
		: `${quoteText(owner)}本级或所属单位的数，表中没有该部门的合计行`;
}
