/** Tells by its head whether a text is a table of records rather than a document. */
import { DocumentError } from '#lib/documents/document-error.ts';
import { isDivided } from '#lib/forms/report/departments-below.ts';
import { openTable, type TableHead } from '#lib/forms/table/head.ts';
import { upTo } from '#lib/forms/table/list-columns.ts';
import { withOwnerOfYears } from '#lib/forms/table/owner-of-years.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';

/**
 * Tells whether a text that is not named .csv is a table all the same, e.g. “Unicode 文本” saved by Excel. A report as
 * text has lines that look like a head of figures; none of them has a column for the year.
 */
export function isTable(text: string): boolean {
	const head = headOf(text);
	return head !== null && head.kind !== 'unknown' && namesDepartment(head) && hasYear(head);
}

/** Tells whether a table names a department in each row, even if its year is elsewhere, or the years of one department. */
export function isRecords(text: string): boolean {
	const head = headOf(text);
	// Below rows that name departments stand forms, whatever their columns are.
	if (isDivided((upTo(tableRows(text), MOST_ROWS) ?? []).map(({ cells }) => cells))) return false;
	return head !== null && (namesDepartment(head) || withOwnerOfYears(tableRows(text)) !== null);
}

/** A longer table is an export. */
const MOST_ROWS = 1000;

function headOf(text: string): TableHead | null {
	try {
		return openTable(tableRows(text)).head;
	} catch (error) {
		if (error instanceof DocumentError) return null;
		throw error;
	}
}

function namesDepartment({ roles }: TableHead): boolean {
	return Boolean(roles.department ?? roles.department_code);
}

function hasYear({ roles }: TableHead): boolean {
	return Boolean(roles.fiscal_year);
}
