/** Running text that stands in the cells of tables. */
import { cellPlace, proseOf, type FormRow, type Prose } from '../lines.ts';

/** The cells of a row that hold sentences, each as a paragraph. */
export function sentencesIn(row: FormRow): Prose[] {
	return row.cells
		.filter(({ text }) => text.length > LONGEST_FIELD && /[，,。；;]/.test(text))
		.map((cell) =>
			proseOf(
				{ kind: 'paragraph', number: 0, text: cell.text.replace(LINE_BREAK, '') },
				cellPlace(row, cell, null, null)
			)
		);
}

/** Longer than what is filled in beside a label. */
const LONGEST_FIELD = 24;
/** A line that breaks within a cell; between two digits it may part two numbers. */
const LINE_BREAK = /(?<!\d)\s*\n\s*|\s*\n\s*(?!\d)/g;
