import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import { listAreas } from './areas.ts';

/**
 * The jurisdiction of a page that is there before anything is filed: the one asked for, else the one with the most
 * filings, else the first that is registered; null where none is.
 */
export async function bureauArea(
	db: Kysely<Database>,
	asked: string | null
): Promise<{ code: string; name: string; is_demo: boolean } | null> {
	const [fullest] = await listAreas(db);
	const registered = await db
		.selectFrom('jurisdiction')
		.select(['code', 'name', 'is_demo'])
		.orderBy('code')
		.execute();
	const found =
		registered.find(({ code }) => code === asked) ??
		registered.find(({ code }) => code === fullest?.code) ??
		registered[0];
	return found ? { ...found, is_demo: found.is_demo === 1 } : null;
}
