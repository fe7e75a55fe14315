/** Tells whoever starts or upgrades that others on the machine may read the ledger; its rights are left to the keeper. */
import { findOpenToOthers } from '#lib/server/operation/rights.ts';

export function tellOpenToOthers(databasePath: string): void {
	const open = findOpenToOthers(databasePath);
	if (open !== null) console.error(`提示：${open.found}，其中有密码散列；请${open.advice}`);
}
