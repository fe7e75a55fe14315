import type { Kysely } from 'kysely';
import { ROLE_NAMES, ROLES } from '#lib/catalogue/roles.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import { listKeys } from '../accounts/api-keys.ts';
import { listUsers, type NewUser } from '../accounts/users.ts';
import type { Database } from '../ledger/schema/schema.ts';

/** 账户: all accounts, and what a new one can be limited to. */
export async function usersPage(db: Kysely<Database>) {
	const users = await listUsers(db);
	return {
		users: users.map(({ username, name, role, scope, is_disabled, must_change_password }) => ({
			username,
			name,
			role: ROLE_NAMES[role],
			scope: scope ?? '全部部门',
			isDisabled: is_disabled === 1,
			state: is_disabled ? '已停用' : must_change_password ? '尚未改初始密码' : '使用中'
		})),
		roles: ROLES.map((id) => ({ id, name: ROLE_NAMES[id] })),
		scopes: await listScopes(db),
		keys: (await listKeys(db)).map(({ id, name, username, role, ...key }) => ({
			id,
			name,
			account: `${username}（${ROLE_NAMES[role]}）`,
			made: `${key.created_by} ${timeInChina(key.created_at)}`,
			isRevoked: key.revoked_at !== null,
			state: key.revoked_at === null ? '使用中' : `${timeInChina(key.revoked_at)} 吊销`
		}))
	};
}

/** Divisions and departments by jurisdiction; `id` is what {@link readOwn} reads. */
async function listScopes(db: Kysely<Database>) {
	const rows = await db
		.selectFrom('department as d')
		.innerJoin('jurisdiction as j', 'j.code', 'd.jurisdiction_code')
		.select(['d.jurisdiction_code', 'd.division', 'd.code', 'd.name', 'j.name as jurisdiction'])
		.orderBy('d.jurisdiction_code')
		.orderBy('d.code')
		.execute();
	return [...Map.groupBy(rows, (row) => row.jurisdiction_code)].map(([area, departments]) => {
		const divisions = new Set(departments.map((one) => one.division).filter((one) => one !== null));
		return {
			name: departments[0]?.jurisdiction ?? area,
			choices: [
				...[...divisions].map((name) => ({ id: `division:${area}:${name}`, name: `科室 ${name}` })),
				...departments.map(({ code, name }) => ({ id: `department:${area}:${code}`, name }))
			]
		};
	});
}

/** Reads the limit of an account from the choice of the form; null for none. */
export function readOwn(choice: string): NewUser['own'] {
	const [, kind, jurisdiction_code = '', named = ''] =
		/^(division|department):(\d{6}):(.+)$/s.exec(choice) ?? [];
	if (kind === undefined) return null;
	return kind === 'division'
		? { jurisdiction_code, division: named }
		: { jurisdiction_code, department: named };
}
