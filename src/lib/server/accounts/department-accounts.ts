/** Accounts for all departments of a jurisdiction at once: who has none yet, names to choose from, and making them. */
import type { Kysely } from 'kysely';
import { nameWithin } from '#lib/catalogue/departments.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { syllablesOf } from '../pinyin.ts';
import { quoted, RefusedError } from '../refused-error.ts';
import { registered } from '../round/expected.ts';
import { normaliseUsername, USERNAME, USERNAME_RULE } from './credentials.ts';
import { insertUser, LONGEST_NAME, newPassword } from './users.ts';

/** Ways in which usernames are made from a department, with their names. */
export const NAMING_RULES = { initials: '拼音首字母', pinyin: '拼音', code: '部门编码' } as const;
export type NamingRule = keyof typeof NAMING_RULES;

/** By its id, or by what screens call it; null for anything else. */
export function readNamingRule(text: string): NamingRule | null {
	const rules = Object.entries(NAMING_RULES) as [NamingRule, string][];
	return rules.find(([id, name]) => id === text || name === text)?.[0] ?? null;
}

/** Hashing a password takes a twentieth of a second of processor time. */
const MOST_AT_ONCE = 500;

export interface DepartmentWithoutAccount {
	id: number;
	code: string;
	/** Without the name of its jurisdiction. */
	name: string;
	/** Is in nobody's use; empty where the rule gives no name that can be used. */
	username: string;
}

/** Departments that file in this year and that no account is limited to, be it closed or open; by code. */
export async function departmentsWithoutAccount(
	db: Kysely<Database>,
	area: { code: string; name: string },
	rule: NamingRule
): Promise<DepartmentWithoutAccount[]> {
	const users = await db.selectFrom('app_user').select(['username', 'department_id']).execute();
	const taken = new Set(users.map(({ username }) => username));
	const served = new Set(users.map(({ department_id }) => department_id));
	const thisYear = Number(timeInChina(new Date().toISOString()).slice(0, 4));
	const departments = await registered(db, area.code, thisYear);
	return departments
		.filter(({ id }) => !served.has(id))
		.map(({ id, code, name }) => {
			const within = nameWithin(area.name, name);
			const username = freeUsername(namesFor(rule, { area: area.code, code, name: within }), taken);
			taken.add(username);
			return { id, code, name: within, username };
		});
}

/** Names by the rule, the one that is liked best first; a department's code tells it from a namesake. */
function namesFor(
	rule: NamingRule,
	{ area, code, name }: { area: string; code: string; name: string }
): string[] {
	const syllables = syllablesOf(name).map((one) => one.replace(/[^a-z0-9]/g, ''));
	const initials = syllables.map((one) => one.slice(0, 1)).join('');
	const full = syllables.join('');
	const unique = `${area}-${code}`;
	if (rule === 'code') return [code, unique];
	const spelt = rule === 'pinyin' ? [full, initials] : [initials];
	return [...spelt, ...spelt.map((base) => `${base}-${code}`), unique];
}

function freeUsername(names: readonly string[], taken: ReadonlySet<string>): string {
	const usable = names.map(normaliseUsername).filter((name) => USERNAME.test(name));
	return usable.find((name) => !taken.has(name)) ?? '';
}

export interface AskedAccount {
	/** Code of the department within the jurisdiction. */
	department: string;
	username: string;
}

/** An account as it is handed out, with its password, which is kept nowhere. */
export interface HandedOutAccount {
	code: string;
	/** Name of the department, without its jurisdiction. */
	name: string;
	username: string;
	password: string;
}

/**
 * Makes an account for each department named, all of them or none, each with a line of the audit log.
 * @throws RefusedError for a name that cannot be used
 */
export async function addDepartmentAccounts(
	db: Kysely<Database>,
	area: { code: string; name: string },
	asked: readonly AskedAccount[],
	actor: string
): Promise<HandedOutAccount[]> {
	if (asked.length === 0) throw new RefusedError('没有要建账户的部门。');
	if (asked.length > MOST_AT_ONCE)
		throw new RefusedError(`一次至多建 ${MOST_AT_ONCE} 个账户，请分几次。`);
	const planned = await planAll(db, area, asked);
	const made = await Promise.all(
		planned.map(async (one) => ({ ...one, ...(await newPassword()) }))
	);
	await db.transaction().execute(async (step) => {
		// Another may have made them while the passwords were hashed.
		await planAll(step, area, asked);
		for (const { id, code, name, username, hash } of made) {
			const none = { jurisdiction_code: null, division: null };
			const user = { username, role: 'department' as const, ...none, department_id: id, hash };
			const own = { jurisdiction_code: area.code, department: code };
			const shown = [...name].slice(0, LONGEST_NAME).join('');
			const detail = { name: shown, role: user.role, ...own };
			await insertUser(step, { ...user, name: shown }, { actor, detail });
		}
	});
	return made.map(({ code, name, username, password }) => ({ code, name, username, password }));
}

async function planAll(
	db: Kysely<Database>,
	area: { code: string; name: string },
	asked: readonly AskedAccount[]
): Promise<DepartmentWithoutAccount[]> {
	const without = await departmentsWithoutAccount(db, area, 'code');
	const planned = asked.map((one) => planOf(one, without));
	requireDistinct(planned);
	return planned;
}

function planOf(
	asked: AskedAccount,
	without: readonly DepartmentWithoutAccount[]
): DepartmentWithoutAccount {
	const found = without.find(({ code }) => code === asked.department);
	if (!found)
		throw new RefusedError(
			`没有编码为${quoted(asked.department)}、还没有账户的部门；可能刚刚已经建了。`
		);
	const username = normaliseUsername(asked.username);
	if (!USERNAME.test(username))
		throw new RefusedError(`${found.name}的用户名${quoted(username)}不能用：${USERNAME_RULE}。`);
	return { ...found, username };
}

function requireDistinct(planned: readonly DepartmentWithoutAccount[]): void {
	const byName = Map.groupBy(planned, ({ username }) => username);
	for (const [username, [first, second]] of byName)
		if (first && second)
			throw new RefusedError(
				`${first.name}和${second.name}的用户名都是“${username}”，请改其中一个。`
			);
	if (new Set(planned.map(({ id }) => id)).size < planned.length)
		throw new RefusedError('同一个部门写了两次，没有建立。');
}
