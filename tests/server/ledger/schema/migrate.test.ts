import SqliteConnection from 'better-sqlite3';
import { sql, type Kysely } from 'kysely';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BUDGET_IDS } from '#lib/catalogue/budgets.ts';
import { REPORTED_IDS } from '#lib/catalogue/measures.ts';
import { migrate, requireMigrated } from '#lib/server/ledger/schema/migrate.ts';
import { MIGRATIONS } from '#lib/server/ledger/schema/migrations.ts';
import {
	IN_MEMORY,
	openCopyInMemory,
	openExisting,
	openReader,
	openWriter
} from '#lib/server/ledger/connection/open.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

let folder: string;
let path: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'ledger-'));
	path = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function createTable(name: string) {
	return async (db: Kysely<unknown>) =>
		db.schema.createTable(name).addColumn('id', 'integer').execute();
}

async function tableNames(db: Kysely<Database>): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		select name from sqlite_schema
		where type = 'table' and name not like 'kysely_%'
		order by name`.execute(db);
	return rows.map((row) => row.name);
}

test('runs once, then has nothing to do', async () => {
	const db = openWriter(path);
	await expect(requireMigrated(db, path)).rejects.toThrow(
		`数据库“${path}”的结构不是最新。请先运行 npm run db:migrate -- --db ${path}。`
	);
	expect(await migrate(db, path)).toEqual({ applied: Object.keys(MIGRATIONS), copy: null });
	expect(await migrate(db, path)).toEqual({ applied: [], copy: null });
	await requireMigrated(db, path);
	await db.destroy();
});

test('rows that are to be hashed are found by an index in every table', async () => {
	const db = openWriter(IN_MEMORY);
	await migrate(db, IN_MEMORY);
	const { rows } = await sql<{ name: string; indexed: number }>`
		select t.name, exists (
			select 1 from sqlite_schema as i where i.tbl_name = t.name and i.name = t.name || '_unhashed'
		) as indexed
		from pragma_table_list as t join pragma_table_xinfo(t.name) as c on c.name = 'row_hash'
		where t.type = 'table'`.execute(db);
	expect(rows.length).toBeGreaterThan(5);
	expect(rows.filter(({ indexed }) => indexed === 0)).toEqual([]);
	await db.destroy();
});

test('every table is strict and the projection has a column per reported measure and budget', async () => {
	const db = openWriter(IN_MEMORY);
	await migrate(db, IN_MEMORY);
	const loose = await sql<{ name: string }>`
		select name from pragma_table_list
		where schema = 'main' and type = 'table' and strict = 0
			and name not like 'sqlite_%' and name not like 'kysely_%'`.execute(db);
	expect(loose.rows).toEqual([]);
	const columns = await sql<{ name: string }>`
		select name from pragma_table_info('department_year')`.execute(db);
	expect(columns.rows.map((row) => row.name)).toEqual(
		expect.arrayContaining([...REPORTED_IDS, ...BUDGET_IDS])
	);
	await db.destroy();
});

test('a failing migration leaves nothing behind', async () => {
	const db = openWriter(path);
	await sql`create table passage (other text)`.execute(db);
	await expect(migrate(db, path)).rejects.toThrow(
		`数据库“${path}”升级失败（table "passage" already exists），已全部撤回，数据保持原样。`
	);
	const tables = await sql<{ name: string }>`select name from sqlite_schema`.execute(db);
	expect(tables.rows).toEqual([{ name: 'passage' }]);
	await db.destroy();
});

test.each([
	['newer', '2999-01-01-later', '由更新版本的程序建立（含 2999-01-01-later）'],
	['trial', '2026-11-20-ledger', '由较早的试用版程序建立（含 2026-11-20-ledger），不能接着使用'],
	[
		'former',
		'2026-11-23-ledger',
		'由 0.1.0 版程序建立，内容没有改动。请运行 npm run db:migrate -- --db'
	]
])('a database of a %s program is refused', async (_name, migration, sentence) => {
	const db = openWriter(path);
	await migrate(db, path, { [migration]: { up: async () => undefined } });
	await expect(migrate(db, path)).rejects.toThrow(sentence);
	await db.destroy();
});

test('a database with data is copied before it changes, and a failure takes all back', async () => {
	const db = openWriter(path);
	await migrate(db, path, { '2026-01-01-first': { up: createTable('first') } });
	const failing = {
		'2026-01-01-first': { up: createTable('first') },
		'2026-01-02-second': { up: createTable('second') },
		'2026-01-03-third': { up: createTable('first') }
	};
	await expect(migrate(db, path, failing)).rejects.toThrow('已全部撤回');
	expect(await tableNames(db)).toEqual(['first']);
	const [copy] = readdirSync(join(folder, 'backups'));
	expect(copy).toMatch(/^ledger\.db\.before-2026-01-02-second\./);
	const reader = openReader(join(folder, 'backups', copy ?? ''));
	expect(await tableNames(reader)).toEqual(['first']);
	await reader.destroy();
	await db.destroy();
});

test("another program's database is refused and left as it is", async () => {
	const foreign = new SqliteConnection(path);
	foreign.exec('create table customer (id integer)');
	foreign.close();
	const before = readFileSync(path);
	const sentence = `“${path}”是另一个程序的数据库（含表 customer），没有写入任何内容。请检查 --db 或 DATABASE_URL。`;
	for (const open of [openWriter, openReader, openExisting, openCopyInMemory]) {
		expect(() => open(path)).toThrow(sentence);
	}
	expect(readFileSync(path).equals(before)).toBe(true);
});

test.each([
	['a table is missing', sql`drop table contact`, 'contact'],
	['a column is missing', sql`alter table passage drop column text`, 'passage'],
	['a column is added', sql`alter table goal add column other text`, 'goal']
])('a ledger of a trial version is refused: %s', async (_, change, table) => {
	const db = openWriter(path);
	await migrate(db, path);
	await change.execute(db);
	const sentence = `数据库“${path}”由较早的试用版程序建立（表 ${table} 不同），不能接着使用，内容没有改动。请另选数据库文件，再把原始报告重新导入。`;
	await expect(requireMigrated(db, path)).rejects.toThrow(sentence);
	await expect(migrate(db, path)).rejects.toThrow(sentence);
	await db.destroy();
});

test('indexes and tables that someone added do no harm', async () => {
	const db = openWriter(path);
	await migrate(db, path);
	await sql`create table note (text text)`.execute(db);
	await sql`create index own on department (name)`.execute(db);
	await requireMigrated(db, path);
	await db.destroy();
});

test('a copy in memory is brought up without a copy on disk', async () => {
	const first = { '2026-01-01-first': { up: createTable('first') } };
	const file = openWriter(path);
	await migrate(file, path, first);
	await file.destroy();
	const db = openCopyInMemory(path);
	const both = { ...first, '2026-01-02-second': { up: createTable('second') } };
	expect(await migrate(db, path, both)).toEqual({ applied: ['2026-01-02-second'], copy: null });
	await db.destroy();
});
