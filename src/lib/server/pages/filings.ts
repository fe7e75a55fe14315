import { namedWithin } from '#lib/comparison/observation.ts';
import { departmentHref, exportLinks } from '#lib/links.ts';
import type { PageRequest } from '../web/page-request.ts';
import {
	countFilings,
	FILING_STATUS_NAMES,
	FILING_STATUSES,
	listFilings
} from '../questions/filings.ts';
import { filingsByKind, filingsByYear, filingSentence } from '#lib/answers/filings/summary.ts';

export async function filingsPage(request: PageRequest<'filings'>) {
	const { db, url, area, year, years, kinds, values, notices, chosen } = request;
	const all = namedWithin(area.name, await listFilings(db, area.code, year));
	const rows = all.filter(
		(row) =>
			(values.kind === null || row.department.kind === values.kind) &&
			(values.status === null || row.status === values.status)
	);
	const byYear = await Promise.all(
		years.map(async (one) => ({
			year: one,
			counts: countFilings(await listFilings(db, area.code, one))
		}))
	);
	return {
		year,
		years,
		kinds,
		kind: values.kind,
		status: values.status,
		statuses: FILING_STATUSES.map((id) => ({ id, name: FILING_STATUS_NAMES[id] })),
		notices,
		answer: filingSentence(year, countFilings(all), all),
		by_kind: filingsByKind(all),
		by_year: filingsByYear(byYear, { ...chosen, kind: null }),
		exports: exportLinks('filings', url.searchParams),
		rows: rows.map((row) => ({
			...row,
			status_name: FILING_STATUS_NAMES[row.status],
			href: departmentHref(row.department.code, chosen)
		}))
	};
}
