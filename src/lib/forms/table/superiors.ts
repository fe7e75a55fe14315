/**
 * Lists of units below their departments: 主管部门 beside 预算单位, with a row 汇总 for each department as a whole. That row becomes
 * the department's, and the others of that department its parts.
 */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { findHead, type HeadCell } from './head-rows.ts';

/** A list that a person fills in by hand; what is behind these rows keeps the names that it has. */
const MOST_ROWS = 5000;
const SUPERIOR = /^(?:一级)?(?:主管|预算)?(?:部门|单位)(?:名称)?$/;
const IS_SUPERIOR = /主管|一级/;
/** `汇总`, `某局（汇总）`, or nothing behind the department's name. */
const SUM = /[(（]?(?:部门|单位)?(?:汇总|合计|小计)(?:数)?[)）]?$/;

interface SuperiorColumns {
	superior: number;
	unit: number;
	/** Line of the head. */
	line: number;
	/** The head calls the departments 部门 and their units 单位. */
	isPlain: boolean;
}

const DEPARTMENTS = /^部门(?:名称)?$/;
const UNITS = /^(?:所属|下属|基层|预算)?单位(?:名称)?$/;
/** Null for a table without these columns, or without a row for any department as a whole. */
export function underSuperiors(rows: TableRows): TableRows | null {
	const columns = columnsOf(rows);
	if (!columns) return null;
	const whole = wholeDepartments(rows, columns);
	if (whole.size === 0) return null;
	return {
		...rows,
		*[Symbol.iterator]() {
			for (const row of rows) yield inNameColumn(renamed(row, columns, whole), columns);
		}
	};
}

/** The name where the head names departments: `部门 | 单位` names them in the first column. */
function inNameColumn(row: TableRow, { superior, unit, line, isPlain }: SuperiorColumns): TableRow {
	if (!isPlain) return row;
	const cells = [...row.cells];
	if (row.line > line && cells[unit]) cells[superior] = cells[unit];
	if (row.line > line || UNITS.test(normaliseLabel(cells[unit] ?? ''))) cells[unit] = '';
	return { ...row, cells };
}

function columnsOf(rows: TableRows): SuperiorColumns | null {
	const head = findHead(rows);
	head?.body.return();
	if (!head || head.kind !== 'figures') return null;
	const labels = head.cells.map(({ label }) => normaliseLabel(label));
	const superior = head.cells.findIndex(({ label }) => isSuperior(label));
	const isPlain = superior < 0;
	const at = isPlain ? labels.findIndex((label) => DEPARTMENTS.test(label)) : superior;
	const unit = isPlain
		? labels.findIndex((label, index) => index > at && UNITS.test(label))
		: head.cells.findIndex((cell) => isUnit(cell));
	return at < 0 || unit <= at ? null : { superior: at, unit, line: head.line, isPlain };
}

export function isSuperior(label: string): boolean {
	const text = normaliseLabel(label);
	return IS_SUPERIOR.test(text) && SUPERIOR.test(text);
}

function isUnit({ label, meaning }: HeadCell): boolean {
	const isNamed = meaning.is === 'role' && meaning.role === 'department';
	return !isSuperior(label) && (isNamed || meaning.is === 'unit_or_department');
}

function wholeDepartments(rows: TableRows, columns: SuperiorColumns): ReadonlySet<string> {
	const whole = new Set<string>();
	let count = 0;
	for (const row of rows) {
		if (row.line <= columns.line) continue;
		if (++count > MOST_ROWS) break;
		const { superior, unit } = namesIn(row, columns);
		if (superior !== '' && isWhole(superior, unit)) whole.add(superior);
	}
	return whole;
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
function renamed(row: TableRow, columns: SuperiorColumns, whole: ReadonlySet<string>): TableRow {
	const { superior, unit } = namesIn(row, columns);
	if (row.line <= columns.line || !whole.has(superior) || unit === '') return row;
	const own = isWhole(superior, unit);
	const name = own ? superior : `其中：${unit}`;
	const cells = row.cells.map((cell, index) => (index === columns.unit ? name : cell));
	// A row without a number goes on with the parts of the department above it.
	if (own && cells[0] === '') cells[0] = name;
	return { ...row, cells };
}
