/** Tells which state of the data pages show: whatever is cached is cached by it. */
import type { CompiledQuery, Kysely } from 'kysely';
import type { Database } from './schema/schema.ts';

/** Asked before every answer, so it is put into SQL once. */
const versionQueries = new WeakMap<Kysely<Database>, CompiledQuery<DataVersion>>();

export interface DataVersion {
	version: number;
	/** ISO 8601 UTC. */
	changed_at: string;
}

/** The version of what pages show, and when it last changed. */
export async function dataVersion(db: Kysely<Database>): Promise<DataVersion> {
	const query =
		versionQueries.get(db) ??
		db.selectFrom('data_version').select(['version', 'changed_at']).compile();
	versionQueries.set(db, query);
	const [row] = (await db.executeQuery(query)).rows;
	if (!row) throw new Error('The ledger has no data version');
	return row;
}
