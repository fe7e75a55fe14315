/**
 * The grid of a table in a Word 97–2003 file. The format gives every row its own edges; the columns of the grid are
 * the edges that occur in any row.
 */
import type { DraftTable } from './drafts.ts';
import type { RowDefinition } from './rows.ts';

/**
 * Edges nearer than this are one edge: rows drawn by hand or converted differ by some 40 twips (0.7 mm), and no
 * column that somebody reads is as narrow. Where a table does have cells so narrow, the smaller distances serve.
 */
const SAME_EDGE_TWIPS = [60, 20, 1];

/** The description of a row and where its cells are; null where the file does not say it consistently. */
export type LaidOutRow = {
	definition: RowDefinition;
	/** First grid column and number of columns of every described cell. */
	places: NonNullable<CellSpans>;
} | null;

/** One entry per row. */
export function layOutRows(table: DraftTable): LaidOutRow[] {
	const definitions = table.rows.map(({ definition }) => definition);
	const lefts = definitions.flatMap((definition) => definition?.left ?? []);
	const tableLeft = lefts.reduce((least, left) => Math.min(least, left), lefts[0] ?? 0);
	const edges = definitions.map((definition) => definition && edgesOf(definition, tableLeft));
	const attempts = SAME_EDGE_TWIPS.map((distance) => placeRows(edges, distance));
	const places = attempts.find((rows) => rows.every(isPlaced)) ?? attempts.at(-1) ?? [];
	return definitions.map((definition, n) => {
		const row = places[n] ?? null;
		return definition && row && isPlaced(row) ? { definition, places: row } : null;
	});
}

type CellSpans = { start: number; span: number }[] | null;

/** Cells between grid lines, null for a row without edges. */
function placeRows(edges: (number[] | null)[], distance: number): CellSpans[] {
	const columnOf = numberColumns(
		edges.flatMap((row) => row ?? []),
		distance
	);
	return edges.map((row) => {
		const columns = row?.map(columnOf) ?? null;
		return (
			columns?.slice(1).map((column, n) => {
				const start = columns[n] ?? 0;
				return { start, span: column - start };
			}) ?? null
		);
	});
}

function isPlaced(places: CellSpans): boolean {
	return places === null || places.every(({ span }) => span > 0);
}

function edgesOf(definition: RowDefinition, tableLeft: number): number[] {
	const edges = [definition.left ?? tableLeft + definition.indent];
	for (const cell of definition.cells) edges.push((edges.at(-1) ?? 0) + cell.width);
	return edges;
}

/** Maps an edge to the number of its grid line; edges nearer than `distance` share one. */
function numberColumns(edges: number[], distance: number): (edge: number) => number {
	const numbers = new Map<number, number>();
	let column = -1;
	let first = Number.NEGATIVE_INFINITY;
	for (const edge of [...new Set(edges)].sort((a, b) => a - b)) {
		if (edge - first >= distance) {
			column++;
			first = edge;
		}
		numbers.set(edge, column);
	}
	return (edge) => numbers.get(edge) ?? 0;
}
