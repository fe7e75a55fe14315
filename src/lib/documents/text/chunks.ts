/**
 * The lines of a converted Word file, cut where a table cell may begin. Converters write every cell as a line that
 * starts with a tab, end a row with one blank line and a table with one more; a cell may itself hold blank lines and
 * end with some, so that only the absence of a blank line before a cell says something for certain: same row.
 */

import { unwrapLines } from './wrapped-lines.ts';

export interface Chunk {
	/** Lines from the one that starts with the tab (tab removed) to the last one that is not blank. */
	lines: string[];
	/** Number of blank lines before the next chunk, or before the end of the file. */
	gap: number;
}

export interface ChunkedText {
	/** Lines before the first tab. */
	preamble: Chunk;
	chunks: Chunk[];
}

/** So many lines of three cells and more are a habit of the program that wrote the file. */
const MIN_TABBED_ROWS = 3;

export function cutChunks(text: string): ChunkedText {
	const written = text.replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n').split('\n');
	const lines = spreadRows(unwrapLines(written));
	const starts = lines.flatMap((line, index) => (line.startsWith('\t') ? [index] : []));
	const bounds = [...starts, lines.length];
	return {
		preamble: chunkOf(lines.slice(0, bounds[0])),
		chunks: starts.map((start, n) => {
			const cut = lines.slice(start, bounds[n + 1]);
			cut[0] = (cut[0] ?? '').slice(1);
			return chunkOf(cut);
		})
	};
}

/** A row on one line, its cells parted by tabs, is rewritten as the cells of a row, if the file is written so. */
function spreadRows(lines: string[]): string[] {
	const rows = lines.filter((line) => line.split('\t').length > 2 && line.trim() !== '');
	if (rows.length < MIN_TABBED_ROWS) return lines;
	return lines.flatMap((line, index) => {
		const goesOn = index > 0 && lines[index - 1]?.includes('\t');
		// Below a row, a line without tabs ends the table, which a second blank line tells.
		if (!line.includes('\t')) return goesOn && !isBlank(line) ? ['', line] : [line];
		const cells = line.split('\t').map((cell) => `\t${cell.trim()}`);
		return goesOn ? [...cells, ''] : ['', ...cells, ''];
	});
}

function chunkOf(lines: string[]): Chunk {
	let end = lines.length;
	while (end > 0 && isBlank(lines[end - 1])) end--;
	// The line of an empty cell is the cell, not a gap after it.
	const gap = lines.length - Math.max(end, 1);
	return { lines: lines.slice(0, end), gap: Math.max(gap, 0) };
}

export function isBlank(line: string | undefined): boolean {
	return line === undefined || line.trim() === '';
}

/** The text of a cell or the lines of prose: blank lines are the converter's, or carry nothing. */
export function paragraphsOf(lines: string[]): string[] {
	return lines.filter((line) => !isBlank(line)).map((line) => line.replace(/^\t+/, ''));
}

/** Longest line of a label or a heading; whatever is longer, or ends a sentence, is a paragraph. */
const LABEL_LENGTH = 40;

export function isSentence(lines: string[]): boolean {
	const text = lines.join('').trim();
	return text.length > 3 * LABEL_LENGTH || (text.length > LABEL_LENGTH && /[。；！.;]$/.test(text));
}
