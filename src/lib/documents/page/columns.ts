/** Prose in columns: the texts and tables of a page → its parts, in the order in which a person reads them. */
import type { TextPiece } from './shown.ts';
import { linePieces } from './text-lines.ts';

/** A table by its edges on the page, with what was made of it. */
export interface PlacedTable<Block> {
	left: number;
	right: number;
	top: number;
	block: Block;
}

export interface PagePart<Block> {
	pieces: readonly TextPiece[];
	tables: readonly PlacedTable<Block>[];
	/** Columns that were put below one another; their lines end where the column ends. */
	isColumn: boolean;
}

export interface ReadingOrder<Block> {
	parts: PagePart<Block>[];
	/** Long lines stand beside one another, and neither a table nor columns of prose are certain. */
	isUnclear: boolean;
}

/** A text without wide gaps, or a table. */
interface Item<Block> {
	left: number;
	right: number;
	top: number;
	pieces: readonly TextPiece[];
	table: PlacedTable<Block> | null;
}

/** Lengths in heights of the characters. */
const GUTTER = 0.8;
const WIDEST_GAP = 1;
const NARROWEST_COLUMN = 10;
const WIDEST_INDENT = 5;
/** The last word of a full line may leave so much of it blank. */
const RAGGED = 2.5;
const LINE_SPACING = 1.5;

const LEAST_LINES = { first: 3, further: 2 };
const MOST_EDGES = 40;

export function readingOrder<Block>(
	pieces: readonly TextPiece[],
	tables: readonly PlacedTable<Block>[]
): ReadingOrder<Block> {
	const height = medianOf(pieces.map((piece) => piece.height));
	const texts = linePieces(pieces).flatMap((line) => itemsOfLine<Block>(line));
	const items = [
		...texts,
		...tables.map(({ left, right, top, block }): Item<Block> => {
			return { left, right, top, pieces: [], table: { left, right, top, block } };
		})
	].sort((a, b) => b.top - a.top);
	return orderOf(items, height);
}

function orderOf<Block>(items: readonly Item<Block>[], height: number): ReadingOrder<Block> {
	let isUnclear = false;
	for (const edge of edgesOf(items, height)) {
		for (const { from, to } of bandsBeside(items, edge, height)) {
			const band = items.slice(from, to);
			const left = band.filter((item) => item.right < edge);
			const right = band.filter((item) => item.right >= edge);
			const isFirst = isProse(left, LEAST_LINES.first, height);
			const beside = isFirst ? orderOf(right, height) : null;
			const isColumns =
				isProse(right, LEAST_LINES.further, height) ||
				beside?.parts.some(({ isColumn }) => isColumn) === true;
			if (beside && isColumns) {
				const above = orderOf(items.slice(0, from), height);
				const below = orderOf(items.slice(to), height);
				return {
					parts: [...above.parts, ...stack(partOf(left), beside.parts, height), ...below.parts],
					isUnclear: [above, beside, below].some((order) => order.isUnclear)
				};
			}
			isUnclear ||= [left, right].every((side) => hasLongLines(side, height));
		}
	}
	return { parts: items.length > 0 ? [partOf(items)] : [], isUnclear };
}

/** Where texts begin that have another on their left: a second column begins at one of these. */
function edgesOf<Block>(items: readonly Item<Block>[], height: number): number[] {
	const texts = items.filter(({ table }) => table === null);
	const first = Math.min(...texts.map(({ right }) => right));
	const starts = texts.map(({ left }) => left).filter((left) => left > first);
	return [...Map.groupBy(starts, (left) => Math.round((2 * left) / height)).values()]
		.filter((lefts) => lefts.length >= LEAST_LINES.further)
		.sort((a, b) => b.length - a.length)
		.slice(0, MOST_EDGES)
		.map((lefts) => Math.min(...lefts))
		.sort((a, b) => a - b);
}

/** Stretches of items, from top to bottom, of which none reaches over the gutter in front of `edge`. */
function bandsBeside<Block>(
	items: readonly Item<Block>[],
	edge: number,
	height: number
): { from: number; to: number }[] {
	const bands: { from: number; to: number }[] = [];
	let from = 0;
	for (let at = 0; at <= items.length; at++) {
		const item = items[at];
		if (item && (item.right <= edge - GUTTER * height || item.left >= edge - 1)) continue;
		if (at > from) bands.push({ from, to: at });
		from = at + 1;
	}
	return bands;
}

/** Most lines of prose fill their column. */
function isProse<Block>(side: readonly Item<Block>[], least: number, height: number): boolean {
	const lines = side.filter(({ table }) => table === null);
	const left = Math.min(...lines.map((line) => line.left));
	const right = Math.max(...lines.map((line) => line.right));
	const full = lines.filter(
		(line) => line.right > right - RAGGED * height && line.left < left + WIDEST_INDENT * height
	);
	return (
		lines.length >= least &&
		right - left >= NARROWEST_COLUMN * height &&
		full.length * 2 >= lines.length
	);
}

function hasLongLines<Block>(side: readonly Item<Block>[], height: number): boolean {
	const long = side.filter(
		({ table, left, right }) => table === null && right - left >= NARROWEST_COLUMN * height
	);
	return long.length >= LEAST_LINES.first;
}

function partOf<Block>(items: readonly Item<Block>[]): PagePart<Block> {
	return {
		pieces: items.flatMap(({ pieces }) => pieces),
		tables: items.flatMap(({ table }) => table ?? []),
		isColumn: false
	};
}

/** Puts a column below the one on its left, so that a sentence goes on from one to the other. */
function stack<Block>(
	first: PagePart<Block>,
	further: readonly PagePart<Block>[],
	height: number
): PagePart<Block>[] {
	const [next] = further;
	if (!next || further.length > 1)
		return [first, ...further].map((part) => ({ ...part, isColumn: true }));
	const aside = leftOf(first) - leftOf(next);
	const foot = Math.min(...first.pieces.map(({ base }) => base));
	const head = Math.max(
		...next.pieces.map(({ base }) => base),
		...next.tables.map(({ top }) => top)
	);
	const down = foot - LINE_SPACING * height - head;
	const pieces = next.pieces.map((piece) => ({
		...piece,
		left: piece.left + aside,
		right: piece.right + aside,
		base: piece.base + down
	}));
	const tables = next.tables.map((table) => ({ ...table, top: table.top + down }));
	return [
		{
			pieces: [...first.pieces, ...pieces],
			tables: [...first.tables, ...tables],
			isColumn: true
		}
	];
}

function leftOf({ pieces }: PagePart<unknown>): number {
	return Math.min(...pieces.map(({ left }) => left));
}

/** A wide gap in a line parts what stands side by side. */
function itemsOfLine<Block>(line: readonly TextPiece[]): Item<Block>[] {
	const items: Item<Block>[] = [];
	for (const piece of line) {
		const last = items.at(-1);
		if (last && piece.left - last.right < WIDEST_GAP * piece.height) {
			last.pieces = [...last.pieces, piece];
			last.right = Math.max(last.right, piece.right);
		} else
			items.push({
				left: piece.left,
				right: piece.right,
				top: piece.base,
				pieces: [piece],
				table: null
			});
	}
	return items;
}

function medianOf(numbers: readonly number[]): number {
	return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 1;
}
