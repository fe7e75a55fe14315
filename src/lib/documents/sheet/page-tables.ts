/** The tables of a web page as worksheets: systems export such pages under the name of a workbook. */
import type { DocumentCell, DocumentTable, SourceDocument } from '../model.ts';
import type { MergedCells, Worksheet } from './workbook.ts';
import type { Workbook } from './workbook.ts';

export function tablesOfPage({ blocks, issues }: SourceDocument): Workbook {
	const tables = blocks.filter((block) => block.kind === 'table' && block.nested_in === null);
	return {
		issues,
		sheets: tables.flatMap((table) => (table.kind === 'table' ? [toWorksheet(table)] : []))
	};
}

function toWorksheet({ number, rows }: DocumentTable): Worksheet {
	const name = `表${number}`;
	const merges = rows.flatMap((cells, index) =>
		cells.filter(({ merge }) => merge === 'start').map((cell) => mergeFrom(rows, index, cell))
	);
	return { name, rows: rows.map(toSheetRow), merges, hiddenRows: [], hiddenColumns: [] };
}

function toSheetRow(cells: readonly DocumentCell[], index: number): Worksheet['rows'][number] {
	const texts: string[] = [];
	for (const { grid, column, text } of cells) {
		const at = grid?.start ?? column - 1;
		while (texts.length < at) texts.push('');
		texts[at] = text;
	}
	return { line: index + 1, cells: texts };
}

function mergeFrom(
	rows: readonly (readonly DocumentCell[])[],
	index: number,
	{ grid, column }: DocumentCell
): MergedCells {
	const left = (grid?.start ?? column - 1) + 1;
	let bottom = index + 1;
	const continues = (cell: DocumentCell) =>
		cell.merge === 'continue' && (cell.grid?.start ?? cell.column - 1) + 1 === left;
	while (rows[bottom]?.some(continues)) bottom++;
	return { top: index + 1, left, bottom, right: left + (grid?.span ?? 1) - 1 };
}
