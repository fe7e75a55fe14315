import type { Kysely } from 'kysely';
import type { Database } from '../schema/schema.ts';

export interface ListedDepartment {
	/** Code of the jurisdiction. */
	area: string;
	code: string;
	name: string;
	aliases: string[];
	/** Years with a report. */
	years: number[];
}

/** By jurisdiction and code. @param area code of the jurisdiction; null for all */
export async function listDepartments(
	db: Kysely<Database>,
	area: string | null
): Promise<ListedDepartment[]> {
	let departments = db
		.selectFrom('department')
		.select(['id', 'jurisdiction_code', 'code', 'name'])
		.orderBy('jurisdiction_code')
		.orderBy('code');
	if (area !== null) departments = departments.where('jurisdiction_code', '=', area);
	const aliases = await db.selectFrom('department_alias').selectAll().orderBy('alias').execute();
	const filings = await db
		.selectFrom('filing')
		.select(['department_id', 'fiscal_year'])
		.where('is_current', '=', 1)
		.orderBy('fiscal_year')
		.execute();
	const named = Map.groupBy(aliases, (row) => row.department_id);
	const filed = Map.groupBy(filings, (row) => row.department_id);
	return (await departments.execute()).map(({ id, jurisdiction_code, code, name }) => ({
		area: jurisdiction_code,
		code,
		name,
		aliases: (named.get(id) ?? []).map(({ alias }) => alias),
		years: (filed.get(id) ?? []).map(({ fiscal_year }) => fiscal_year)
	}));
}
