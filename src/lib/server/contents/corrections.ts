/** 人工更正: the rows that a reader asks for, on the page and in its file. */
import type { CorrectionRow } from '../questions/reports/corrections.ts';
import { listUnread, type UnreadRow } from '../questions/reports/unread.ts';
import type { PageRequest } from '../request/page-request.ts';

/** Figures of the year and kind asked for that a person has to read. */
export async function unreadShown({
	db,
	area,
	year,
	values
}: PageRequest<'corrections'>): Promise<UnreadRow[]> {
	const rows = await listUnread(db, area.code, year);
	return rows.filter(({ department }) => values.kind === null || department.kind === values.kind);
}

/** Those of the year and kind that are asked for. */
export function correctionsShown(
	rows: readonly CorrectionRow[],
	{ year, values }: Pick<PageRequest<'corrections'>, 'year' | 'values'>
): CorrectionRow[] {
	return rows.filter(
		({ fiscal_year, department }) =>
			fiscal_year === year && (values.kind === null || department.kind === values.kind)
	);
}
