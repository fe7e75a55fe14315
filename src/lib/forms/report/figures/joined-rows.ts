/**
 * Rows that a converter to plain text has run together with what follows: nothing but blank lines parts a table from
 * the next paragraph or table, and cells may end with blank lines as well.
 */
import { NAME_COLUMNS } from '../labels.ts';
import {
	cellPlace,
	isPrintedNumber,
	labelOf,
	proseOf,
	type Line,
	type FormRow,
	type RowCell
} from '../lines.ts';

/** The row, or its parts where it cannot be one row. Rows with a known grid are never parted. */
export function splitRow(row: FormRow): Line[] {
	if (row.placed) return [row];
	return splitAtHead(row).flatMap(splitAtParagraph);
}

/** These may be alone before a head, other than the first of its own columns. */
const CAPTION = /[(（:：。；]|情况|.{8,}/s;

/** `职能职责概述 | … | 机构名称 | 收入合计 | 其中：`: the column of names begins another table's head. */
function splitAtHead(row: FormRow): FormRow[] {
	const names = row.cells.findIndex((cell) => NAME_COLUMNS.has(cell.label));
	const start = row.cells[names - 1]?.label === '序号' ? names - 1 : names;
	const next = row.cells[names + 1]?.label ?? '';
	const before = row.cells[start - 1];
	if (!before || (start === 1 && !CAPTION.test(before.text))) return [row];
	if (!/合计|总计|其中|收入|支出|经费|资产/.test(next)) return [row];
	return [row.cells.slice(0, start), row.cells.slice(start)].map((cells) => ({ ...row, cells }));
}

const HEADING =
	/^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|.{0,12}单位[:：]|附件)/;

/** `7493.44⏎三、绩效自评情况`: a number has no second line, so the heading is a paragraph below the table. */
function splitAtParagraph(row: FormRow): Line[] {
	const last = row.cells.at(-1);
	const glued = last ? /^([^\n]*)\n\s*([\s\S]+)$/.exec(last.text) : null;
	const [, number = '', rest = ''] = glued ?? [];
	if (!last || !isPrintedNumber(number) || !HEADING.test(rest)) return [row];
	const cell: RowCell = { ...last, text: number, label: labelOf(number), isNumber: true };
	const place = cellPlace(row, last, null, null);
	return [
		{ ...row, cells: [...row.cells.slice(0, -1), cell] },
		...rest.split('\n').map((text) => proseOf({ kind: 'paragraph', number: 0, text }, place))
	];
}
