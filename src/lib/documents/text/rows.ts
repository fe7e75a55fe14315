/**
 * Finds which cells form a row. Cells without a blank line between them do; where there are blank lines, the widths of
 * the neighbouring rows and the way heads branch decide: of all ways to join, the one with the lowest cost is taken.
 */
import type { Chunk } from './chunks.ts';
import { changeCost, firstRowCost, gapCost, judgeCell, rowCost } from './costs.ts';
import type { JudgedCell } from './costs.ts';

/** Cells that certainly are in one row, and the blank lines that follow them. */
interface Strip {
	cells: JudgedCell[];
	gap: number;
}

/** A row is broken into so many strips at most; more broken cells in one row are not seen. */
const MAX_STRIPS = 5;
/** A way that is dearer than the best by more than one row can win back is given up. */
const MAX_ARREARS = 6;

interface Path {
	cost: number;
	row: JudgedCell[];
	/** The path that this one continues; null at the first row. */
	before: Path | null;
}

/**
 * The rows of one table.
 * @param textOf The text of a chunk's cell.
 */
export function groupRows(chunks: readonly Chunk[], textOf: (chunk: Chunk) => string): string[][] {
	const strips = stripsOf(chunks, textOf);
	/** paths[n]: the best ways to have the first n strips in whole rows, one for each length of the last row. */
	const paths: Path[][] = [[]];
	for (let end = 1; end <= strips.length; end++) {
		const ways: Path[] = [];
		for (let count = 1; count <= Math.min(MAX_STRIPS, end); count++)
			ways.push(extend(paths[end - count] ?? [], strips.slice(end - count, end)));
		const limit = (cheapest(ways)?.cost ?? 0) + MAX_ARREARS;
		paths.push(ways.filter((way) => way.cost <= limit));
	}
	return unwind(cheapest(paths.at(-1) ?? []));
}

function stripsOf(chunks: readonly Chunk[], textOf: (chunk: Chunk) => string): Strip[] {
	const strips: Strip[] = [];
	let cells: JudgedCell[] = [];
	chunks.forEach((chunk, index) => {
		cells.push(judgeCell(textOf(chunk)));
		if (chunk.gap === 0 && index < chunks.length - 1) return;
		strips.push({ cells, gap: chunk.gap });
		cells = [];
	});
	return strips;
}

/** The cheapest way to put these strips, as one row, below what came before. */
function extend(befores: Path[], strips: readonly Strip[]): Path {
	const row = strips.flatMap((strip) => strip.cells);
	const gaps = strips.map((strip) => strip.gap);
	const cost = gapCost(gaps.slice(0, -1), gaps.at(-1) ?? 1) + rowCost(row);
	const best = cheapest(
		befores.map((before) => ({ cost: before.cost + changeCost(before.row, row), row, before }))
	);
	const start = best ?? { cost: firstRowCost(row), row, before: null };
	return { ...start, cost: start.cost + cost };
}

function cheapest(paths: Path[]): Path | null {
	return paths.reduce<Path | null>(
		(best, path) => (best === null || path.cost < best.cost ? path : best),
		null
	);
}

function unwind(last: Path | null): string[][] {
	const rows: string[][] = [];
	for (let path = last; path !== null; path = path.before)
		rows.push(path.row.map((cell) => cell.text));
	return rows.reverse();
}
