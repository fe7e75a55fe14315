import SqliteConnection from 'better-sqlite3';
import { sql } from 'kysely';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { addUser } from '#lib/server/accounts/users.ts';
import { lastLine } from '#lib/server/ledger/audit/append.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { verifyAudit } from '#lib/server/ledger/audit/verify.ts';
import { sha256 } from '#lib/server/ledger/integrity/sha256.ts';
import { lastSeen, lineSeen } from '#lib/server/ledger/audit/unseen.ts';
import { openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import { backUp } from '#lib/server/ledger/integrity/backup.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { restoreBackup } from '#lib/server/operation/restore-backup.ts';
import { sampleReport, store } from '../ledger/samples.ts';

const NOON = new Date('2026-11-27T12:00:00Z');
const SCRIPT = join(PROJECT_ROOT, 'scripts/restore-backup.ts');

let folder: string;
let path: string;
let backup: string;
let replaced: string;

/** A database whose backup holds one report, and which holds none itself by now. */
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'restore-'));
	path = join(folder, 'ledger.db');
	backup = join(folder, 'copy.db');
	replaced = join(folder, 'backups', 'ledger-2026-11-27T12-00-00-000Z.replaced.db');
	const filled = join(folder, 'filled.db');
	const db = openWriter(filled);
	await migrate(db, filled);
	await store(startSession(db), 'a', sampleReport());
	await db.destroy();
	await backUp(filled, backup);
	const empty = openWriter(path);
	await migrate(empty, path);
	await empty.destroy();
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});

/** The line that a restoring adds. */
async function restored(file: string) {
	const db = openReader(file);
	try {
		const lines = await db.selectFrom('audit_log').selectAll().orderBy('sequence').execute();
		expect((await verifyAudit(db, null)).problems).toEqual([]);
		return lines
			.filter(({ action }) => action === 'backup_restored')
			.map(({ actor, subject, detail }) => [actor, subject, JSON.parse(detail) as unknown]);
	} finally {
		await db.destroy();
	}
}

async function filingsIn(file: string): Promise<number> {
	const db = openReader(file);
	try {
		return (await db.selectFrom('filing').select('id').execute()).length;
	} finally {
		await db.destroy();
	}
}

test('the backup takes the place of the database, which is kept, and stays as it was', async () => {
	const before = readFileSync(backup);
	expect(await restoreBackup(backup, path, NOON)).toEqual({ filings: 1, replaced });
	expect([await filingsIn(path), await filingsIn(replaced)]).toEqual([1, 0]);
	expect(readFileSync(backup).equals(before)).toBe(true);
	expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
});

test.each([0o600, 0o640])(
	'whoever may use the database, %o, may use the restored one, and nobody else',
	async (mode) => {
		chmodSync(path, mode);
		chmodSync(backup, 0o444);
		await restoreBackup(backup, path, NOON);
		expect(statSync(path).mode & 0o777).toBe(mode);
	}
);

test('the restored log tells who put which backup in the place of which ledger, and how far the log of that went', async () => {
	await storeAndShow(path, 'b');
	const db = openReader(path);
	const last = await lastLine(db);
	await db.destroy();
	await restoreBackup(backup, path, NOON, 'somebody');
	const told = {
		backup: 'copy.db',
		sha256: sha256(readFileSync(backup)),
		replaced_as: basename(replaced),
		replaced_last_line: last,
		filings: 1
	};
	expect(last?.sequence).toBeGreaterThan(0);
	expect(await restored(path)).toEqual([['somebody', 'copy.db', told]]);
	expect(await restored(backup)).toEqual([]);
});

test('nobody stays signed in who was when the backup was made', async () => {
	const db = openWriter(backup);
	await addUser(db, { username: 'leader', name: '张三', role: 'leader', own: null });
	const { id: user_id } = await db.selectFrom('app_user').select('id').executeTakeFirstOrThrow();
	const created_at = NOON.toISOString();
	await db
		.insertInto('app_session')
		.values({
			id: 's',
			token: 't',
			user_id,
			expires_at: '2999-01-01T00:00:00.000Z',
			created_at,
			updated_at: created_at
		})
		.execute();
	await db.destroy();
	await restoreBackup(backup, path, NOON);
	const now = openReader(path);
	const signedIn = await now.selectFrom('app_session').select('id').execute();
	await now.destroy();
	expect(signedIn).toEqual([]);
});

test('a ledger that a newer program has brought up is replaced too, so that an upgrade can be taken back', async () => {
	const newer = new SqliteConnection(path);
	newer.exec("insert into kysely_migration values ('2999-01-01-later', '2999-01-01')");
	newer.close();
	expect(await restoreBackup(backup, path, NOON)).toEqual({ filings: 1, replaced });
	expect(await filingsIn(path)).toBe(1);
	const kept = new SqliteConnection(replaced, { readonly: true });
	expect(kept.prepare('select max(name) from kysely_migration').pluck().get()).toBe(
		'2999-01-01-later'
	);
	kept.close();
});

test('a database that is gone leaves nothing to keep', async () => {
	rmSync(path);
	expect(await restoreBackup(backup, path, NOON)).toEqual({ filings: 1, replaced: null });
	expect(await filingsIn(path)).toBe(1);
	expect(statSync(path).mode & 0o077).toBe(0);
});

/** Name of the last line of the log, as a page shows it in its forms, once a further report is stored. */
async function storeAndShow(file: string, name: string): Promise<string> {
	const db = openWriter(file);
	try {
		await store(startSession(db), name, sampleReport({ year: 2022 }));
		return await lastSeen(db);
	} finally {
		await db.destroy();
	}
}

