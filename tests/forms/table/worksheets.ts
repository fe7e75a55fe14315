/** Worksheets for tests, written as a list of rows and read as the product reads them. */
import type { TableSheet } from '#lib/forms/table/sheet-rows.ts';
import { readWorkbook } from '#lib/documents/xlsx/xlsx.ts';
import { inline, number, sheetData, writeXlsx } from '../../documents/xlsx-file.ts';

/** Cells of a row: numbers as numbers, all else as text; an empty text is no cell. */
export type Line = readonly (string | number | Stored)[];

/** A number with the digits that stand in the file. */
interface Stored {
	digits: string;
}

const NAMES = 'ABCDEFGHIJKLMN';

function rowXml(line: number, cells: Line): string {
	return cells
		.map((cell, index) => {
			const reference = `${NAMES[index] ?? ''}${line}`;
			if (cell === '') return '';
			if (typeof cell === 'string') return inline(reference, cell);
			return number(reference, typeof cell === 'number' ? String(cell) : cell.digits);
		})
		.join('');
}

export function sheetXml(lines: readonly Line[], merges: readonly string[] = []): string {
	const rows = sheetData(...lines.map((cells, index) => rowXml(index + 1, cells)));
	const merged = merges.map((reference) => `<mergeCell ref="${reference}"/>`).join('');
	return `${rows}<mergeCells>${merged}</mergeCells>`;
}

export function sheet(lines: readonly Line[], merges: readonly string[] = []): TableSheet {
	const file = writeXlsx({ sheets: [{ name: '数据', xml: sheetXml(lines, merges) }] });
	const [read] = readWorkbook(file).sheets;
	if (!read) throw new Error('No sheet');
	return read;
}

/** Head of a table of figures. */
export const HEAD: Line = ['部门编码', '部门', '年度', '单位', '收入合计', '公共财政拨款'];
