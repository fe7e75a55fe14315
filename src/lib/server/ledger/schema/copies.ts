/** Copies of a ledger that go with their connection; those of one on PostgreSQL are on SQLite. */
import type { Kysely } from 'kysely';
import { isPostgresAddress } from '../connection/address.ts';
import {
	IN_MEMORY,
	openCopyInMemory,
	openPassing,
	openPassingCopy,
	openReader,
	openWriter
} from '../connection/open.ts';
import { copySnapshot } from './copy-rows.ts';
import { migrate, requireMigrated } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { runMigrations } from './run-migrations.ts';
import type { Database } from './schema.ts';

/** A writable copy in memory of the ledger as it is now, migrated. Close with `destroy()`. @throws StoreError */
export async function openCopy(address: string): Promise<Kysely<Database>> {
	if (isPostgresAddress(address)) return filled(address, openWriter(IN_MEMORY));
	const db = openCopyInMemory(address);
	try {
		await migrate(db, address);
		return db;
	} catch (error) {
		await db.destroy();
		throw error;
	}
}

/** As {@link openCopy}, in a file, so that nothing of it stands in memory. */
export async function openFileCopy(address: string): Promise<Kysely<Database>> {
	return isPostgresAddress(address)
		? filled(address, openPassing(address))
		: openPassingCopy(address);
}

/** Fills `copy`, which is empty, with all that the ledger on PostgreSQL holds, and returns it. */
export async function filled(address: string, copy: Kysely<Database>): Promise<Kysely<Database>> {
	const db = openReader(address);
	try {
		await requireMigrated(db, address);
		await runMigrations(copy, MIGRATIONS);
		await copySnapshot(db, copy);
		return copy;
	} catch (error) {
		await copy.destroy();
		throw error;
	} finally {
		await db.destroy();
	}
}
