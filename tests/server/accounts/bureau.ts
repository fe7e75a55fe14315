/** A small bureau with accounts on a real database, and its sign-in form as a browser sends it. */
import type { Kysely } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuth, type Auth, type SentCookie } from '#lib/server/accounts/auth.ts';
import { sessionsOf, type Sessions } from '#lib/server/accounts/sessions.ts';
import { openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

export const AREA = '430600';

export interface Bureau {
	path: string;
	db: Kysely<Database>;
	/** The library on a connection of its own; the first account must have been made. */
	auth: () => Promise<Auth>;
	sessions: Sessions;
	close: () => Promise<void>;
}

/** Two departments of different divisions, nothing filed, no accounts. */
export async function openBureau(open = { isOpen: false, isPrivate: true }): Promise<Bureau> {
	const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
	const path = join(folder, 'ledger.db');
	const db = openWriter(path);
	await migrate(db, path);
	await db.insertInto('jurisdiction').values({ code: AREA, name: '岳阳市', is_demo: 0 }).execute();
	const common = { jurisdiction_code: AREA, kind: null, successor_id: null, succeeded_from: null };
	await db
		.insertInto('department')
		.values([
			{ ...common, code: '101', name: '农业局', division: '农业科' },
			{ ...common, code: '102', name: '教育局', division: '教科文科' }
		])
		.execute();
	const reader = openReader(path);
	const library = openWriter(path);
	let opened: Promise<Auth> | null = null;
	const auth = () =>
		(opened ??= secretOf(db).then((secret) => openAuth(library, { secret, isSecure: false })));
	return {
		path,
		db,
		auth,
		sessions: sessionsOf(reader, auth, open),
		close: async () => {
			for (const connection of [db, reader, library]) await connection.destroy();
			rmSync(folder, { recursive: true });
		}
	};
}

async function secretOf(db: Kysely<Database>): Promise<string> {
	const { secret } = await db
		.selectFrom('session_secret')
		.select('secret')
		.executeTakeFirstOrThrow();
	return secret;
}

let clients = 0;

/** A form as sent from the page itself, by a client of its own, with the cookies given. */
export function formFrom(cookies: readonly SentCookie[] = [], origin = 'http://127.0.0.1:3000') {
	const headers: Record<string, string> = { origin };
	if (cookies.length > 0) headers.cookie = cookieHeader(cookies);
	clients += 1;
	return {
		request: new Request('http://127.0.0.1:3000/login', { method: 'POST', headers }),
		client: `10.0.${clients >> 8}.${clients & 255}`
	};
}

/** As a browser sends them back. */
export function cookieHeader(cookies: readonly SentCookie[]): string {
	return cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}
