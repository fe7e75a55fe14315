/**
 * Where in a filed document something stands. All numbers are 1-based, as a person counts.
 */

/** A cell of a table. `column` counts the cells of that row as written, merged continuations included. */
export interface CellPlace {
	kind: 'cell';
	table: number;
	row: number;
	column: number;
	/** What the row and the column are called in the document, e.g. `口岸办` and `公共财政拨款`. */
	row_label: string | null;
	column_label: string | null;
}

/** A span of characters in a paragraph outside tables; `start` inclusive, `end` exclusive, 0-based UTF-16 units. */
interface TextPlace {
	kind: 'text';
	paragraph: number;
	start: number;
	end: number;
}

/** A field of a CSV file; `line` is the line of the file on which the record starts. */
interface FieldPlace {
	kind: 'field';
	line: number;
	column: number;
	column_label: string | null;
}

/** A cell of a worksheet, in A1 notation. */
interface SheetPlace {
	kind: 'sheet';
	sheet: string;
	cell: string;
	column_label: string | null;
}

export type Place = CellPlace | TextPlace | FieldPlace | SheetPlace;

/** The place in one Chinese phrase, e.g. `表1 第11行 第4格（口岸办 · 公共财政拨款）`. */
export function describePlace(place: Place): string {
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
	}
}
