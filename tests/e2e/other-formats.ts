/** Writes a Word report (.docx) as departments also file it: as a binary Word file, or as a workbook of one sheet. */
import { escapeText } from '#lib/catalogue/characters.ts';
import { readDocx } from '#lib/documents/docx/docx.ts';
import type { DocumentCell, DocumentTable } from '#lib/documents/model.ts';
import { inline, sheetData, writeXlsx } from '../documents/xlsx-file.ts';
import { docBytes, type ModelCell } from '../forms/report/documents.ts';

/** Binary Word, with the merged cells of the tables. */
export function asDoc(docx: Buffer): Buffer {
	return docBytes(
		readDocx(docx).blocks.map((block) =>
			block.kind === 'paragraph' ? block.text : { rows: block.rows.map((row) => row.map(modelOf)) }
		)
	);
}

function modelOf({ text, column, grid, merge }: DocumentCell): ModelCell {
	return { text, merge, ...(grid ?? { start: column - 1, span: 1 }) };
}

/** All paragraphs and tables below each other, cells merged as in the document. */
export function asXlsx(docx: Buffer): Buffer {
	const rows: string[] = [];
	const merges: string[] = [];
	for (const block of readDocx(docx).blocks) {
		if (block.kind === 'paragraph')
			rows.push(inline(`A${rows.length + 1}`, escapeText(block.text)));
		else writeTable(block, rows, merges);
	}
	const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
	const xml = `${sheetData(...rows)}<mergeCells count="${merges.length}">${merged}</mergeCells>`;
	return writeXlsx({ sheets: [{ name: '自评报告', xml }] });
}

function writeTable({ rows: table }: DocumentTable, rows: string[], merges: string[]): void {
	const first = rows.length + 1;
	table.forEach((row, at) => {
		const cells = row.map(modelOf);
		const line = first + at;
		const filled = cells.filter(({ merge }) => merge !== 'continue');
		rows.push(
			filled.map((cell) => inline(`${letter(cell.start)}${line}`, escapeText(cell.text))).join('')
		);
		for (const cell of filled) {
			const height = 1 + heightBelow(table.slice(at + 1), cell);
			const last = `${letter(cell.start + cell.span - 1)}${line + height - 1}`;
			if (height > 1 || cell.span > 1) merges.push(`${letter(cell.start)}${line}:${last}`);
		}
	});
}

/** Rows below into which the cell goes on. */
function heightBelow(below: readonly DocumentCell[][], { start, merge }: ModelCell): number {
	if (merge !== 'start') return 0;
	const goesOn = (row: DocumentCell[]) =>
		row.map(modelOf).some((cell) => cell.start === start && cell.merge === 'continue');
	const end = below.findIndex((row) => !goesOn(row));
	return end === -1 ? below.length : end;
}

const letter = (column: number) => String.fromCharCode(65 + column);
