/** The accounts: who has one, making one, handing out a new password, closing and opening it. */
import { sql, type Kysely, type Selectable } from 'kysely';
import { randomBytes, randomUUID } from 'node:crypto';
import { commandActor } from '../ledger/audit/actor.ts';
import { recordAct } from '../ledger/audit/append.ts';
import type { AppUserTable } from '../ledger/schema/account-tables.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { quoted, RefusedError } from '../refused-error.ts';
import { readLine } from '../round/report.ts';
import { makePassword, normaliseUsername, USERNAME, USERNAME_RULE } from './credentials.ts';
import { ROLE_NAMES, type Role } from '#lib/catalogue/roles.ts';

export type User = Selectable<AppUserTable> & {
	/** The limit of the account in words; null where it reads everything. */
	scope: string | null;
};

export interface NewUser {
	username: string;
	name: string;
	role: Role;
	/** The limit of the account: the name of a 归口科室, the code of a 部门; null for the others. */
	own: { jurisdiction_code: string; division?: string; department?: string } | null;
}

/** Characters of the name of whoever has an account. */
export const LONGEST_NAME = 40;

/** Words for the state of an account. */
export function userState({
	is_disabled,
	must_change_password
}: Pick<User, 'is_disabled' | 'must_change_password'>): string {
	if (is_disabled) return '已停用';
	return must_change_password ? '尚未改初始密码' : '使用中';
}

/** By role, then by username. */
export async function listUsers(db: Kysely<Database>): Promise<User[]> {
	const rows = await db
		.selectFrom('app_user as u')
		.leftJoin('department as d', 'd.id', 'u.department_id')
		.leftJoin('jurisdiction as j', (join) =>
			join.on(sql<boolean>`j.code = coalesce(u.jurisdiction_code, d.jurisdiction_code)`)
		)
		.selectAll('u')
		.select(['d.name as department', 'j.name as jurisdiction'])
		.orderBy('u.role')
		.orderBy('u.username')
		.execute();
	return rows.map(({ department, jurisdiction, ...user }) => ({
		...user,
		scope: scopeOf(user, department, jurisdiction)
	}));
}

function scopeOf(
	{ role, division }: Pick<User, 'role' | 'division'>,
	department: string | null,
	jurisdiction: string | null
): string | null {
	if (role === 'division') return [jurisdiction, division].filter(Boolean).join('');
	if (role !== 'department') return null;
	if (department === null) return '部门已不在册，不能阅读';
	return department.startsWith(jurisdiction ?? '')
		? department
		: `${jurisdiction ?? ''}${department}`;
}

/**
 * Makes an account with a password that must be changed at the first sign-in, and tells that password.
 * @throws RefusedError
 */
export async function addUser(
	db: Kysely<Database>,
	asked: NewUser,
	actor = commandActor()
): Promise<string> {
	const username = normaliseUsername(asked.username);
	const name = readLine(asked.name, '姓名', false, LONGEST_NAME);
	if (!USERNAME.test(username)) throw new RefusedError(`用户名${USERNAME_RULE}。`);
	if (name === '') throw new RefusedError(`姓名应为 1 至 ${LONGEST_NAME} 个字。`);
	const own = await ownOf(db, asked);
	const { password, hash } = await newPassword();
	await db.transaction().execute(async (step) => {
		const detail = { name, role: asked.role, ...asked.own };
		await insertUser(step, { username, name, role: asked.role, ...own, hash }, { actor, detail });
	});
	return password;
}

/** A password to hand out, and its hash, which alone is stored. */
export async function newPassword(): Promise<{ password: string; hash: string }> {
	const password = makePassword();
	return { password, hash: await hashed(password) };
}

type StoredUser = Pick<
	Selectable<AppUserTable>,
	'username' | 'name' | 'role' | 'jurisdiction_code' | 'division' | 'department_id'
>;

/** Stores an account and its line of the audit log. `step` is a transaction. @throws RefusedError for a name in use */
export async function insertUser(
	step: Kysely<Database>,
	{ hash, ...user }: StoredUser & { hash: string },
	{ actor, detail }: { actor: string; detail: Record<string, unknown> }
): Promise<void> {
	const { username } = user;
	const taken = await step
		.selectFrom('app_user')
		.select('id')
		.where('username', '=', username)
		.executeTakeFirst();
	if (taken) throw new RefusedError(`用户名“${username}”已经有人使用，请换一个。`);
	const id = randomUUID();
	const now = new Date().toISOString();
	const dates = { created_at: now, updated_at: now };
	await step
		.insertInto('app_user')
		.values({ id, ...user, email: `${id}@account.invalid`, must_change_password: 1, ...dates })
		.execute();
	await step
		.insertInto('app_credential')
		.values({
			id: randomUUID(),
			account_id: id,
			provider_id: 'credential',
			user_id: id,
			password: hash,
			...dates
		})
		.execute();
	await ensureSecret(step);
	await recordAct(step, { actor, action: 'user_added', subject: username, detail });
}

