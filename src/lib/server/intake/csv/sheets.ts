/** Worksheets as tables of figures, scores or registry entries: which of a workbook's are, and their rows. */
import type { Issue } from '#lib/catalogue/filing.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import type { DocumentCell, DocumentTable, SourceDocument } from '#lib/server/intake/document.ts';
import type { Workbook } from '#lib/server/intake/read/xlsx.ts';
import { columnName, type MergedCells, type Worksheet } from '#lib/server/intake/read/worksheet.ts';
import { columnMeaning, csvKind } from './columns.ts';
import { readYear } from './fields.ts';
import { findHead, type HeadRows } from './head-rows.ts';
import { isExportNote, ownExport } from './own-export.ts';
import type { TableRow, TableRows } from './rows.ts';
import { findTitleYear, yearInNames } from './title-lines.ts';

/** What the parsing process gives of a worksheet that is a table. */
export type TableSheet = Pick<Worksheet, 'name' | 'rows' | 'merges'>;

export interface TableBook {
	sheets: TableSheet[];
	/** Warnings of the reader, and which sheets were passed over. */
	issues: Issue[];
}

/**
 * The sheets of a workbook that are tables with a row a department; null for a workbook that is a filled-in form.
 * @param names of the file and its folder, which may state the year
 * @throws IntakeError for a workbook that this product exported.
 */
export function tableSheets(workbook: Workbook, names: readonly string[]): TableBook | null {
	refuseExports(workbook);
	const kinds = workbook.sheets.map((sheet) => kindOf(sheet, names));
	if (!kinds.includes('table')) return null;
	const sheets = workbook.sheets.filter((_, index) => kinds[index] !== 'other');
	const others = workbook.sheets.filter((_, index) => kinds[index] === 'other');
	return {
		sheets: sheets.map(({ name, rows, merges }) => ({ name, rows, merges })),
		issues: [...workbook.issues, ...others.map(passedOver)]
	};
}

/** The tables of a web page, as systems export them under the name of a workbook. */
export function tablesOfPage({ blocks, issues }: SourceDocument): Workbook {
	const tables = blocks.filter((block) => block.kind === 'table' && block.nested_in === null);
	return {
		issues,
		sheets: tables.flatMap((table) => (table.kind === 'table' ? [toWorksheet(table)] : []))
	};
}

function toWorksheet({ number, rows }: DocumentTable): Worksheet {
	const name = `表${number}`;
	const merges = rows.flatMap((cells, index) =>
		cells.filter(({ merge }) => merge === 'start').map((cell) => mergeFrom(rows, index, cell))
	);
	return { name, rows: rows.map(toSheetRow), merges, hiddenRows: [], hiddenColumns: [] };
}

function toSheetRow(cells: readonly DocumentCell[], index: number): Worksheet['rows'][number] {
	const texts: string[] = [];
	for (const { grid, column, text } of cells) {
		const at = grid?.start ?? column - 1;
		while (texts.length < at) texts.push('');
		texts[at] = text;
	}
	return { line: index + 1, cells: texts };
}

function mergeFrom(
	rows: readonly (readonly DocumentCell[])[],
	index: number,
	{ grid, column }: DocumentCell
): MergedCells {
	const left = (grid?.start ?? column - 1) + 1;
	let bottom = index + 1;
	const continues = (cell: DocumentCell) =>
		cell.merge === 'continue' && (cell.grid?.start ?? cell.column - 1) + 1 === left;
	while (rows[bottom]?.some(continues)) bottom++;
	return { top: index + 1, left, bottom, right: left + (grid?.span ?? 1) - 1 };
}

/** `part`: a head of a known table that does not say whose or of which year. */
function kindOf(sheet: Worksheet, names: readonly string[]): 'table' | 'part' | 'other' {
	const rows = sheetTable(sheet);
	const head = findHead(rows);
	const labels = head?.cells.map(({ label }) => label) ?? [];
	const kind = csvKind(labels);
	if (!head || kind === 'unknown') return 'other';
	const roles = labels.map(roleOf);
	if (kind === 'registry') {
		const isCoded = roles.includes('department_code') || roles.includes('jurisdiction');
		return isCoded || labels.includes('code') ? 'table' : 'other';
	}
	if (roles.includes('fiscal_year')) {
		return hasYears(head, roles.indexOf('fiscal_year')) ? 'table' : 'part';
	}
	const named = roles.includes('department') || roles.includes('department_code');
	return named && isListOfYear(rows, head, [sheet.name, ...names]) ? 'table' : 'part';
}

