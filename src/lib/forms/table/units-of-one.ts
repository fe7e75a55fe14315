/**
 * Tables whose rows are the units of one department, which a line above the head names: 本级 and those below it. Only a
 * row that adds them up is the department's record; where there is none, the rows are named and nothing is stored (decision 0032).
 */
import { quoteText, removeBlanks } from '#lib/catalogue/characters.ts';
import type { UnitRole } from '#lib/filing/filing.ts';
import type { TableRow, TableRows, UnitsOfOne } from '#lib/documents/table/rows.ts';
import { DEPARTMENT_NAME } from '../report/figures/unit-sums.ts';
import { unitName } from '../report/figures/units.ts';
import { isWholeName } from '../report/identity/department-names.ts';
import { mayBeOne } from '../report/reports.ts';
import { SUBTOTAL_ROW, TOTAL_ROW } from '../report/labels.ts';
import { addUp, amountsAt, isFigure } from './added-amounts.ts';
import { isSuperior } from './columns.ts';
import type { HeadRows } from './head-rows.ts';
import type { TableHead } from './head.ts';
import { cellOf, placeOf } from './identity.ts';
import { leftOver, type TableProblem } from './outcomes.ts';
import { columnsOfList, figuresHead, upTo, type ListColumns } from './list-columns.ts';
import { calledByOffices } from './own-offices.ts';
import { isIssuer, ownerAbove, ownerNamed, withoutItsNote } from './owner-of-years.ts';
import { isSubtotal, isTotal } from './sum-rows.ts';

/** No department has so many units. */
const MOST_ROWS = 200;
const LEAST_UNITS = 2;

/**
 * The table with its total under the department's name; itself where its rows are not the units of one.
 * @param names of the worksheet and the file, one of which may be called after the department
 */
export function withUnitsOfOne(
	rows: TableRows,
	names: readonly string[] = rows.sheet === null ? [] : [rows.sheet]
): TableRows {
	const found = figuresHead(rows);
	const columns = found ? columnsOfUnits(found) : null;
	const all = found && columns ? upTo(rows, MOST_ROWS) : null;
	if (!found || !columns || !all) return rows;
	const written = ownerAbove(found.titles);
	const owner = written?.name ?? onlyOwnerNamed(names);
	const records = all.filter((row) => row.line > found.line && isRecord(row, found, columns));
	const bodies = unitsAmong(records, columns, owner);
	if (
		bodies.length < (owner === null ? LEAST_UNITS : 1) ||
		!areUnits(
			bodies.map(({ name }) => name),
			owner
		)
	)
		return rows;
	const isWhole = wholeAmong(bodies, owner, columns);
	const units = bodies.filter((each) => !isWhole(each)).map(({ row }) => row);
	const wholes = bodies.filter(isWhole).map(({ row }) => row);
	const hasOwn = bodies.some(({ name }) => calledByOffices(name) !== null || name === owner);
	const totals = wholes.length > 0 ? wholes : totalsAmong(records, columns, hasOwn);
	const added = addedUp(
		owner === null ? [] : totals,
		units,
		({ cells }) => cells[columns.year]?.trim() ?? ''
	);
	const stored = new Set([...added.values()].flat());
	const rest = [...units, ...totals].filter((row) => !stored.has(row) && !added.has(row.line));
	const open = new Set(rest.map(({ line }) => line));
	const unitsOf = { owner, added, open };
	if (owner === null || added.size === 0) return { ...rows, unitsOf };
	return {
		...rows,
		unitsOf,
		*[Symbol.iterator]() {
			for (const row of rows) yield added.has(row.line) ? withName(row, columns.name, owner) : row;
		},
		place: (line, column, label) =>
			written && added.has(line) && column - 1 === columns.name
				? rows.place(written.line, written.column + 1, null)
				: rows.place(line, column, label)
	};
}

/** The one department that these names are called after; null where there is none, or more. */
function onlyOwnerNamed(names: readonly string[]): string | null {
	const [owner, ...others] = new Set(names.flatMap((name) => ownerNamed(name) ?? []));
	return others.length === 0 ? (owner ?? null) : null;
}

/** Null for a list that names what its units are under, which is no list of one. */
function columnsOfUnits({ cells }: HeadRows): ListColumns | null {
	const columns = columnsOfList(cells);
	if (columns.name < 0 || columns.amounts.length === 0) return null;
	return cells.some(({ label }) => isSuperior(label)) ? null : columns;
}

/** A row with the name of a body, without its number. */
interface Body {
	row: TableRow;
	name: string;
}

