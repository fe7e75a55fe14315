/** Pages → one text: tables that go on over the end of a page, between heads and feet that stand on every page. */
import type { Block, BlockCell } from '../blocks.ts';
import type { PageBlock } from './page-blocks.ts';

type PageTable = Extract<PageBlock, { kind: 'table' }>;

/** Columns nearer than this, in points, are the same on both pages. */
const SAME_COLUMN = 3;
const PAGE_NUMBER = /^[-—–\s·第]*\d{1,4}[-—–\s·页]*(?:[,，]?\s*共\s*\d+\s*页)?$/;
const NUMBER = /^[-−\d.,，％%\s]+$/;

/** The blocks of all pages. Page numbers are no text of the document. */
export function joinPages(pages: readonly PageBlock[][]): Block[] {
	const blocks: PageBlock[] = [];
	const written = pages.map((page) =>
		page.filter((block) => block.kind === 'table' || !PAGE_NUMBER.test(block.text))
	);
	for (const [index, page] of written.entries()) {
		const [first, ...rest] = afterRunningHead(blocks, written[index - 1] ?? [], page);
		const last = blocks.at(-1);
		if (first?.kind === 'table' && last?.kind === 'table' && haveSameEdges(first, last))
			append(last, first);
		else if (first) blocks.push(first);
		blocks.push(...rest);
	}
	return blocks.map((block) =>
		block.kind === 'table' ? { kind: 'table', rows: block.rows } : block
	);
}

/**
 * Drops the feet of the pages so far and the head of this one, which all pages bear, where they stand between a table and
 * its further rows.
 */
function afterRunningHead(
	blocks: PageBlock[],
	before: readonly PageBlock[],
	page: readonly PageBlock[]
): readonly PageBlock[] {
	const rest = page.slice(sharedTexts(before, page));
	const foot = sharedTexts(before.toReversed(), page.toReversed());
	const [first] = rest;
	const last = blocks.at(-1 - foot);
	if (first?.kind !== 'table' || last?.kind !== 'table' || !haveSameEdges(first, last)) return page;
	if (shareLabels(first, last)) return page;
	blocks.splice(blocks.length - foot);
	return rest;
}

/** Number of the paragraphs in front that are the same on both pages. */
function sharedTexts(a: readonly PageBlock[], b: readonly PageBlock[]): number {
	const at = b.findIndex((block, index) => {
		const other = a[index];
		return block.kind !== 'paragraph' || other?.kind !== 'paragraph' || other.text !== block.text;
	});
	return at === -1 ? 0 : at;
}

/** Tells whether a label in front of a row is in both tables, as it is in two filled forms or under a repeated head. */
function shareLabels(a: PageTable, b: PageTable): boolean {
	const labels = new Set(b.rows.map((row) => textsOf(row)[0]));
	return a.rows.some((row) => {
		const [label = ''] = textsOf(row);
		return label !== '' && labels.has(label);
	});
}

/** Tables of the same outer edges go on; columns may differ from row to row. */
function haveSameEdges(a: PageTable, b: PageTable): boolean {
	const isNear = (x: number | undefined, y: number | undefined) =>
		Math.abs((x ?? 0) - (y ?? 0)) < SAME_COLUMN;
	return isNear(a.xs[0], b.xs[0]) && isNear(a.xs.at(-1), b.xs.at(-1));
}

function append(table: PageTable, further: PageTable): void {
	const areCounted = isGrid(table) && isGrid(further) && table.xs.length === further.xs.length;
	const { xs, maps } = areCounted ? byNumber(table.xs) : unite(table.xs, further.xs);
	const above = table.rows.map((row) => row.map((cell) => onGrid(cell, maps[0])));
	const below = further.rows.map((row) => row.map((cell) => onGrid(cell, maps[1])));
	const last = above.at(-1);
	const [first, ...rest] = below;
	const isHead = first && above[0] && textsOf(first).join('|') === textsOf(above[0]).join('|');
	if (last && first && !isHead && goesOn(last, first)) {
		first.forEach((cell, index) => last[index]?.blocks.push(...cell.blocks));
		below.shift();
	} else if (isHead) below.splice(0, below.length, ...rest);
	else if (last && first) continueMerges(last, first);
	table.xs = xs;
	table.rows = [...above, ...below];
}

/** Every row has a cell for each column, so that the columns of a further page are told by their number. */
function isGrid({ xs, rows }: PageTable): boolean {
	return rows.every((row) => row.length === xs.length - 1);
}

function byNumber(xs: number[]): { xs: number[]; maps: [number[], number[]] } {
	const lines = xs.map((_, index) => index);
	return { xs, maps: [lines, lines] };
}

/** The grid lines of both, and where the lines of each are among them. */
function unite(
	a: readonly number[],
	b: readonly number[]
): { xs: number[]; maps: [number[], number[]] } {
	const xs = [...a];
	for (const x of b) if (!xs.some((other) => Math.abs(other - x) < SAME_COLUMN)) xs.push(x);
	xs.sort((x, y) => x - y);
	const place = (x: number) => xs.findIndex((other) => Math.abs(other - x) < SAME_COLUMN);
	return { xs, maps: [a.map(place), b.map(place)] };
}

function onGrid(cell: BlockCell, lines: readonly number[]): BlockCell {
	if (!cell.grid) return cell;
	const start = lines[cell.grid.start] ?? cell.grid.start;
	const end = lines[cell.grid.start + cell.grid.span] ?? start + cell.grid.span;
	return { ...cell, grid: { start, span: end - start } };
}

function textsOf(row: readonly BlockCell[]): string[] {
	return row.map(({ blocks }) =>
		blocks.map((block) => (block.kind === 'paragraph' ? block.text : '')).join('\n')
	);
}

/** A row is broken by the page where its second part has the same cells, no label in front, and no figure. */
function goesOn(last: readonly BlockCell[], first: readonly BlockCell[]): boolean {
	const texts = textsOf(first);
	return (
		texts[0] === '' &&
		texts.some((text) => text !== '') &&
		!texts.some((text) => NUMBER.test(text)) &&
		isSameRow(last, first) &&
		texts.every((text, index) => text === '' || textsOf(last)[index] !== '')
	);
}

function isSameRow(a: readonly BlockCell[], b: readonly BlockCell[]): boolean {
	return (
		a.length === b.length &&
		a.every(
			({ grid }, index) =>
				grid?.start === b[index]?.grid?.start && grid?.span === b[index]?.grid?.span
		)
	);
}

/** Blank cells in front of the first row belong to the cells above, which the page has cut in two. */
function continueMerges(last: BlockCell[], first: BlockCell[]): void {
	const texts = textsOf(first);
	for (const [index, cell] of first.entries()) {
		if (texts[index] !== '') return;
		const above = last.find(
			({ grid }) => grid?.start === cell.grid?.start && grid?.span === cell.grid?.span
		);
		if (!above) return;
		if (above.merge === 'none') above.merge = 'start';
		cell.merge = 'continue';
	}
}
