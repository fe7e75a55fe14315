/** Forms as text in which a mark parts the cells of a row: saved as CSV, or copied with bars between the cells. */
import Papa from 'papaparse';
import type { Block, BlockCell } from '../blocks.ts';

/** So many rows of several cells, and such a share of all lines, are no accident of prose. */
const LEAST_ROWS = 4;
const LEAST_CELLS = 3;
const LEAST_SHARE = 0.5;
/** Cells of prose with commas in it are longer. */
const MAX_MEAN_LENGTH = 40;
/** `|---|:---:|` below the head of a table in Markdown, or the rule of a drawn table between two rows. */
const RULE =
	/^[\s|:-]*-{3}[\s|:-]*$|^[\s\u2500-\u257f+|=-]*[\u2500-\u257f]{3}[\s\u2500-\u257f+|=-]*$/;
/** Bars between cells, also the upright ones of drawn tables. */
const BARS = /[｜│┃┆┇┊┋║]/g;

/** The rows, each as its cells; null for any other text. A row of one cell is a line of text. */
export function delimitedBlocks(text: string): Block[] | null {
	const rows = barRows(text) ?? commaRows(text);
	if (!rows) return null;
	const blocks: Block[] = [];
	for (const row of rows) {
		const last = blocks.at(-1);
		if (row.length < 2 && typeof row[0] === 'string')
			blocks.push({ kind: 'paragraph', text: row[0] });
		else if (last?.kind === 'table') last.rows.push(row.map(toCell));
		else blocks.push({ kind: 'table', rows: [row.map(toCell)] });
	}
	return blocks;
}

function toCell(text: string): BlockCell {
	return { blocks: [{ kind: 'paragraph', text }], grid: null, merge: 'unknown' };
}

/** A tab at the start of a line or beside a bar is a blank; where most rows have one between words, it parts the cells. */
const PARTED_BY_TABS = /[^\s|]\t+[^\s|]/;

/** Rows of bars make a table wherever they are: two of equal width below one another are no accident. */
function barRows(text: string): string[][] | null {
	const lines = text
		.replace(BARS, '|')
		.split(/\r\n?|\n/)
		.filter((line) => line.trim() !== '' && !RULE.test(line));
	const inTable = rowsOfBars(lines);
	const tabbed = lines.filter((line) => PARTED_BY_TABS.test(line)).length;
	if (inTable.size <= tabbed) return null;
	const barred = lines.filter((_, index) => inTable.has(index));
	const isFramed = barred.every((line) => line.trim().startsWith('|'));
	const isEnded = barred.every((line) => line.trim().endsWith('|'));
	return lines.map((line, index) => {
		if (!inTable.has(index)) return [line];
		const cells = line.split('|').map((cell) => cell.trim());
		const row = cells.slice(isFramed ? 1 : 0, isEnded ? -1 : undefined);
		// A row of one cell with its bar is a row of the table all the same.
		return row.length === 1 ? [row[0] ?? '', ''] : row;
	});
}

/** The numbers of the lines that are rows: neighbours with bars, of which two have as many cells and one a number. */
function rowsOfBars(lines: readonly string[]): Set<number> {
	const rows = new Set<number>();
	for (let start = 0; start < lines.length; start++) {
		let end = start;
		while (lines[end]?.includes('|')) end++;
		const run = lines.slice(start, end);
		const widths = run.map((line) => line.split('|').length);
		const isTable =
			widths.some((width, index) => width >= LEAST_CELLS && width === widths[index - 1]) &&
			run.some((line) => /\|\s*-?[\d０-９]/.test(line));
		if (isTable) run.forEach((_, index) => rows.add(start + index));
		start = end;
	}
	return rows;
}

function commaRows(text: string): string[][] | null {
	if (!text.includes(',')) return null;
	const { data, errors } = Papa.parse<string[]>(text.replace(/\r\n?/g, '\n'), {
		delimiter: ',',
		newline: '\n'
	});
	const rows = data.filter((cells) => cells.some((cell) => cell.trim() !== ''));
	const wide = rows.filter((cells) => cells.length >= LEAST_CELLS);
	const cells = wide.flat();
	const length = cells.reduce((sum, cell) => sum + cell.length, 0);
	const isTable =
		errors.length === 0 &&
		wide.length >= LEAST_ROWS &&
		wide.length >= rows.length * LEAST_SHARE &&
		length < cells.length * MAX_MEAN_LENGTH &&
		wide.filter(isSentence).length < wide.length / 3;
	return isTable ? rows : null;
}

/** Prose has a blank behind its commas, or a full stop at the end of its lines. */
function isSentence(cells: readonly string[]): boolean {
	const blanks = cells.filter((cell) => /^\s\S/.test(cell)).length;
	return blanks > cells.length / 2 || /[。；;]\s*$/.test(cells.at(-1) ?? '');
}
