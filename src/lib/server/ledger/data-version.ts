/** Tells which state of the data pages show: whatever is cached is cached by it. */
import { sql, type CompiledQuery, type Kysely } from 'kysely';
import { refuseNewer, refuseNewerRules } from './schema/newer-program.ts';
import type { Database } from './schema/schema.ts';

/** Asked before every answer, so it is put into SQL once. */
const versionQueries = new WeakMap<Kysely<Database>, CompiledQuery<AskedVersion>>();

export interface DataVersion {
	version: number;
	/** ISO 8601 UTC. */
	changed_at: string;
}

interface AskedVersion extends DataVersion {
	last_migration: string | null;
	rule_version: string;
}

/**
 * The version of what pages show, and when it last changed.
 * @throws StoreError where a newer program has brought the ledger up meanwhile
 */
export async function dataVersion(db: Kysely<Database>): Promise<DataVersion> {
	const query =
		versionQueries.get(db) ??
		db
			.selectFrom('data_version')
			.select(['version', 'changed_at', 'rule_version'])
			.select(sql<string | null>`(select max(name) from kysely_migration)`.as('last_migration'))
			.compile();
	versionQueries.set(db, query);
	const [row] = (await db.executeQuery(query)).rows;
	if (!row) throw new Error('The ledger has no data version');
	const { last_migration, rule_version, ...shown } = row;
	refuseNewer(last_migration);
	refuseNewerRules(rule_version);
	return shown;
}
