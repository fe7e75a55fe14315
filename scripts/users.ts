/**
 * `npm run users -- list|add|reset|disable|enable … [--db FILE]`: the accounts of those who sign in. Exit status: 0 done,
 * 2 wrong usage or not possible, 3 the database cannot be used.
 */
import { actOn, databasePath, readArguments, type ReadArguments } from '#lib/commands/arguments.ts';
import { accountsForDepartments } from '#lib/commands/department-accounts.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { readRole, ROLE_NAMES } from '#lib/catalogue/roles.ts';
import {
	addUser,
	listUsers,
	resetPassword,
	setDisabled,
	userState,
	type NewUser
} from '#lib/server/accounts/users.ts';
import { ConfigError } from '#lib/server/config.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import type { Kysely } from 'kysely';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';

const RULES = {
	usage: [
		'npm run users -- list',
		'npm run users -- add 用户名 姓名 局领导|绩效科|管理员',
		'npm run users -- add 用户名 姓名 归口科室 --area 区划代码 --division 科室名称',
		'npm run users -- add 用户名 姓名 部门 --area 区划代码 --department 部门编码',
		'npm run users -- add --each-department --area 区划代码 [--names 拼音首字母|拼音|部门编码] [--out 文件.xlsx|.csv]',
		'npm run users -- reset|disable|enable 用户名',
		'都可以加 --db 数据库文件'
	].join('\n      '),
	flags: ['each-department'],
	values: ['db', 'area', 'division', 'department', 'names', 'out'],
	arguments: { least: 1, most: 4, first: '要办的事' }
};

type Act = (db: Kysely<Database>) => Promise<string>;

await runCommand(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const act = readAct(read);
	const path = databasePath(read);
	await actOn(openExisting(path), async (db) => {
		await requireMigrated(db, path);
		try {
			console.log(await act(db));
		} catch (error) {
			throw error instanceof RefusedError ? new ConfigError(error.message) : error;
		}
	});
});

function readAct({ arguments: [verb = '', ...rest], flags, values }: ReadArguments): Act {
	const [username = '', name = '', role = ''] = rest;
	const isOne = rest.length === 1;
	const isForEach = flags.has('each-department');
	if (verb === 'add' && rest.length === 0 && isForEach) return accountsForDepartments(values);
	if (isForEach || values.has('names') || values.has('out')) throw misuse([verb, ...rest]);
	if (verb === 'list' && rest.length === 0) return list;
	if (verb === 'add' && rest.length === 3)
		return add({ username, name, ...readOwner(role, values) });
	if (verb === 'reset' && isOne) {
		return async (db) => handOut(`已重置“${username}”的密码`, await resetPassword(db, username));
	}
	if ((verb === 'disable' || verb === 'enable') && isOne) {
		return async (db) => {
			await setDisabled(db, username, verb === 'disable');
			return `已${verb === 'disable' ? '停用' : '启用'}“${username}”。`;
		};
	}
	throw misuse([verb, ...rest]);
}

function misuse(given: readonly string[]): ConfigError {
	return new ConfigError(`不认识的写法“${given.join(' ')}”。\n用法：${RULES.usage}`);
}

function readOwner(given: string, values: ReadonlyMap<string, string>) {
	const role = readRole(given);
	if (role === null) {
		throw new ConfigError(
			`角色应为 ${Object.values(ROLE_NAMES).join('、')} 之一，读到“${given}”。`
		);
	}
	const [area, division, department] = ['area', 'division', 'department'].map((name) =>
		values.get(name)
	);
	const own = {
		jurisdiction_code: area ?? '',
		...(division === undefined ? {} : { division }),
		...(department === undefined ? {} : { department })
	};
	return { role, own: values.size > (values.has('db') ? 1 : 0) ? own : null };
}

function add(user: NewUser): Act {
	return async (db) => handOut(`已建立账户“${user.username}”`, await addUser(db, user));
}

function handOut(what: string, password: string): string {
	return `${what}，初始密码：${password}\n密码只显示这一次，请当面交给本人；首次登录后须改。`;
}

async function list(db: Kysely<Database>): Promise<string> {
	const users = await listUsers(db);
	if (users.length === 0) return '还没有账户。';
	return users
		.map((user) =>
			[
				user.username,
				user.name,
				ROLE_NAMES[user.role],
				user.scope ?? '全部部门',
				userState(user)
			].join('\t')
		)
		.join('\n');
}
