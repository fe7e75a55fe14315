/** A filed document rebuilt as tables and paragraphs: one place highlighted, contacts covered, what was left over marked. */
import { measureOf, nameOnBasis, type MeasureId } from '#lib/catalogue/measures.ts';
import type { DocumentCell, DocumentTable, SourceDocument } from '#lib/documents/model.ts';
import type { Place } from '#lib/documents/place.ts';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import type { Recognition } from '#lib/filing/recognition.ts';
import { partOf, type ShownBlock } from './shown-part.ts';
import type { SourceRow, SourceTable } from './tables.ts';

/** Stands where the form names a person or a phone: those are stored apart and shown only to who may edit. */
const COVERED = '〔不予显示〕';

export type SourceBlock =
	| SourceTable
	| {
			kind: 'paragraph';
			number: number;
			text: string;
			highlighted: { start: number; end: number } | null;
	  }
	/** Says how much of a long document is not shown here. */
	| { kind: 'omitted'; text: string };

export interface ConsumedPlaces {
	/** `table:row:column`. */
	cells: Set<string>;
	/** Spans by paragraph number. */
	texts: Map<number, { start: number; end: number }[]>;
}

/** Words on cells by `table:row:column`. */
type Marks = ReadonlyMap<string, string>;

export const NO_MARKS: Marks = new Map();

export interface CellMarks {
	covered: ConsumedPlaces;
	/** Says why the number in a cell is not used. */
	left: Marks;
	/** Names the figure that was read in a cell. */
	used: Marks;
}

/** The document as pages show it; a long one from the start on, or round the place. Tables within cells are shown in those. */
export function showDocument(
	document: SourceDocument,
	marks: CellMarks,
	place: Place | null
): SourceBlock[] {
	const { blocks, before, after } = partOf(
		document.blocks.filter((block) => block.kind === 'paragraph' || block.nested_in === null),
		place
	);
	const shown = blocks.map((each) => showBlock(each, marks, place));
	return [...omitted('此前', before), ...shown, ...omitted('此后', after)];
}

function omitted(where: string, count: number): SourceBlock[] {
	if (count === 0) return [];
	return [{ kind: 'omitted', text: `文件较长，${where}还有${count}行（段）没有列出。` }];
}

function showBlock(
	{ block, from, to }: ShownBlock,
	marks: CellMarks,
	place: Place | null
): SourceBlock {
	if (block.kind === 'table')
		return {
			kind: 'table',
			number: block.number,
			sheet: null,
			head: [],
			rows: tableRows({ table: block, from, to }, marks, place)
		};
	const isHere = place?.kind === 'text' && place.paragraph === block.number;
	return {
		kind: 'paragraph',
		number: block.number,
		text: coverText(block.text, marks.covered.texts.get(block.number) ?? []),
		highlighted: isHere ? { start: place.start, end: place.end } : null
	};
}

/** Covers the spans with text of the same length where it fits, so that later spans keep their places. */
function coverText(text: string, spans: readonly { start: number; end: number }[]): string {
	let shown = text;
	for (const { start, end } of spans) {
		shown = shown.slice(0, start) + '█'.repeat(end - start) + shown.slice(end);
	}
	return shown;
}

/** Marks on the cells of recognised tables as the reader reads them today. */
export function marksOf({ filings, leftovers }: Recognition): Omit<CellMarks, 'covered'> {
	const left = leftovers.flatMap(({ place, why }) => marked(place, why));
	const figures = filings.flatMap(namedFigures);
	const unread = figures.filter(({ missing }) => missing === 'unreadable');
	return {
		left: new Map([
			...left,
			...unread.flatMap(({ place, name }) => marked(place, `没有读出：${name}`))
		]),
		used: new Map(
			figures.flatMap(({ value, place, name }) => (value === null ? [] : marked(place, name)))
		)
	};
}

function marked(place: Place | null, words: string): [string, string][] {
	return place?.kind === 'cell' ? [[`${place.table}:${place.row}:${place.column}`, words]] : [];
}

interface NamedFigure extends Figure {
	name: string;
}

function namedFigures({ figures, units, budgets, score }: RecognisedFiling): NamedFigure[] {
	const named = (figure: Figure, name: string) => ({ ...figure, name });
	const ofRow = (row: Partial<Record<string, Figure>>, unit: string) =>
		Object.entries(row).flatMap(([id, figure]) =>
			figure ? named(figure, `${measureOf(id as MeasureId).name}${unit && `（${unit}）`}`) : []
		);
	return [
		...units.flatMap(({ role, name, figures: own }) => (role === 'total' ? [] : ofRow(own, name))),
		...ofRow({ ...figures, score_form: score.form, score_sheet: score.sheet }, ''),
		...budgets.map(({ measure, basis, figure }) => named(figure, nameOnBasis(measure, basis))),
		...score.items.flatMap(({ path, weight, score: own }) => [
			named(weight, `${path.join(' › ')}，分值`),
			named(own, `${path.join(' › ')}，得分`)
		])
	];
}

/** Merged with cells below, or with some above. */
const MERGED: ReadonlySet<DocumentCell['merge']> = new Set(['start', 'continue'] as const);

interface ShownRows {
	table: DocumentTable;
	/** 0-based, `to` not included. */
	from: number;
	to: number;
}

function tableRows(
	{ table, from, to }: ShownRows,
	{ covered, left, used }: CellMarks,
	place: Place | null
): SourceRow[] {
	const { number, rows } = table;
	const marksIn = (row: number, column: number) => {
		const key = `${number}:${row}:${column}`;
		const [why, name] = [left.get(key), used.get(key)];
		return {
			...(why === undefined ? {} : { left: why }),
			...(name === undefined ? {} : { used: name })
		};
	};
	const shown = rows.slice(from, to);
	return shown.map((cells, index) => {
		const row = from + index + 1;
		return {
			number: row,
			cells: cells
				// What is merged with a row that is not shown stands in the first one that is.
				.filter((cell) => cell.merge !== 'continue' || index === 0)
				.map((cell) => ({
					text: covered.cells.has(`${number}:${row}:${cell.column}`) ? COVERED : cell.text,
					column: cell.column,
					at: `第${row}行 第${cell.column}格`,
					columnSpan: cell.grid?.span ?? 1,
					rowSpan: MERGED.has(cell.merge) ? rowSpanOf(shown, index, cell) : 1,
					...marksIn(row, cell.column),
					highlighted:
						place?.kind === 'cell' &&
						place.table === number &&
						place.row === row &&
						place.column === cell.column
				}))
		};
	});
}

/** Shown rows that a vertically merged cell covers: its own and the continuations below it at the same grid column. */
function rowSpanOf(rows: readonly DocumentCell[][], from: number, cell: DocumentCell): number {
	const goesOn = (row: readonly DocumentCell[] | undefined) =>
		row?.find((other) => other.grid?.start === cell.grid?.start)?.merge === 'continue';
	let span = 1;
	while (goesOn(rows[from + span])) span += 1;
	return span;
}
