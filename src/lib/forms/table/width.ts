/** Rows against the width of their head: cells beyond it, and cells that are missing. */
import { quoteText } from '#lib/catalogue/characters.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import type { TableHead } from './head.ts';
import { leftOver, problemAt, type TableProblem } from './outcomes.ts';

/**
 * A row of a document that has a cell more than all rows of its head, and something in it: one of its cells was divided or
 * put in, so that none of those behind it is below its own head.
 */
export function beyondHead(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	if (row.cells.length <= head.columns) return null;
	const extra = row.cells.findLastIndex((cell) => cell.trim() !== '');
	const place = rows.place(row.line, extra + 1, null);
	if (place.kind !== 'cell' || place.column <= head.columns) return null;
	const text = row.cells[extra] ?? '';
	const why = `读到${quoteText(text)}，本行有${place.column}格，表头只有${head.columns}格，无法判断各数属于哪一栏，本行未读入；请按表头逐格填写后再导入。`;
	return leftOver('row_beyond_head', place, text, why);
}

export function checkWidth(
	rows: TableRows,
	head: TableHead,
	row: TableRow,
	problems: TableProblem[]
): void {
	const { width } = head;
	const found = row.cells.length;
	if (found === width) return;
	const place = (index: number) => rows.place(row.line, index + 1, null);
	// Excel leaves out trailing blank cells, so a short row is lawful, but so may be a file that was cut off.
	if (found < width) {
		if (rows.sheet !== null) return;
		const sentence = `之后没有内容，本行只有${found}列，表头有${width}列；缺少的各列按未填处理。`;
		problems.push(problemAt('warning', 'short_row', place(found - 1), sentence));
		return;
	}
	const extra = row.cells.findIndex((cell, index) => index >= width && cell.trim() !== '');
	if (extra === -1) return;
	const read = quoteText(row.cells[extra] ?? '');
	if (rows.sheet !== null) {
		// No comma can have moved a cell of a worksheet: it is a note beside the table.
		problems.push(
			problemAt('warning', 'extra_cell', place(extra), `读到${read}，上方没有表头，未读入。`)
		);
		return;
	}
	const sentence = `读到${read}，但表头只有${width}列；请检查是否错列，或数字中的逗号没有加双引号。`;
	problems.push(problemAt('error', 'extra_cell', place(extra), sentence));
}
