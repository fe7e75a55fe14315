import type { Kysely } from 'kysely';
import type { Database } from '#lib/server/store/schema.ts';

/** A jurisdiction that has filings, with how many. */
export interface Area {
	code: string;
	name: string;
	is_demo: boolean;
	filings: number;
}

/** Jurisdictions with current filings, the one with the most first: that is the default of every page. */
export async function listAreas(db: Kysely<Database>): Promise<Area[]> {
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
export async function listYears(db: Kysely<Database>, area: string): Promise<number[]> {
	const rows = await db
		.selectFrom('department_year')
		.select('fiscal_year')
		.distinct()
		.where('jurisdiction_code', '=', area)
		.orderBy('fiscal_year')
		.execute();
	return rows.map((row) => row.fiscal_year);
}

/** The version of what pages show, and when it last changed (ISO 8601 UTC). */
export async function dataVersion(
	db: Kysely<Database>
): Promise<{ version: number; changed_at: string }> {
	return db.selectFrom('data_version').select(['version', 'changed_at']).executeTakeFirstOrThrow();
}
