/** Blocks as a reader finds them → the numbered blocks of a document. One way to count for all formats. */
import { laidOutRows } from './laid-out-columns.ts';
import { plainText } from './characters/plain-text.ts';
import type { DocumentCell, DocumentTable, SourceDocument } from './model.ts';

interface BlockParagraph {
	kind: 'paragraph';
	text: string;
}

/** A cell with what is in it; see {@link DocumentCell} for `grid` and `merge`. */
export interface BlockCell {
	blocks: Block[];
	grid: DocumentCell['grid'];
	merge: DocumentCell['merge'];
}

export interface BlockTable {
	kind: 'table';
	rows: BlockCell[][];
}

export type Block = BlockTable | BlockParagraph;

interface Counter {
	table: number;
	nested: number;
	paragraph: number;
}

/**
 * Numbers the blocks. Top-level tables are counted 1, 2, 3…; nested tables take the numbers after the last of them,
 * so that a nested table never shifts the numbers that a person counts. Blank paragraphs are left out.
 * @param isFlowing whether paragraphs may lay out columns with blanks; lines of a page or sheet have columns of their own
 */
export function numberBlocks(
	written: readonly Block[],
	isFlowing = true
): SourceDocument['blocks'] {
	const framed = written.flatMap(unframe);
	const blocks = isFlowing ? layOutColumns(framed) : framed;
	const topLevel = blocks.filter((block) => block.kind === 'table').length;
	const counter: Counter = { table: 0, nested: topLevel, paragraph: 0 };
	return blocks.flatMap((block): SourceDocument['blocks'] => {
		if (block.kind === 'table') return numberTable(block, ++counter.table, null, counter);
		const text = plainText(block.text);
		if (text.trim() === '') return [];
		return [{ kind: 'paragraph', number: ++counter.paragraph, text }];
	});
}

/** The blocks with each run of paragraphs that lay out columns as a table. */
function layOutColumns(blocks: readonly Block[]): Block[] {
	const laidOut: Block[] = [];
	for (let at = 0; at < blocks.length;) {
		const rows = laidOutRows(paragraphsFrom(blocks, at));
		if (rows) laidOut.push({ kind: 'table', rows: rows.map((row) => row.map(toCell)) });
		else laidOut.push(blocks[at] as Block);
		at += rows?.length ?? 1;
	}
	return laidOut;
}

function* paragraphsFrom(blocks: readonly Block[], from: number): Generator<string> {
	for (let at = from; at < blocks.length; at++) {
		const block = blocks[at] as Block;
		if (block.kind !== 'paragraph') return;
		yield block.text;
	}
}

function toCell(text: string, index: number): BlockCell {
	return { blocks: [{ kind: 'paragraph', text }], grid: { start: index, span: 1 }, merge: 'none' };
}

/** A table of one column that holds tables only frames the page: what is in it stands by itself. */
function unframe(block: Block): Block[] {
	if (block.kind !== 'table' || block.rows.some((row) => row.length !== 1)) return [block];
	const content = block.rows.flatMap((row) => row.flatMap((cell) => cell.blocks));
	return content.some(({ kind }) => kind === 'table') ? content.flatMap(unframe) : [block];
}

/** A table and, after it, the tables nested in its cells. */
function numberTable(
	table: BlockTable,
	number: number,
	nested_in: number | null,
	counter: Counter
): DocumentTable[] {
	const rows = table.rows.map((row) =>
		row.map(({ blocks, grid, merge }, index) => {
			const text = merge === 'continue' ? '' : plainText(textOf(blocks));
			return { text, column: index + 1, grid, merge };
		})
	);
	const nested = table.rows
		.flatMap((row) => row.flatMap((cell) => cell.blocks))
		.filter((block) => block.kind === 'table')
		.flatMap((inner) => numberTable(inner, ++counter.nested, number, counter));
	return [{ kind: 'table', number, rows, nested_in }, ...nested];
}

/** Paragraphs by line; of a nested table rows by line, cells by tab. */
export function textOf(blocks: readonly Block[]): string {
	return blocks
		.map((block) => (block.kind === 'paragraph' ? block.text : tableText(block)))
		.join('\n');
}

function tableText(table: BlockTable): string {
	return table.rows.map((row) => row.map((cell) => textOf(cell.blocks)).join('\t')).join('\n');
}

export function hasText(blocks: SourceDocument['blocks']): boolean {
	return blocks.some((block) =>
		block.kind === 'paragraph'
			? block.text.trim() !== ''
			: block.rows.some((row) => row.some((cell) => cell.text.trim() !== ''))
	);
}
