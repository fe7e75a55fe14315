import { namedWithin } from '#lib/comparison/observation.ts';
import {
	FILING_STATE_NAMES,
	FILING_STATES,
	FILING_STATUS_NAMES,
	FILING_STATUSES,
	type FilingStatus
} from '#lib/catalogue/filing-states.ts';
import { departmentHref, exportLinks, href, roundHref } from '#lib/links.ts';
import type { PageRequest } from '../request/page-request.ts';
import { REMINDERS, RETURN_SLIPS } from './round.ts';
import { chosenFilings, countFilings } from '#lib/comparison/filings.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { rangeOf } from '#lib/answers/measure-table.ts';
import { filingsByKind, filingsByYear, filingSentence } from '#lib/answers/filings/summary.ts';

/** Said beside the state, which does not tell it. */
const BESIDE: Partial<Record<FilingStatus, string>> = {
	late: '（逾期）',
	unlisted: '（不在应报清单）'
};

export async function filingsPage(request: PageRequest<'filings'>) {
	const { db, url, area, year, round_years: years, kinds, values, notices, chosen } = request;
	const all = namedWithin(area.name, await listFilings(db, area.code, year));
	const rows = chosenFilings(all, values);
	const range = rangeOf(rows.length, values.offset);
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
		round: values.round,
		rounds: FILING_STATES.map((id) => ({ id, name: FILING_STATE_NAMES[id] })),
		by_state: FILING_STATES.map((id) => ({
			name: FILING_STATE_NAMES[id],
			count: all.filter((row) => row.state === id).length,
			href: href('/filings', { ...chosen, year, round: id })
		})).filter(({ count }) => count > 0),
		expected_href: href('/filings/expected', { area: area.code, year }),
		statuses: FILING_STATUSES.map((id) => ({ id, name: FILING_STATUS_NAMES[id] })),
		notices,
		answer: filingSentence(year, countFilings(all), all),
		by_kind: filingsByKind(all),
		by_year: filingsByYear(byYear, { ...chosen, kind: null }),
		exports: [
			...exportLinks('filings', url.searchParams),
			...exportLinks('return-slips', url.searchParams, RETURN_SLIPS),
			...exportLinks('reminders', url.searchParams, REMINDERS)
		],
		range,
		rows: rows.slice(range.offset, range.offset + range.limit).map((row) => ({
			...row,
			beside: BESIDE[row.status] ?? '',
			state_name: FILING_STATE_NAMES[row.state],
			href: departmentHref(row.department.code, { ...chosen, year }),
			round_href: roundHref(row.department.code, { area: area.code, year })
		}))
	};
}
