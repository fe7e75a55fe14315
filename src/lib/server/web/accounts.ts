/** Accounts as the running server uses them: one instance of the library, and a connection that may write. */
import type { Kysely } from 'kysely';
import type { Auth } from '../accounts/auth.ts';
import { configuration } from '../config.ts';
import { openExisting } from '../ledger/connection/open.ts';
import { dataVersion } from '../ledger/data-version.ts';
import { ledger } from '../request/ledger.ts';
import type { Database } from '../ledger/schema/schema.ts';

let opened: Promise<Auth> | null = null;

/**
 * Loaded when the first cookie or form comes: a server without accounts does without.
 * @throws StoreError where another file has taken the place of the one that the pages show, so that sessions would be kept in
 * either, or a newer program has brought the ledger up
 */
export async function auth(): Promise<Auth> {
	await dataVersion(ledger());
	opened ??= open().catch((error: unknown) => {
		opened = null;
		throw error;
	});
	return opened;
}

async function open(): Promise<Auth> {
	const { databasePath, origin } = configuration();
	const db = openExisting(databasePath);
	const { secret } = await db
		.selectFrom('session_secret')
		.select('secret')
		.executeTakeFirstOrThrow();
	const { openAuth } = await import('../accounts/auth.ts');
	return openAuth(db, { secret, isSecure: origin?.startsWith('https:') ?? false });
}

/**
 * Acts on a connection of its own, so that what one form does is never part of another's transaction.
 * @throws StoreError as {@link auth}
 */
export async function withWriter<T>(act: (db: Kysely<Database>) => Promise<T>): Promise<T> {
	await dataVersion(ledger());
	const db = openExisting(configuration().databasePath);
	try {
		return await act(db);
	} finally {
		await db.destroy();
	}
}
