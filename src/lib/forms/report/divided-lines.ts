/** The lines of a document once they are divided among departments, and what of them is no department's. */
import type { Leftover } from '#lib/filing/recognition.ts';
import { cellPlace, filledCells, type FormRow, type Line } from './lines.ts';

export interface DividedLines {
	/** Each department's lines stand together below a line with its name. */
	lines: Line[];
	/** Amounts of no one department: of all of them together, or of a unit. */
	leftovers: Leftover[];
}

/** The numbers of a row that are not stored. @param why the reason, said of each */
export function numbersLeft(row: FormRow, why: string): Leftover[] {
	const label = filledCells(row)[0]?.label ?? null;
	return row.cells
		.filter(({ isNumber }) => isNumber)
		.map((cell) => ({ place: cellPlace(row, cell, label, null), text: cell.text, why }));
}
