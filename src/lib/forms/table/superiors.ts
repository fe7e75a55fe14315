/**
 * Lists of units below their departments: 主管部门 beside 预算单位, with a row 汇总 for each department as a whole. That row becomes
 * the department's, and the others of that department its parts. Without it the units stand for themselves, and what is
 * the department's own without them is marked.
 */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { isWholeName } from '../report/identity/department-names.ts';
import { columnMeaning, isSuperior } from './columns.ts';
import type { HeadCell } from './head-rows.ts';
import { figuresHead, namesRows } from './list-columns.ts';
import { areOfficesOf } from './own-offices.ts';

/** A list that a person fills in by hand; what is behind these rows keeps the names that it has. */
const MOST_ROWS = 5000;
/** `汇总`, `某局（汇总）`, or nothing behind the department's name. */
const SUM = /[(（]?(?:部门|单位)?(?:汇总|合计|小计)(?:数)?[)）]?$/;

interface SuperiorColumns {
	superior: number;
	unit: number;
	/** Line of the last row of the head. */
	line: number;
	/** Line of the row of the head that names the units: lower rows have no cell there, or a blank one. */
	unitLine: number;
	/** The head calls the departments 部门 and their units 单位. */
	isPlain: boolean;
}

const DEPARTMENTS = /^部门(?:名称)?$/;
const UNITS = /^(?:所属|下属|基层|预算|二级)?(?:预算)?单位(?:名称)?$/;
const NAME_HEAD = '单位名称';
export const WITHOUT_UNITS = '（本级，不含所属单位）';

/** The departments that a list divides into units. */
interface Divided {
	/** These have a row as a whole. */
	whole: ReadonlySet<string>;
	/** These have none, though they have several units. */
	open: ReadonlySet<string>;
}

/** Null for a table without these columns, or one in which they say nothing else than the names do. */
export function underSuperiors(written: TableRows): TableRows | null {
	const columns = columnsOf(written);
	if (!columns) return null;
	const rows = columns.isPlain ? written : goingOn(written, columns);
	const { whole, open, named } = divided(rows, columns);
	const isOfNames = columns.isPlain && named.units * 2 > named.rows;
	if (whole.size === 0 && open.size === 0 && !isOfNames) return null;
	return {
		...rows,
		*[Symbol.iterator]() {
			for (const row of rows) yield inNameColumn(renamed(row, columns, { whole, open }), columns);
		}
	};
}

/** As CSV a department that is merged over the rows of its units stands in the first of them, above blank cells. */
function goingOn(rows: TableRows, columns: SuperiorColumns): TableRows {
	return {
		...rows,
		*[Symbol.iterator]() {
			let former = '';
			for (const row of rows) {
				const { superior, unit } = namesIn(row, columns);
				if (row.line > columns.line && superior !== '') former = superior;
				const isOfFormer =
					row.line > columns.line && superior === '' && unit !== '' && !TOTAL_OF_ALL.test(unit);
				yield isOfFormer ? withName(row, { ...columns, unit: columns.superior }, former) : row;
			}
		}
	};
}

/** Below the last department, it may be of all of them. */
const TOTAL_OF_ALL = /^(?:合计|总计|共计)/;

/** Tells whether a name says that it is the department without its units. */
export function isWithoutUnits(name: string): boolean {
	return name.endsWith(WITHOUT_UNITS);
}

/** The name where the head names departments: `部门 | 单位` names them in the first column. */
function inNameColumn(
	row: TableRow,
	{ superior, unit, line, unitLine, isPlain }: SuperiorColumns
): TableRow {
	const cells = [...row.cells];
	if (!isPlain) {
		// A known head in the place of 所属单位.
		if (row.line === unitLine && columnMeaning(cells[unit] ?? '').is === 'unknown')
			cells[unit] = NAME_HEAD;
		return { ...row, cells };
	}
	if (row.line > line && cells[unit]) cells[superior] = cells[unit];
	if (row.line > line || UNITS.test(normaliseLabel(cells[unit] ?? ''))) cells[unit] = '';
	return { ...row, cells };
}

function columnsOf(rows: TableRows): SuperiorColumns | null {
	const head = figuresHead(rows);
	if (!head) return null;
	const labels = head.cells.map(({ label }) => normaliseLabel(label));
	const superior = head.cells.findIndex(({ label }) => isSuperior(label));
	const isPlain = superior < 0;
	const at = isPlain ? labels.findIndex((label) => DEPARTMENTS.test(label)) : superior;
	const unit = isPlain
		? labels.findIndex((label, index) => index > at && UNITS.test(label))
		: head.cells.findIndex((cell) => isUnit(cell) || UNITS.test(normaliseLabel(cell.label)));
	if (at < 0 || unit <= at) return null;
	const unitLine = head.cells[unit]?.line ?? head.line;
	return { superior: at, unit, line: head.line, unitLine, isPlain };
}

function isUnit(cell: HeadCell): boolean {
	return !isSuperior(cell.label) && namesRows(cell);
}

function divided(
	rows: TableRows,
	columns: SuperiorColumns
): Divided & { named: { rows: number; units: number } } {
	const whole = new Set<string>();
	const units = new Map<string, Set<string>>();
	const named = { rows: 0, units: 0 };
	let count = 0;
	for (const row of rows) {
		if (row.line <= columns.line) continue;
		if (++count > MOST_ROWS) break;
		const { superior, unit } = namesIn(row, columns);
		if (superior === '' || unit === '') continue;
		named.rows++;
		if (unit === superior || isWholeName(unit)) named.units++;
		if (isWhole(superior, unit)) whole.add(superior);
		else units.set(superior, (units.get(superior) ?? new Set<string>()).add(unit));
	}
	const open = [...units.keys()].filter(
		(superior) => !whole.has(superior) && (units.get(superior)?.size ?? 0) > 1
	);
	return { whole, open: new Set(open), named };
}

function isHeadquarters(superior: string, unit: string): boolean {
	return unit === superior || areOfficesOf(unit, superior);
}

function namesIn(
	{ cells }: TableRow,
	columns: SuperiorColumns
): { superior: string; unit: string } {
	const text = (index: number) => removeBlanks(cells[index] ?? '');
	return { superior: text(columns.superior), unit: text(columns.unit) };
}

function isWhole(superior: string, unit: string): boolean {
	const rest = unit.replace(SUM, '');
	return rest !== unit && (rest === '' || rest === superior);
}

/** The row under the name of its department, or marked as a part of it. */
function renamed(row: TableRow, columns: SuperiorColumns, { whole, open }: Divided): TableRow {
	const { superior, unit } = namesIn(row, columns);
	if (row.line <= columns.line || unit === '') return row;
	if (open.has(superior) && isHeadquarters(superior, unit))
		return withName(row, columns, `${superior}${WITHOUT_UNITS}`);
	if (!whole.has(superior)) return row;
	const own = isWhole(superior, unit);
	const name = own ? superior : `其中：${unit}`;
	const { cells } = withName(row, columns, name);
	// A row without a number goes on with the parts of the department above it.
	if (own && cells[0] === '') cells[0] = name;
	return { ...row, cells };
}

function withName(row: TableRow, { unit }: SuperiorColumns, name: string) {
	return { ...row, cells: row.cells.map((cell, index) => (index === unit ? name : cell)) };
}