/** Rows of bodies; those that begin with 其中 below one of them are its parts. */
function unitsAmong(
	records: readonly TableRow[],
	{ name: at }: ListColumns,
	owner: string | null
): Body[] {
	const bodies: Body[] = [];
	let isBelowUnit = false;
	for (const row of records) {
		const printed = nameAt(row.cells, at);
		const { name } = unitName(printed);
		const isAmong = printed.startsWith(AMONG);
		if (!isSum(printed) && !(isAmong && isBelowUnit)) bodies.push({ row, name });
		isBelowUnit = !isSum(printed) && name !== owner && !isAmong;
	}
	return bodies;
}

const AMONG = '其中';

/**
 * Tells the row of the department as a whole: that of its name beside its own offices, or one that the others add up to.
 */
function wholeAmong(
	bodies: readonly Body[],
	owner: string | null,
	{ year, amounts }: ListColumns
): (body: Body) => boolean {
	if (bodies.some(({ name }) => calledByOffices(name) !== null))
		return (body) => body.name === owner || (isSystemOf(body.name, owner) && addsUp(body));
	return (body) => body.name === owner && addsUp(body);

	function addsUp({ row, name: own }: Body): boolean {
		const others = bodies.filter(
			(each) => each.name !== own && each.row.cells[year] === row.cells[year]
		);
		return addUp(
			amountsAt(row, amounts),
			others.map((each) => amountsAt(each.row, amounts))
		);
	}
}

/** `教育局系统` beside `教育局本级`. */
function isSystemOf(name: string, owner: string | null): boolean {
	const [, called] = /^(.{2,})系统$/.exec(name) ?? [];
	return called !== undefined && owner !== null && owner.endsWith(called);
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

/** A note and a head again have no amount. */
function isRecord(
	{ cells }: TableRow,
	{ cells: head }: HeadRows,
	{ name, amounts }: ListColumns
): boolean {
	const text = nameAt(cells, name);
	return (
		text !== '' &&
		text !== head[name]?.label &&
		amounts.some((index) => isFigure(cells[index] ?? ''))
	);
}

/**
 * The rows called a total, or those called a subtotal where there are none; without the department's own offices, only a
 * total that says that it is of the whole.
 */
function totalsAmong(
	records: readonly TableRow[],
	{ name }: ListColumns,
	hasOwn: boolean
): readonly TableRow[] {
	const called = (words: (text: string) => boolean) =>
		records.filter(({ cells }) => words(nameAt(cells, name)));
	const isOfAll = (text: string) => hasOwn || OF_ALL.test(text);
	const named = called((text) => (isTotal(text) || TOTAL_ROW.test(text)) && isOfAll(text));
	return named.length > 0 ? named : called((text) => SUBTOTAL_ROW.test(text) && isOfAll(text));
}

const OF_ALL = /[局委]|机关|部门|系统/;

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
 * A first row that is called 本级 alone goes on from no department above it. Any other is the named department's, where
 * no row has another department's name; without a name above, where the row of its own offices says it.
 */
function areUnits(names: readonly string[], owner: string | null): boolean {
	const [first] = names;
	if (first !== undefined && calledByOffices(first) === '') return true;
	const called = names.flatMap((name) => calledByOffices(name) ?? []);
	const isOther = (name: string) => DEPARTMENT_NAME.test(name) && isWholeName(name);
	if (owner === null) {
		const [only, ...more] = new Set(called);
		return only !== undefined && isOther(only) && more.length === 0 && !names.some(isOther);
	}
	const others = names.filter((name) => name !== owner);
	// A lone row may call the named one by another name.
	if (others.length === 1 && names.length === 1 && others.some((name) => mayBeOne(name, owner)))
		return false;
	if (called.some((name) => owner.endsWith(name))) return !others.some(isOther);
	// Whoever prints tables for others is not their department.
	if (isIssuer(owner) && (others.length === names.length || others.some(isWholeName))) return false;
	return others.length > 0 && !others.some((name) => DEPARTMENT_NAME.test(name));
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

export function unitRole(name: string, owner: string): UnitRole {
	return name === owner || calledByOffices(name) !== null ? 'headquarters' : 'subunit';
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
	{ about: titles, roles }: TableHead,
	row: TableRow
): TableProblem | null {
	const about = withoutItsNote(titles);
	const until = about.search(OF_UNITS);
	if (until < 0) return null;
	const name = cellOf(row, roles.department).trim();
	const called = calledByOffices(removeBlanks(name));
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
