/** Lists that go on in a further table of a document without their head, as over a page break. */
import { isContinuation } from '#lib/documents/sheet/page-tables.ts';
import type { DocumentTablePlace, Worksheet } from '#lib/documents/sheet/workbook.ts';
import { isWholeName } from '../report/identity/department-names.ts';
import { findHead } from './head-rows.ts';
import { roleOf, sheetTable } from './sheet-rows.ts';

/** Each table that has rows of the list before it, and no head of its own, takes the head of that list. */
export function withBorrowedHeads(sheets: readonly Worksheet[]): Worksheet[] {
	const found: Worksheet[] = [];
	for (const sheet of sheets) {
		const table = borrowing(found.at(-1), sheet);
		found.push(table ? { ...sheet, table } : sheet);
	}
	return found;
}

/** A table with the head of the one before it; null for one that has its own head, or is no part of that list. */
function borrowing(before: Worksheet | undefined, sheet: Worksheet): DocumentTablePlace | null {
	const { table } = sheet;
	if (!before?.table || !table || widthOf(before) !== widthOf(sheet)) return null;
	const above = before.table.captions;
	const own = table.captions.filter(
		({ paragraph }) => !above.some((caption) => caption.paragraph === paragraph)
	);
	if (!own.every(({ text }) => text.trim() === '' || isContinuation(text))) return null;
	const list = findHead(sheetTable(before));
	if (list?.kind !== 'figures' || findHead(sheetTable(sheet))?.kind !== 'unknown') return null;
	const whose = list.cells.findIndex(({ label }) => roleOf(label) === 'department');
	if (!sheet.rows.some(({ cells }) => isWholeName(cells[whose]?.trim() ?? ''))) return null;
	const rows = before.rows.filter(({ line }) => line <= list.line);
	const head = before.table.head ?? { number: before.table.number, rows };
	return { ...table, captions: [...above, ...own], head };
}

function widthOf({ rows }: Worksheet): number {
	return Math.max(...rows.map(({ cells }) => cells.length));
}
