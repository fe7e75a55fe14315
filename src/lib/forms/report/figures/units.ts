/** From rows of figures to the units of a filing: which row stands for the department, which are its parts. */
import type { Issue } from '#lib/documents/issue.ts';
import type { Budget, Figure, Figures, Unit, UnitRole } from '#lib/filing/filing.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { describePlace, type Place } from '#lib/documents/place.ts';
import { figureFrom } from './cells.ts';
import type { Unstored } from './row-reading.ts';
import { addBudget, addFigures } from './figure-sets.ts';
import { readPairs, refuse, refusePartialTotals } from './labelled-totals.ts';
import { addSums, MOST_UNITS, type ReadRow } from './unit-sums.ts';
import type { FigureColumn } from './figure-columns.ts';
import type { FigureBlock, FigureTables, UnitRow } from './figure-tables.ts';
import { HEADQUARTERS_ROW, BEYOND_STAFF, STAFF_KIND, SUBTOTAL_ROW, TOTAL_ROW } from '../labels.ts';
import { cellPlace, firstCell, joinText, plainText, type RowCell } from '../lines.ts';

interface RecognisedUnits {
	/** The figures of the department that have a cell. */
	figures: Figures;
	budgets: Budget[];
	/** The total unit first (its name empty where no row stands for the department), then its parts in order. */
	units: Unit[];
	issues: Issue[];
	/** Cells of unit rows and of labelled rows that are not stored, and why. */
	unstored: Unstored[];
}

/** Units and figures of all tables. */
export function readUnits(tables: FigureTables): RecognisedUnits {
	const issues: Issue[] = [];
	const unstored: Unstored[] = [...tables.unstored];
	const total: Unit = { name: '', role: 'total', figures: {} };
	const budgets: Budget[] = [];
	const parts = new Map<string, Unit>();
	const blocks = joinSplitBlocks(tables.blocks).map((rows) => readRows(rows, issues, unstored));
	const totals = new Set(blocks.flatMap((rows) => totalRow(rows, new Set())?.name ?? []));
	for (const read of blocks) {
		const roles = rolesOf(read, totals);
		if (!roles.includes('total')) addSums(total.figures, read, roles, issues);
		read.forEach((row, index) => {
			const role = roles[index];
			if (role === 'total') {
				total.name ||= row.name;
				refuseBeyondStaff(row, read, issues);
				addFigures(total.figures, row.figures, issues);
				row.budgets.forEach((budget) => addBudget(budgets, budget));
			} else if (role) {
				addPart(parts, row, role, issues);
			}
		});
	}
	readPairs(tables, total.figures, budgets, issues, unstored);
	refusePartialTotals(total.figures, issues);
	return { figures: total.figures, budgets, units: [total, ...parts.values()], issues, unstored };
}

/** A block over a page break has its head twice: the rows of blocks with the same figures belong together. */
function joinSplitBlocks(blocks: readonly FigureBlock[]): UnitRow[][] {
	const joined = new Map<string, UnitRow[]>();
	for (const block of blocks) {
		const figures = block.columns.map(({ figure, use }) => figure + JSON.stringify(use));
		const key = figures.sort().join(' ');
		const rows = joined.get(key);
		if (rows) rows.push(...block.rows);
		else joined.set(key, [...block.rows]);
	}
	return [...joined.values()];
}

function readRows(sources: readonly UnitRow[], issues: Issue[], unstored: Unstored[]): ReadRow[] {
	const rows = new Map<string, ReadRow>();
	for (const source of sources) {
		const printed = joinText(source.name);
		const trimmed = unitName(printed);
		const sameName = rows.get(trimmed.name);
		const other = sameName && joinText(sameName.source.name) !== printed;
		const name = other ? printed : trimmed.name;
		const read = readFigures(source, name, issues, unstored);
		const before = rows.get(name);
		if (before) {
			before.isRepeated ||= before.source.row.table === source.row.table;
			addFigures(before.figures, read.figures, issues);
		} else rows.set(name, { name, numbered: trimmed.numbered, isRepeated: false, ...read, source });
	}
	return [...rows.values()];
}

