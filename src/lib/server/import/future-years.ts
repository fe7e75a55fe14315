/** Refuses figures of a year that has not begun: a slip of the hand would be the newest year of every page. */
import { DocumentError } from '#lib/documents/document-error.ts';
import { describePlace } from '#lib/documents/place.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import { PlainRow } from '#lib/forms/table/plain-rows.ts';

/** @throws DocumentError with the place that states the year */
export function refuseFutureYear(stated: RecognisedFiling | PlainRow): void {
	const { fiscal_year } = stated;
	if (fiscal_year <= new Date().getFullYear()) return;
	const { fiscal_year_place } = stated instanceof PlainRow ? stated.filing : stated;
	const where = fiscal_year_place ? describePlace(fiscal_year_place) : '';
	throw new DocumentError(
		'year_to_come',
		`${where}写明是${fiscal_year}年度，这一年还没有到，不会有决算或自评；请改正年度后再导入。`,
		fiscal_year_place
	);
}
