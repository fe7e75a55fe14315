/**
 * Says where in a filed document something is. All numbers are 1-based, as a person counts. The shapes check what comes
 * from the parsing process; the types follow from them.
 */
import * as v from 'valibot';

const Count = v.pipe(v.number(), v.safeInteger());
const Label = v.nullable(v.string());
/** Number of the file within a filing that is made of several: 2, 3, …; left out for the first. */
const File = v.exactOptional(Count);
/** Id of the manual correction that is used in place of what is printed there; left out where there is none. */
const Correction = v.exactOptional(Count);

/** A cell of a table. `column` counts the cells of that row as written, merged continuations included. */
const CellPlaceShape = v.object({
	kind: v.literal('cell'),
	file: File,
	table: Count,
	row: Count,
	column: Count,
	/** The document calls the row and the column so, e.g. `口岸办` and `公共财政拨款`. */
	row_label: Label,
	column_label: Label,
	correction: Correction
});

/** A span of characters in a paragraph outside tables; `start` inclusive, `end` exclusive, 0-based UTF-16 units. */
const TextPlaceShape = v.object({
	kind: v.literal('text'),
	file: File,
	paragraph: Count,
	start: Count,
	end: Count,
	correction: Correction
});

/** A field of a CSV file; `line` is the line of the file on which the record starts. */
const FieldPlaceShape = v.object({
	kind: v.literal('field'),
	file: File,
	line: Count,
	column: Count,
	column_label: Label,
	correction: Correction
});

/** A cell of a worksheet, in A1 notation. */
const SheetPlaceShape = v.object({
	kind: v.literal('sheet'),
	file: File,
	sheet: v.string(),
	cell: v.string(),
	column_label: Label,
	correction: Correction
});

/** A figure that was corrected by hand and of which no place was read: only a correction has such a place. */
const UnplacedShape = v.object({ kind: v.literal('unplaced'), file: File, correction: Count });

export const PlaceShape = v.variant('kind', [
	CellPlaceShape,
	TextPlaceShape,
	FieldPlaceShape,
	SheetPlaceShape,
	UnplacedShape
]);

export type CellPlace = v.InferOutput<typeof CellPlaceShape>;
export type Place = v.InferOutput<typeof PlaceShape>;

/** The place of a figure that a correction stands for. */
export function correctedPlace(place: Place | null, correction: number): Place {
	if (!place) return { kind: 'unplaced', correction };
	const { ...read } = place;
	delete read.correction;
	// Last, as the view of current corrections looks for it.
	return { ...read, correction };
}

/** Orders paragraphs and cells as a person comes to them; places of other kinds stay in the order they came in. */
export function byPlace(a: Place | null, b: Place | null): number {
	const [those, these] = [stepsTo(a), stepsTo(b)];
	const at = those.findIndex((step, index) => step !== these[index]);
	return at === -1 ? 0 : (those[at] ?? 0) - (these[at] ?? 0);
}

/** Kind, file, table or paragraph, row or offset, column: as many for every place. */
function stepsTo(place: Place | null): number[] {
	const file = place?.file ?? 1;
	if (place?.kind === 'text') return [1, file, place.paragraph, place.start, 0];
	if (place?.kind === 'cell') return [2, file, place.table, place.row, place.column];
	return [place ? 3 : 0, 0, 0, 0, 0];
}

/** The place in one Chinese phrase, e.g. `表1 第11行 第4格（口岸办 · 公共财政拨款）`; of a figure that was corrected it says so. */
export function describePlace(place: Place): string {
	const where = describeWhere(place);
	return place.correction === undefined ? where : `人工更正，${where}`;
}

function describeWhere(place: Place): string {
	switch (place.kind) {
		case 'cell': {
			const labels = [place.row_label, place.column_label].filter(Boolean).join(' · ');
			const where = `表${place.table} 第${place.row}行 第${place.column}格`;
			return labels ? `${where}（${labels}）` : where;
		}
		case 'text':
			return `第${place.paragraph}段`;
		case 'field': {
			const where = `第${place.line}行 第${place.column}列`;
			return place.column_label ? `${where}（${place.column_label}）` : where;
		}
		case 'sheet': {
			const where = `工作表“${place.sheet}” ${place.cell}`;
			return place.column_label ? `${where}（${place.column_label}）` : where;
		}
		case 'unplaced':
			return '没有读到原文位置';
	}
}

/** Quoted cells with where they are, in one line: `收入合计 1206.04（表3 第4行 第2格）；…`. */
export function quoteCells(
	cells: readonly { label: string; printed: string; place: Place | null }[]
): string {
	return cells
		.map(
			({ label, printed, place }) =>
				`${label} ${printed || '空白'}${place ? `（${describePlace(place)}）` : ''}`
		)
		.join('；');
}