/** A form has rows of labels, each with its value beside it: what stands below 年度 is no year there. */
function hasYears({ body }: HeadRows, column: number): boolean {
	let rows = 0;
	for (const { cells } of body) {
		if (readYear(cells[column] ?? '') !== null) return true;
		if (++rows >= ROWS_LOOKED_AT) return false;
	}
	return false;
}

const ROWS_LOOKED_AT = 20;

function roleOf(label: string): string | null {
	const meaning = columnMeaning(label);
	if (meaning.is === 'unit_or_department') return 'department';
	return meaning.is === 'role' ? meaning.role : null;
}

/** Heads of tables inside the form, and what its rows and titles are called. */
const FORM_WORDS =
	/机构名称|自评报告|评价报告|自评表|申报表|基本概况|局机关|二级机构|单位\(盖章\)|联系电话|评价等次/;
const LEAST_ROWS = 2;

/** A list of departments whose year its title or a name states. A form has several heads, and is about one. */
function isListOfYear(rows: TableRows, head: HeadRows, names: readonly string[]): boolean {
	if (!findTitleYear(rows, head.titles) && !yearInNames(names)) return false;
	const body = [...head.body];
	const texts = [...head.titles, ...body].flatMap(({ cells }) => cells.map(normaliseLabel));
	const labels = head.cells.map(({ label }) => normaliseLabel(label));
	if ([...texts, ...labels].some((text) => FORM_WORDS.test(text))) return false;
	return body.length >= LEAST_ROWS && body.every(({ cells }) => csvKind(cells) === 'unknown');
}

function refuseExports({ sheets }: Workbook): void {
	for (const { name, rows } of sheets) {
		const note = rows.find(({ cells }) => isExportNote(cells));
		if (note) throw ownExport(cellPlace(name, note.line, 1, null));
	}
}

function passedOver({ name }: Worksheet): Issue {
	return {
		code: 'sheet_passed_over',
		severity: 'warning',
		message: `工作表“${name}”没有部门、年度和指标的表头，不是数据表，没有读取；如是数据表，请补上表头后再导入。`,
		place: null
	};
}

/** The rows as the readers of tables take them; walking them again costs no more than the first time. */
export function sheetTable(sheet: TableSheet): TableRows {
	const texts = namesFilledDown(sheet);
	const table = toRows(sheet.name, texts);
	const columns = identityColumns(findHead(table));
	return columns.size === 0 ? table : toRows(sheet.name, fillDown(texts, sheet, columns));
}

function toRows(sheet: string, rows: readonly TableRow[]): TableRows {
	return {
		[Symbol.iterator]: () => rows[Symbol.iterator](),
		place: (line, column, label) => cellPlace(sheet, line, column, label),
		lineText: (line) => `工作表“${sheet}”第${line}行`,
		sheet
	};
}

function cellPlace(sheet: string, line: number, column: number, column_label: string | null) {
	return { kind: 'sheet' as const, sheet, cell: `${columnName(column)}${line}`, column_label };
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
 * What stands in a cell merged over several rows belongs to each of them; an amount in one is never counted twice.
 * @param columns whose numbers are filled down, 1-based; null for texts in all columns
 */
function fillDown(
	rows: readonly TableRow[],
	{ merges }: TableSheet,
	columns: ReadonlySet<number> | null
): TableRow[] {
	const at = new Map(rows.map((row, index) => [row.line, index]));
	const filled = rows.map((row) => row.cells);
	for (const merge of merges) {
		const first = at.get(merge.top);
		const text = first === undefined ? '' : (filled[first]?.[merge.left - 1] ?? '');
		if (first === undefined || text === '' || NUMBER.test(text) !== (columns !== null)) continue;
		if (columns && !columns.has(merge.left)) continue;
		for (const index of coveredRows(rows, first, merge)) {
			filled[index] = withCell(filled[index] ?? [], merge.left - 1, text);
		}
	}
	return rows.map(({ line }, index) => ({ line, cells: filled[index] ?? [] }));
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
