/** From rows of figures to the units of a filing: which row stands for the department, which are its parts. */
import type { Issue } from '#lib/documents/issue.ts';
import type { Figure, Figures, Unit, UnitRole } from '#lib/filing/filing.ts';
import { FIGURE_IDS, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { describePlace } from '#lib/documents/place.ts';
import { figureFrom } from './cells.ts';
import type { FigureBlock, FigureColumn, FigureTables, UnitRow } from './figure-tables.ts';
import { HEADQUARTERS_ROW, SUBTOTAL_ROW, TOTAL_ROW } from './labels.ts';
import { cellPlace, joinText, plainText, type Row, type RowCell } from './lines.ts';

interface RecognisedUnits {
	/** Every figure; the ones without a cell are `not_in_template`. */
	figures: Record<FigureId, Figure>;
	/** The total unit first (its name empty where no row stands for the department), then its parts in order. */
	units: Unit[];
	issues: Issue[];
}

/** A unit's row with its figures read. */
interface ReadRow {
	/** What tells units apart over blocks: the name without its number, unless two units share it. */
	name: string;
	numbered: boolean;
	figures: Figures;
	source: UnitRow;
}

/** Units and figures of all tables. */
export function readUnits(tables: FigureTables): RecognisedUnits {
	const issues: Issue[] = [];
	const total: Unit = { name: '', role: 'total', figures: {} };
	const parts = new Map<string, Unit>();
	const blocks = joinSplitBlocks(tables.blocks).map((rows) => readRows(rows, issues));
	const totals = new Set(blocks.flatMap((rows) => totalRow(rows, new Set())?.name ?? []));
	for (const read of blocks) {
		const roles = rolesOf(read, totals);
		if (!roles.includes('total')) issues.push(totalMissing(read));
		read.forEach((row, index) => {
			const role = roles[index];
			if (role === 'total') {
				total.name ||= row.name;
				addFigures(total.figures, row.figures, issues);
			} else if (role) {
				addPart(parts, row, role, issues);
			}
		});
	}
	readPairs(tables, total.figures, issues);
	return { figures: completeFigures(total.figures), units: [total, ...parts.values()], issues };
}

function readPairs(tables: FigureTables, total: Figures, issues: Issue[]): void {
	for (const pair of tables.pairs) {
		if (total[pair.figure]?.missing === null) continue;
		const place = cellPlace(pair.row, pair.cell, null, pair.label);
		addFigures(total, { [pair.figure]: figureFrom(pair, pair.cell, place, issues) }, issues);
	}
}

/** A block over a page break has its head twice: the rows of blocks with the same figures belong together. */
function joinSplitBlocks(blocks: readonly FigureBlock[]): UnitRow[][] {
	const joined = new Map<string, UnitRow[]>();
	for (const block of blocks) {
		const figures = block.columns.map((column) => column.figure);
		const key = figures.sort().join(' ');
		const rows = joined.get(key);
		if (rows) rows.push(...block.rows);
		else joined.set(key, [...block.rows]);
	}
	return [...joined.values()];
}

function readRows(sources: readonly UnitRow[], issues: Issue[]): ReadRow[] {
	const rows = new Map<string, ReadRow>();
	for (const source of sources) {
		const printed = joinText(source.name);
		const bare = unitName(printed);
		const sameName = rows.get(bare.name);
		const other = sameName && joinText(sameName.source.name) !== printed;
		const name = other ? printed : bare.name;
		const figures = readFigures(source, name, issues);
		const before = rows.get(name);
		if (before) addFigures(before.figures, figures, issues);
		else rows.set(name, { name, numbered: bare.numbered, figures, source });
	}
	return [...rows.values()];
}

function readFigures(source: UnitRow, name: string, issues: Issue[]): Figures {
	const figures: Figures = {};
	const { row, cells } = source;
	if (!cells) issues.push(misaligned(source, name));
	source.columns.forEach((column, index) => {
		const cell = cells?.[index];
		const place = cellPlace(row, cell ?? firstCell(row), name, columnLabel(column));
		if (cell) figures[column.figure] = figureFrom(column, cell, place, issues);
		else {
			const missing = cells ? 'blank' : 'unreadable';
			figures[column.figure] = { value: null, missing, printed: '', place };
		}
	});
	return figures;
}

/** The head's own word, or the measure's name where that is only `其他` or `合计`. */
function columnLabel(column: FigureColumn): string {
	return column.label.length > 2 ? column.label : measureOf(column.figure).name;
}

function firstCell(row: Row): RowCell {
	return row.cells[0] as RowCell;
}

const NUMBERING =
	/^(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[、.．,，:：]\s*|[(（]\d{1,2}[)）]|[①-⑳])/;

/** `1、局机关` is 局机关. */
function unitName(printed: string): { name: string; numbered: boolean } {
	const name = joinText(printed);
	const marker = NUMBERING.exec(plainText(name));
	const bare = name.slice(marker?.[0].length ?? 0);
	return { name: bare || name, numbered: bare !== name && bare !== '' };
}

/**
 * The role of each row; null for a subtotal, which is neither the department nor a unit.
 * @param totals names of the rows that stand for the department in other tables
 */
function rolesOf(rows: readonly ReadRow[], totals: ReadonlySet<string>): (UnitRole | null)[] {
	const total = totalRow(rows, totals);
	return rows.map((row) => {
		if (row === total) return 'total';
		if (SUBTOTAL_ROW.test(row.name)) return null;
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
function totalRow(rows: readonly ReadRow[], totals: ReadonlySet<string>): ReadRow | null {
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

/** No department has so many units; comparing each row with all others would take long in a file of another kind. */
const MOST_UNITS = 200;

function sumRows(filled: readonly ReadRow[]): ReadRow[] {
	return filled.length > MOST_UNITS ? [] : filled.filter((row) => isSumOfOthers(row, filled));
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

function addPart(parts: Map<string, Unit>, row: ReadRow, role: UnitRole, issues: Issue[]): void {
	const unit = parts.get(row.name) ?? { name: row.name, role, figures: {} };
	if (unit.role === 'placeholder') unit.role = role;
	addFigures(unit.figures, row.figures, issues);
	parts.set(row.name, unit);
}

/** Adds what is new; a second cell for the same figure is kept out, and named where it says otherwise. */
function addFigures(to: Figures, from: Figures, issues: Issue[]): void {
	for (const [id, figure] of Object.entries(from) as [FigureId, Figure][]) {
		const before = to[id];
		if (!before || (before.value === null && figure.value !== null)) to[id] = figure;
		else if (figure.value !== null && figure.value !== before.value) {
			issues.push(conflict(id, before, figure));
		}
	}
}

function completeFigures(total: Figures): Record<FigureId, Figure> {
	const none: Figure = { value: null, missing: 'not_in_template', printed: '', place: null };
	return Object.fromEntries(FIGURE_IDS.map((id) => [id, total[id] ?? { ...none }])) as Record<
		FigureId,
		Figure
	>;
}

function conflict(id: FigureId, first: Figure, second: Figure): Issue {
	const places = [first, second].map((f) => (f.place ? describePlace(f.place) : '')).join('与');
	return {
		code: 'figure_conflict',
		severity: 'warning',
		message: `“${measureOf(id).name}”在${places}两处不同，前者为“${first.printed}”，后者为“${second.printed}”；已取前者，请核实后统一。`,
		place: second.place
	};
}

function totalMissing(rows: readonly ReadRow[]): Issue {
	const { row } = (rows[0] as ReadRow).source;
	const names = rows.map(({ name }) => `“${name || '无名称'}”`).join('、');
	return {
		code: 'total_row_missing',
		severity: 'warning',
		message: `表${row.table} 第${row.number}行起有${rows.length}个单位行（${names}），但没有汇总行，也没有一行等于其余各行之和；部门合计按未填处理，请补上汇总行。`,
		place: cellPlace(row, firstCell(row), null, null)
	};
}

function misaligned({ row }: UnitRow, name: string): Issue {
	const cells = row.cells.map((cell) => cell.text).join('｜');
	return {
		code: 'columns_mismatch',
		severity: 'warning',
		message: `表${row.table} 第${row.number}行（${name || '无名称'}）有${row.cells.length}格，与表头的栏数不符，无法判断各数属于哪一栏；读到“${cells}”，应按表头逐栏填写。`,
		place: cellPlace(row, firstCell(row), name, null)
	};
}
