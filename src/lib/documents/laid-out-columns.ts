/** Columns that somebody laid out with tabs or blanks in running paragraphs, as the table that a reader sees. */
import type { Block, BlockCell } from './blocks.ts';

/** Tabs, or blanks that no sentence has between two words. */
const GAP = /[ \u3000]*\t[\s\u3000]*|[ \u3000]{4,}/;
const NUMBER = /^[-−－—]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?[%％]?$/;
const NONE = /^[-−－—–/／]+$/;
const DECIMAL = /[.．][\d０-９]/;
/** A head and two rows, or three rows. */
const LEAST_ROWS = 3;
const MOST_ROWS = 200;

/** The blocks with each run of such paragraphs as a table. All rows have as many cells, the first alone no number. */
export function layOutColumns(blocks: readonly Block[]): Block[] {
	const laidOut: Block[] = [];
	for (let at = 0; at < blocks.length;) {
		const rows = rowsFrom(blocks, at);
		const block = blocks[at] as Block;
		if (isTable(rows)) laidOut.push({ kind: 'table', rows: rows.map((row) => row.map(toCell)) });
		else laidOut.push(block);
		at += isTable(rows) ? rows.length : 1;
	}
	return laidOut;
}

/** The fields of the paragraphs from one on, as long as they have as many. */
function rowsFrom(blocks: readonly Block[], from: number): string[][] {
	const rows: string[][] = [];
	for (let at = from; at < Math.min(blocks.length, from + MOST_ROWS); at++) {
		const row = fieldsOf(blocks[at] as Block);
		const isNext = rows.length === 0 || (row.length === rows[0]?.length && isRecord(row));
		if (row.length < 2 || !isNext) break;
		rows.push(row);
	}
	return rows;
}

function fieldsOf(block: Block): string[] {
	return block.kind === 'paragraph' ? block.text.trim().split(GAP) : [];
}

/** A label and numbers. */
function isRecord([label = '', ...values]: readonly string[]): boolean {
	return !NUMBER.test(label) && values.every((value) => NUMBER.test(value) || NONE.test(value));
}

/** Page numbers of a table of contents are whole; amounts have a point. */
function isTable([head = [], ...rows]: readonly string[][]): boolean {
	const isHead = isRecord(head) || head.every((text) => text !== '' && !NUMBER.test(text));
	return (
		isHead &&
		rows.length + 1 >= LEAST_ROWS &&
		rows.every((row) => row.slice(1).some((value) => DECIMAL.test(value)))
	);
}

function toCell(text: string, index: number): BlockCell {
	return { blocks: [{ kind: 'paragraph', text }], grid: { start: index, span: 1 }, merge: 'none' };
}
