/**
 * Tables that hold several departments below one another, divided by rows `部门：某局`: each department's rows become a table
 * of its own below the same title and head.
 */
import { BODY, isPlace, nameOf } from './identity/department-names.ts';
import { filledCells, isRow, type FormRow, type Line } from './lines.ts';
import { isUnitNote } from './figures/money-notes.ts';
import { titlesAbove } from './cards.ts';

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

/** The lines with the rows of each department below the title and the head of the table. */
export function departmentsBelowTitles(lines: readonly Line[]): Line[] {
	const tables = Map.groupBy(lines.filter(isRow), ({ table }) => table);
	const divided = new Map<Line, FormRow[]>();
	for (const rows of tables.values())
		if (rows.some(isDivider)) for (const row of rows) divided.set(row, rows);
	if (divided.size === 0) return [...lines];
	return lines.flatMap((line, index) => {
		const rows = divided.get(line);
		if (!rows) return [line];
		return line === rows[0] ? tablesOf(rows, titlesAbove(lines, index)) : [];
	});
}

/**
 * The rows of each department behind its name, so that a head is right above them.
 * @param titles the paragraphs above the table, of which the last may name the first department
 */
function tablesOf(rows: readonly FormRow[], titles: readonly Line[]): Line[] {
	const starts = rows.flatMap((row, index) => (isDivider(row) ? [index] : []));
	const above = rows.slice(0, starts[0]);
	const isNamed = titles.some(isDivider);
	const shared = isNamed ? [] : above;
	const tables = starts.map((start, at) => {
		const [name, ...own] = rows.slice(start, starts[at + 1]) as [FormRow, ...FormRow[]];
		const front = isNamed || at > 0 ? titles.filter((title) => !isDivider(title)) : [];
		return [name, ...front, ...shared, ...own];
	});
	const names = [...titles.filter(isDivider), ...starts.map((start) => rows[start] as FormRow)];
	if (new Set(names.map(nameOfDivider)).size < 2) return [...rows];
	return isNamed ? [...above, ...tables.flat()] : tables.flat();
}

/** Tells a line that names the department of what is below it. */
export function isDivider(line: Line): boolean {
	return nameOfDivider(line) !== null;
}

function nameOfDivider(line: Line): string | null {
	return departmentOfDivider(isRow(line) ? filledCells(line).map(({ text }) => text) : [line.text]);
}
