/**
 * The guard against a ledger that a newer program brings up while this one has it open: whatever this one read or wrote would
 * be by tables that are no longer so.
 */
import { NEWER, StoreError } from '../connection/errors.ts';
import { MIGRATIONS } from './migrations.ts';

const NEWEST = Object.keys(MIGRATIONS).sort().at(-1) ?? '';

/** Asks for the last migration that a ledger has gone through. */
export const LAST_MIGRATION = 'select max(name) as name from kysely_migration';

/**
 * @param last migration that the ledger has gone through; null before the first
 * @throws StoreError where this program does not know it
 */
export function refuseNewer(last: string | null | undefined): void {
	if ((last ?? '') <= NEWEST) return;
	throw new StoreError(
		NEWER,
		`账本已由更新版本的程序升级（含 ${last}），正在运行的旧版程序不再读，也不再写；请停止旧版，改用新版程序。`
	);
}
