/** The part of a long document that a page shows: drawing one of tens of thousands of cells keeps other readers waiting. */
import type { DocumentCell, SourceDocument } from '#lib/documents/model.ts';
import type { Place } from '#lib/documents/place.ts';

type FiledBlock = SourceDocument['blocks'][number];

/** Cells and paragraphs; no report seen so far has 2,000. */
const MOST_SHOWN = 8_000;

export interface ShownPart {
	blocks: ShownBlock[];
	/** Rows and paragraphs that are left out. */
	before: number;
	after: number;
}

export interface ShownBlock {
	block: FiledBlock;
	/** Rows of a table, 0-based, `to` not included; of a paragraph its only line. */
	from: number;
	to: number;
}

interface FiledLine {
	block: FiledBlock;
	row: number;
	cells: number;
}

/** All of the blocks if they are not many, else those from the start on, or round the place. */
export function partOf(blocks: readonly FiledBlock[], place: Place | null): ShownPart {
	const lines = blocks.flatMap(linesOf);
	const at = Math.max(
		lines.findIndex((line) => isAt(line, place)),
		0
	);
	// The line itself is shown however long it is.
	let [start, end, room] = [at, at + 1, MOST_SHOWN - (lines[at]?.cells ?? 0)];
	/** Tells whether there is a line, and room for it beside what is reserved for others. */
	const takes = (line: FiledLine | undefined, reserve: number) => {
		if (!line || room - line.cells < reserve) return false;
		room -= line.cells;
		return true;
	};
	while (takes(lines[start - 1], MOST_SHOWN / 2)) start -= 1;
	while (takes(lines[end], 0)) end += 1;
	while (takes(lines[start - 1], 0)) start -= 1;
	const shown = Map.groupBy(lines.slice(start, end), ({ block }) => block);
	return {
		blocks: [...shown].map(([block, rows]) => {
			const from = rows[0]?.row ?? 0;
			return { block, from, to: from + rows.length };
		}),
		before: start,
		after: Math.max(lines.length - end, 0)
	};
}

function linesOf(block: FiledBlock): FiledLine[] {
	return block.kind === 'paragraph'
		? [{ block, row: 0, cells: 1 }]
		: block.rows.map((cells: readonly DocumentCell[], row) => ({
				block,
				row,
				cells: cells.length
			}));
}

function isAt({ block, row }: FiledLine, place: Place | null): boolean {
	if (place?.kind === 'text') return block.kind === 'paragraph' && block.number === place.paragraph;
	if (place?.kind !== 'cell') return false;
	return block.kind === 'table' && block.number === place.table && row + 1 === place.row;
}
