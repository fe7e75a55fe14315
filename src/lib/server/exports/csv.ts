/** A sheet as CSV with a UTF-8 byte order mark, which Excel needs to read Chinese. */
import Papa from 'papaparse';
import { guardText, type Cover, type Sheet } from './sheet.ts';

/** Units are in the heads; the cover's lines come last, behind an empty row, so that row 1 is the head. */
export function writeCsv(sheet: Sheet, cover: Cover): string {
	const head = sheet.columns.map(({ name, unit }) => guardText(unit ? `${name}（${unit}）` : name));
	const rows = sheet.rows.map((row) =>
		row.map((cell) => (typeof cell === 'string' ? guardText(cell) : (cell ?? '')))
	);
	const notes = [[], [guardText(cover.title)], ...cover.lines.map((line) => line.map(guardText))];
	return `\ufeff${Papa.unparse([head, ...rows, ...notes], { newline: '\r\n' })}\r\n`;
}
