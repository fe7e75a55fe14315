/**
 * `npm run db:rebuild-projection -- [--db FILE]`: reviews the filings by today's rules and writes the yearly projection anew. Exit status:
 * 0 done, 2 wrong usage, 3 the database cannot be used.
 */
import { actOn, readDatabaseArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { judgeAnew } from '#lib/server/ledger/review/review-all.ts';

await runCommand(async () => {
	const { path } = readDatabaseArguments('db:rebuild-projection');
	await actOn(openExisting(path), async (db) => {
		await requireMigrated(db, path);
		const rows = await db.transaction().execute(judgeAnew);
		console.log(`已按现行规则重新核对，年度汇总已重建，共 ${rows} 行。`);
	});
});
