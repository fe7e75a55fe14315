/** A filed document rebuilt as tables and paragraphs: one place highlighted, contacts covered, what was left over marked. */
import { storedId } from '#lib/catalogue/budgets.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import type { DocumentCell, SourceDocument } from '#lib/documents/model.ts';
import type { Place } from '#lib/documents/place.ts';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import type { Recognition } from '#lib/filing/recognition.ts';
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
	  };

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

/** Tables within cells are shown in those. */
export function showDocument(
	document: SourceDocument,
	marks: CellMarks,
	place: Place | null
): SourceBlock[] {
	return document.blocks
		.filter((block) => block.kind === 'paragraph' || block.nested_in === null)
		.map((block) =>
			block.kind === 'paragraph'
				? {
						kind: 'paragraph',
						number: block.number,
						text: coverText(block.text, marks.covered.texts.get(block.number) ?? []),
						highlighted:
							place?.kind === 'text' && place.paragraph === block.number
								? { start: place.start, end: place.end }
								: null
					}
				: {
						kind: 'table',
						number: block.number,
						sheet: null,
						head: [],
						rows: tableRows(block.number, block.rows, marks, place)
					}
		);
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
		...budgets.map(({ measure, basis, figure }) =>
			named(figure, measureOf(storedId(measure, basis)).name)
		),
		...score.items.flatMap(({ path, weight, score: own }) => [
			named(weight, `${path.join(' › ')}，分值`),
			named(own, `${path.join(' › ')}，得分`)
		])
	];
}

function tableRows(
	table: number,
	rows: readonly DocumentCell[][],
	{ covered, left, used }: CellMarks,
	place: Place | null
): SourceRow[] {
	const marksIn = (row: number, column: number) => {
		const key = `${table}:${row}:${column}`;
		const [why, name] = [left.get(key), used.get(key)];
		return {
			...(why === undefined ? {} : { left: why }),
			...(name === undefined ? {} : { used: name })
		};
	};
	return rows.map((cells, index) => ({
		number: index + 1,
		cells: cells
			.filter((cell) => cell.merge !== 'continue')
			.map((cell) => ({
				text: covered.cells.has(`${table}:${index + 1}:${cell.column}`) ? COVERED : cell.text,
				column: cell.column,
				at: `第${index + 1}行 第${cell.column}格`,
				columnSpan: cell.grid?.span ?? 1,
				rowSpan: cell.merge === 'start' ? rowSpanOf(rows, index, cell) : 1,
				...marksIn(index + 1, cell.column),
				highlighted:
					place?.kind === 'cell' &&
					place.table === table &&
					place.row === index + 1 &&
					place.column === cell.column
			}))
	}));
}

/** Rows that a vertically merged cell covers: it and the continuations below it at the same grid column. */
function rowSpanOf(rows: readonly DocumentCell[][], from: number, cell: DocumentCell): number {
	let span = 1;
	for (const row of rows.slice(from + 1)) {
		const below = row.find((other) => other.grid?.start === cell.grid?.start);
		if (below?.merge !== 'continue') break;
		span += 1;
	}
	return span;
}
