import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keep, keepDrawn, keepLarge } from '#lib/server/questions/kept.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

let folder: string;
let db: Kysely<Database>;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-kept-'));
	const path = join(folder, 'kept.db');
	db = openWriter(path);
	await migrate(db, path);
});

afterEach(async () => {
	await db.destroy();
	rmSync(folder, { recursive: true });
});

/** An answer that says how often it was made. */
function counter() {
	let made = 0;
	return async () => (made += 1);
}

const raise = () =>
	db
		.updateTable('data_version')
		.set((e) => ({ version: e('version', '+', 1) }))
		.execute();

test.each([
	['an answer', keep],
	['a large one', keepLarge],
	['a drawn one', keepDrawn]
])('%s is made once a data version', async (_name, kept) => {
	const make = counter();
	expect([await kept(db, 'a', make), await kept(db, 'a', make)]).toEqual([1, 1]);
	await raise();
	expect(await kept(db, 'a', make)).toBe(2);
});

test('two readers at once are given the same answer', async () => {
	const make = counter();
	expect(await Promise.all([keep(db, 'a', make), keep(db, 'a', make)])).toEqual([1, 1]);
});

test('what failed is asked again', async () => {
	await expect(keep(db, 'a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(await keep(db, 'a', counter())).toBe(1);
});

test('what was used last stays when others crowd in', async () => {
	const [used, unused] = [counter(), counter()];
	await keepLarge(db, 'used', used);
	await keepLarge(db, 'unused', unused);
	for (let other = 0; other < 23; other++) {
		await keepLarge(db, `other ${other}`, counter());
		await keepLarge(db, 'used', used);
	}
	expect([await keepLarge(db, 'used', used), await keepLarge(db, 'unused', unused)]).toEqual([
		1, 2
	]);
});
