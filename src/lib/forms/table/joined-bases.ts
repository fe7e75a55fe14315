/** Lists with a row for each of 预算数 and 决算数 of a department, joined so that the readers of lists see a department a row. */
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { columnMeaning } from './columns.ts';
import { columnWords, isComputed } from './column-words.ts';
import { findHead, type HeadRows } from './head-rows.ts';
import { namesRows } from './list-columns.ts';

/** A list that a person fills in by hand; a longer one is an export, with one row a department. */
const MOST_ROWS = 2000;

interface Join {
	/** 0-based column of the words 预算数 and 决算数. */
	basis: number;
	/** 0-based columns of amounts. */
	amounts: number[];
	head: TableRow[];
	/** Columns of the head as filed. */
	width: number;
	/** The rows of one department each. */
	groups: TableRow[][];
	/** Words of the rows of every group, in their order. */
	bases: string[];
}

/** The table with a department a row; null for one that has no rows of bases. */
export function joinedBases(rows: TableRows): TableRows | null {
	const found = joinOf(rows);
	if (!found) return null;
	const { head, groups, amounts, width, basis, bases } = found;
	const byLine = new Map(groups.flatMap((group) => (group[0] ? [[group[0].line, group]] : [])));
	return {
		*[Symbol.iterator]() {
			const last = head.at(-1);
			for (const row of rows) {
				if (last && row.line > last.line) break;
				const isHead = head.some(({ line }) => line === row.line);
				yield isHead ? widened(row, row.line === last?.line) : row;
			}
			for (const group of groups) yield joinedRow(group);
		},
		place(line, column, label) {
			const at = column - 1 - width;
			const own = byLine.get(line);
			const nth = Math.floor(at / amounts.length);
			if (at < 0) return rows.place(line, column, label);
			const cell = (amounts[at % amounts.length] ?? 0) + 1;
			return rows.place(own?.find(isOf(bases[nth + 1]))?.line ?? line, cell, label);
		},
		lineText: (line) => rows.lineText(line),
		sheet: rows.sheet
	};

	function isOf(word: string | undefined): (row: TableRow) => boolean {
		return ({ cells }) => cells[basis]?.trim() === word;
	}

	/** The head with the columns of amounts once for each further basis. */
	function widened({ line, cells }: TableRow, isLowest: boolean): TableRow {
		const own = padded(cells, width);
		const named = (index: number, word: string) => {
			const text = own[index]?.trim() ?? '';
			return text === '' || !isLowest ? text : `${word}${text}`;
		};
		const first = own.map((text, index) => {
			if (index === basis) return '';
			return amounts.includes(index) ? named(index, bases[0] ?? '') : text;
		});
		const others = bases.slice(1).flatMap((word) => amounts.map((index) => named(index, word)));
		return { line, cells: [...first, ...others] };
	}

	function joinedRow(group: TableRow[]): TableRow {
		const [first] = group as [TableRow];
		const of = bases.map((word) => group.find(isOf(word)));
		const own = padded(first.cells, width).map((text, index) => {
			if (index === basis) return '';
			return amounts.includes(index) ? (of[0]?.cells[index] ?? '') : text;
		});
		const others = of.slice(1).flatMap((row) => amounts.map((index) => row?.cells[index] ?? ''));
		return { line: first.line, cells: [...own, ...others] };
	}
}

function padded(cells: readonly string[], width: number): string[] {
	return Array.from({ length: width }, (_, index) => cells[index] ?? '');
}

function joinOf(rows: TableRows): Join | null {
	const found = findHead(rows);
	if (!found || found.kind !== 'figures') return null;
	const body = bodyOf(found);
	if (!body) return null;
	const width = found.cells.findLastIndex(({ label }) => label !== '') + 1;
	const basis = basisColumn(body, width);
	const amounts = found.cells.flatMap(({ meaning }, index) =>
		meaning.is === 'statement' && index !== basis ? [index] : []
	);
	const whose = found.cells.findIndex(namesRows);
	if (basis < 0 || amounts.length === 0 || whose < 0) return null;
	const groups = groupsOf(body, whose, basis);
	const bases = [...new Set(body.map(({ cells }) => cells[basis]?.trim() ?? ''))];
	if (!groups || groups.every(({ length }) => length < 2)) return null;
	const head = [...rows].filter(
		({ line }) => line > (found.titles.at(-1)?.line ?? -Infinity) && line <= found.line
	);
	return { basis, amounts, head, width, groups, bases };
}

/** The rows below the head; null for too many, or for those of which the first already show that they hold no bases. */
function bodyOf({ body, cells }: HeadRows): readonly TableRow[] | null {
	const width = cells.findLastIndex(({ label }) => label !== '') + 1;
	const isLong = body.ahead(SAMPLE + 1).length > SAMPLE;
	const rows =
		isLong && basisColumn(body.ahead(SAMPLE), width) < 0 ? null : body.ahead(MOST_ROWS + 1);
	body.return();
	return rows && rows.length <= MOST_ROWS ? rows : null;
}

/** A basis comes again within so many rows, or never. */
const SAMPLE = 24;

/** The column in which every row says 预算数, 决算数 or 执行率, and the rows do not all say the same. */
function basisColumn(body: readonly TableRow[], width: number): number {
	for (let column = 0; column < width; column++) {
		const words = new Set(body.map(({ cells }) => cells[column]?.trim() ?? ''));
		if (words.size > 1 && [...words].every(isBasis)) return column;
	}
	return -1;
}

function isBasis(text: string): boolean {
	if (text === '' || columnMeaning(text).is === 'role') return false;
	const { rest, basis } = columnWords(text);
	return isComputed(text) || (basis !== null && rest === '');
}

/** The rows of each department; null where one comes again with the same basis. */
function groupsOf(body: readonly TableRow[], whose: number, basis: number): TableRow[][] | null {
	const groups: TableRow[][] = [];
	let name = '';
	for (const row of body) {
		const own = row.cells[whose]?.trim() ?? '';
		const group = groups.at(-1);
		if (!group || (own !== '' && own !== name)) groups.push([row]);
		else if (group.some(({ cells }) => cells[basis]?.trim() === row.cells[basis]?.trim()))
			return null;
		else group.push(row);
		if (own !== '') name = own;
	}
	return groups;
}
