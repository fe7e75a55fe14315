import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import type { Reader } from '../accounts/reader.ts';
import { listAreas } from './areas.ts';

/** A jurisdiction in which departments are registered. */
export interface BureauArea {
	code: string;
	name: string;
	is_demo: boolean;
}

/**
 * The jurisdiction of a page that is there before anything is filed: the one asked for, else the one with the most
 * filings, else the real one with the most departments; null where none is registered. `areas` are all to choose from.
 */
export async function bureauArea(
	db: Kysely<Database>,
	asked: string | null
): Promise<{ area: BureauArea | null; areas: readonly BureauArea[] }> {
	const [fullest] = await listAreas(db);
	const registered = await db
		.selectFrom('jurisdiction as j')
		.select(['j.code', 'j.name', 'j.is_demo'])
		.orderBy('j.is_demo')
		.orderBy('j.code')
		.execute();
	const areas = registered.map((area) => ({ ...area, is_demo: area.is_demo === 1 }));
	const found =
		areas.find(({ code }) => code === asked) ?? areas.find(({ code }) => code === fullest?.code);
	if (found || areas.length === 0) return { area: found ?? null, areas };
	const largest = await largestArea(db);
	return { area: areas.find(({ code }) => code === largest) ?? null, areas };
}

/** The same for a reader; one of own departments has theirs, whatever the address asks for. */
export async function areaOfReader(
	db: Kysely<Database>,
	own: Reader['own'],
	asked: string | null
): Promise<{ area: Pick<BureauArea, 'code' | 'name'> | null; areas: readonly BureauArea[] }> {
	if (own === null) return bureauArea(db, asked);
	let query = db.selectFrom('jurisdiction as j').select(['j.code', 'j.name']).orderBy('j.code');
	if (own.jurisdiction_code) query = query.where('j.code', '=', own.jurisdiction_code);
	else
		query = query
			.innerJoin('department as d', 'd.jurisdiction_code', 'j.code')
			.where('d.id', '=', own.department_id ?? -1);
	return { area: (await query.executeTakeFirst()) ?? null, areas: [] };
}

/** Goes through all departments: asked only where nothing is filed yet. */
async function largestArea(db: Kysely<Database>): Promise<string | undefined> {
	const row = await db
		.selectFrom('jurisdiction as j')
		.leftJoin('department as d', 'd.jurisdiction_code', 'j.code')
		.select('j.code')
		.groupBy(['j.code', 'j.is_demo'])
		.orderBy('j.is_demo')
		.orderBy((order) => order.fn.count('d.id'), 'desc')
		.orderBy('j.code')
		.executeTakeFirst();
	return row?.code;
}
