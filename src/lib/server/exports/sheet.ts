/** A table on its way into a file: typed columns and plain cells. */

/**
 * `money`: 元, two decimals; `money_per_head`: 元 a person; `ratio`: a fraction shown as percent; `difference`:
 * a difference of ratios in 百分点; `points`: score points; `count`: whole numbers; `year`: a year, without a thousands
 * separator; `number`: a number whose unit is in a cell of its own; `text`: everything else.
 */
export type CellFormat =
	| 'text'
	| 'count'
	| 'year'
	| 'number'
	| 'money'
	| 'money_per_head'
	| 'ratio'
	| 'difference'
	| 'points';

export interface SheetColumn {
	name: string;
	/** Unit in words, e.g. `元`; empty for text. */
	unit: string;
	format: CellFormat;
}

/** A number, text, or null for an empty cell. Absent figures are text: their reason in words. */
export type SheetCell = number | string | null;

export interface Sheet {
	/** At most 31 characters, unique within a workbook. */
	name: string;
	columns: SheetColumn[];
	rows: SheetCell[][];
}

/** The cover of every export says this. */
export interface Cover {
	title: string;
	/** Name and value, in reading order: jurisdiction, year, filters, basis, data version, time. */
	lines: [name: string, value: string][];
}

/** Characters that make a spreadsheet take text for a formula, their full-width forms included, behind unseen ones. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])/u;

/**
 * Text that a spreadsheet shows as it is: what could start a formula gets an apostrophe in front. Numbers never come
 * here, so a negative amount stays a number.
 */
export function guardText(text: string): string {
	return FORMULA.test(text) ? `'${text}` : text;
}

/** Characters that XML cannot hold would make Excel refuse a whole workbook, and Word a document. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

export function holdable(text: string): string {
	return text.replace(NOT_IN_XML, '\ufffd');
}

/** The first characters of a text, at most so many UTF-16 units, never through the middle of a character of two. */
export function beginningOf(text: string, most: number): string {
	return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
