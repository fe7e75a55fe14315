/** Amounts that a row of labels states, and cells of it that are not stored. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import type { ColumnUse } from './basis.ts';
import type { LabelCell } from './label-cells.ts';
import type { FormRow, RowCell } from '../lines.ts';
import type { NamedAmount } from './parts-of-amounts.ts';

/** A label with its amount. */
export interface FigurePair {
	figure: FigureId;
	label: string;
	unit: MoneyUnit;
	row: FormRow;
	cell: RowCell;
	use: ColumnUse;
	/** 0-based first column of the half of the table that the label is in. */
	from: number;
	/** See {@link Meaning}. */
	sumOf?: readonly FigureId[];
	/** See {@link Meaning}. */
	isBalance?: true;
}

/** A cell of a row of figures that is not stored, and why. */
export interface Unstored {
	row: FormRow;
	cell: RowCell;
	why: string;
	/** The figure that it would have been, where the label names one of the department as a whole. */
	figure?: FigureId;
}

export interface RowReading {
	pairs: FigurePair[];
	unstored: Unstored[];
	/** True for a row that names a figure and does not fit the head above it. */
	unaligned: boolean;
	/** The first label of the row, or of the rows above where it is merged over this one. */
	label: LabelCell | null;
	/** The amount of which the rows below may name parts. */
	whole: NamedAmount | null;
}
