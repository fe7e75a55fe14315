import { correctableName } from '#lib/catalogue/correctable.ts';
import { notFiledYet } from '#lib/catalogue/years.ts';
import { MISSING_TEXT } from '#lib/catalogue/values.ts';
import { describePlace } from '#lib/documents/place.ts';
import { departmentHref, exportLinks, placeHref } from '#lib/links.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { correctionHref, correctionLine, correctionsAnswer } from '#lib/answers/corrections.ts';
import { correctionsShown, unreadShown } from '../contents/corrections.ts';
import { listCorrections } from '../questions/reports/corrections.ts';
import type { PageRequest } from '../request/page-request.ts';

/** More than a person reads in a day; the workbook has all. */
const MOST_UNREAD = 500;

/** 人工更正: every figure of the year that was corrected by hand, and those that still have to be read by a person. */
export async function correctionsPage(request: PageRequest<'corrections'>) {
	const { db, area, year, years, chosen, url, notices, values } = request;
	const all = namedWithin(area.name, await listCorrections(db, area.code));
	const rows = correctionsShown(all, request);
	const unread = namedWithin(area.name, await unreadShown(request));
	return {
		year,
		notices,
		answer: years.includes(year)
			? correctionsAnswer(
					year,
					all.filter(({ fiscal_year }) => fiscal_year === year)
				)
			: notFiledYet(year),
		is_filed: years.includes(year),
		rows: rows.map((row) => correctionLine(row, chosen)),
		exports: exportLinks('corrections', url.searchParams),
		// Nothing is said of departments of other kinds than the one asked for.
		unread_of: values.kind ?? '各部门',
		unread_total: unread.length,
		unread_departments: new Set(unread.map(({ filing_id }) => filing_id)).size,
		unread: unread
			.slice(0, MOST_UNREAD)
			.map(({ department, filing_id, measure, unit, figure }) => ({
				department: department.name,
				department_href: departmentHref(department.code, { ...chosen, year }),
				division: department.division,
				name: correctableName(measure, unit),
				why: figure.missing ? MISSING_TEXT[figure.missing] : '',
				printed: figure.printed,
				place: figure.place ? describePlace(figure.place) : '',
				source: figure.place ? placeHref(filing_id, figure.place) : undefined,
				edit: correctionHref(filing_id, measure, unit)
			}))
	};
}
