/** Judges stored reports by the rules of this program where another judged them, and says so. */
import type { Kysely } from 'kysely';
import { backUp } from '#lib/server/ledger/integrity/backup.ts';
import { isJudgedByOtherRules, judgeAnew } from '#lib/server/ledger/review/review-all.ts';
import { copyPath } from '#lib/server/ledger/schema/migrate.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

/**
 * All or none: a start that is broken off leaves the findings as they were, and the next one begins again. The ledger as
 * it was is kept, since the former program does not open it any more.
 * @param path of the ledger that `db` is open on
 * @param copy that was made of it a moment ago; null where none was
 */
export async function bringRulesUp(
	db: Kysely<Database>,
	path: string,
	copy: string | null
): Promise<void> {
	if (!(await isJudgedByOtherRules(db))) return;
	if (copy === null) {
		const backup = await backUp(path, copyPath(path, 'rules'));
		console.log(`重新核对前已备份到 ${backup.path}。`);
	}
	console.log('核对规则已更新，正在按新规则重新核对已入库的报告……');
	const rows = await db.transaction().execute(judgeAnew);
	console.log(`已重新核对，年度汇总共 ${rows} 行。`);
}