function readFigures(
	source: UnitRow,
	name: string,
	issues: Issue[],
	unstored: Unstored[]
): Pick<ReadRow, 'figures' | 'budgets'> {
	const read: Pick<ReadRow, 'figures' | 'budgets'> = { figures: {}, budgets: [] };
	const { row, cells } = source;
	if (!cells) {
		issues.push(misaligned(source, name));
		const numbers = row.cells.filter((cell) => cell.isNumber);
		unstored.push(...numbers.map((cell) => ({ row, cell, why: MISALIGNED })));
	}
	source.columns.forEach((column, index) => {
		const { figure: measure, use } = column;
		const cell = cells?.[index];
		if ('skipped' in use) {
			if (cell?.isNumber) unstored.push({ row, cell, why: use.skipped });
			return;
		}
		const place = cellPlace(row, cell ?? firstCell(row), name, columnLabel(column));
		const figure = columnFigure(column, cell ?? null, cells, place, issues);
		if (use.basis !== 'actual') read.budgets.push({ measure, basis: use.basis, figure });
		else read.figures[measure] = figure;
	});
	return read;
}

function columnFigure(
	column: FigureColumn,
	cell: RowCell | null,
	cells: UnitRow['cells'],
	place: Place,
	issues: Issue[]
): Figure {
	if (!cell) {
		const missing = cells ? 'blank' : 'unreadable';
		return { value: null, missing, printed: '', place };
	}
	const figure = figureFrom(column, cell, place, issues);
	// One merged dash says of each column that it has no value; a number cannot be shared out.
	const isMerged = cells !== null && cells.filter((each) => each === cell).length > 1;
	if (!isMerged || figure.value === null) return figure;
	issues.push(mergedNumber(column, figure, place));
	return { ...figure, value: null, missing: 'unreadable' };
}

/** The head's own word, or the measure's name where that is only `其他` or `合计`. */
function columnLabel(column: FigureColumn): string {
	return column.label.length > 2 ? column.label : measureOf(column.figure).name;
}

const NUMBERING =
	/^(?:其中[:：]\s*)?(?:\d{1,2}[.．]\d{1,2}(?=[一-龥])|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[、.．,，:：]\s*|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳])?/;

/** `1、局机关` is 局机关. */
export function unitName(printed: string): { name: string; numbered: boolean } {
	const name = joinText(printed);
	const marker = NUMBERING.exec(plainText(name));
	const trimmed = name.slice(marker?.[0].length ?? 0);
	return { name: trimmed || name, numbered: trimmed !== name && trimmed !== '' };
}

/**
 * The role of each row; null for a subtotal, which is neither the department nor a unit.
 * @param totals names of the rows that stand for the department in other tables
 */
function rolesOf(rows: readonly ReadRow[], totals: ReadonlySet<string>): (UnitRole | null)[] {
	const total = totalRow(rows, totals);
	return rows.map((row) => {
		if (row === total) return 'total';
		if ([SUBTOTAL_ROW, STAFF_KIND, BEYOND_STAFF].some((kind) => kind.test(row.name))) return null;
		if (Object.values(row.figures).every((figure) => figure.missing === 'blank'))
			return 'placeholder';
		return HEADQUARTERS_ROW.test(row.name) ? 'headquarters' : 'subunit';
	});
}

/**
 * The row that stands for the department: the only one; else the one called so; else the only one with figures; else
 * the only one without a number among numbered ones; else the only one that is the sum of the others in most of
 * its columns (a wrong column is for the review to find); else the one that is so in another table. Null where none
 * of these tells: a total that nobody stated is not computed, since it could be traced to no cell.
 */
