/** `npm run users -- add --each-department`: an account for each department that has none, handed out once. */
import type { Kysely } from 'kysely';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import {
	addDepartmentAccounts,
	departmentsWithoutAccount,
	NAMING_RULES,
	readNamingRule,
	type HandedOutAccount
} from '#lib/server/accounts/department-accounts.ts';
import { ConfigError } from '#lib/server/config.ts';
import { accountFile } from '#lib/server/exports/handed-out-accounts.ts';
import { commandActor } from '#lib/server/ledger/audit/actor.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { bureauArea, type BureauArea } from '#lib/server/questions/bureau-area.ts';

/** Reads the options `area`, `names` and `out`; the act answers what to print. @throws ConfigError */
export function accountsForDepartments(
	values: ReadonlyMap<string, string>
): (db: Kysely<Database>) => Promise<string> {
	const rule = readNamingRule(values.get('names') ?? 'initials');
	if (rule === null)
		throw new ConfigError(`--names 应为 ${Object.values(NAMING_RULES).join('、')} 之一。`);
	const out = values.get('out');
	const ending = out === undefined ? null : readEnding(out);
	return async (db) => {
		const area = await requireArea(db, values.get('area') ?? '');
		const departments = await departmentsWithoutAccount(db, area, rule);
		if (departments.length === 0) return `${area.name}当年在册的部门都有账户了。`;
		const asked = departments.map(({ code, username }) => ({ department: code, username }));
		// Opened before the accounts are made: what cannot be written must not be the only place of the passwords.
		const file = out === undefined ? null : openNew(out);
		const add = () => addDepartmentAccounts(db, area, asked, commandActor());
		const accounts = await (file === null ? add() : withoutTrace(file, add));
		const done = `已为${area.name} ${accounts.length} 个部门建立账户`;
		if (file === null || ending === null) return `${done}：\n${inLines(accounts)}\n${CAUTION}`;
		writeFileSync(file.descriptor, await accountFile(db, area, accounts, ending));
		closeSync(file.descriptor);
		return `${done}，用户名和初始密码写在 ${file.path}。${CAUTION}`;
	};
}

const CAUTION = '初始密码不保存，请把各部门自己的一行交给本人，首次登录后须改；发完请删去文件。';

function readEnding(out: string): 'xlsx' | 'csv' {
	const ending = extname(out).toLowerCase();
	if (ending === '.xlsx') return 'xlsx';
	if (ending === '.csv') return 'csv';
	throw new ConfigError(`--out 的文件名应以 .xlsx 或 .csv 结尾，读到“${out}”。`);
}

async function requireArea(db: Kysely<Database>, code: string): Promise<BureauArea> {
	const { area, areas } = await bureauArea(db, code);
	if (area?.code === code) return area;
	const known = areas.map((one) => `${one.code} ${one.name}`).join('、');
	throw new ConfigError(`请用 --area 写明区划代码，账本里有：${known || '没有'}。`);
}

interface NewFile {
	path: string;
	descriptor: number;
}

/** Only its owner may read it, and no file that is there is written over. */
function openNew(path: string): NewFile {
	try {
		return { path, descriptor: openSync(path, 'wx', 0o600) };
	} catch (error) {
		const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
		throw new ConfigError(
			isThere ? `${path} 已经存在，请换一个文件名。` : `不能写 ${path}，请换一个位置。`
		);
	}
}

/** Takes the empty file away where no account was made, so that the command can be run again. */
async function withoutTrace<T>(file: NewFile, act: () => Promise<T>): Promise<T> {
	try {
		return await act();
	} catch (error) {
		closeSync(file.descriptor);
		rmSync(file.path);
		throw error;
	}
}

function inLines(accounts: readonly HandedOutAccount[]): string {
	return accounts
		.map(({ code, name, username, password }) => [code, name, username, password].join('\t'))
		.join('\n');
}
