import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import { cached } from '../cache.ts';

/** A jurisdiction that has filings, with how many. */
export interface Area {
	code: string;
	name: string;
	is_demo: boolean;
	filings: number;
}

/** Jurisdictions with current filings, the one with the most first: that is the default of every page. */
export function listAreas(db: Kysely<Database>): Promise<readonly Area[]> {
	return cached(db, 'areas', () => readAreas(db));
}

async function readAreas(db: Kysely<Database>): Promise<Area[]> {
	const rows = await db
		.selectFrom('jurisdiction as j')
		.innerJoin('department_year as y', 'y.jurisdiction_code', 'j.code')
		.select((e) => ['j.code', 'j.name', 'j.is_demo', e.fn.countAll<number>().as('filings')])
		.groupBy('j.code')
		.orderBy('filings', 'desc')
		.orderBy('j.code')
		.execute();
	return rows.map((row) => ({ ...row, is_demo: row.is_demo === 1 }));
}

/** Fiscal years with current filings in the jurisdiction, ascending. */
export function listYears(db: Kysely<Database>, area: string): Promise<readonly number[]> {
	return cached(db, `years ${area}`, () => readYears(db, area));
}

async function readYears(db: Kysely<Database>, area: string): Promise<number[]> {
	const rows = await db
		.selectFrom('department_year')
		.select('fiscal_year')
		.distinct()
		.where('jurisdiction_code', '=', area)
		.orderBy('fiscal_year')
		.execute();
	return rows.map((row) => row.fiscal_year);
}

/** Fiscal years with current filings, or with departments that must file; ascending. */
export function listRoundYears(db: Kysely<Database>, area: string): Promise<readonly number[]> {
	return cached(db, `round years ${area}`, async () => {
		const rows = await db
			.selectFrom('expected_filing as e')
			.innerJoin('department as d', 'd.id', 'e.department_id')
			.select('e.fiscal_year')
			.distinct()
			.where('d.jurisdiction_code', '=', area)
			.execute();
		const years = new Set([...(await listYears(db, area)), ...rows.map((row) => row.fiscal_year)]);
		return [...years].sort((a, b) => a - b);
	});
}
