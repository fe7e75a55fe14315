import { sql, type Kysely } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { beginHandIn, handInsOf, pendingHandIns } from '#lib/server/hand-in/hand-ins.ts';
import { asStoreError } from '#lib/server/ledger/connection/errors.ts';
import { engineOf } from '#lib/server/ledger/connection/engine.ts';
import { insertRows } from '#lib/server/ledger/connection/insert.ts';
import { openExisting, openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import { listStoredFiles } from '#lib/server/ledger/filing/stored-files.ts';
import { backUp } from '#lib/server/ledger/integrity/backup.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { openCopy, openFileCopy } from '#lib/server/ledger/schema/copies.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { MIGRATIONS } from '#lib/server/ledger/schema/migrations.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { restoreBackup } from '#lib/server/operation/restore-backup.ts';
import { HAS_POSTGRES, startPostgres, type PostgresServer } from '../../harness/postgres.ts';
import { buildTown, type Town } from '../questions/town.ts';

const VIEWS = ['figure', 'filing_verdict', 'filing_state', 'inquiry', 'current_correction'];

/** Every row of every table and view, as text that does not depend on the order of storing. */
async function contentOf(db: Kysely<Database>): Promise<Record<string, string[]>> {
	const tables = (await engineOf(db).tableNames(db)).filter((name) => name !== 'audit_log_end');
	const content: Record<string, string[]> = {};
	for (const table of [...tables, ...VIEWS].sort()) {
		const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(db);
		content[table] = rows.map((row) => textOf(row)).sort();
	}
	return content;
}

/** Two towns lie in two folders, whose names the audit log holds and hashes. */
function textOf(row: object): string {
	return JSON.stringify(Object.entries(row).sort())
		.replaceAll(/town-\w{6}/g, 'town')
		.replaceAll(/("(?:previous_)?hash",)"\w*"/g, '$1""');
}

describe.skipIf(!HAS_POSTGRES)('a ledger on PostgreSQL (skipped where it is not installed)', () => {
	let server: PostgresServer;
	let onFile: Town;
	let town: Town;
	let folder: string;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'mingzhang-moved-'));
		server = await startPostgres();
		// Both are filled at the same moment.
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2024-06-03T09:30:00+08:00') });
		onFile = await buildTown();
		town = await buildTown(server.createDatabase('town'));
	});
	afterAll(async () => {
		await onFile.close();
		await town.close();
		server.stop();
		rmSync(folder, { recursive: true });
	});

	it('holds after the same imports the same rows as a file, and they verify', async () => {
		expect(await contentOf(town.db)).toEqual(await contentOf(onFile.db));
		expect((await verifyLedger(town.db)).problems).toEqual([]);
	});

	it.each([
		['in memory', openCopy],
		['in a file', openFileCopy]
	])('is copied whole %s', async (_, open) => {
		const copy = await open(town.database);
		expect(await contentOf(copy)).toEqual(await contentOf(town.db));
		await copy.destroy();
	});

	it('finds a hand-in by its sender, and the kept files in the order in which they came', async () => {
		const sender = { actor: 'officer', user_id: null, department_id: null };
		const db = openExisting(town.database);
		const id = await beginHandIn(db, sender);
		const idsOf = (handIns: readonly { id: string }[]) => handIns.map((one) => one.id);
		expect(idsOf(await handInsOf(db, null))).toEqual([id]);
		expect(idsOf(await pendingHandIns(db, null))).toEqual([id]);
		expect(idsOf(await handInsOf(db, 'another'))).toEqual([]);
		await db.deleteFrom('hand_in').execute();
		const namesOf = (files: readonly { name: string }[]) => files.map(({ name }) => name);
		expect(namesOf(await listStoredFiles(db))).toEqual(namesOf(await listStoredFiles(onFile.db)));
		await db.destroy();
	});

	it('is backed up to a file, and restored in another place with all that it held', async () => {
		const backup = join(folder, 'backup.db');
		await backUp(town.database, backup);
		const moved = server.createDatabase('moved');
		expect(await restoreBackup(backup, moved, new Date())).toMatchObject({ replaced: null });
		const db = openReader(moved);
		const { audit_log: log = [], ...content } = await contentOf(db);
		const { audit_log: former = [], ...former_content } = await contentOf(town.db);
		expect(content).toEqual(former_content);
		expect(log.filter((line) => !former.includes(line))).toEqual([
			expect.stringContaining('backup_restored')
		]);
		expect(log.length).toBe(former.length + 1);
		await db.destroy();
	});

	it('is not restored while it is in use', async () => {
		const backup = join(folder, 'refused.db');
		await backUp(town.database, backup);
		await expect(restoreBackup(backup, town.database, new Date())).rejects.toMatchObject({
			code: 'database_in_use'
		});
	});

	it('is upgraded with what it holds, and kept as it was in a file', async () => {
		const old = Object.entries(MIGRATIONS).filter(([name]) => name <= '2026-12-03-api-keys');
		const address = server.createDatabase('old');
		const db = openWriter(address);
		await migrate(db, address, Object.fromEntries(old));
		await db
			.insertInto('jurisdiction')
			.values({ code: '430600', name: '岳阳市', is_demo: 0 })
			.execute();
		const { applied, copy } = await migrate(db, address);
		expect(applied.length).toBe(Object.keys(MIGRATIONS).length - old.length);
		expect(await db.selectFrom('jurisdiction').select('name').execute()).toEqual([
			{ name: '岳阳市' }
		]);
		await db.destroy();
		if (copy !== null) for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
	});

	it('refuses a database of another program', async () => {
		const address = server.createDatabase('foreign');
		const db = openWriter(address);
		await sql`create table other (id integer)`.execute(db);
		await expect(migrate(db, address)).rejects.toMatchObject({ code: 'database_foreign' });
		await db.destroy();
	});

	it('lets one writer wait for another', async () => {
		const [first, second] = [openExisting(town.database), openExisting(town.database)];
		const order: string[] = [];
		const held = Promise.withResolvers<null>();
		const one = first.transaction().execute(async (db) => {
			await sql`select 1`.execute(db);
			order.push('first begins');
			await held.promise;
			order.push('first ends');
		});
		await expect.poll(() => order).toEqual(['first begins']);
		const two = second.transaction().execute(async (db) => {
			await sql`select 1`.execute(db);
			order.push('second begins');
		});
		await new Promise((resolve) => setTimeout(resolve, 100));
		held.resolve(null);
		await Promise.all([one, two]);
		expect(order).toEqual(['first begins', 'first ends', 'second begins']);
		await first.destroy();
		await second.destroy();
	});

	it('keeps apart what is asked and stored at the same time', async () => {
		const db = openWriter(server.createDatabase('apart'));
		await sql`create table kept (n int)`.execute(db);
		const store = (n: number, isRefused: boolean) =>
			db.transaction().execute(async (transaction) => {
				await sql`insert into kept values (${n})`.execute(transaction);
				if (isRefused) throw new Error('refused');
			});
		const count = () => sql<{ n: number }>`select count(*) as n from kept`.execute(db);
		const [refused, , counted] = await Promise.allSettled([
			store(1, true),
			store(2, false),
			count()
		]);
		expect(refused.status).toBe('rejected');
		expect(counted).toMatchObject({ value: { rows: [{ n: 1 }] } });
		expect((await sql`select n from kept`.execute(db)).rows).toEqual([{ n: 2 }]);
		await db.destroy();
	});

	it('gives the numbers again that a failed transaction took', async () => {
		const db = openExisting(town.database);
		const run = { started_at: 'now', finished_at: null, summary: null };
		const failing = db.transaction().execute(async (transaction) => {
			await transaction.insertInto('import_run').values(run).execute();
			throw new Error('meant');
		});
		await expect(failing).rejects.toThrow('meant');
		const { last } = await db
			.selectFrom('import_run')
			.select((e) => e.fn.max<number>('id').as('last'))
			.executeTakeFirstOrThrow();
		const { id } = await db
			.insertInto('import_run')
			.values(run)
			.returning('id')
			.executeTakeFirstOrThrow();
		expect(id).toBe(last + 1);
		await db.destroy();
	});

	it('says that the connection is lost, and connects again with the next statement', async () => {
		const [reader, other] = [openReader(town.database), openExisting(town.database)];
		const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(reader);
		const asleep = sql`select pg_sleep(60)`.execute(reader);
		const lost = expect(
			asleep.catch((error: unknown) => asStoreError(error))
		).resolves.toMatchObject({
			code: 'database_unreachable'
		});
		await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other);
		await lost;
		const askAgain = () => sql`select 1`.execute(reader).catch(() => null);
		await expect.poll(askAgain).not.toBeNull();
		const nowhere = openReader('postgres://mingzhang@127.0.0.1:9/nothing');
		await expect(sql`select 1`.execute(nowhere)).rejects.toMatchObject({
			code: 'database_unreachable'
		});
		for (const db of [reader, other, nowhere]) await db.destroy();
	});

	it('stores many rows at once with every sign that they hold', async () => {
		const db = openExisting(town.database);
		const odd = [
			'\\N',
			'\\.',
			'a\tb',
			'a\nb',
			'a\r\nb',
			'\\',
			'a\\tb',
			'"',
			"'",
			'',
			'𠮷',
			'\u200b'
		];
		const { id } = await db.selectFrom('department').select('id').executeTakeFirstOrThrow();
		const aliases = Array.from({ length: 40 }, (_, at) => `${at}${odd[at % odd.length]}`);
		const rows = aliases.map((alias) => ({ department_id: id, alias }));
		await insertRows(db, 'department_alias', ['department_id', 'alias'], rows);
		const stored = db.selectFrom('department_alias').select('alias').where('alias', 'in', aliases);
		expect((await stored.execute()).map(({ alias }) => alias).sort()).toEqual(aliases.sort());
		await db.deleteFrom('department_alias').where('alias', 'in', aliases).execute();
		await db.destroy();
	});

	it('refuses a number that cannot be held exactly', async () => {
		const read = sql`select 9007199254740993::bigint as large`.execute(town.db);
		await expect(read).rejects.toMatchObject({ code: 'number_too_large' });
	});

	it('is read only for readers', async () => {
		await expect(sql`delete from finding`.execute(town.db)).rejects.toMatchObject({
			code: '25006'
		});
	});

	it('orders texts by code point, null before them, and finds nothing in an empty list', async () => {
		const names = await town.db.selectFrom('department').select('name').orderBy('name').execute();
		const sorted = names.map(({ name }) => name);
		expect(sorted).toEqual([...sorted].sort());
		const kinds = await town.db.selectFrom('department').select('kind').orderBy('kind').execute();
		expect(kinds[0]).toEqual({ kind: null });
		const none = town.db.selectFrom('department').select('id').where('id', 'in', []);
		expect(await none.execute()).toEqual([]);
	});
});
