import { exportLinks } from '#lib/links.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { correctionLine, correctionsAnswer } from '#lib/answers/corrections.ts';
import { listCorrections, type CorrectionRow } from '../questions/corrections.ts';
import type { PageRequest } from '../web/page-request.ts';

/** 人工更正: every figure of the year that was corrected by hand. */
export async function correctionsPage(request: PageRequest<'corrections'>) {
	const { db, area, year, chosen, url, notices } = request;
	const all = namedWithin(area.name, await listCorrections(db, area.code));
	const rows = correctionsShown(all, request);
	return {
		year,
		notices,
		answer: correctionsAnswer(
			year,
			all.filter(({ fiscal_year }) => fiscal_year === year)
		),
		rows: rows.map((row) => correctionLine(row, chosen)),
		exports: exportLinks('corrections', url.searchParams)
	};
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
