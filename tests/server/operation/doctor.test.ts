import {
	chmodSync,
	closeSync,
	mkdtempSync,
	openSync,
	rmSync,
	statfsSync,
	statSync,
	truncateSync,
	utimesSync,
	writeFileSync,
	writeSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addUser } from '#lib/server/accounts/users.ts';
import { readConfig } from '#lib/server/config.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { backUp, backupPath, deleteOldBackups } from '#lib/server/ledger/integrity/backup.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { examine } from '#lib/server/operation/doctor.ts';

const NOW = new Date('2026-11-27T12:00:00Z');
let folder: string;
let path: string;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'doctor-'));
	path = join(folder, 'ledger.db');
	const db = openWriter(path);
	await migrate(db, path);
	await db.destroy();
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});

async function examined(env: Record<string, string> = {}, now = NOW, hasFonts = true) {
	const config = readConfig({ DATABASE_URL: `file:${path}`, ...env });
	return examine(config, { build: 'current', hasFonts, now });
}

async function states(...settings: Parameters<typeof examined>) {
	const checks = await examined(...settings);
	return Object.fromEntries(checks.map(({ name, state }) => [name, state]));
}

async function sentence(name: string): Promise<string> {
	const checks = await examined();
	const { found = '', advice = '' } = checks.find((check) => check.name === name) ?? {};
	return `${found}。${advice}`;
}

async function makeBackup(moment: Date): Promise<string> {
	const target = backupPath(path, moment);
	await backUp(path, target);
	utimesSync(target, moment, moment);
	return target;
}

test('all is well with a backup of today', async () => {
	await makeBackup(NOW);
	const names = ['版本', '页面', '磁盘', '字体', '权限', '账本', '时钟', '阅读', '备份'];
	expect(await states()).toEqual(Object.fromEntries(names.map((name) => [name, 'ok'])));
});

test.each<[string, string, string, () => unknown, Record<string, string>]>([
	['no backup', '备份', 'warn', () => undefined, {}],
	['an old backup', '备份', 'warn', () => makeBackup(new Date('2026-11-18T12:00:00Z')), {}],
	['a file that others may read', '权限', 'warn', () => chmodSync(path, 0o644), {}],
	['a damaged database', '账本', 'bad', () => writeFileSync(path, 'no database at all'), {}],
	['no database', '账本', 'bad', () => rmSync(path), {}],
	['no accounts on a network', '阅读', 'bad', () => undefined, { HOST: '0.0.0.0' }],
	['reading for all', '阅读', 'warn', () => undefined, { HOST: '0.0.0.0', OPEN_READING: '1' }]
])('%s: %s is %s', async (_name, check, state, act, env) => {
	await act();
	expect(await states(env)).toMatchObject({ [check]: state });
});

test('a clock behind the last change is wrong, and accounts open the network', async () => {
	const db = openWriter(path);
	await db.updateTable('data_version').set({ changed_at: NOW.toISOString() }).execute();
	await addUser(db, { username: 'leader', name: '张三', role: 'leader', own: null });
	await db.destroy();
	const yesterday = new Date(NOW.getTime() - 86_400_000);
	expect(await states({ HOST: '0.0.0.0' }, yesterday)).toMatchObject({ 时钟: 'bad', 阅读: 'ok' });
	expect(await states()).toMatchObject({ 时钟: 'ok' });
});

test('of the backups the newest stay, and what is not one of them', async () => {
	const days = [3, 1, 4, 2].map((day) => new Date(`2026-11-0${day}T01:30:00Z`));
	for (const day of days) await makeBackup(day);
	const backups = join(folder, 'backups');
	const others = [
		'ledger-old.db',
		'other-2026-11-01T01-30-00-000Z.db',
		'ledger-2026-11-01T01-30-00-000Z.replaced.db'
	];
	for (const name of others) writeFileSync(join(backups, name), '');
	const deleted = deleteOldBackups(path, backups, 2);
	const named = [2, 1].map((day) => backupPath(path, new Date(`2026-11-0${day}T01:30:00Z`)));
	expect(deleted).toEqual(named);
	expect(deleteOldBackups(path, backups, 2)).toEqual([]);
});

test.each([
	[{}, 'warn'],
	[{ HOST: '0.0.0.0', OPEN_READING: '1' }, 'ok']
])('a machine without Chinese fonts, read as %j, is %s', async (env, state) => {
	expect(await states(env, NOW, false)).toMatchObject({ 字体: state });
});

test.each([
	['a single byte', '\n'],
	['a short text', 'no database at all'],
	['a long text', '预算'.repeat(5_000)]
])('%s is called no database, and is not written over', async (_name, content) => {
	writeFileSync(path, content);
	const before = statSync(path);
	expect(await sentence('账本')).toMatch(/不是数据库，没有写入任何内容.*请移到别处，再从备份恢复/);
	expect(() => openWriter(path)).toThrow('不是数据库');
	expect(statSync(path).size).toBe(before.size);
});

test.each([100, 5_000, 20_000])('a ledger cut off after %i bytes is damaged', async (length) => {
	truncateSync(path, length);
	expect(await sentence('账本')).toMatch(/损坏.*停止服务，运行 npm run restore-backup/);
});

test('damage inside a ledger is told in one line', async () => {
	const file = openSync(path, 'r+');
	writeSync(file, Buffer.alloc(40_960, 7), 0, 40_960, 40_960);
	closeSync(file);
	expect(await sentence('账本')).toMatch(
		/^[^\n]*已损坏[^\n]*停止服务，运行 npm run restore-backup[^\n]*$/
	);
});

test('backups that others may read are named with their folder', async () => {
	const backup = await makeBackup(NOW);
	chmodSync(backup, 0o644);
	expect(await states()).toMatchObject({ 权限: 'ok' });
	const backups = join(folder, 'backups');
	chmodSync(backups, 0o755);
	expect(await sentence('权限')).toBe(`本机其他用户可以读取备份。运行 chmod o-rwx ${backups}。`);
	chmodSync(path, 0o644);
	expect(await sentence('权限')).toBe(
		`本机其他用户可以读取账本文件和备份。运行 chmod o-rwx ${path} ${backups}。`
	);
});

test('a disk that cannot take two copies of the ledger is noticed, one that cannot take one is wrong', async () => {
	const { bavail, bsize } = statfsSync(folder);
	// The file takes no more room than before: what is added holds nothing.
	truncateSync(path, Math.floor(bavail * bsize * 0.7));
	expect(await states()).toMatchObject({ 磁盘: 'warn' });
	truncateSync(path, Math.floor(bavail * bsize * 1.5));
	expect(await states()).toMatchObject({ 磁盘: 'bad' });
});
