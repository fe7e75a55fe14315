/** Lists in which a line `2022年度` stands above the departments of that year: it is put beside each of them. */
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { readYear } from './fields.ts';
import { figuresHead, isOfRole, isWhose, upTo, withCell } from './list-columns.ts';

/** A list that a person fills in by hand; a longer one is an export, with a column of years. */
const MOST_ROWS = 2000;
const HEAD_OF_YEARS = '年度';

interface YearLine {
	line: number;
	/** 0-based. */
	column: number;
	text: string;
}

/** The table with its years in a column of their own; null where no line names one, or records stand above the first. */
export function withYearsAbove(rows: TableRows): TableRows | null {
	const found = figuresHead(rows);
	if (!found?.cells.some(isWhose)) return null;
	if (found.cells.some((cell) => isOfRole(cell, 'fiscal_year'))) return null;
	const all = upTo(rows, MOST_ROWS);
	const years = all ? yearsAbove(all.filter(({ line }) => line > found.line)) : null;
	if (!all || !years) return null;
	const first = all[found.titles.length]?.line;
	const at = Math.max(...all.map(({ cells }) => cells.length));
	return {
		...rows,
		*[Symbol.iterator]() {
			for (const row of rows) {
				const year = years.get(row.line);
				if (row.line === first) yield withCell(row, at, HEAD_OF_YEARS);
				else if (!year) yield row;
				// The line itself is read with each of its rows.
				else if (year.line !== row.line) yield withCell(row, at, year.text);
			}
		},
		place(line, column, label) {
			const year = column - 1 === at ? years.get(line) : undefined;
			return year ? rows.place(year.line, year.column + 1, null) : rows.place(line, column, label);
		}
	};
}

/** The year of each row that states anything; null where one has none, or there is no year. */
function yearsAbove(rows: readonly TableRow[]): ReadonlyMap<number, YearLine> | null {
	const years = new Map<number, YearLine>();
	let current: YearLine | null = null;
	for (const { line, cells } of rows) {
		const column = cells.findIndex((cell) => cell.trim() !== '');
		const text = cells[column] ?? '';
		const isAlone = cells.every((cell, index) => index === column || cell.trim() === '');
		if (isAlone && readYear(text) !== null) current = { line, column, text };
		else if (isAlone || !cells.some((cell) => /\d/.test(cell))) continue;
		else if (!current) return null;
		years.set(line, current);
	}
	return current ? years : null;
}
