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

/**
 * What speaks against a reading, in one currency. Set by hand and checked on made-up reports whose rows are known;
 * the order of the prices matters, their exact size does not.
 */
export const PRICES = {
	/** Blank lines taken for the end of a cell's text, by their number: one or three are what a row end gives. */
	join: [0, 1.8, 1, 1.4],
	/** Blank lines taken for a row end, likewise. */
	split: [0, 0, 0.2, 0.1],
	widthChanges: 1.2,
	/** The width changes, and the first cell says that the row continues the one above. */
	continuationChanges: 3,
	titleRow: 0.8,
	headBranches: 0.3,
	bodyBranches: 0.9,
	plainHeading: 1,
	loneNumber: 1.4,
	loneList: 2,
	startsWithNumber: 1.4,
	labelMisplaced: 1.5,
	impossible: 4
};

/**
 * Labels of the form that stand first in a row, and that never do: the last resort where widths leave a choice. They
 * weigh less than one blank line, so that a form which uses them otherwise is not torn apart.
 */
const FIRST_LABEL =
	/^(机构名称|联系人|人员编制|职能职责.*|年度主要工作.*|年度部门.*总体运行.*|整体支出绩效定[性量]目标.*|绩效自评综合得分|评价等次|一级指标|总分)$/;
const INNER_LABEL =
	/^(其中[:：]?|(收入|支出|三公经费|固定资产)合计|预期目标|实际完成(情况)?|评价内容|绩效目标|完成情况|职务.?职称|签字|联[络系]电话|实有人数|[二三]级指标|评分标准|分值|自评得分|扣分原因.*)$/;
const LONG_LABEL = 24;
const SECTION = /^[\s\u3000]*([一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）])/;
const LIST = /^[\s\u3000]*([（(]?\d+[)）]?[、.．)）]|[①-⑳])/;

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
	const price = joinPrice(strips) + rowPrice(row) + labelPrice(row);
	if (isFirst)
		return { price: price + (row[0] === '' ? PRICES.continuationChanges : 0), row, before: null };
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
	const joins = inner.reduce((sum, strip) => sum + priceAt(PRICES.join, strip.gap), 0);
	return joins + priceAt(PRICES.split, strips.at(-1)?.gap ?? 1);
}

function priceAt(prices: readonly number[], gap: number): number {
	return prices[Math.min(gap, prices.length - 1)] ?? 0;
}

/** What a row of one cell says alone: it is a heading or a note, hardly a bare label, a list, a number, nothing. */
function rowPrice(row: string[]): number {
	const only = row.length === 1 ? row[0] : undefined;
	if (only === undefined) return 0;
	if (isBareNumber(only)) return PRICES.loneNumber;
	if (LIST.test(only)) return PRICES.loneList;
	if (SECTION.test(only) || /[:：（(]/.test(only)) return 0;
	return PRICES.plainHeading;
}

function labelPrice(row: string[]): number {
	const labels = row.map((cell) => cell.replace(/\s/g, ''));
	const misplaced = labels.some((label, at) => (at === 0 ? INNER_LABEL : FIRST_LABEL).test(label));
	return misplaced ? PRICES.labelMisplaced : 0;
}

function isBareNumber(text: string): boolean {
	return /^[-−\d.,，．０-９%分\s]*$/.test(text);
}

function changePrice(above: string[], row: string[]): number {
	if (leadingEmpty(row) > above.length) return PRICES.impossible;
	return startPrice(above, row) + widthPrice(above, row);
}

/** A row begins with a label, unless the rows are numbered; a number there is the rest of a row. */
function startPrice(above: string[], row: string[]): number {
	const first = row.find((cell) => cell !== '');
	if (first === undefined || row.length === 1 || !isBareNumber(first)) return 0;
	const numbered = above[0] !== undefined && above[0] !== '' && isBareNumber(above[0]);
	return numbered ? 0 : PRICES.startsWithNumber;
}

function widthPrice(above: string[], row: string[]): number {
	if (above.length === row.length) return 0;
	if (branches(above, row)) return row.every(isLabel) ? PRICES.headBranches : PRICES.bodyBranches;
	if (row[0] === '') return PRICES.continuationChanges;
	return row.length === 1 || above.length === 1 ? PRICES.titleRow : PRICES.widthChanges;
}

function isLabel(cell: string): boolean {
	return cell === '' || (cell.length <= LONG_LABEL && !isBareNumber(cell) && !LIST.test(cell));
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
