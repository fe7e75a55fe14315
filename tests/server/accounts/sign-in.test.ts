import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { changePassword, signIn, signOut, type Outcome } from '#lib/server/accounts/sign-in.ts';
import { addUser, resetPassword, setDisabled } from '#lib/server/accounts/users.ts';
import { cookieHeader, formFrom, openBureau, type Bureau } from './bureau.ts';

let bureau: Bureau;
let password: string;

beforeEach(async () => {
	bureau = await openBureau();
	password = await addUser(bureau.db, {
		username: '张三',
		name: '张三',
		role: 'leader',
		own: null
	});
});
afterEach(async () => {
	vi.useRealTimers();
	await bureau.close();
});

async function enter(username: string, typed = password, form = formFrom()): Promise<Outcome> {
	return signIn(bureau.db, await bureau.auth(), form, { username, password: typed });
}

function cookiesOf(outcome: Outcome) {
	if ('problem' in outcome) throw new Error(outcome.problem);
	return outcome.cookies;
}

async function whoIs(outcome: Outcome): Promise<string | null> {
	const reader = await bureau.sessions.readerOf(cookieHeader(cookiesOf(outcome)));
	return reader.user?.username ?? null;
}

const WRONG = { status: 400, problem: '用户名或密码不对，请核对后再试。' };

describe('signing in', () => {
	test.each(['张三', ' 张三 '])(
		'as “%s” is being known by the cookie from then on',
		async (typed) => {
			expect(await whoIs(await enter(typed))).toBe('张三');
		}
	);

	test('sends one cookie that no script reads and no other site sends', async () => {
		const [cookie, ...others] = cookiesOf(await enter('张三'));
		expect(others).toEqual([]);
		expect(cookie).toMatchObject({
			name: 'mingzhang.session_token',
			attributes: { httpOnly: true, sameSite: 'lax', secure: false, path: '/', maxAge: 43_200 }
		});
	});

	test.each([
		['张三', 'wrong-password'],
		['张三', ''],
		['李四', 'wrong-password'],
		['', 'wrong-password'],
		["' or 1=1 --", 'wrong-password'],
		['x'.repeat(10_000), 'y'.repeat(10_000)]
	])('as %s with %s is refused in the same words', async (username, typed) => {
		expect(await enter(username, typed)).toEqual(WRONG);
	});

	test('from a page of another site is refused while one is signed in', async () => {
		const cookies = cookiesOf(await enter('张三'));
		const form = formFrom(cookies, 'http://evil.example');
		expect(await enter('张三', password, form)).toEqual(WRONG);
		await signOut(await bureau.auth(), form);
		expect(await bureau.sessions.readerOf(cookieHeader(cookies))).toMatchObject({
			sight: 'none',
			mustChangePassword: true
		});
	});
});

test('signing in waits for an import that is writing', async () => {
	const writer = spawn(process.execPath, ['-e', HOLDING_THE_LOCK, bureau.path], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ended = once(writer, 'close');
	await once(writer.stdout, 'data');
	await bureau.auth();
	expect(await whoIs(await enter('张三'))).toBe('张三');
	await ended;
	expect(writer.exitCode).toBe(0);
});

/** Another process in the middle of a transaction. */
const HOLDING_THE_LOCK = `const Connection = require('better-sqlite3');
const db = new Connection(process.argv[1]);
db.exec('begin immediate; update data_version set version = version + 1');
console.log('holding');
setTimeout(() => { db.exec('commit'); db.close(); }, 700);`;

describe('after wrong passwords', () => {
	const fail = async (count: number) => {
		for (let tried = 0; tried < count; tried++) await enter('张三', 'wrong-password');
	};

	test('in a row the right one does not help, until the time has passed', async () => {
		await fail(4);
		expect(await whoIs(await enter('张三'))).toBe('张三');
		await fail(5);
		expect(await enter('张三')).toMatchObject({ status: 429 });
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 14 * 60_000 });
		expect(await enter('张三')).toMatchObject({ status: 429 });
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 60_000 });
		expect(await whoIs(await enter('张三'))).toBe('张三');
	});

	test('all at once no more are looked at than one after the other', async () => {
		const outcomes = await Promise.all(
			Array.from({ length: 20 }, () => enter('张三', 'wrong-password'))
		);
		expect(
			outcomes.filter((outcome) => 'status' in outcome && outcome.status === 400)
		).toHaveLength(5);
	});

	test('a new password ends the rest', async () => {
		await fail(5);
		password = await resetPassword(bureau.db, '张三');
		expect(await whoIs(await enter('张三'))).toBe('张三');
	});
});

