import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
	addUser,
	listUsers,
	resetPassword,
	setDisabled,
	type NewUser
} from '#lib/server/accounts/users.ts';
import { AREA, openBureau, type Bureau } from './bureau.ts';

let bureau: Bureau;

beforeEach(async () => {
	bureau = await openBureau();
});
afterEach(() => bureau.close());

const LEADER: NewUser = { username: 'leader', name: '张三', role: 'leader', own: null };

describe('an account', () => {
	test.each<[Partial<NewUser>, string | null]>([
		[{}, null],
		[{ role: 'division', own: { jurisdiction_code: AREA, division: '农业科' } }, '岳阳市农业科'],
		[{ role: 'department', own: { jurisdiction_code: AREA, department: '102' } }, '岳阳市教育局']
	])('of %o is limited to %s', async (asked, scope) => {
		const password = await addUser(bureau.db, { ...LEADER, ...asked });
		expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
		expect(await listUsers(bureau.db)).toMatchObject([
			{ username: 'leader', scope, is_disabled: 0, must_change_password: 1 }
		]);
	});

	test.each<[Partial<NewUser>, string]>([
		[{ username: 'a' }, '用户名应为 2 至 32 个字（汉字、字母、数字，以及 . _ -）。'],
		[{ username: 'a b' }, '用户名应为 2 至 32 个字（汉字、字母、数字，以及 . _ -）。'],
		[{ username: '<b>x</b>' }, '用户名应为 2 至 32 个字（汉字、字母、数字，以及 . _ -）。'],
		[{ name: ' ' }, '姓名应为 1 至 40 个字。'],
		[{ username: 'ＴＡＫＥＮ' }, '用户名“taken”已经有人使用，请换一个。'],
		[{ role: 'department' }, '部门账户要指定是哪个部门。'],
		[{ role: 'division' }, '归口科室账户要指定是哪个科室。'],
		[
			{ role: 'department', own: { jurisdiction_code: AREA, department: '999' } },
			`区划“${AREA}”的部门目录里没有编码为“999”的部门。`
		],
		[
			{ role: 'division', own: { jurisdiction_code: '999900', division: '农业科' } },
			'区划“999900”的部门目录里没有归口“农业科”的部门。'
		],
		[
			{ own: { jurisdiction_code: AREA, department: '102' } },
			'局领导可读全部部门，不需要指定科室或部门。'
		]
	])('of %o is not made', async (asked, problem) => {
		await addUser(bureau.db, { ...LEADER, username: 'Taken' });
		await expect(addUser(bureau.db, { ...LEADER, ...asked })).rejects.toThrow(problem);
		expect(await listUsers(bureau.db)).toHaveLength(1);
	});

	test('has a name of one line, and a long name is quoted cut', async () => {
		await addUser(bureau.db, { ...LEADER, name: ' 张\u0007\u001b三\u202e\u200b\r\n四 ' });
		expect(await listUsers(bureau.db)).toMatchObject([{ name: '张三 四' }]);
		await expect(resetPassword(bureau.db, '无'.repeat(9000))).rejects.toThrow(
			`没有用户名为“${'无'.repeat(40)}…”的账户。`
		);
	});

	test('gets one new password by a form that is sent twice', async () => {
		await addUser(bureau.db, LEADER);
		const seen = async () => (await listUsers(bureau.db))[0]?.updated_at ?? '';
		const shown = await seen();
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 });
		await resetPassword(bureau.db, 'leader', 'admin', shown);
		await expect(resetPassword(bureau.db, 'leader', 'admin', shown)).rejects.toThrow('没有再办');
		await resetPassword(bureau.db, 'leader', 'admin', await seen());
	});

	test('is closed and opened once by a form that is sent twice or again later', async () => {
		await addUser(bureau.db, LEADER);
		const account = async () => (await listUsers(bureau.db))[0];
		const shown = (await account())?.updated_at ?? '';
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 });
		const close = (seen: string) =>
			setDisabled(bureau.db, 'leader', true, { actor: 'admin', seen });
		await close(shown);
		await expect(close(shown)).rejects.toThrow('没有再办');
		vi.setSystemTime(Date.now() + 1000);
		const closed = (await account())?.updated_at ?? '';
		await setDisabled(bureau.db, 'leader', false, { actor: 'admin', seen: closed });
		await expect(close(shown)).rejects.toThrow('没有再办');
		expect((await account())?.is_disabled).toBe(0);
	});

	test('keeps no password that can be read', async () => {
		const password = await addUser(bureau.db, LEADER);
		const stored = await bureau.db
			.selectFrom('app_credential')
			.select('password')
			.executeTakeFirstOrThrow();
		expect(stored.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
		expect(stored.password).not.toContain(password);
	});
});

test('the last administrator stays', async () => {
	for (const username of ['first', 'second']) {
		await addUser(bureau.db, { ...LEADER, username, role: 'administrator' });
	}
	await setDisabled(bureau.db, 'first', true);
	const last = '这是最后一个可用的管理员账户，不能停用。';
	await expect(setDisabled(bureau.db, 'second', true)).rejects.toThrow(last);
	await setDisabled(bureau.db, 'first', false);
	await setDisabled(bureau.db, 'second', true);
});
