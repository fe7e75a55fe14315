/**
 * A filed document as paragraphs and tables of text, whatever the file format.
 * Readers make it; recognition reads it; the source page redraws it.
 */
import type { Issue } from './issue.ts';

/** Formats that hold worksheets. */
const SHEET_FORMATS = ['xlsx', 'xls', 'excel_xml', 'ods'] as const;

export function isSheetFormat(format: string): boolean {
	return (SHEET_FORMATS as readonly string[]).includes(format);
}

/**
 * `word_xml` is a Word document as one XML file: flat OPC, or WordprocessingML of Word 2003; `excel_xml` an XML Spreadsheet
 * 2003.
 */
export const SOURCE_FORMATS = [
	'docx',
	'doc',
	'word_xml',
	'rtf',
	'odt',
	'pdf',
	'ofd',
	'text',
	'csv',
	'html',
	'mhtml',
	...SHEET_FORMATS
] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/**
 * One cell as written. Vertically merged cells appear in every row they cover: the first with `merge: 'start'`
 * and the text, the further ones with `merge: 'continue'` and empty text. A format that does not record merges
 * (plain text) gives `merge: 'unknown'` for every cell.
 */
export interface DocumentCell {
	/** Paragraphs joined by `\n`; tracked deletions and hidden text are not in it. */
	text: string;
	/** 1-based count of the cells in this row, continuations included. This is `CellPlace.column`. */
	column: number;
	/** 0-based first grid column and number of grid columns, where the format records them; else null. */
	grid: { start: number; span: number } | null;
	merge: 'none' | 'start' | 'continue' | 'unknown';
}

export interface DocumentTable {
	kind: 'table';
	/** 1-based count of the top-level tables in the document. This is `CellPlace.table`. */
	number: number;
	rows: DocumentCell[][];
	/** A nested table's text is part of its cell, and the nested table is also here, after its parent. */
	nested_in: number | null;
}

export interface DocumentParagraph {
	kind: 'paragraph';
	/** 1-based count of the non-empty paragraphs outside tables. This is `TextPlace.paragraph`. */
	number: number;
	text: string;
}

export interface SourceDocument {
	format: SourceFormat;
	blocks: (DocumentTable | DocumentParagraph)[];
	/** Warnings of the reader, e.g. that tracked deletions were left out. */
	issues: Issue[];
}
