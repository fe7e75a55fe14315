/**
 * The guard against a ledger that a newer program brings up while this one has it open: whatever this one read or wrote would
 * be by tables that are no longer so.
 */
import { RULE_VERSIONS } from '#lib/catalogue/rules.ts';
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

/**
 * Keeps an older program of the same tables from judging all reports by its former rules.
 * @param rules that the reports of a ledger were last judged by; empty where nobody can say
 * @throws StoreError where this program does not know them
 */
export function refuseNewerRules(rules: string): void {
	if (rules === '' || (RULE_VERSIONS as readonly string[]).includes(rules)) return;
	throw new StoreError(
		NEWER,
		`账本里的报告已由更新版本的程序按规则版本 ${rules} 核对，这一版程序不读，也不写；请改用新版程序。`
	);
}
