/** Rows against the width of their head: cells beyond it, and cells that are missing. */
import { quoteText } from '#lib/catalogue/characters.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import type { TableHead } from './head.ts';
import { problemAt, type TableProblem } from './outcomes.ts';

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
