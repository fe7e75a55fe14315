/**
 * The one reading connection of the running server, opened at the first question; while a former data version is asked
 * for, that of the ledger as it was.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import { configuration } from '../config.ts';
import { openReader } from '../ledger/connection/open.ts';
import { guardAgainstMove } from '../ledger/connection/moved-file.ts';
import type { Database } from '../ledger/schema/schema.ts';

const asked = new AsyncLocalStorage<Kysely<Database>>();
let reader: { db: Kysely<Database>; requireInPlace: () => void } | null = null;

/**
 * Read-only; every page and every API answer asks through this.
 * @throws StoreError where another file has taken the place of the one that is open, or none: forms would write to that
 * other, while pages went on showing this one, which has no name any more.
 */
export function ledger(): Kysely<Database> {
	const former = asked.getStore();
	if (former) return former;
	const path = configuration().databasePath;
	reader ??= { db: openReader(path), requireInPlace: guardAgainstMove(path) };
	reader.requireInPlace();
	return reader.db;
}

/** Answers everything that `answer` asks from `db` instead. */
export function readingFrom<T>(db: Kysely<Database>, answer: () => Promise<T>): Promise<T> {
	return asked.run(db, answer);
}
