import { RIGHTS, ROLE_NAMES } from '#lib/catalogue/roles.ts';
import { ownDepartments } from '../questions/departments/own.ts';
import type { Reader } from '../accounts/reader.ts';
import { ledger } from '../request/ledger.ts';

/** 我的账户: who is signed in, what the account may read, and the forms to change the password and to sign out. */
export async function accountPage({ user, own, mustChangePassword }: Reader) {
	if (user === null) throw new Error('This page is for those who are signed in');
	return {
		name: user.name,
		username: user.username,
		role: ROLE_NAMES[user.role],
		manages: RIGHTS[user.role].manages,
		audits: RIGHTS[user.role].audits,
		handsIn: RIGHTS[user.role].handsIn,
		mustChangePassword,
		departments: own === null ? null : await ownDepartments(ledger(), own)
	};
}
