import { departmentHref, exportLinks } from '#lib/links.ts';
import { readPage } from '#lib/server/web/page-request.ts';
import { listKinds } from '#lib/server/questions/departments.ts';
import {
	countFilings,
	FILING_STATUS_NAMES,
	listFilings,
	type FilingStatus
} from '#lib/server/questions/filings.ts';
import {
	describeProblem,
	optionalOneOf,
	readParameters
} from '#lib/server/questions/parameters.ts';
import { filingsByKind, filingsByYear, filingSentence } from '#lib/answers/filings/summary.ts';
import type { PageServerLoad } from './$types';

const STATUSES = Object.keys(FILING_STATUS_NAMES) as FilingStatus[];

export const load: PageServerLoad = async ({ url }) => {
	const { db, area, year, years, values, problems, chosen } = await readPage(url, {
		status: optionalOneOf(STATUSES)
	});
	const kinds = await listKinds(db, area.code);
	const { values: asked, problems: wrong } = readParameters(url.searchParams, {
		kind: optionalOneOf(kinds)
	});
	const all = await listFilings(db, area.code, year);
	const rows = all.filter(
		(row) =>
			(asked.kind === null || row.department.kind === asked.kind) &&
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
		kind: asked.kind,
		status: values.status,
		statuses: STATUSES.map((id) => ({ id, name: FILING_STATUS_NAMES[id] })),
		notices: [...problems, ...wrong].map(describeProblem),
		answer: filingSentence(year, countFilings(all), all),
		by_kind: filingsByKind(all),
		by_year: filingsByYear(byYear, chosen),
		exports: exportLinks('filings', url.searchParams),
		rows: rows.map((row) => ({
			...row,
			status_name: FILING_STATUS_NAMES[row.status],
			href: departmentHref(row.department.code, chosen)
		}))
	};
};