describe('a session', () => {
	test.each([
		['is closed', () => setDisabled(bureau.db, '张三', true)],
		['gets a new password', () => resetPassword(bureau.db, '张三')]
	])('ends at once where the account %s', async (_name, act) => {
		const outcome = await enter('张三');
		expect(await whoIs(outcome)).toBe('张三');
		await act();
		expect(await whoIs(outcome)).toBeNull();
	});

	test('ends with signing out, and its cookie is worth nothing then', async () => {
		const outcome = await enter('张三');
		const sent = await signOut(await bureau.auth(), formFrom(cookiesOf(outcome)));
		expect(sent.every(({ attributes }) => attributes.maxAge === 0)).toBe(true);
		expect(await whoIs(outcome)).toBeNull();
	});

	test('ends after twelve hours', async () => {
		const outcome = await enter('张三');
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11.9 * 3_600_000 });
		expect(await whoIs(outcome)).toBe('张三');
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 0.2 * 3_600_000 });
		expect(await whoIs(outcome)).toBeNull();
	});

	test.each([
		['its signature changed', (value: string) => `${value.slice(0, -4)}AAA=`],
		['its token changed', (value: string) => `x${value.slice(1)}`],
		['no signature', (value: string) => value.split('.')[0] ?? ''],
		['nothing in it', () => '']
	])('is not had with a cookie that has %s', async (_name, change) => {
		const [cookie] = cookiesOf(await enter('张三'));
		if (!cookie) throw new Error('no cookie');
		const changed = { ...cookie, value: change(cookie.value) };
		expect((await bureau.sessions.readerOf(cookieHeader([changed]))).sight).toBe('none');
	});

	test('of a closed account is not made', async () => {
		await setDisabled(bureau.db, '张三', true);
		expect(await enter('张三')).toEqual({
			status: 403,
			problem: '这个账户已停用，请与管理员联系。'
		});
		expect(await enter('张三', 'wrong-password')).toEqual(WRONG);
	});
});

describe('changing the password', () => {
	const WANTED = '一个够长的新密码呀呀';
	const change = async (
		outcome: Outcome,
		typed: Partial<Record<'current' | 'wanted' | 'again', string>>
	) => {
		const cookies = cookiesOf(outcome);
		const { user } = await bureau.sessions.readerOf(cookieHeader(cookies));
		const fields = { user_id: user?.id ?? '', current: password, wanted: WANTED, again: WANTED };
		return changePassword(bureau.db, await bureau.auth(), formFrom(cookies), {
			...fields,
			...typed
		});
	};

	test('ends the other sessions and the wait', async () => {
		const [here, elsewhere] = [await enter('张三'), await enter('张三')];
		const reader = (outcome: Outcome) => bureau.sessions.readerOf(cookieHeader(cookiesOf(outcome)));
		expect((await reader(here)).mustChangePassword).toBe(true);
		const changed = await change(here, {});
		expect(await reader(changed)).toMatchObject({ sight: 'all', mustChangePassword: false });
		expect(await whoIs(elsewhere)).toBeNull();
		expect(await enter('张三')).toEqual(WRONG);
		expect(await whoIs(await enter('张三', WANTED))).toBe('张三');
	});

	test.each([
		[{ current: 'wrong-password' }, '现在的密码不对，密码没有改动。'],
		[{ again: '另一个够长的新密码呀' }, '两次输入的新密码不一致。'],
		[{ wanted: '太短', again: '太短' }, '新密码应为10至128个字符。']
	])('with %o is refused', async (typed, problem) => {
		expect(await change(await enter('张三'), typed)).toEqual({ status: 400, problem });
	});
});

describe('on a server without accounts', () => {
	test.each([
		[{ isOpen: false, isPrivate: true }, 'single', 'none'],
		[{ isOpen: true, isPrivate: false }, 'single', 'all'],
		[{ isOpen: false, isPrivate: false }, 'none', 'none']
	])('%o: whoever asks sees %s, once there are some %s', async (open, before, after) => {
		const other = await openBureau(open);
		expect((await other.sessions.readerOf(undefined)).sight).toBe(before);
		expect((await other.sessions.server()).sight).toBe('single');
		await addUser(other.db, { username: '王五', name: '王五', role: 'leader', own: null });
		expect((await other.sessions.readerOf(undefined)).sight).toBe(after);
		expect((await other.sessions.server()).sight).toBe('all');
		await other.close();
	});
});
