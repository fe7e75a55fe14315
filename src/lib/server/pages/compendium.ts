import { exportLinks } from '#lib/links.ts';
import { cached } from '../cache.ts';
import { chaptersOf, compendiumTitle, departmentsOf } from '../contents/compendium.ts';
import type { PageRequest } from '../request/page-request.ts';

/** Departments on one page of the screen; a page of more is made for paper, when it is asked for. */
const ON_ONE_PAGE = 75;

export async function compendiumPage(request: PageRequest<'compendium'>) {
	const { db, area, year, years, kinds, url, values, notices } = request;
	const departments = await departmentsOf(request);
	const isWhole = values.whole !== null || departments.length <= ON_ONE_PAGE;
	const from = isWhole ? 0 : Math.min(values.offset, departments.length - 1);
	const limit = isWhole ? departments.length : ON_ONE_PAGE;
	return {
		year,
		years,
		kinds,
		kind: values.kind,
		notices,
		title: compendiumTitle(request),
		range: { total: departments.length, limit, offset: from },
		chapters: await cached(
			db,
			`chapters ${area.code} ${year} ${values.kind} ${from} ${limit}`,
			() => chaptersOf(request, departments.slice(from, from + limit))
		),
		exports: exportLinks('compendium', url.searchParams, [
			['Word', 'docx'],
			['Excel', 'xlsx']
		])
	};
}
