/**
 * Which cells form a row. Cells without a blank line between them do; where there are blank lines, the widths of
 * the neighbouring rows and the way heads branch decide. Every way to join is priced and the cheapest is taken.
 */
import type { Chunk } from './chunks.ts';

/** Cells that certainly stand in one row, and the blank lines that follow them. */
export interface Strip {
	cells: string[];
	gap: number;
}

/** Strips that may together be one row: more are never needed, a row with four broken cells is not seen. */
const MAX_STRIPS = 5;

/** Price of taking blank lines as the end of a cell's text instead of the end of a row, by their number. */
const JOIN_PRICE = [0, 2.2, 1, 1.4];
/** One blank line, or three, is what a row end gives after a plain cell; two are a little less usual. */
const SPLIT_PRICE = [0, 0, 0.2, 0.1];

const WIDTH_CHANGES = 1.2;
const TITLE_ROW = 0.6;
const HEAD_BRANCHES = 0.3;
const IMPOSSIBLE = 4;
const IMPLAUSIBLE = 1.2;

export function stripsOf(chunks: readonly Chunk[], textOf: (chunk: Chunk) => string): Strip[] {
	const strips: Strip[] = [];
	let cells: string[] = [];
	chunks.forEach((chunk, index) => {
		cells.push(textOf(chunk));
		if (chunk.gap === 0 && index < chunks.length - 1) return;
		strips.push({ cells, gap: chunk.gap });
		cells = [];
	});
	return strips;
}

interface Path {
	price: number;
	row: string[];
	/** The path of which this one is the continuation; null at the first row. */
	before: Path | null;
}

/** The rows of one table, with the number of blank lines after each. */
export function groupRows(strips: readonly Strip[]): string[][] {
	/** paths[n]: the best ways to have the first n strips in whole rows, one for each length of the last row. */
	const paths: Path[][] = [[]];
	for (let end = 1; end <= strips.length; end++) {
		const ways: Path[] = [];
		for (let count = 1; count <= Math.min(MAX_STRIPS, end); count++) {
			const way = extend(paths[end - count] ?? [], strips.slice(end - count, end), end === count);
			if (way) ways.push(way);
		}
		paths.push(ways);
	}
	return unwind(cheapest(paths.at(-1) ?? []));
}

function extend(befores: Path[], strips: readonly Strip[], isFirst: boolean): Path | null {
	const row = strips.flatMap((strip) => strip.cells);
	const price = joinPrice(strips) + rowPrice(row);
	if (isFirst) return { price: price + (row[0] === '' ? IMPLAUSIBLE : 0), row, before: null };
	const priced = befores.map((before) => ({
		price: before.price + price + changePrice(before.row, row),
		row,
		before
	}));
	return cheapest(priced);
}

function cheapest(paths: Path[]): Path | null {
	return paths.reduce<Path | null>(
		(best, path) => (best === null || path.price < best.price ? path : best),
		null
	);
}

function unwind(last: Path | null): string[][] {
	const rows: string[][] = [];
	for (let path = last; path !== null; path = path.before) rows.push(path.row);
	return rows.reverse();
}

function joinPrice(strips: readonly Strip[]): number {
	const inner = strips.slice(0, -1);
	const joins = inner.reduce((sum, strip) => sum + priceAt(JOIN_PRICE, strip.gap), 0);
	return joins + priceAt(SPLIT_PRICE, strips.at(-1)?.gap ?? 1);
}

function priceAt(prices: readonly number[], gap: number): number {
	return prices[Math.min(gap, prices.length - 1)] ?? 0;
}

/** What a row alone says: a single cell is a heading or a paragraph, not a number and not nothing. */
function rowPrice(row: string[]): number {
	const only = row.length === 1 ? row[0] : undefined;
	return only !== undefined && /^[-−\d.,，．０-９%分\s]*$/.test(only) ? IMPLAUSIBLE : 0;
}

function changePrice(above: string[], row: string[]): number {
	if (leadingEmpty(row) > above.length) return IMPOSSIBLE;
	if (above.length === row.length) return 0;
	if (row.length === 1 || above.length === 1) return TITLE_ROW;
	return branches(above, row) ? HEAD_BRANCHES : WIDTH_CHANGES;
}

function leadingEmpty(row: string[]): number {
	const first = row.findIndex((cell) => cell !== '');
	return first < 0 ? row.length : first;
}

/**
 * Whether `row` is the next level of the head `above`: every cell of `above` either reaches down (an empty cell) or
 * has one or more named cells below it.
 */
function branches(above: string[], row: string[]): boolean {
	if (row[0] !== '' || row.length < above.length) return false;
	let at = 0;
	for (const [index, cell] of above.entries()) {
		if (row[at] === undefined) return false;
		const reachesDown = row[at] === '';
		at++;
		if (reachesDown) continue;
		if (cell === '') return false;
		// Named cells below one head cell, as many as leave one for each head cell to the right.
		while (row.length - at > above.length - index - 1 && row[at] !== '') at++;
	}
	return at === row.length;
}
