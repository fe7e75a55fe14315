/** Judges stored reports by the rules of this program where another judged them, and says so. */
import type { Kysely } from 'kysely';
import { isJudgedByOtherRules, judgeAnew } from '#lib/server/ledger/review/review-all.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

/** All or none: a start that is broken off leaves the findings as they were, and the next one begins again. */
export async function bringRulesUp(db: Kysely<Database>): Promise<void> {
	if (!(await isJudgedByOtherRules(db))) return;
	console.log('核对规则已更新，正在按新规则重新核对已入库的报告……');
	const rows = await db.transaction().execute(judgeAnew);
	console.log(`已重新核对，年度汇总共 ${rows} 行。`);
}
