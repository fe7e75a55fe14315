/**
 * Tables whose rows are the units of one department, which a line above the head names: 本级 and those below it. Only a
 * row that adds them up is the department's record; where there is none, the rows are named and nothing is stored (decision 0032).
 */
import { quoteText, removeBlanks } from '#lib/catalogue/characters.ts';
import type { UnitRole } from '#lib/filing/filing.ts';
import type { TableRow, TableRows, UnitsOfOne } from '#lib/documents/table/rows.ts';
import { DEPARTMENT_NAME } from '../report/figures/unit-sums.ts';
import { isWholeName } from '../report/identity/department-names.ts';
import { SUBTOTAL_ROW, TOTAL_ROW } from '../report/labels.ts';
import { isSuperior } from './columns.ts';
import { findHead, type HeadRows } from './head-rows.ts';
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
	const records = all.filter((row) => row.line > found.line && isRecord(row, at));
	const nameOf = ({ cells }: TableRow) => nameAt(cells, at);
	const bodies = records.filter((row) => !isSum(nameOf(row)));
	const names = bodies.map(nameOf);
	if (names.length < LEAST_UNITS || !areUnits(names, owner?.name ?? null)) return rows;
	// Beside its own offices, a row of the department's name is all of it.
	const whole = names.some((name) => calledBy(name) !== null) ? owner?.name : undefined;
	const wholes = bodies.filter((row) => nameOf(row) === whole);
	const units = bodies.filter((row) => nameOf(row) !== whole);
	const totals = wholes.length > 0 ? wholes : totalsAmong(records, nameOf);
	const year = found.cells.findIndex((cell) => isOfRole(cell, 'fiscal_year'));
	const added = addedUp(owner ? totals : [], units, ({ cells }) => cells[year]?.trim() ?? '');
	const stored = new Set([...added.values()].flat());
	const open = new Set(units.filter((row) => !stored.has(row)).map(({ line }) => line));
	const unitsOf = { owner: owner?.name ?? null, added, open };
	if (!owner || added.size === 0) return { ...rows, unitsOf };
	return {
		...rows,
		unitsOf,
		*[Symbol.iterator]() {
			for (const row of rows) yield added.has(row.line) ? withName(row, at, owner.name) : row;
		},
		place: (line, column, label) =>
			added.has(line) && column - 1 === at
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

/** The rows called a total, or those called a subtotal where there are none. */
function totalsAmong(
	records: readonly TableRow[],
	nameOf: (row: TableRow) => string
): readonly TableRow[] {
	const called = (words: (name: string) => boolean) => records.filter((row) => words(nameOf(row)));
	const named = called((name) => isTotal(name) || TOTAL_ROW.test(name));
	return named.length > 0 ? named : called((name) => SUBTOTAL_ROW.test(name));
}

/** The units by the line of their total, where their year has just one. */
function addedUp(
	totals: readonly TableRow[],
	units: readonly TableRow[],
	yearOf: (row: TableRow) => string
): UnitsOfOne['added'] {
	const unitsOfYear = Map.groupBy(units, yearOf);
	const added = new Map<number, readonly TableRow[]>();
	for (const [year, [total, ...others]] of Map.groupBy(totals, yearOf))
		if (total && others.length === 0) added.set(total.line, unitsOfYear.get(year) ?? []);
	return added;
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
export function unitsBelow({ unitsOf }: TableRows, { line }: TableRow): readonly TableRow[] {
	return unitsOf?.added.get(line) ?? [];
}

/** Tells a row that is stored as a unit of the department's record. */
export function isUnitRow({ unitsOf }: TableRows, { line }: TableRow): boolean {
	const isIn = (units: readonly TableRow[]) => units.some((unit) => unit.line === line);
	return unitsOf !== undefined && [...unitsOf.added.values()].some(isIn);
}

/** Without the number of its row. */
export function unitName(text: string): string {
	return removeBlanks(text).replace(NUMBER, '');
}

export function unitRole(name: string, owner: string): UnitRole {
	return name === owner || HEADQUARTERS.test(name) ? 'headquarters' : 'subunit';
}

/** A unit of a table that has no row, or no single one, for the department as a whole. */
export function unitWithoutTotal(
	rows: TableRows,
	head: TableHead,
	row: TableRow
): TableProblem | null {
	if (!rows.unitsOf?.open.has(row.line)) return null;
	const { department } = head.roles;
	const name = cellOf(row, department).trim();
	return leftOver(
		'unit_of_department',
		placeOf(rows, row, department),
		name,
		`读到${quoteText(name)}，是${lackOf(rows.unitsOf)}后再导入。`
	);
}

/** In a list of the units below a department, which its title names, 本级 is one of them and not the department. */
export function ownOfficesAmongUnits(
	rows: TableRows,
	{ about, roles }: TableHead,
	row: TableRow
): TableProblem | null {
	const until = about.search(OF_UNITS);
	if (until < 0) return null;
	const name = cellOf(row, roles.department).trim();
	const called = calledBy(removeBlanks(name));
	if (!called || !about.slice(0, until).includes(called)) return null;
	return leftOver(
		'without_its_units',
		placeOf(rows, row, roles.department),
		name,
		`读到${quoteText(name)}，标题写明表中是所属单位，这是部门本级的数，不能作为该部门整体的数，本行未读入。`
	);
}

const OF_UNITS = /(?:[所下]属|直属|二级)(?:预算|事业)?(?:单位|机构)/;

const NOT_READ = '不能作为部门的数，本行未读入；请';

function lackOf({ owner }: UnitsOfOne): string {
	return owner === null
		? `某个部门本级或所属单位的数，表的上方没有写明是哪个部门，${NOT_READ}补上`
		: `${quoteText(owner)}本级或所属单位的数，表中没有该部门的合计行，或不止一个，${NOT_READ}补上合计行，或只留一个`;
}
