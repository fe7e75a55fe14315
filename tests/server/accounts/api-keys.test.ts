import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Kysely } from 'kysely';
import { addKey, listKeys, revokeKey, userOfKey } from '#lib/server/accounts/api-keys.ts';
import { sessionsOf } from '#lib/server/accounts/sessions.ts';
import { addUser, setDisabled } from '#lib/server/accounts/users.ts';
import { lastSeen } from '#lib/server/ledger/audit/unseen.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

let path: string;
let db: Kysely<Database>;

beforeAll(async () => {
	path = join(mkdtempSync(join(tmpdir(), 'mingzhang-keys-')), 'ledger.db');
	db = openWriter(path);
	await migrate(db, path);
	for (const username of ['script', 'other'])
		await addUser(db, { username, name: username, role: 'leader', own: null });
});
afterAll(async () => {
	await db.destroy();
	rmSync(dirname(path), { recursive: true, force: true });
});

const unused = () => Promise.reject(new Error('no cookie is looked at'));
const reader = async (key: string) => {
	const read = openReader(path);
	const sessions = sessionsOf(read, unused, { isOpen: false, isPrivate: false });
	const found = await sessions.readerOfKey(key);
	await read.destroy();
	return found;
};

test('a key reads as its account, writes nothing, and is stored as a hash alone', async () => {
	const key = await addKey(db, { name: '月报', username: 'Script' }, 'admin');
	expect(key).toMatch(/^mz_[\w-]{43}$/);
	expect(await reader(key)).toMatchObject({
		sight: 'all',
		user: { username: 'script' },
		asks: false,
		manages: false,
		assesses: false,
		mustChangePassword: false
	});
	const rows = await db.selectFrom('api_key').selectAll().execute();
	expect(JSON.stringify(rows)).not.toContain(key.slice(3));
});

test('a revoked key, and one of a closed account, read nothing', async () => {
	const [one, other] = [
		await addKey(db, { name: '甲', username: 'script' }, 'admin'),
		await addKey(db, { name: '乙', username: 'other' }, 'admin')
	];
	const id = (await listKeys(db)).find(({ name }) => name === '甲')?.id ?? 0;
	await revokeKey(db, id, 'admin');
	await expect(revokeKey(db, id, 'admin')).rejects.toThrow('没有这个使用中的密钥');
	expect((await reader(one)).sight).toBe('none');
	expect((await reader(other)).sight).toBe('all');
	await setDisabled(db, 'other', true);
	expect((await reader(other)).sight).toBe('none');
});

test('a form that is sent twice makes one key, and none after that is revoked', async () => {
	const asked = { name: '汇总', username: 'script' };
	const seen = await lastSeen(db);
	await addKey(db, asked, 'admin', seen);
	await expect(addKey(db, asked, 'admin', seen)).rejects.toThrow('已有同一用途的密钥在用');
	const id = (await listKeys(db)).find(({ name }) => name === asked.name)?.id ?? 0;
	await revokeKey(db, id, 'admin');
	await expect(addKey(db, asked, 'admin', seen)).rejects.toThrow('已为这个账户发放过');
	await addKey(db, { ...asked, name: '另一用途' }, 'admin', seen);
	expect(await addKey(db, asked, 'admin', await lastSeen(db))).toMatch(/^mz_/);
});

test.each(['', 'mz_', 'mz_x', "' or 1=1 --", 'x'.repeat(10_000)])(
	'%.20s is no key',
	async (key) => {
		expect(await userOfKey(db, key)).toBeNull();
	}
);

test.each([
	[{ name: '', username: 'script' }, '密钥的用途'],
	[{ name: 'x'.repeat(41), username: 'script' }, '密钥的用途'],
	[{ name: '甲', username: 'nobody' }, '没有使用中的账户'],
	[{ name: '甲', username: 'other' }, '没有使用中的账户']
])('a key is not made: %j', async (asked, sentence) => {
	await expect(addKey(db, asked, 'admin')).rejects.toThrow(sentence);
});
