/** A list of figures as those see it who rearrange its rows or tell them apart: its head, its rows, and what its columns hold. */
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { findHead, type HeadCell, type HeadRows } from './head-rows.ts';

/** Columns by what they hold, 0-based; −1 for one that the list does not have. */
export interface ListColumns {
	/** The first that names departments or units. */
	name: number;
	code: number;
	year: number;
	/** Figures that add up; scores add up to none of the department. */
	amounts: number[];
	scores: number[];
}

/** The head of a list of figures, whose rows the walk leaves alone; null for any other table. */
export function figuresHead(rows: TableRows): HeadRows | null {
	const found = findHead(rows);
	found?.body.return();
	return found?.kind === 'figures' ? found : null;
}

export function columnsOfList(cells: readonly HeadCell[]): ListColumns {
	const scores = cells.flatMap((cell, index) => (isScore(cell) ? [index] : []));
	const at = (is: (cell: HeadCell) => boolean) => cells.findIndex((cell) => is(cell));
	return {
		name: at(namesRows),
		code: at((cell) => isOfRole(cell, 'department_code')),
		year: at((cell) => isOfRole(cell, 'fiscal_year')),
		amounts: cells.flatMap(({ meaning }, index) =>
			meaning.is === 'statement' && !scores.includes(index) ? [index] : []
		),
		scores
	};
}

function isScore({ meaning }: HeadCell): boolean {
	if (meaning.is === 'role') return meaning.role === 'score';
	return meaning.is === 'statement' && meaning.measure === 'score_form';
}

/** Tells a column with the names of departments or units. */
export function namesRows(cell: HeadCell): boolean {
	return cell.meaning.is === 'unit_or_department' || isOfRole(cell, 'department');
}

export function isOfRole({ meaning }: HeadCell, role: string): boolean {
	return meaning.is === 'role' && meaning.role === role;
}

/** Tells a column that says whose a row is. */
export function isWhose(cell: HeadCell): boolean {
	return (
		namesRows(cell) ||
		['department_code', 'jurisdiction', 'region', 'project'].some((role) => isOfRole(cell, role))
	);
}

/** The rows of a table; null where there are more than so many. */
export function upTo(rows: TableRows, most: number): TableRow[] | null {
	const all: TableRow[] = [];
	for (const row of rows) {
		if (all.length === most) return null;
		all.push(row);
	}
	return all;
}

/** A row with a cell put behind all others. */
export function withCell(row: TableRow, at: number, text: string): TableRow {
	const cells = [...row.cells];
	while (cells.length < at) cells.push('');
	cells[at] = text;
	return { ...row, cells };
}
