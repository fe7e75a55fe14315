/** Addresses that readers open first, the most important first. */
import type { Kysely } from 'kysely';
import { departmentHref, href } from '#lib/links.ts';
import { listAreas, listYears } from '../questions/areas.ts';
import type { Database } from '../ledger/schema/schema.ts';

/** Pages without a choice, after those that take longest: the default jurisdiction's newest year. */
const PAGES = [
	'/departments',
	'/three-public',
	'/balances',
	'/compare',
	'/outliers',
	'/findings',
	'/filings',
	'/questions',
	'/brief',
	'/definitions'
];

/** A province has more jurisdictions than can be cached. */
const OTHER_AREAS = 4;

/** Department years from which on the first pages take their time. */
const LARGE = 2_000;

/** Returns the age of the process, in ms, from which it says that it is ready although first pages are missing. */
export async function prefetchTimeFor(db: Kysely<Database>): Promise<number> {
	const areas = await listAreas(db);
	const count = areas.reduce((sum, { filings }) => sum + filings, 0);
	return count < LARGE ? 1_500 : 2_500;
}

export async function firstPages(db: Kysely<Database>): Promise<string[]> {
	const [area, ...others] = await listAreas(db);
	if (!area) return ['/'];
	const year = (await listYears(db, area.code)).at(-1) ?? 0;
	const largest = await db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.select(['d.code', 'y.filing_id'])
		.where('y.jurisdiction_code', '=', area.code)
		.where('y.fiscal_year', '=', year)
		.orderBy('y.spending_total', 'desc')
		.orderBy('d.code')
		.limit(1)
		.executeTakeFirst();
	return [
		'/',
		'/structure',
		'/scores',
		...(largest ? [departmentHref(largest.code, { area: null, year: null })] : []),
		...PAGES,
		...(largest ? [`/sources/${largest.filing_id}`] : []),
		...others.slice(0, OTHER_AREAS).map(({ code }) => href('/', { area: code }))
	];
}
