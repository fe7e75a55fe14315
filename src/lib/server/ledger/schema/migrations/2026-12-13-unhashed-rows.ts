/**
 * Finds the rows that a transaction leaves to be hashed by an index, also in the tables that a round and corrections fill:
 * without one, every import read all decisions and inquiries of all jurisdictions.
 */
import { sql, type Kysely } from 'kysely';

const TABLES = [
	'filing_decision',
	'inquiry_entry',
	'reassessment',
	'reassessment_sample',
	'correction'
];

export async function up(db: Kysely<unknown>): Promise<void> {
	for (const table of TABLES) {
		await sql`create index ${sql.ref(`${table}_unhashed`)} on ${sql.table(table)} (row_hash)
			where row_hash = ''`.execute(db);
	}
}
