import { sql } from 'kysely';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp, backupPath } from '#lib/server/ledger/integrity/backup.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import { sampleReport, store } from '../samples.ts';

let folder: string;
let path: string;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'ledger-'));
	path = join(folder, 'ledger.db');
	const db = openWriter(path);
	await migrate(db, path);
	await store(startSession(db), 'a', sampleReport());
	await db.destroy();
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});

test('a backup is a verified copy under its own name', async () => {
	const target = backupPath(path, new Date('2026-11-23T08:00:00Z'));
	expect(target).toBe(join(folder, 'backups', 'ledger-2026-11-23T08-00-00-000Z.db'));
	const { verification } = await backUp(path, target);
	expect(verification).toEqual({ filings: 1, sources: 1, problems: [] });
	const copy = openReader(target);
	expect(await copy.selectFrom('filing').select('version').execute()).toEqual([{ version: 1 }]);
	await copy.destroy();
	// The hashes of passwords are in it.
	expect(statSync(target).mode & 0o077).toBe(0);
	expect(readdirSync(join(folder, 'backups')).filter((name) => name.includes('part'))).toEqual([]);
});

test('an existing file is not overwritten', async () => {
	await expect(backUp(path, path)).rejects.toThrow(
		`备份文件“${path}”已经存在，没有覆盖；请换一个文件名。`
	);
});

test('a damaged database makes no backup', async () => {
	const db = openWriter(path);
	await sql`update unit set cells = '[]'`.execute(db);
	await db.destroy();
	const target = join(folder, 'copy.db');
	await expect(backUp(path, target)).rejects.toThrow('备份没有通过校验：');
	expect(existsSync(target)).toBe(false);
});