/** Finds the 归口科室 or the department that limits the account, which must exist. */
async function ownOf(db: Kysely<Database>, { role, own }: NewUser) {
	const none = { jurisdiction_code: null, division: null, department_id: null };
	if (role !== 'division' && role !== 'department') {
		if (own) throw new RefusedError(`${ROLE_NAMES[role]}可读全部部门，不需要指定科室或部门。`);
		return none;
	}
	const { jurisdiction_code = '', division, department } = own ?? {};
	const column = role === 'division' ? 'division' : 'code';
	const asked = role === 'division' ? division : department;
	if (!asked)
		throw new RefusedError(
			`${ROLE_NAMES[role]}账户要指定是哪个${role === 'division' ? '科室' : '部门'}。`
		);
	const found = await db
		.selectFrom('department')
		.select('id')
		.where('jurisdiction_code', '=', jurisdiction_code)
		.where(column, '=', asked)
		.limit(1)
		.executeTakeFirst();
	if (!found)
		throw new RefusedError(
			role === 'division'
				? `区划${quoted(jurisdiction_code)}的部门目录里没有归口${quoted(asked)}的部门。`
				: `区划${quoted(jurisdiction_code)}的部门目录里没有编码为${quoted(asked)}的部门。`
		);
	return role === 'division'
		? { ...none, jurisdiction_code, division: asked }
		: { ...none, department_id: found.id };
}

async function ensureSecret(db: Kysely<Database>): Promise<void> {
	await db
		.insertInto('session_secret')
		.values({ id: 1, secret: randomBytes(32).toString('base64url') })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.execute();
}

/**
 * Hands out a new password, ends the account's sessions and its lock.
 * `seen`: when the account last changed, where a form showed it, so that the form sent again takes no newer password away.
 * @throws RefusedError
 */
export async function resetPassword(
	db: Kysely<Database>,
	asked: string,
	actor = commandActor(),
	seen: string | null = null
): Promise<string> {
	const { password, hash } = await newPassword();
	await db.transaction().execute(async (step) => {
		const { id, username } = await requireUnchanged(step, asked, seen);
		const updated_at = new Date().toISOString();
		await step
			.updateTable('app_credential')
			.set({ password: hash, updated_at })
			.where('user_id', '=', id)
			.execute();
		await step
			.updateTable('app_user')
			.set({ must_change_password: 1, updated_at })
			.where('id', '=', id)
			.execute();
		await step.deleteFrom('app_session').where('user_id', '=', id).execute();
		await step.deleteFrom('sign_in_attempts').where('username', '=', username).execute();
		await recordAct(step, { actor, action: 'user_password_reset', subject: username, detail: {} });
	});
	return password;
}

/**
 * Closes or opens an account; closing ends its sessions at once. The last open administrator stays.
 * `seen`: as for {@link resetPassword}, so that the form sent again does not undo what was done since.
 * @throws RefusedError
 */
export async function setDisabled(
	db: Kysely<Database>,
	asked: string,
	isDisabled: boolean,
	{ actor = commandActor(), seen = null }: { actor?: string; seen?: string | null } = {}
): Promise<void> {
	await db.transaction().execute(async (step) => {
		const { id, role, username } = await requireUnchanged(step, asked, seen);
		if (isDisabled && role === 'administrator') await requireAnother(step, id);
		await step
			.updateTable('app_user')
			.set({ is_disabled: isDisabled ? 1 : 0, updated_at: new Date().toISOString() })
			.where('id', '=', id)
			.execute();
		if (isDisabled) await step.deleteFrom('app_session').where('user_id', '=', id).execute();
		const action = isDisabled ? 'user_disabled' : 'user_enabled';
		await recordAct(step, { actor, action, subject: username, detail: {} });
	});
}

/** @param seen when the account last changed, where a form showed it */
async function requireUnchanged(db: Kysely<Database>, asked: string, seen: string | null) {
	const user = await requireUser(db, asked);
	if (seen !== null && seen !== user.updated_at)
		throw new RefusedError(
			`您打开页面之后，“${user.username}”已重置或改过密码、停用或启用，没有再办；仍要办的，请再按一次。`
		);
	return user;
}

async function requireUser(db: Kysely<Database>, asked: string) {
	const username = normaliseUsername(asked);
	const user = await db
		.selectFrom('app_user')
		.select(['id', 'username', 'role', 'updated_at'])
		.where('username', '=', username)
		.executeTakeFirst();
	if (!user) throw new RefusedError(`没有用户名为${quoted(username)}的账户。`);
	return user;
}

async function requireAnother(db: Kysely<Database>, id: string): Promise<void> {
	const other = await db
		.selectFrom('app_user')
		.select('id')
		.where('role', '=', 'administrator')
		.where('is_disabled', '=', 0)
		.where('id', '<>', id)
		.limit(1)
		.executeTakeFirst();
	if (!other) throw new RefusedError('这是最后一个可用的管理员账户，不能停用。');
}

/** The library is loaded only now, for the start of a server without accounts does without it. */
async function hashed(password: string): Promise<string> {
	const { hashPassword } = await import('./auth.ts');
	return hashPassword(password);
}
