/** Pictures, text boxes and other drawings that lie over a sheet of an .xlsx file, each anchored to cells. */
import { middle, type SheetDrawing } from '../sheet/drawing.ts';
import { readXml } from '../xml.ts';

/** Elements of the two corners of an anchor, each with a column and a row. */
const CORNERS = new Set(['?:from', '?:to']);

/** @param bytes of the part that a sheet refers to for its drawings */
export function readDrawings(bytes: Uint8Array, part: string): SheetDrawing[] {
	const drawings: SheetDrawing[] = [];
	let columns: number[] = [];
	let rows: number[] = [];
	let texts: string[] = [];
	const path: string[] = [];
	readXml(bytes, part, {
		open(name) {
			if (name === 'mc:Fallback') return 'skip';
			if (name.endsWith('Anchor')) [columns, rows, texts] = [[], [], []];
			if (name === '?:p') texts.push('');
			path.push(name);
			return undefined;
		},
		close(name) {
			path.pop();
			// A drawing that is anchored to the paper names no cells.
			if (name.endsWith('Anchor') && columns.length > 0)
				drawings.push({ line: middle(rows) + 1, column: middle(columns) + 1, texts });
		},
		text(text) {
			const [parent = '', name] = path.slice(-2);
			if (name === '?:col' && CORNERS.has(parent)) columns.push(Number(text));
			else if (name === '?:row' && CORNERS.has(parent)) rows.push(Number(text));
			else if (name === '?:t') texts.push((texts.pop() ?? '') + text);
		}
	});
	return drawings;
}
