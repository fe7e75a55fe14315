/**
 * The one reading connection of the running server, opened at the first question.
 */
import type { Kysely } from 'kysely';
import { configuration } from '../config.ts';
import { openReader } from '../ledger/connection/open.ts';
import type { Database } from '../ledger/schema/schema.ts';

let reader: Kysely<Database> | null = null;

/** Read-only; every page and every API answer asks through this. */
export function ledger(): Kysely<Database> {
	reader ??= openReader(configuration().databasePath);
	return reader;
}
