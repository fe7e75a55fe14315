/** A worksheet as the rows that the readers of tables take, merged cells filled where they belong to each row. */
import type { Place } from '#lib/documents/place.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import { columnName } from '#lib/documents/sheet/references.ts';
import type { DocumentTablePlace, MergedCells, Worksheet } from '#lib/documents/sheet/workbook.ts';
import { columnMeaning } from './columns.ts';
import type { PathMeaning } from './column-path.ts';
import { findHead, type HeadRows } from './head-rows.ts';
import { inOneRow } from './in-one-row.ts';
import { turned } from './turned.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';

/** The parsing process gives this of a worksheet that is a table. */
export type TableSheet = Pick<
	Worksheet,
	'name' | 'rows' | 'merges' | 'margins' | 'table' | 'head'
> & {
	/** True where the departments are its columns. */
	turned?: boolean;
};

/** The rows as the readers of tables take them; walking them again costs no more than the first time. */
export function sheetTable(sheet: TableSheet): TableRows {
	const texts = namesFilledDown(sheet);
	if (sheet.turned) {
		const across = toRows(sheet, withAmountsSharedAcross(texts, sheet));
		return inOneRow(turned(across) ?? across);
	}
	const table = toRows(sheet, texts);
	const head = findHead(table);
	const columns = identityColumns(head);
	if (!head || columns.size === 0) return inOneRow(table);
	const rows = fillDown(texts, sheet, columns);
	return inOneRow(toRows(sheet, withSharedAmounts(rows, sheet, head)));
}

/**
 * An amount that several departments or columns share in a merged cell is no figure of the first: marked, so that it is
 * refused.
 */
function withSharedAmounts(
	rows: readonly TableRow[],
	{ merges }: TableSheet,
	{ cells, line, kind }: HeadRows
): readonly TableRow[] {
	const whose = cells.findIndex(({ label }) => roleOf(label) === 'department');
	if (kind !== 'figures' || whose < 0) return rows;
	const own = merges.filter(({ top, left }) => top > line && isAmount(cells[left - 1]?.meaning));
	if (own.length === 0) return rows;
	const names = new Map(rows.map((row) => [row.line, row.cells[whose]?.trim() ?? '']));
	const isOfSeveral = ({ top, bottom, left, right }: MergedCells) => {
		const amounts = cells.slice(left - 1, right).filter(({ meaning }) => isAmount(meaning));
		const last = Math.min(bottom, top + MOST_SHARING);
		const named = Array.from({ length: last - top + 1 }, (_, at) => names.get(top + at) ?? '');
		return amounts.length > 1 || new Set(named.filter((name) => name !== '')).size > 1;
	};
	return marked(rows, own.filter(isOfSeveral));
}

/** The departments are columns. */
function withAmountsSharedAcross(
	rows: readonly TableRow[],
	{ merges }: TableSheet
): readonly TableRow[] {
	return marked(
		rows,
		merges.filter(({ left, right }) => right > left)
	);
}

/** The rows with the numbers of these merged cells marked. */
function marked(rows: readonly TableRow[], shared: readonly MergedCells[]): readonly TableRow[] {
	if (shared.length === 0) return rows;
	const columns = new Map<number, Set<number>>();
	for (const { top, left } of shared)
		columns.set(top, (columns.get(top) ?? new Set<number>()).add(left - 1));
	return rows.map(({ line, cells }) => {
		const own = columns.get(line);
		const mark = (text: string, index: number) =>
			own?.has(index) && NUMBER.test(text.trim()) && /\d/.test(text) ? `${text}（几格合用）` : text;
		return own ? { line, cells: cells.map(mark) } : { line, cells };
	});
}

function isAmount(meaning: PathMeaning | undefined): boolean {
	return meaning?.is === 'statement' || (meaning?.is === 'role' && meaning.role === 'score');
}

/** Rows of a merged cell that are looked at. */
const MOST_SHARING = 50;

/** The rows as they were filed, for a person to look at. */
export function filedTable(sheet: TableSheet): TableRows {
	const { name, rows, merges, table } = sheet;
	return toRows({ name, rows, merges, ...(table && { table }) }, namesFilledDown(sheet));
}

function toRows(sheet: TableSheet, rows: readonly TableRow[]): TableRows {
	const { name, table, margins = [], head } = sheet;
	if (table) return documentRows(sheet, table, rows);
	const headRows = head?.rows ?? [];
	const above = linesAbove([
		...margins.map((text) => [text]),
		...headRows.map(({ cells }) => cells)
	]);
	const borrowed = (line: number) => headRows[line - 1 + headRows.length];
	return {
		*[Symbol.iterator]() {
			yield* above;
			yield* rows;
		},
		place(line, column, label) {
			const row = line < 1 ? borrowed(line) : undefined;
			return head && row
				? cellPlace(head.sheet, row.line, column, label)
				: cellPlace(name, Math.max(line, 1), column, label);
		},
		lineText(line) {
			const row = line < 1 ? borrowed(line) : undefined;
			return `工作表“${head && row ? head.sheet : name}”第${row?.line ?? line}行`;
		},
		// `续表` says nothing; the name of the sheet that it goes on from may say whose it is, or of what year.
		sheet: head?.sheet ?? name
	};
}

