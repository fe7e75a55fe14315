/**
 * `npm run db:rebuild-projection -- [--db FILE]`: writes the yearly projection anew from the filings. Exit status:
 * 0 done, 2 wrong usage, 3 the database cannot be used.
 */
import { actOn, readDatabaseArguments } from '#lib/commands/arguments.ts';
import { startOrSay } from '#lib/commands/start-or-say.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { rebuildProjection } from '#lib/server/ledger/filing/projection.ts';

await startOrSay(async () => {
	const { path } = readDatabaseArguments('db:rebuild-projection');
	await actOn(openExisting(path), async (db) => {
		await requireMigrated(db, path);
		const rows = await db.transaction().execute(rebuildProjection);
		console.log(`年度汇总已重建，共 ${rows} 行。`);
	});
});
