/**
 * Finds the user of a request by the session cookie. The library reads and checks a cookie once; the answer serves until anything at all
 * is written to the database, so an account that is closed reads nothing from its next request on.
 */
import type { Kysely } from 'kysely';
import { engineOf } from '../ledger/connection/engine.ts';
import type { Database } from '../ledger/schema/schema.ts';
import type { Auth } from './auth.ts';
import { userOfKey } from './api-keys.ts';
import { RIGHTS } from '#lib/catalogue/roles.ts';
import { ANONYMOUS, AT_HOME, SINGLE, type Reader } from './reader.ts';

/** Cookies remembered at the most; then all are forgotten. */
const REMEMBERED = 2_000;

/** A session also ends by time, when nothing is written. */
const REMEMBERED_MS = 60_000;

export interface Sessions {
	/** `cookie` is the request's cookie header. */
	readerOf: (cookie: string | undefined) => Promise<Reader>;
	/** Reads as the account does that the key is bound to, and writes nothing. */
	readerOfKey: (key: string) => Promise<Reader>;
	/** The server itself, which makes pages before they are asked for; it sees what those see who read all. */
	server: () => Promise<Reader>;
}

/**
 * @param db reads only; a change by any other connection is seen there
 * @param auth is asked for when the first cookie comes
 * @param isOpen whether everybody may read where nobody is signed in
 * @param isPrivate whether only this machine can reach the server
 */
export function sessionsOf(
	db: Kysely<Database>,
	auth: () => Promise<Auth>,
	{ isOpen, isPrivate }: { isOpen: boolean; isPrivate: boolean }
): Sessions {
	let version = '';
	let nobody: Reader = ANONYMOUS;
	let server: Reader = SINGLE;
	const known = new Map<string, { reader: Reader; until: number }>();

	async function refresh(): Promise<void> {
		const now = await engineOf(db).changesSeen(db);
		if (now === version) return;
		const hasUsers = await hasAccounts(db);
		const alone = isPrivate && !isOpen ? AT_HOME : SINGLE;
		server = hasUsers ? { ...SINGLE, sight: 'all' } : alone;
		// Accounts that are gone from a server that others reach leave it closed.
		nobody = isOpen || (!hasUsers && isPrivate) ? server : ANONYMOUS;
		known.clear();
		version = now;
	}

	return {
		server: async () => {
			await refresh();
			return server;
		},
		readerOfKey: async (key) => {
			await refresh();
			if (nobody.sight === 'single') return nobody;
			const id = await userOfKey(db, key);
			const reader = id === null ? null : await readerOfUser(db, id);
			if (!reader) return nobody;
			const { sight, user, own } = reader;
			return { ...SINGLE, sight, user, own };
		},
		readerOf: async (cookie) => {
			await refresh();
			if (cookie === undefined || nobody.sight === 'single') return nobody;
			const found = known.get(cookie);
			if (found && found.until > Date.now()) return found.reader;
			const asked = version;
			const id = await (await auth()).userOf(cookie);
			const user = id === null ? null : await readerOfUser(db, id);
			// Until then also the frame of a page names nothing.
			const reader = user?.mustChangePassword
				? { ...user, sight: 'none' as const }
				: (user ?? nobody);
			if (known.size >= REMEMBERED) known.clear();
			// Not where something was written meanwhile: the answer may be of before.
			if ((await engineOf(db).changesSeen(db)) === asked) {
				known.set(cookie, { reader, until: Date.now() + REMEMBERED_MS });
			}
			return reader;
		}
	};
}

/** False also for a database that has no accounts yet because it is still to be migrated. */
export async function hasAccounts(db: Kysely<Database>): Promise<boolean> {
	if (!(await engineOf(db).tableNames(db)).includes('app_user')) return false;
	const row = await db.selectFrom('app_user').select('id').limit(1).executeTakeFirst();
	return row !== undefined;
}

/** Null where there is no such account, or it is closed. */
async function readerOfUser(db: Kysely<Database>, id: string): Promise<Reader | null> {
	const user = await db
		.selectFrom('app_user')
		.selectAll()
		.where('id', '=', id)
		.where('is_disabled', '=', 0)
		.executeTakeFirst();
	if (!user) return null;
	const { username, name, role, jurisdiction_code, division, department_id } = user;
	const { reads, ...rights } = RIGHTS[role];
	return {
		sight: reads,
		user: { id, username, name, role },
		...rights,
		own: reads === 'all' ? null : { role, jurisdiction_code, division, department_id },
		mustChangePassword: user.must_change_password === 1
	};
}