test('a line that a form saw before is not known again: the restored log lacks it, or has another of that number', async () => {
	const db = openReader(backup);
	const kept = await lastSeen(db);
	await db.destroy();
	await restoreBackup(backup, path, NOON);
	const lost = await storeAndShow(path, 'b');
	await restoreBackup(backup, path, new Date('2026-11-28T12:00:00Z'));
	const told = async (seen: string) => {
		const now = openReader(path);
		try {
			return await lineSeen(now, seen);
		} finally {
			await now.destroy();
		}
	};
	expect([await told(lost), await told(kept)]).toEqual([null, Number(kept.split('-')[0])]);
	const other = await storeAndShow(path, 'c');
	expect(other.split('-')[0]).toBe(lost.split('-')[0]);
	expect([await told(lost), await told(other)]).toEqual([null, Number(other.split('-')[0])]);
});

/** The header stands, and no table can be read. */
function damage(file: string): void {
	const content = readFileSync(file);
	writeFileSync(file, content.fill(0xaa, 100));
}

/** As a stopped machine leaves it: the log of an open database, without the process. */
async function leaveLog(): Promise<Buffer> {
	const db = openWriter(path);
	await sql`create table later (id integer)`.execute(db);
	const log = readFileSync(`${path}-wal`);
	await db.destroy();
	expect(log.length).toBeGreaterThan(0);
	return log;
}

describe('a log left over beside the database is not played into the backup', () => {
	test.each(['there', 'gone', 'damaged'])('the database is %s', async (state) => {
		const log = await leaveLog();
		if (state === 'gone') rmSync(path);
		if (state === 'damaged') damage(path);
		writeFileSync(`${path}-wal`, log);
		writeFileSync(`${path}-shm`, Buffer.alloc(32_768, 7));
		await restoreBackup(backup, path, NOON);
		expect(readdirSync(folder).filter((name) => name.startsWith('ledger.db-'))).toEqual([]);
		expect(await filingsIn(path)).toBe(1);
	});
});

describe('nothing is restored', () => {
	test.each<[string, () => Promise<unknown>, RegExp]>([
		[
			'from a missing file',
			async () => rmSync(backup),
			/^找不到备份文件“.*copy\.db”。请检查文件名。$/
		],
		[
			'from no database',
			async () => writeFileSync(backup, 'x'.repeat(5000)),
			/没有通过校验.*现在的账本未动/
		],
		[
			'from a changed figure',
			async () => {
				const db = openWriter(backup);
				await sql`update unit set cells = '[]'`.execute(db);
				await db.destroy();
			},
			/没有通过校验.*现在的账本未动/
		],
		[
			'from a backup beside the log of another database',
			async () => {
				const log = await leaveLog();
				writeFileSync(`${backup}-wal`, log);
			},
			/没有通过校验.*现在的账本未动/
		]
	])('%s', async (_name, spoil, sentence) => {
		await spoil();
		const before = readFileSync(path);
		await expect(restoreBackup(backup, path, NOON)).rejects.toThrow(sentence);
		expect(readFileSync(path).equals(before)).toBe(true);
		expect(readdirSync(folder)).not.toContain('backups');
	});

	test('over a file that is no database', async () => {
		writeFileSync(path, '{}'.repeat(1000));
		await expect(restoreBackup(backup, path, NOON)).rejects.toThrow(
			`“${path}”不是数据库，没有恢复。`
		);
		expect(readFileSync(path, 'utf8')).toBe('{}'.repeat(1000));
	});

	test('while a reader has the database open', async () => {
		const reader = openReader(path);
		await reader.selectFrom('filing').select('id').execute();
		await expect(restoreBackup(backup, path, NOON)).rejects.toThrow(
			`账本“${path}”正被服务或别的命令使用，没有恢复。请先停止它们，再运行一次。`
		);
		await reader.destroy();
		expect(await filingsIn(path)).toBe(0);
	});
});

test('the command says whose accounts these are, where there are any', async () => {
	const run = () => {
		const ended = spawnSync(process.execPath, [SCRIPT, backup, '--db', path], { encoding: 'utf8' });
		expect(ended).toMatchObject({ status: 0, stderr: '' });
		return ended.stdout.trimEnd().split('\n');
	};
	expect(run()).toHaveLength(1);
	const db = openWriter(backup);
	await addUser(db, { username: 'leader', name: '张三', role: 'leader', own: null });
	await db.destroy();
	expect(run()[1]).toMatch(/^账户、密码和接口密钥也是备份当日的：.+所有人须重新登录。$/);
});

test('killed at any moment, it leaves the old database or the new one', async () => {
	const run = async (kill: number | null) => {
		const child = spawn(process.execPath, [SCRIPT, backup, '--db', path], { stdio: 'ignore' });
		const started = performance.now();
		const timer = kill === null ? undefined : setTimeout(() => child.kill('SIGKILL'), kill);
		await once(child, 'close');
		clearTimeout(timer);
		return performance.now() - started;
	};
	const whole = await run(null);
	expect(await filingsIn(path)).toBe(1);
	for (let kills = 0; kills < 12; kills++) {
		rmSync(path);
		const empty = openWriter(path);
		await migrate(empty, path);
		await empty.destroy();
		await run(whole * (0.4 + kills * 0.05));
		expect([0, 1]).toContain(await filingsIn(path));
	}
	await run(null);
	expect(await filingsIn(path)).toBe(1);
});
