/** Paragraphs and table rows as recognition reads them: cells with normalised labels, and their places. */
import { toHalfWidth } from '#lib/catalogue/characters.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import type { CellPlace, Place } from '#lib/documents/place.ts';
import { isMoneyInWords, parseMoney } from '#lib/catalogue/units.ts';
import type { DocumentCell, DocumentParagraph } from '#lib/documents/model.ts';

/** A label is short: a longer text is content, and is not normalised. */
const LONGEST_LABEL = 80;

export interface RowCell {
	/** As written, blanks at both ends removed. */
	text: string;
	/** Normalised; empty for an empty cell and for a text that is too long to be a label. */
	label: string;
	/** 1-based, as in {@link CellPlace}. */
	column: number;
	grid: { start: number; end: number } | null;
	/** Covered by the merged cell above. */
	continues: boolean;
	/** True for a printed number, with or without a unit of money, people, points or per cent. */
	isNumber: boolean;
}

export interface FormRow {
	kind: 'row';
	table: number;
	number: number;
	cells: RowCell[];
	/** True where every cell knows its grid columns. */
	placed: boolean;
}

export interface Prose {
	kind: 'prose';
	paragraph: number;
	text: string;
	/** Half-width, of the same length as `text`, so that offsets are equal; for patterns. */
	plain: string;
	/** Without blanks and quotes, half-width; empty for a long paragraph. */
	label: string;
	/** The cell that a converter ran this paragraph into; null for a paragraph of its own. */
	cell: CellPlace | null;
}

export type Line = FormRow | Prose;

export function isRow(line: Line): line is FormRow {
	return line.kind === 'row';
}

/** The filled cells of a row, left to right. */
export function filledCells(row: FormRow): RowCell[] {
	return row.cells.filter((cell) => cell.text !== '');
}

/** No cell is merged with another, so that a blank one may stand for the one left of it or above, as in a form saved as CSV. */
export function isUnmerged(row: FormRow): boolean {
	return row.cells.every(
		({ grid, continues }) => !continues && (!grid || grid.end - grid.start === 1)
	);
}

/** A row has a cell. */
export function firstCell(row: FormRow): RowCell {
	return row.cells[0] as RowCell;
}

export function cellPlace(
	row: FormRow,
	cell: RowCell,
	rowLabel: string | null,
	columnLabel: string | null
): CellPlace {
	return {
		kind: 'cell',
		table: row.table,
		row: row.number,
		column: cell.column,
		row_label: rowLabel === '' ? null : rowLabel,
		column_label: columnLabel === '' ? null : columnLabel
	};
}

export function textPlace(prose: Prose, start = 0, end = prose.text.length): Place {
	if (prose.cell) return prose.cell;
	return { kind: 'text', paragraph: prose.paragraph, start, end };
}

/** A text without blanks and line breaks, its brackets and digits as printed. */
export function joinText(text: string): string {
	return text.replace(/[\s\u3000\u200b-\u200d\u2060\ufeff]+/g, '');
}

/** Characters that no reader sees. */
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

const UNTIDY = /[^\S ]|[\u00ad\u200b-\u200d\u2060]|^ | $| {2}/;

/** Lines of a text, invisible characters, blanks at their ends and runs of blanks removed, empty lines left out. */
export function normaliseText(text: string): string {
	// Most cells are so already.
	if (!UNTIDY.test(text)) return text;
	return text
		.split('\n')
		.map((line) =>
			line
				.replace(INVISIBLE, '')
				.replace(/[\s\u3000]+/g, ' ')
				.trim()
		)
		.filter(Boolean)
		.join('\n');
}

/** @param cell the cell that the paragraph was run into, for a paragraph that has no number of its own */
export function proseOf(paragraph: DocumentParagraph, cell: CellPlace | null = null): Prose {
	return {
		kind: 'prose',
		paragraph: paragraph.number,
		text: paragraph.text,
		plain: plainText(paragraph.text),
		label: labelOf(paragraph.text),
		cell
	};
}

export function rowOf(table: number, number: number, cells: DocumentCell[]): FormRow {
	return {
		kind: 'row',
		table,
		number,
		cells: cells.map(cellOf),
		placed: cells.every((cell) => cell.grid !== null)
	};
}

function cellOf(cell: DocumentCell): RowCell {
	const text = cell.text.trim();
	return {
		text,
		label: labelOf(text),
		column: cell.column,
		grid: cell.grid && { start: cell.grid.start, end: cell.grid.start + cell.grid.span },
		continues: cell.merge === 'continue',
		isNumber: isPrintedNumber(text)
	};
}

const LONGEST_NUMBER = 24;

/** Money in 万元 to the 分 at least, as nearly all is printed. */
const PLAIN_MONEY = /^(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?$/;

export function isPrintedNumber(text: string): boolean {
	if (PLAIN_MONEY.test(text) || isMoneyInWords(text)) return true;
	if (text.length > LONGEST_NUMBER || !/[\d０-９]/.test(text)) return false;
	return parseMoney(text.replace(/[人名个%％分]$/, ''), '万元').value !== null;
}

/** The text half-width with unchanged length. */
export function plainText(text: string): string {
	const plain = toHalfWidth(text);
	return plain.length === text.length ? plain : text;
}

export function labelOf(text: string): string {
	return text === '' || text.length > LONGEST_LABEL ? '' : normaliseLabel(text);
}
