/** A ledger that a newer program brings up while this one has it open is neither read nor written any more. */
import SqliteConnection from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Kysely } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import { readerSentence } from '#lib/server/ledger/connection/errors.ts';
import { dataVersion } from '#lib/server/ledger/data-version.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

const LATER = '2999-01-01-later';
const REFUSED = `账本已由更新版本的程序升级（含 ${LATER}）`;

let folder: string;
let path: string;
let writer: Kysely<Database>;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-newer-'));
	path = join(folder, 'ledger.db');
	writer = openWriter(path);
	await migrate(writer, path);
});
afterEach(async () => {
	await writer.destroy();
	rmSync(folder, { recursive: true });
});

/** As a newer program does it, from a process of its own. */
function bringUp(undo = false): void {
	const other = new SqliteConnection(path);
	const statement = undo
		? 'delete from kysely_migration where name = ?'
		: "insert into kysely_migration (name, timestamp) values (?, '2999-01-01')";
	other.prepare(statement).run(LATER);
	other.close();
}

const RUN = { started_at: '2026-01-01T00:00:00Z', finished_at: null, summary: null };
const runs = async () => (await writer.selectFrom('import_run').select('id').execute()).length;

test('it is not read', async () => {
	const reader = openReader(path);
	await dataVersion(reader);
	bringUp();
	await expect(dataVersion(reader)).rejects.toThrow(REFUSED);
	await reader.destroy();
});

test('nothing is written, in a transaction or without, until the program is the right one again', async () => {
	const insert = (db: Kysely<Database>) => db.insertInto('import_run').values(RUN).execute();
	await insert(writer);
	bringUp();
	await expect(insert(writer)).rejects.toThrow(REFUSED);
	await expect(writer.transaction().execute(insert)).rejects.toThrow(REFUSED);
	expect(await runs()).toBe(1);
	bringUp(true);
	await writer.transaction().execute(insert);
	expect(await runs()).toBe(2);
});

test('a transaction that began before ends before the other program begins', async () => {
	await writer.transaction().execute(async (db) => {
		await db.insertInto('import_run').values(RUN).execute();
		const other = new SqliteConnection(path, { timeout: 0 });
		expect(() => other.exec('begin immediate')).toThrow('locked');
		other.close();
	});
	bringUp();
	expect(await runs()).toBe(1);
});

test('readers are told whom to ask, and that nothing was written', async () => {
	bringUp();
	const error: unknown = await dataVersion(writer).catch((refused: unknown) => refused);
	expect(readerSentence(error)).toMatch(/正在运行的还是旧版.*没有写入.*启动新版程序/);
});
