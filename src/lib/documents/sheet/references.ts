/** Cells in A1 notation. */

/** Rows of a worksheet of Excel 2007 and later. */
export const MAX_ROWS = 1_048_576;

/** 1 for A, 28 for AB; 0 where the reference is none. */
export function columnOf(reference: string): number {
	const letters = /^\$?([A-Z]{1,3})\$?\d/i.exec(reference)?.[1]?.toUpperCase() ?? '';
	let column = 0;
	for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
	return column;
}

/** The row of a reference; 0 where it is none. */
export function rowOf(reference: string): number {
	const row = Number(/\d+$/.exec(reference)?.[0] ?? 0);
	return row <= MAX_ROWS ? row : 0;
}

export function columnName(column: number): string {
	let name = '';
	for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
		name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
	return name;
}
