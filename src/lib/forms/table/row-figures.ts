/** Figures of a plain row, each made when it is asked for: a review looks at few of them. */
import { ALPHABETICAL_IDS, FIGURE_IDS, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figure } from '#lib/filing/filing.ts';
import { NO_COLUMN } from './identity.ts';

/** All of them can be read, though none is a property of its own: they can be neither listed nor copied. */
export type RowFigures = Readonly<Record<FigureId, Figure>>;

/** A row as far as its figures are made of it; see `plain-rows.ts`. */
interface ReadFigures {
	table: { columns: readonly { order: number; index: number; label: string }[] };
	line: number;
	cells: readonly string[];
	values: readonly number[];
}

class MadeFigures {
	readonly row: ReadFigures;
	readonly made: (Figure | undefined)[] = [];

	constructor(row: ReadFigures) {
		this.row = row;
	}
}

for (const id of FIGURE_IDS) {
	const order = ALPHABETICAL_IDS.indexOf(id);
	Object.defineProperty(MadeFigures.prototype, id, {
		get(this: MadeFigures): Figure {
			// A quoted place is recognised as the figure's own by being the same object.
			return (this.made[order] ??= figureOf(this.row, order));
		}
	});
}

export function figuresOfRow(row: ReadFigures): RowFigures {
	return new MadeFigures(row) as unknown as RowFigures;
}

function figureOf({ table, line, cells, values }: ReadFigures, order: number): Figure {
	const column = table.columns.find((each) => each.order === order);
	if (!column) return NO_COLUMN;
	const { index, label } = column;
	const place = { kind: 'field', line, column: index + 1, column_label: label } as const;
	const value = values[order] ?? NaN;
	if (Number.isNaN(value)) return { value: null, missing: 'blank', printed: '', place };
	return { value, missing: null, printed: cells[index] ?? '', place };
}
