import { exportLinks } from '#lib/links.ts';
import { tableRows } from '#lib/charts/table-rows.ts';
import { cached } from '../cache.ts';
import {
	chaptersOf,
	compendiumTitle,
	departmentsOf,
	type DepartmentChapter
} from '../contents/compendium.ts';
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
			async () =>
				(await chaptersOf(request, departments.slice(from, from + limit))).map(writtenChapter)
		),
		exports: exportLinks('compendium', url.searchParams, [
			['Word', 'docx'],
			['Excel', 'xlsx']
		])
	};
}

const HEAD = { classes: '', isHead: true };
const WORDS = { classes: '', isHead: false };
const NUMBERS = { classes: 'num', isHead: false };
const REMARK = { classes: 'soft', isHead: false };

/** The rows of its tables are most of a chapter. */
function writtenChapter({ figures, history, ...words }: DepartmentChapter) {
	return {
		...words,
		figures: tableRows(
			figures.map(({ name, value, href, change, note }) => ({
				cells: [{ text: name }, { text: value, href }, { text: change }, { text: note }]
			})),
			[HEAD, NUMBERS, WORDS, REMARK]
		),
		history: {
			years: history.years,
			rows: tableRows(
				history.rows.map(({ name, cells }) => ({
					cells: [name, ...cells].map((text) => ({ text }))
				})),
				[HEAD, ...history.years.map(() => NUMBERS)]
			)
		}
	};
}
