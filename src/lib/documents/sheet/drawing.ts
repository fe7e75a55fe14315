/** A picture, text box or other drawing that lies over a sheet. */
export interface SheetDrawing {
	/** Cell under the middle of the drawing, 1-based. */
	line: number;
	column: number;
	/** Texts in it. */
	texts: string[];
}

/** @param numbers of the rows or columns of one corner or two @returns the number between them */
export function middle(numbers: readonly number[]): number {
	const [first = 0, last = first] = numbers;
	return Math.floor((first + last) / 2);
}