function totalRow(all: readonly ReadRow[], totals: ReadonlySet<string>): ReadRow | null {
	const rows = all.filter(({ name }) => !BEYOND_STAFF.test(name));
	const named = rows.find((row) => TOTAL_ROW.test(row.name) && !row.numbered);
	const filled = rows.filter((row) => Object.values(row.figures).some((f) => f.value !== null));
	const plain = rows.filter((row) => !row.numbered);
	return (
		onlyOf(rows) ??
		named ??
		onlyOf(filled) ??
		onlyOf(plain) ??
		onlyOf(sumRows(filled)) ??
		onlyOf(rows.filter((row) => totals.has(row.name)))
	);
}

function sumRows(filled: readonly ReadRow[]): ReadRow[] {
	if (filled.length > MOST_UNITS) return [];
	return filled.filter((row) => !HEADQUARTERS_ROW.test(row.name) && isSumOfOthers(row, filled));
}

function onlyOf(rows: readonly ReadRow[]): ReadRow | null {
	return rows.length === 1 ? (rows[0] ?? null) : null;
}

function isSumOfOthers(row: ReadRow, filled: readonly ReadRow[]): boolean {
	const others = filled.filter((other) => other !== row);
	const sums = row.source.columns.map(({ figure }) => ({
		own: row.figures[figure]?.value ?? 0,
		others: others.reduce((sum, other) => sum + (other.figures[figure]?.value ?? 0), 0)
	}));
	const compared = sums.filter((sum) => sum.own !== 0 || sum.others !== 0);
	const equal = compared.filter((sum) => sum.own === sum.others);
	return equal.length > 0 && equal.length * 2 >= compared.length;
}

/** A total that counts pensioners or people without a post is not the number of staff: it is more than those who serve. */
function refuseBeyondStaff(total: ReadRow, rows: readonly ReadRow[], issues: Issue[]): void {
	const staff = total.figures.staff_actual;
	const sumOf = (counted: readonly ReadRow[]) =>
		counted.reduce((sum, { figures }) => sum + (figures.staff_actual?.value ?? 0), 0);
	const isBeyond = ({ name }: ReadRow) => BEYOND_STAFF.test(name);
	const parts = rows.filter((row) => row !== total && !SUBTOTAL_ROW.test(row.name));
	const serving = parts.filter((row) => !isBeyond(row));
	if (!staff?.value || sumOf(rows.filter(isBeyond)) === 0 || staff.value === sumOf(serving)) return;
	refuse('staff_actual', staff, '包含离退休或编外人员', total.figures, issues);
}

function addPart(parts: Map<string, Unit>, row: ReadRow, role: UnitRole, issues: Issue[]): void {
	const unit = parts.get(row.name) ?? { name: row.name, role, figures: {} };
	if (unit.role === 'placeholder') unit.role = role;
	addFigures(unit.figures, row.figures, issues);
	parts.set(row.name, unit);
}

function mergedNumber({ figure }: FigureColumn, { printed }: Figure, place: Place): Issue {
	return {
		code: 'cell_merged',
		severity: 'warning',
		message: `${describePlace(place)}：“${measureOf(figure).name}”与相邻几栏合并为一格，读到“${printed}”，无法判断各栏的数；按无法识读处理，请分开填写。`,
		place,
		read: printed,
		expected: '各栏应分开填写'
	};
}

const MISALIGNED = '这一行的格数与表头的栏数不符，无法判断是哪一栏的数，未存入';

function misaligned({ row }: UnitRow, name: string): Issue {
	const cells = row.cells.map((cell) => cell.text).join('｜');
	return {
		code: 'columns_mismatch',
		severity: 'warning',
		message: `表${row.table} 第${row.number}行（${name || '无名称'}）有${row.cells.length}格，与表头的栏数不符，无法判断各数属于哪一栏；读到“${cells}”，应按表头逐栏填写。`,
		place: cellPlace(row, firstCell(row), name, null),
		read: cells,
		expected: '应按表头逐栏填写'
	};
}
