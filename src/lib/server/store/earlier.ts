/**
 * Which filings a review looks back at, and whose review looks back at a filing. A department that only changed its
 * name goes on under the new one; where several were merged, none of their filings is the last year's.
 */
import type { Kysely } from 'kysely';
import type { Registry } from './registry.ts';
import type { Database } from './schema.ts';

/** The rules across years look at most this many years back. */
const YEARS_BACK = 3;

export interface FilingKey {
	department_id: number;
	fiscal_year: number;
}

export interface FilingRef extends FilingKey {
	id: number;
}

/** Current filings that the filing of a department and year is compared with, newest first. */
export async function findEarlier(
	db: Kysely<Database>,
	registry: Registry,
	{ department_id, fiscal_year }: FilingKey
): Promise<FilingRef[]> {
	const merged = registry
		.predecessors(department_id)
		.filter((each) => (each.succeeded_from ?? Infinity) <= fiscal_year);
	const ids = [department_id, ...merged.map((department) => department.id)];
	const filings = await listCurrent(db, ids, fiscal_year - YEARS_BACK, fiscal_year - 1);
	const found: FilingRef[] = [];
	for (let year = fiscal_year - 1; year >= fiscal_year - YEARS_BACK; year--) {
		const own = filings.find((each) => is(each, department_id, year));
		const still = merged.filter((each) => year < (each.succeeded_from ?? 0));
		const [only, ...others] = still;
		if (others.length > 0 || (only && own)) break;
		const filing = only ? filings.find((each) => is(each, only.id, year)) : own;
		if (filing) found.push(filing);
	}
	return found;
}

function is(filing: FilingRef, department: number, year: number): boolean {
	return filing.department_id === department && filing.fiscal_year === year;
}

/** Current filings of later years whose review looks at this one, oldest first. */
export async function findLater(
	db: Kysely<Database>,
	registry: Registry,
	{ department_id, fiscal_year }: FilingKey
): Promise<FilingRef[]> {
	const successor = registry.department(department_id)?.successor_id;
	const ids = successor ? [department_id, successor] : [department_id];
	return listCurrent(db, ids, fiscal_year + 1, fiscal_year + YEARS_BACK);
}

async function listCurrent(
	db: Kysely<Database>,
	departments: readonly number[],
	first: number,
	last: number
): Promise<FilingRef[]> {
	return db
		.selectFrom('filing')
		.select(['id', 'department_id', 'fiscal_year'])
		.where('department_id', 'in', departments)
		.where('is_current', '=', 1)
		.where('fiscal_year', '>=', first)
		.where('fiscal_year', '<=', last)
		.orderBy('fiscal_year')
		.orderBy('id')
		.execute();
}
