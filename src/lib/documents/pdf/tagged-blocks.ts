/**
 * The structure tree of a tagged PDF → the paragraphs and tables of a page whose tables have no ruling lines. Rows, cells and
 * spans are the author's program's own; where they contradict the places of the texts, they are not used.
 */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { BlockCell } from '../blocks.ts';
import { MAX_SPAN } from '../caps.ts';
import type { PageBlock } from '../page/page-blocks.ts';
import type { TextPiece } from '../page/shown.ts';
import { cellText, toLines } from '../page/text-lines.ts';

export type StructureTree = NonNullable<Awaited<ReturnType<PDFPageProxy['getStructTree']>>>;
type Child = StructureTree['children'][number];
/** An element of the tree; the types of the library leave out its box. */
type TaggedElement = StructureTree & { bbox?: number[] };
type Pieces = Pick<ReadonlyMap<string, readonly TextPiece[]>, 'get'>;

/** Texts may reach into the next column by this much. */
const OVERHANG = 2;
const GROUPS = new Set(['THead', 'TBody', 'TFoot']);
/** Elements within a line. */
const INLINE = new Set([
	'Span',
	'Link',
	'Reference',
	'Note',
	'Quote',
	'Em',
	'Strong',
	'Code',
	'Annot'
]);

/** Null where the tags of the page do not fit what it shows. */
export function taggedBlocks(
	tree: StructureTree,
	pieces: readonly TextPiece[]
): PageBlock[] | null {
	const byMark = Map.groupBy(pieces, ({ mark }) => mark ?? '');
	const taken = new Set<string>();
	const takenFrom: Pieces = {
		get: (mark) => {
			taken.add(mark);
			return byMark.get(mark);
		}
	};
	const blocks = elementsOf(tree).flatMap((element) => blocksOf(element, takenFrom));
	// Text that no block took would be lost without a word.
	const isWhole = [...byMark.keys()].every((mark) => taken.has(mark));
	return isWhole && blocks.every((block) => block !== null) ? blocks : null;
}

export function hasTable(element: TaggedElement): boolean {
	return elementsOf(element).some((child) => child.role === 'Table' || hasTable(child));
}

function elementsOf(element: TaggedElement): TaggedElement[] {
	return element.children.filter((child: Child): child is TaggedElement => 'role' in child);
}

/** Ids of the content below an element. */
function contentOf(element: TaggedElement): string[] {
	return element.children.flatMap((child: Child) => {
		if ('role' in child) return contentOf(child);
		return 'id' in child ? [child.id] : [];
	});
}

function piecesOf(element: TaggedElement, pieces: Pieces): TextPiece[] {
	return contentOf(element).flatMap((id) => pieces.get(id) ?? []);
}

/** Null stands for a table that cannot be trusted. */
function blocksOf(element: TaggedElement, pieces: Pieces): (PageBlock | null)[] {
	if (element.role === 'Table') {
		const captions = elementsOf(element).filter(({ role }) => role === 'Caption');
		return [...captions.flatMap((one) => blocksOf(one, pieces)), tableOf(element, pieces)];
	}
	if (hasTable(element)) return elementsOf(element).flatMap((child) => blocksOf(child, pieces));
	const inner = elementsOf(element).filter(({ role }) => !INLINE.has(role));
	if (inner.length > 0) return inner.flatMap((child) => blocksOf(child, pieces));
	const text = toLines(piecesOf(element, pieces))
		.map((line) => line.text)
		.join('');
	return text === '' ? [] : [{ kind: 'paragraph', text }];
}

function tableOf(table: TaggedElement, pieces: Pieces): PageBlock | null {
	const rows: BlockCell[][] = [];
	let reaching = new Map<number, { span: number; rows: number }>();
	for (const row of rowsOf(table)) {
		const read = readRow(row, reaching, pieces);
		if (!read) return null;
		rows.push(read.cells);
		reaching = read.reaching;
	}
	const widths = new Set(rows.map((cells) => endOf(cells)));
	const [width = 0] = widths;
	return widths.size === 1 ? { kind: 'table', xs: edgesOf(table, width), rows } : null;
}

function rowsOf(element: TaggedElement): TaggedElement[] {
	return elementsOf(element).flatMap((child) => {
		if (GROUPS.has(child.role)) return rowsOf(child);
		return child.role === 'TR' ? [child] : [];
	});
}

function endOf(cells: readonly BlockCell[]): number {
	const last = cells.at(-1)?.grid;
	return last ? last.start + last.span : 0;
}

function readRow(
	row: TaggedElement,
	above: ReadonlyMap<number, { span: number; rows: number }>,
	pieces: Pieces
): { cells: BlockCell[]; reaching: Map<number, { span: number; rows: number }> } | null {
	const cells: BlockCell[] = [];
	const reaching = new Map<number, { span: number; rows: number }>();
	let column = 0;
	let right = -Infinity;
	const continueCells = (): void => {
		for (let cell = above.get(column); cell; cell = above.get(column)) {
			cells.push({ blocks: [], grid: { start: column, span: cell.span }, merge: 'continue' });
			if (cell.rows > 1) reaching.set(column, { span: cell.span, rows: cell.rows - 1 });
			column += cell.span;
		}
	};
	for (const element of elementsOf(row)) {
		if (element.role !== 'TD' && element.role !== 'TH') return null;
		continueCells();
		const own = piecesOf(element, pieces);
		if (own.some(({ left }) => left < right - OVERHANG)) return null;
		right = Math.max(right, ...own.map((piece) => piece.right));
		const span = Math.min(element.colSpan ?? 1, MAX_SPAN);
		const rows = Math.min(element.rowSpan ?? 1, MAX_SPAN);
		cells.push({
			blocks: [{ kind: 'paragraph', text: cellText(own, null) }],
			grid: { start: column, span },
			merge: rows > 1 ? 'start' : 'none'
		});
		if (rows > 1) reaching.set(column, { span, rows: rows - 1 });
		column += span;
	}
	continueCells();
	return { cells, reaching };
}

/** The sides of the columns, taken as equally wide: tables over a page break are joined by their outer edges. */
function edgesOf({ bbox }: TaggedElement, columns: number): number[] {
	const [left = 0, right = columns] = bbox ? [bbox[0], bbox[2]] : [];
	return Array.from({ length: columns + 1 }, (_, n) => left + ((right - left) * n) / columns);
}
