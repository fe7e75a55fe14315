import SqliteConnection from 'better-sqlite3';
import { sql } from 'kysely';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { asStoreError } from '#lib/server/ledger/connection/errors.ts';
import {
	openCopyInMemory,
	openPassing,
	openReader,
	openWriter
} from '#lib/server/ledger/connection/open.ts';

let folder: string;
let path: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'ledger-'));
	path = join(folder, 'nested', 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function pragma(db: ReturnType<typeof openWriter>, name: string): Promise<unknown> {
	const { rows } = await sql<Record<string, unknown>>`pragma ${sql.ref(name)}`.execute(db);
	return Object.values(rows[0] ?? {})[0];
}

test('a writer is durable and checks what it writes', async () => {
	const db = openWriter(path);
	await migrate(db, path);
	expect(await pragma(db, 'journal_mode')).toBe('wal');
	expect(await pragma(db, 'synchronous')).toBe(2);
	expect(await pragma(db, 'foreign_keys')).toBe(1);
	expect(await pragma(db, 'busy_timeout')).toBe(5000);
	expect(await pragma(db, 'trusted_schema')).toBe(0);
	expect(await pragma(db, 'cell_size_check')).toBe(1);
	expect(await pragma(db, 'journal_size_limit')).toBe(67108864);
	await db.destroy();
});

test('a reader cannot write', async () => {
	const writer = openWriter(path);
	await migrate(writer, path);
	const reader = openReader(path);
	expect(await pragma(reader, 'query_only')).toBe(1);
	await expect(
		reader.insertInto('jurisdiction').values({ code: '430600', name: '甲市', is_demo: 0 }).execute()
	).rejects.toThrow('readonly');
	await reader.destroy();
	await writer.destroy();
});

test.each([
	['a reader', openReader],
	['a copy', openCopyInMemory]
])('%s takes back what a kill left half written', async (_name, open) => {
	const killed = join(folder, 'killed.db');
	const db = openWriter(path);
	await migrate(db, path);
	await sql`pragma journal_mode = delete`.execute(db);
	// Pages are written before the transaction ends.
	await sql`pragma cache_size = 1`.execute(db);
	const areas = Array.from({ length: 900 }, (_, index) => `${430000 + index}`);
	await db.transaction().execute(async (step) => {
		const rows = areas.map((code) => ({ code, name: `示例${code}市`, is_demo: 0 as const }));
		await step.insertInto('jurisdiction').values(rows).execute();
		for (const ending of ['', '-journal']) copyFileSync(path + ending, killed + ending);
	});
	await db.destroy();
	const reader = open(killed);
	expect(await reader.selectFrom('jurisdiction').select('code').execute()).toEqual([]);
	await reader.destroy();
	expect(existsSync(`${killed}-journal`)).toBe(false);
});

test('without rights, what a kill left half written is told as such', () => {
	const error = Object.assign(new Error('read only'), { code: 'SQLITE_READONLY_ROLLBACK' });
	expect(asStoreError(error)).toMatchObject({
		code: 'database_readonly',
		message: expect.stringContaining('没有写完的内容要先撤回') as string
	});
});

test('a missing file is said in a sentence', () => {
	expect(() => openReader(path)).toThrow(
		`找不到数据库文件“${path}”。请检查 --db 或 DATABASE_URL；要新建账本，运行 npm run db:migrate -- --db ${path}。`
	);
});

test('a file that is no database is said in a sentence', () => {
	const other = join(folder, 'letter.txt');
	writeFileSync(other, 'not a database at all, but long enough to have a header'.repeat(20));
	expect(() => openWriter(other)).toThrow(
		`“${other}”不是数据库，没有写入任何内容。请检查 --db 或 DATABASE_URL；确是账本的，文件已损坏，请移到别处，再从备份恢复。`
	);
});

test('a folder is said in a sentence', () => {
	expect(() => openWriter(folder)).toThrow(
		`“${folder}”是文件夹，不是数据库文件。请在 --db 或 DATABASE_URL 中写明文件名，如“${join(folder, 'own.db')}”。`
	);
});

test('a transaction takes the write lock at once', async () => {
	const first = openWriter(path);
	await migrate(first, path);
	const second = openWriter(path);
	await sql`pragma busy_timeout = 0`.execute(second);
	await first.transaction().execute(async () => {
		await expect(second.transaction().execute(async () => undefined)).rejects.toThrow('locked');
	});
	await second.destroy();
	await first.destroy();
});

test('a copy that finds no room is a full disk', () => {
	const full = () => {
		throw new SqliteConnection.SqliteError('database or disk is full', 'SQLITE_FULL');
	};
	expect(() => openPassing(path, full)).toThrow('磁盘已满');
});
