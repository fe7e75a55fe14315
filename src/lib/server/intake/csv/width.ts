/** Rows against their head: cells beyond it, cells that are missing, and rows that are no record at all. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { TableHead } from './head.ts';
import type { TableProblem } from './outcomes.ts';
import { problemAt, quoteText } from './outcomes.ts';
import { cellOf } from './identity.ts';
import type { TableRow, TableRows } from './rows.ts';

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
		const sentence = `之后没有内容，本行只有${found}列，表头有${width}列；缺少的各列按未填处理。`;
		problems.push(problemAt('warning', 'short_row', place(found - 1), sentence));
		return;
	}
	const extra = row.cells.findIndex((cell, index) => index >= width && cell.trim() !== '');
	if (extra === -1) return;
	const sentence = `读到${quoteText(row.cells[extra] ?? '')}，但表头只有${width}列；请检查是否错列，或数字中的逗号没有加双引号。`;
	problems.push(problemAt('error', 'extra_cell', place(extra), sentence));
}

const TOTALS: ReadonlySet<string> = new Set([
	'总分',
	'合计',
	'总计',
	'小计',
	'总得分',
	'得分合计',
	'全市合计',
	'全县合计'
]);
const REMARK = /^(?:注|备注|说明|填表|制表|审核|数据来源)/;
/** First characters of all of the above: settles nearly every row at once. */
const INITIALS: ReadonlySet<string> = new Set('总合小得全注备说填制审数');

/** Whether a name says that its row adds up others. */
export function isTotal(name: string): boolean {
	return INITIALS.has(name.trimStart().charAt(0)) && TOTALS.has(removeBlanks(name));
}

/**
 * A line of totals or a remark below the records, as a warning that it was left out; null for a record. A row with a
 * department code is always a record.
 */
export function asRemark(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	const { department_code, department } = head.roles;
	const first = row.cells.findIndex((cell) => cell !== '' && cell.trim() !== '');
	const text = (row.cells[first] ?? '').trim();
	const code = cellOf(row, department_code).trim();
	const coded = code !== '' && !isTotal(code);
	const total = isTotal(text) || isTotal(cellOf(row, department));
	if (!(total && !coded) && !(isRemark(text) && standsAlone(row, first))) return null;
	const place = rows.place(row.line, first + 1, null);
	const sentence = `读到${quoteText(text)}，是合计或说明，不是部门的记录，本行未读入。`;
	return problemAt('warning', 'remark_row', place, sentence);
}

function isRemark(text: string): boolean {
	return INITIALS.has(text.charAt(0)) && REMARK.test(text);
}

function standsAlone(row: TableRow, only: number): boolean {
	return row.cells.every((cell, index) => index === only || cell.trim() === '');
}
