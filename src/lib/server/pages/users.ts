import type { Kysely } from 'kysely';
import { ROLE_NAMES, ROLES } from '#lib/catalogue/roles.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import { listKeys } from '../accounts/api-keys.ts';
import { listScopes } from '../accounts/scopes.ts';
import { listUsers, userState } from '../accounts/users.ts';
import { lastSeen } from '../ledger/audit/unseen.ts';
import type { Database } from '../ledger/schema/schema.ts';

/** 账户: all accounts, and what a new one can be limited to. */
export async function usersPage(db: Kysely<Database>) {
	const seen = await lastSeen(db);
	const users = await listUsers(db);
	return {
		seen,
		users: users.map((user) => ({
			username: user.username,
			updated_at: user.updated_at,
			name: user.name,
			role: ROLE_NAMES[user.role],
			scope: user.scope ?? '全部部门',
			isDisabled: user.is_disabled === 1,
			state: userState(user)
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
