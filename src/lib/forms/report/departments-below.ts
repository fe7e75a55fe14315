/**
 * Tables that hold several departments below one another, divided by rows `部门：某局`: each department's rows become a table
 * of its own below the same title and head. Rows that add all departments up are none of theirs.
 */
import { parseMoney } from '#lib/catalogue/units.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { addUp } from '../table/added-amounts.ts';
import { titlesAbove } from './cards.ts';
import { numbersLeft, type DividedLines } from './divided-lines.ts';
import { figureOfLabel } from './figures/columns.ts';
import { isUnitNote } from './figures/money-notes.ts';
import { alignRow } from './grid.ts';
import { BODY, isPlace, nameOf } from './identity/department-names.ts';
import { TOTAL_ROW } from './labels.ts';
import { filledCells, firstCell, isRow, type FormRow, type Line, type RowCell } from './lines.ts';

const DIVIDER =
	/^(?:填报|编报|预算|主管|自评)?(?:部门|单位)(?:[(（](?:部门|单位)[)）])?(?:名称)?[:：]\s*(.{2,40})$/;

/** The department that the text of a row of one cell, beside a unit at most, names for the rows below it; null for another. */
export function departmentOfDivider(texts: readonly string[]): string | null {
	const [text, ...others] = texts.filter((each) => each.trim() !== '' && !isUnitNote(each));
	const named = others.length === 0 ? DIVIDER.exec(text?.trim() ?? '')?.[1] : undefined;
	const name = named === undefined ? null : nameOf(named);
	return name !== null && BODY.test(name) && !isPlace(name) ? name : null;
}

/** Tells whether rows of one table divide it among departments. */
export function isDivided(rows: readonly (readonly string[])[]): boolean {
	return new Set(rows.flatMap((texts) => departmentOfDivider(texts) ?? [])).size > 1;
}

export function departmentsBelowTitles(lines: readonly Line[]): DividedLines {
	const tables = Map.groupBy(lines.filter(isRow), ({ table }) => table);
	const divided = new Map<Line, FormRow[]>();
	for (const rows of tables.values())
		if (rows.some(isDivider)) for (const row of rows) divided.set(row, rows);
	const leftovers: Leftover[] = [];
	const parted = lines.flatMap((line, index) => {
		const rows = divided.get(line);
		if (!rows) return [line];
		return line === rows[0] ? tablesOf(rows, titlesAbove(lines, index), leftovers) : [];
	});
	return { lines: parted, leftovers };
}

/**
 * The rows of each department behind its name, so that a head is right above them.
 * @param titles the paragraphs above the table, of which the last may name the first department
 * @param leftovers takes the amounts of all departments together
 */
function tablesOf(
	rows: readonly FormRow[],
	titles: readonly Line[],
	leftovers: Leftover[]
): Line[] {
	const starts = rows.flatMap((row, index) => (isDivider(row) ? [index] : []));
	const names = [...titles.filter(isDivider), ...starts.map((start) => rows[start] as FormRow)];
	if (new Set(names.map(nameOfDivider)).size < 2) return [...rows];
	const above = rows.slice(0, starts[0]);
	const blocks = starts.map((start, at) => rows.slice(start, starts[at + 1]));
	const isNamed = titles.some(isDivider);
	const sums = new Set([...(isNamed ? [] : above.filter(statesAmounts)), ...closingSums(blocks)]);
	leftovers.push(...[...sums].flatMap((row) => numbersLeft(row, OF_ALL)));
	const isOwn = (row: FormRow) => !sums.has(row);
	const shared = isNamed ? [] : above.filter(isOwn);
	const tables = blocks.map((block, at) => {
		const [name, ...own] = block.filter(isOwn) as [FormRow, ...FormRow[]];
		const front = isNamed || at > 0 ? titles.filter((title) => !isDivider(title)) : [];
		return [name, ...front, ...shared, ...own];
	});
	return isNamed ? [...above, ...tables.flat()] : tables.flat();
}

/** Above the first department, an amount is nobody's own. */
function statesAmounts(row: FormRow): boolean {
	const filled = filledCells(row);
	return (
		filled.some(({ isNumber }) => isNumber) &&
		filled.some(({ label }) => TOTAL_ROW.test(label) || figureOfLabel(label) !== null)
	);
}

/**
 * In the rows of the last department: what is below a head `全市合计`, and a total that does not add up the rows above it
 * where the other departments have none.
 */
function closingSums(blocks: readonly (readonly FormRow[])[]): FormRow[] {
	const last = blocks.at(-1) ?? [];
	const end = last.findIndex(headsAll);
	const own = end < 0 ? last : last.slice(0, end);
	const usual = Math.max(0, ...blocks.slice(0, -1).map((block) => block.filter(isTotal).length));
	const parts = own.filter((row) => !isTotal(row));
	const totals = own.filter(isTotal).slice(usual);
	return [...totals.filter((total) => !addsUp(total, parts)), ...last.slice(own.length)];
}

function headsAll(row: FormRow): boolean {
	const [only, ...others] = filledCells(row);
	return others.length === 0 && ALL_DEPARTMENTS.test(only?.label ?? '');
}

const ALL_DEPARTMENTS = /^(?:全[省市州盟县区旗]|各部门|所有部门)(?:部门)?(?:合计|总计|汇总)/;

function isTotal(row: FormRow): boolean {
	const { label } = filledCells(row)[0] ?? firstCell(row);
	const isNamed = TOTAL_ROW.test(label) && figureOfLabel(label) === null;
	return isNamed && row.cells.some(({ isNumber }) => isNumber);
}

/** In most columns: a rate adds up to nothing, and a department may have added one up wrongly. */
function addsUp(total: FormRow, parts: readonly FormRow[]): boolean {
	const columns = total.cells.map((cell) => ({ cells: [cell], grid: cell.grid }));
	const rows = parts.map((part) => (alignRow(part, columns) ?? []).map(amountIn));
	const isSum = total.cells.flatMap((cell, at) => {
		const stated = amountIn(cell);
		return stated === 0
			? []
			: addUp(
					[stated],
					rows.map((row) => [row[at] ?? 0])
				);
	});
	return isSum.length > 0 && isSum.filter(Boolean).length * 2 >= isSum.length;
}

/** As if of 万元, whose four decimals more than those of 元 are not lost. */
function amountIn(cell: RowCell | null): number {
	return parseMoney(cell?.text ?? '', '万元').value ?? 0;
}

const OF_ALL = '这一行是各部门合计的数，不是某一个部门的数，未存入。';

/** Tells a line that names the department of what is below it. */
export function isDivider(line: Line): boolean {
	return nameOfDivider(line) !== null;
}

function nameOfDivider(line: Line): string | null {
	return departmentOfDivider(isRow(line) ? filledCells(line).map(({ text }) => text) : [line.text]);
}
