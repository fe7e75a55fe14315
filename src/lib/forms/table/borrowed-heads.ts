/** Lists that go on in a further table of a document, or on a further sheet, without their head or the lines above it, as over a page break. */
import { isContinuation, isTitleAgain } from '#lib/documents/sheet/page-tables.ts';
import type { Worksheet } from '#lib/documents/sheet/workbook.ts';
import { isWholeName } from '../report/identity/department-names.ts';
import { findHead, type HeadRows } from './head-rows.ts';
import { ownerAbove } from './owner-of-years.ts';
import { roleOf, sheetTable } from './sheet-rows.ts';

/** Each table that has rows of the list before it, and no head of its own, takes the head of that list. */
export function withBorrowedHeads(sheets: readonly Worksheet[]): Worksheet[] {
	const found: Worksheet[] = [];
	for (const sheet of sheets)
		found.push(borrowing(found.at(-1), sheet) ?? continuing(found.at(-1), sheet) ?? sheet);
	return found;
}

/** A table under the title of the one before, `某表（续）`, with the other lines above that one's head. */
function continuing(before: Worksheet | undefined, sheet: Worksheet): Worksheet | null {
	if (!before || !isUnderTitleAgain(before, sheet)) return null;
	const list = findHead(sheetTable(before));
	const own = findHead(sheetTable(sheet));
	// It may be of another department, under the same title.
	if (!list || !own || ownerAbove(own.titles)) return null;
	return withRowsOf(
		before,
		sheet,
		before.rows.filter(({ line }) => list.titles.some((title) => title.line === line))
	);
}

function isUnderTitleAgain(before: Worksheet, sheet: Worksheet): boolean {
	if (sheet.table) {
		const { captions } = sheet.table;
		return captions.some(({ text }) => captions.some((title) => isTitleAgain(title.text, text)));
	}
	const title = sheet.rows[0]?.cells[0] ?? '';
	return isTitleAgain(before.rows[0]?.cells[0] ?? '', title) && isOfOneName(before, sheet);
}

/** A table under rows of the one before it, which may have taken them from one further before. */
function withRowsOf(before: Worksheet, sheet: Worksheet, rows: Worksheet['rows']): Worksheet {
	if (!sheet.table || !before.table)
		return {
			...sheet,
			head: rows.length === 0 && before.head ? before.head : { sheet: before.name, rows }
		};
	const { number, head: former } = before.table;
	const head = rows.length === 0 && former ? former : { number, rows };
	return { ...sheet, table: { ...sheet.table, head } };
}

/** A table with the head of the one before it; null for one that has its own head, or is no part of that list. */
function borrowing(before: Worksheet | undefined, sheet: Worksheet): Worksheet | null {
	if (!before || !isAsWide(before, sheet)) return null;
	// Settles nearly every sheet without a look for heads.
	if (!sheet.table && !sheet.rows[0]?.cells.some((text) => isWholeName(text.trim()))) return null;
	if (!sheet.table && !isOfOneName(before, sheet)) return null;
	const captions = captionsOf(before, sheet);
	if (!captions) return null;
	const list = findHead(sheetTable(before));
	if (list?.kind !== 'figures' || findHead(sheetTable(sheet))?.kind !== 'unknown') return null;
	if (!goesOn(list, sheet)) return null;
	const { table } = sheet;
	return withRowsOf(
		before,
		table ? { ...sheet, table: { ...table, captions } } : sheet,
		before.rows.filter(({ line }) => line <= list.line)
	);
}

/** The captions of both tables of a document, none for sheets; null where the second has a title of its own. */
function captionsOf({ table: before }: Worksheet, { table }: Worksheet) {
	if (!before && !table) return [];
	if (!before || !table) return null;
	const above = before.captions;
	const own = table.captions.filter(
		({ paragraph }) => !above.some((caption) => caption.paragraph === paragraph)
	);
	const isOfOneList = own.every(({ text }) => text.trim() === '' || isContinuation(text));
	return isOfOneList ? [...above, ...own] : null;
}

/** A sheet called `2022年` or `预算` behind one of another year or basis is no part of that. */
function isOfOneName({ name: before }: Worksheet, { name }: Worksheet): boolean {
	return [...name.matchAll(TOLD_BY_NAME)].every(([word]) => before.includes(word));
}

const TOLD_BY_NAME = /(?:19|20)\d{2}|预算|决算|执行|[上下]半年|季度|月/g;

/** The rows name departments, and hold numbers where the head says amounts. On a sheet the first of them is one. */
function goesOn({ cells: heads }: HeadRows, { rows, table }: Worksheet): boolean {
	const whose = heads.findIndex(({ label }) => roleOf(label) === 'department');
	const isNamed = ({ cells }: { cells: readonly string[] }) =>
		isWholeName(cells[whose]?.trim() ?? '');
	if (table) return rows.some(isNamed);
	const amounts = heads.flatMap(({ meaning }, index) =>
		meaning.is === 'statement' ? [index] : []
	);
	const [first] = rows;
	const named = rows.filter(isNamed);
	return (
		first !== undefined &&
		isNamed(first) &&
		named.every(({ cells }) => amounts.every((index) => NUMBER.test(cells[index]?.trim() ?? ''))) &&
		named.some(({ cells }) => amounts.some((index) => /\d/.test(cells[index] ?? '')))
	);
}

const NUMBER = /^[-—/\d.,%]*$/;

/** Rows of a sheet end with the last cell that holds something. */
function isAsWide(before: Worksheet, sheet: Worksheet): boolean {
	const widthOf = ({ rows }: Worksheet) => Math.max(0, ...rows.map(({ cells }) => cells.length));
	return sheet.table
		? widthOf(sheet) === widthOf(before)
		: widthOf(sheet) <=
				widthOf({ ...before, rows: [...before.rows, ...(before.head?.rows ?? [])] });
}
