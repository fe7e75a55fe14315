/** 为每个部门建账户: departments without an account, with a username proposed for each. */
import type { Kysely } from 'kysely';
import {
	addDepartmentAccounts,
	departmentsWithoutAccount,
	NAMING_RULES,
	readNamingRule
} from '../accounts/department-accounts.ts';
import { accountFile } from '../exports/handed-out-accounts.ts';
import { lastSeen } from '../ledger/audit/unseen.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { bureauArea } from '../questions/bureau-area.ts';
import { RefusedError } from '../refused-error.ts';
import type { SentForm } from '../web/form-action.ts';

export async function departmentAccountsPage(db: Kysely<Database>, { searchParams }: URL) {
	const seen = await lastSeen(db);
	const { area, areas } = await bureauArea(db, searchParams.get('area'));
	const rule = readNamingRule(searchParams.get('names') ?? '') ?? 'initials';
	return {
		seen,
		area,
		areas,
		rule,
		rules: Object.entries(NAMING_RULES).map(([id, name]) => ({ id, name })),
		departments: area ? await departmentsWithoutAccount(db, area, rule) : []
	};
}

/** Makes the accounts of the rows that were given a username, and the files to hand them out by. @throws RefusedError */
export async function makeDepartmentAccounts(
	db: Kysely<Database>,
	{ field, all, actor }: Pick<SentForm, 'field' | 'all' | 'actor'>
) {
	const { area } = await bureauArea(db, field('area'));
	if (area?.code !== field('area')) throw new RefusedError('没有这个地区，没有建立账户。');
	const usernames = all('username');
	const asked = all('department')
		.map((department, index) => ({ department, username: usernames[index] ?? '' }))
		.filter(({ username }) => username.trim() !== '');
	const accounts = await addDepartmentAccounts(db, area, asked, actor);
	const file = async (ending: 'csv' | 'xlsx', type: string) => ({
		name: `部门账户和初始密码-${area.name}.${ending}`,
		href: `data:${type};base64,${Buffer.from(await accountFile(db, area, accounts, ending)).toString('base64')}`
	});
	return {
		done: `已为 ${accounts.length} 个部门建立账户。`,
		accounts,
		files: [
			await file('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
			await file('csv', 'text/csv')
		]
	};
}
