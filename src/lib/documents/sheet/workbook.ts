/** A workbook as worksheets of text, whatever the file format. */
import type { Issue } from '../issue.ts';
import { DocumentError } from '../document-error.ts';
import { warning } from '../remarks.ts';
import { columnName } from './references.ts';

/** Rectangle of merged cells; all four numbers 1-based and inclusive. */
export interface MergedCells {
	top: number;
	left: number;
	bottom: number;
	right: number;
}

/** A row; of a table in a document with the number of the document's cell that each column is in. */
export interface WorksheetRow {
	line: number;
	/** From column A on. */
	cells: string[];
	numbers?: number[];
}

/** A worksheet that is a table of a document is found there by these. */
export interface DocumentTablePlace {
	number: number;
	/** The paragraphs above it. */
	captions: { paragraph: number; text: string }[];
	/** The head, or the lines above its own, that it takes from a table before it, by that table's number. */
	head?: { number: number; rows: WorksheetRow[] };
}

export interface Worksheet {
	name: string;
	/** Rows that are visible and hold something, top to bottom. */
	rows: WorksheetRow[];
	merges: MergedCells[];
	/** Notes of its page headers and footers that bear on it; absent where there are none. */
	margins?: string[];
	/** Absent for a sheet of a workbook. */
	table?: DocumentTablePlace;
	/** The same of a sheet of a workbook, by the name of the one before it. */
	head?: { sheet: string; rows: WorksheetRow[] };
	/** Numbers of hidden rows that hold something and were left out. */
	hiddenRows: number[];
	/** 1-based numbers of hidden columns, which are read. */
	hiddenColumns: number[];
}

export interface Workbook {
	/** The visible worksheets that hold something, in the order of their tabs. */
	sheets: Worksheet[];
	issues: Issue[];
}

/** @throws DocumentError where no sheet holds anything. */
export function workbookOf(sheets: readonly Worksheet[], issues: Issue[]): Workbook {
	const filled = sheets.filter(({ rows }) => rows.length > 0);
	if (filled.length > 0) return { sheets: filled, issues };
	throw new DocumentError(
		'document_empty',
		'工作簿里没有可读的内容，应有填好的表格；请确认报送的文件是否正确。'
	);
}

export function hiddenSheet(name: string): Issue {
	return warning('hidden_sheet', `工作表“${name}”是隐藏的，没有读取；需要时请取消隐藏后再报送。`);
}

/** Lists what a person who looks at the sheet does not see. */
export function hiddenParts({ name, hiddenRows, hiddenColumns }: Worksheet): Issue[] {
	const issues: Issue[] = [];
	if (hiddenRows.length > 0)
		issues.push(
			warning(
				'hidden_rows',
				`工作表“${name}”有 ${hiddenRows.length} 行是隐藏的（第 ${firstOf(hiddenRows)} 行），没有计入；需要时请取消隐藏或筛选后再报送。`
			)
		);
	if (hiddenColumns.length > 0)
		issues.push(
			warning(
				'hidden_columns',
				`工作表“${name}”有隐藏的列（${firstOf(hiddenColumns.map(columnName))}），已照常读取；请核对其内容。`
			)
		);
	return issues;
}

/** The first few of a list, for a sentence. */
export function firstOf(items: readonly (number | string)[]): string {
	const shown = items.slice(0, 10).join('、');
	return items.length > 10 ? `${shown}等` : shown;
}
