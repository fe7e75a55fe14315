import { listFilings } from '../questions/filings.ts';
import { registered } from '../round/expected.ts';
import { readPage } from '../web/page-request.ts';

/** 应交清单: who must file for a year and until when; also for a year of which nothing was filed yet. */
export async function expectedPage(url: URL) {
	const asked = url.searchParams.get('year') ?? '';
	const scope = new URL(url);
	scope.searchParams.delete('year');
	const { db, area, year: latest, notices } = await readPage('filings', scope);
	const year = /^(?:19|20)\d\d$/.test(asked) ? Number(asked) : latest;
	const departments = await registered(db, area.code, year);
	const filed = new Set(
		(await listFilings(db, area.code, year))
			.filter(({ filing_id }) => filing_id !== null)
			.map(({ department }) => department.id)
	);
	return {
		...{ year, notices, latest },
		departments: departments.map(({ id, code, name, due_on, listed }) => ({
			...{ code, name, due_on },
			listed: listed !== null,
			filed: filed.has(id)
		})),
		listed: departments.filter(({ listed }) => listed !== null).length
	};
}
