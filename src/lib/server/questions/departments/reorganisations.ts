/** 机构调整: which department took over which, and from what year on it reports for it. */
import type { Kysely } from 'kysely';
import type { Database } from '../../ledger/schema/schema.ts';
import { cached } from '../../cache.ts';

export interface Reorganisation {
	former: { id: number; code: string; name: string };
	successor: { id: number; code: string; name: string };
	/** The first year in which the successor reports for it; null where the registry does not say. */
	from: number | null;
	/** Years for which the former department filed under its own name, ascending. */
	filed: number[];
}

/** Lists the jurisdiction's departments that others took over, the latest first. */
export function listReorganisations(
	db: Kysely<Database>,
	area: string
): Promise<readonly Reorganisation[]> {
	return cached(db, `reorganisations ${area}`, () => readReorganisations(db, area));
}

async function readReorganisations(db: Kysely<Database>, area: string): Promise<Reorganisation[]> {
	const rows = await db
		.selectFrom('department as d')
		.innerJoin('department as s', 's.id', 'd.successor_id')
		.select(['d.id', 'd.code', 'd.name', 'd.succeeded_from as from'])
		.select(['s.id as successor_id', 's.code as successor_code', 's.name as successor_name'])
		.where('d.jurisdiction_code', '=', area)
		.orderBy('d.succeeded_from', 'desc')
		.orderBy('s.code')
		.orderBy('d.code')
		.execute();
	const filed = await db
		.selectFrom('department_year')
		.select(['department_id', 'fiscal_year'])
		.where('jurisdiction_code', '=', area)
		.orderBy('fiscal_year')
		.execute();
	const years = Map.groupBy(filed, (row) => row.department_id);
	return rows.map((row) => ({
		former: { id: row.id, code: row.code, name: row.name },
		successor: { id: row.successor_id, code: row.successor_code, name: row.successor_name },
		from: row.from,
		filed: (years.get(row.id) ?? []).map((one) => one.fiscal_year)
	}));
}
