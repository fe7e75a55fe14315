/** A writer that waits for the lock of another process leaves its own process free: a server answers readers meanwhile. */
import SqliteConnection from 'better-sqlite3';
import { sql, type Kysely } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

const HELD_MS = 300;

let folder: string;
let db: Kysely<Database>;
let other: SqliteConnection.Database;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'waiting-'));
	const path = join(folder, 'ledger.db');
	db = openWriter(path);
	await sql`create table note (text text)`.execute(db);
	other = new SqliteConnection(path);
	other.exec('begin immediate');
});
afterEach(async () => {
	other.close();
	await db.destroy();
	rmSync(folder, { recursive: true });
});

const add = (to: Kysely<Database>) => sql`insert into note values ('x')`.execute(to);

const notes = () => other.prepare('select count(*) from note').pluck().get();

test.each([
	['a transaction', () => db.transaction().execute(add)],
	['a single statement', () => add(db)]
])('%s waits, and the process goes on', async (_name, write) => {
	const begin = performance.now();
	let isWritten = false;
	const writing = write().then(() => {
		isWritten = true;
	});
	let turns = 0;
	while (performance.now() - begin < HELD_MS) {
		await sleep(10);
		turns += 1;
	}
	expect(turns).toBeGreaterThan(5);
	expect(isWritten).toBe(false);
	other.exec('commit');
	await writing;
	expect(notes()).toBe(1);
	expect(await timeout()).toBe(5000);
});

test('it gives up after ten of its timeouts', async () => {
	await sql`pragma busy_timeout = 20`.execute(db);
	const begin = performance.now();
	await expect(add(db)).rejects.toThrow('database is locked');
	expect(performance.now() - begin).toBeGreaterThan(190);
	expect(notes()).toBe(0);
});

async function timeout(): Promise<unknown> {
	const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(db);
	return rows[0]?.timeout;
}
