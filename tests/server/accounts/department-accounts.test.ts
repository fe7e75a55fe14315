import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	addDepartmentAccounts,
	departmentsWithoutAccount,
	type AskedAccount,
	type NamingRule
} from '#lib/server/accounts/department-accounts.ts';
import { addUser, listUsers, setDisabled } from '#lib/server/accounts/users.ts';
import { accountFile } from '#lib/server/exports/handed-out-accounts.ts';
import { openXlsx } from '../exports/opened.ts';
import { AREA, openBureau, type Bureau } from './bureau.ts';

const CITY = { code: AREA, name: '岳阳市', is_demo: false };
let bureau: Bureau;

beforeEach(async () => {
	bureau = await openBureau();
	const common = { jurisdiction_code: AREA, kind: null, division: null };
	const stays = { ...common, successor_id: null, succeeded_from: null };
	await bureau.db
		.insertInto('department')
		.values([
			{ ...stays, code: '103', name: '岳阳市机要局' },
			{ ...stays, code: '104', name: '岳阳市教育局' },
			{ ...stays, code: '9', name: '岳阳市<b>𠮷</b>' },
			{ ...common, code: '105', name: '农机局', successor_id: 1, succeeded_from: 2019 }
		])
		.execute();
});
afterEach(() => bureau.close());

const proposed = async (rule: NamingRule) =>
	Object.fromEntries(
		(await departmentsWithoutAccount(bureau.db, CITY, rule)).map((one) => [one.code, one.username])
	);

test.each<[NamingRule, Record<string, string>]>([
	['code', { '101': '101', '102': '102', '103': '103', '104': '104', '9': '430600-9' }],
	['initials', { '101': 'nyj', '102': 'jyj', '103': 'jyj-103', '104': 'jyj-104', '9': 'bb' }],
	['pinyin', { '101': 'nongyeju', '102': 'jiaoyuju', '103': 'jiyaoju', '104': 'jyj', '9': 'bb' }]
])(
	'names by %s are distinct, and none is for a department that is no more',
	async (rule, names) => {
		expect(await proposed(rule)).toEqual(names);
	}
);

test('who has an account already is not proposed, and no name that is in use', async () => {
	const own = { jurisdiction_code: AREA, department: '101' };
	await addUser(bureau.db, { username: 'jyj', name: '农业', role: 'department', own });
	await setDisabled(bureau.db, 'jyj', true);
	expect(await proposed('initials')).toMatchObject({ '102': 'jyj-102' });
	expect(await proposed('initials')).not.toHaveProperty('101');
});

const make = (asked: AskedAccount[]) => addDepartmentAccounts(bureau.db, CITY, asked, 'admin');

test('two who send at once make one account for a department', async () => {
	const sent = ['nyj', 'nongyeju'].map((username) => make([{ department: '101', username }]));
	const outcomes = (await Promise.allSettled(sent)).map(({ status }) => status);
	expect(outcomes.sort()).toEqual(['fulfilled', 'rejected']);
	expect(await listUsers(bureau.db)).toHaveLength(1);
});

test('each account is limited to its department, recorded, and its password stored as a hash alone', async () => {
	const made = await make([
		{ department: '101', username: 'ＮＹＪ' },
		{ department: '104', username: 'jyj' }
	]);
	expect(made.map(({ name, username }) => [name, username])).toEqual([
		['农业局', 'nyj'],
		['教育局', 'jyj']
	]);
	expect(await listUsers(bureau.db)).toMatchObject([
		{ username: 'jyj', role: 'department', scope: '岳阳市教育局', must_change_password: 1 },
		{ username: 'nyj', role: 'department', scope: '岳阳市农业局', must_change_password: 1 }
	]);
	const acts = await bureau.db.selectFrom('audit_log').selectAll().execute();
	expect(acts.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
		['admin', 'user_added', 'nyj'],
		['admin', 'user_added', 'jyj']
	]);
	const stored = await bureau.db.selectFrom('app_credential').select('password').execute();
	const kept = JSON.stringify([stored, acts]);
	expect(made.filter(({ password }) => kept.includes(password))).toEqual([]);
});

describe('all accounts or none', () => {
	test.each<[AskedAccount[], string]>([
		[[], '没有要建账户的部门'],
		[[{ department: '105', username: 'njj' }], '没有编码为“105”、还没有账户的部门'],
		[[{ department: '102', username: 'a b' }], '教育局的用户名“a b”不能用'],
		[[{ department: '102', username: 'admin' }], '用户名“admin”已经有人使用'],
		[
			[
				{ department: '102', username: 'same' },
				{ department: '103', username: 'SAME' }
			],
			'教育局和机要局的用户名都是“same”'
		],
		[
			[
				{ department: '102', username: 'one' },
				{ department: '102', username: 'two' }
			],
			'同一个部门写了两次'
		]
	])('%o', async (asked, problem) => {
		await addUser(bureau.db, { username: 'admin', name: '甲', role: 'administrator', own: null });
		const sound = { department: '101', username: 'nyj' };
		await expect(make(asked.length > 0 ? [sound, ...asked] : [])).rejects.toThrow(problem);
		expect(await listUsers(bureau.db)).toHaveLength(1);
	});

	test('the same form sent twice', async () => {
		const asked = [{ department: '101', username: 'nyj' }];
		await make(asked);
		await expect(make(asked)).rejects.toThrow('可能刚刚已经建了');
		expect(await listUsers(bureau.db)).toHaveLength(1);
	});
});

test('the file to hand out is marked, and holds a row for each', async () => {
	const made = await make([{ department: '101', username: 'nyj' }]);
	const row = made.flatMap(({ code, name, username, password }) => [
		code,
		name,
		username,
		password
	]);
	const sheets = await openXlsx(await accountFile(bureau.db, CITY, made, 'xlsx'));
	expect(sheets.get('部门账户')?.[1]).toEqual(row);
	expect(JSON.stringify(sheets.get('说明'))).toContain('发完请删去这个文件');
	const csv = new TextDecoder().decode(await accountFile(bureau.db, CITY, made, 'csv'));
	expect(csv).toContain(row.join(','));
	expect(csv).toContain('发完请删去这个文件');
});