/** Numbers the lines above a table up to 0. */
function linesAbove(rows: readonly string[][]): TableRow[] {
	return rows.map((cells, index) => ({ line: index + 1 - rows.length, cells }));
}

/** The rows of a table in a document, under the paragraphs above it, which are the lines up to 0. */
function documentRows(
	{ name, rows: written }: TableSheet,
	{ number, captions, head }: DocumentTablePlace,
	rows: readonly TableRow[]
): TableRows {
	const headRows = head?.rows ?? [];
	const above = linesAbove([
		...captions.map(({ text }) => [text]),
		...headRows.map(({ cells }) => cells)
	]);
	/** Where a line is written: in this table, or in the one that the head is borrowed from. */
	const writtenAt = (line: number) => {
		const row = headRows[line - 1 + headRows.length];
		return head && row
			? { table: head.number, name: `表${head.number}`, ...row }
			: { table: number, name, line, numbers: written[line - 1]?.numbers };
	};
	return {
		*[Symbol.iterator]() {
			yield* above;
			yield* rows;
		},
		place(line, column, label) {
			const caption = captions[line - 1 + above.length];
			if (line < 1 && caption) {
				const { paragraph, text } = caption;
				return { kind: 'text', paragraph, start: 0, end: text.length };
			}
			const { table, line: row, numbers = [] } = writtenAt(line);
			const cell = numbers[column - 1] ?? Math.max(numbers.at(-1) ?? 0, 1);
			const labels = { row_label: null, column_label: label };
			return { kind: 'cell', table, row, column: cell, ...labels };
		},
		lineText: (line) => `${writtenAt(line).name}第${writtenAt(line).line}行`,
		sheet: name
	};
}

export function cellPlace(
	sheet: string,
	line: number,
	column: number,
	column_label: string | null
): Place {
	return { kind: 'sheet', sheet, cell: `${columnName(column)}${line}`, column_label };
}

function namesFilledDown(sheet: TableSheet): TableRow[] {
	const rows = sheet.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
	return fillDown(rows, sheet, null);
}

/** Codes and years are numbers too, but belong to every row of their merged cell. */
function identityColumns(head: HeadRows | null): ReadonlySet<number> {
	const columns = head?.cells.flatMap(({ label }, index) =>
		IDENTITY.has(roleOf(label) ?? '') ? [index + 1] : []
	);
	return new Set(columns);
}

const IDENTITY: ReadonlySet<string> = new Set([
	'department',
	'department_code',
	'fiscal_year',
	'jurisdiction'
]);

/**
 * The content of a cell merged over several rows belongs to each of them; an amount in one is never counted twice.
 * @param columns whose numbers are filled down, 1-based; null for texts in all columns
 */
function fillDown(
	rows: readonly TableRow[],
	{ name, merges }: TableSheet,
	columns: ReadonlySet<number> | null
): TableRow[] {
	const at = new Map(rows.map((row, index) => [row.line, index]));
	const filled = rows.map((row) => row.cells);
	let covered = 0;
	for (const merge of merges) {
		const first = at.get(merge.top);
		const text = first === undefined ? '' : (filled[first]?.[merge.left - 1] ?? '');
		if (first === undefined || text === '' || NUMBER.test(text) !== (columns !== null)) continue;
		if (columns && !columns.has(merge.left)) continue;
		for (const index of coveredRows(rows, first, merge)) {
			if (++covered > MAX_COVERED) throw tooMuchMerged(name);
			filled[index] = withCell(filled[index] ?? [], merge.left - 1, text);
		}
	}
	return rows.map(({ line }, index) => ({ line, cells: filled[index] ?? [] }));
}

/** Several times what a sheet of scores merges; more are merges over merges. */
const MAX_COVERED = 500_000;

function tooMuchMerged(sheet: string): DocumentError {
	return new DocumentError(
		'too_many_cells',
		`工作表“${sheet}”的合并单元格一共盖住 ${MAX_COVERED} 格以上，不像一份报表，未读取；请取消不必要的合并后再导入。`
	);
}

const NUMBER = /^[-\d.,%]+(?:分|人|万?元)?$/;

function* coveredRows(
	rows: readonly TableRow[],
	first: number,
	{ bottom }: MergedCells
): Generator<number> {
	for (let index = first + 1; index < rows.length; index++) {
		if ((rows[index]?.line ?? Infinity) > bottom) return;
		yield index;
	}
}

function withCell(cells: readonly string[], index: number, text: string): string[] {
	const copy = [...cells];
	while (copy.length < index) copy.push('');
	copy[index] = text;
	return copy;
}

/** Returns what a head says of whose row it is or what the row holds, apart from figures. */
export function roleOf(label: string): string | null {
	const meaning = columnMeaning(label);
	if (meaning.is === 'unit_or_department') return 'department';
	return meaning.is === 'role' ? meaning.role : null;
}
