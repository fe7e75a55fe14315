/**
 * `npm run db:rebuild-projection -- [--db FILE]`: writes the yearly projection anew from
 * the filings. Exit status: 0 done, 2 wrong usage, 3 the database cannot be used.
 */
import { readArguments } from '#lib/server/command.ts';
import { configuration } from '#lib/server/config.ts';
import { startOrSay } from '#lib/server/http/start.ts';
import { asStoreError } from '#lib/server/store/failure.ts';
import { requireMigrated } from '#lib/server/store/migrate.ts';
import { openExisting } from '#lib/server/store/open.ts';
import { rebuildProjection } from '#lib/server/store/project.ts';

const RULES = {
	usage: 'npm run db:rebuild-projection -- [--db 数据库文件]',
	flags: [],
	values: ['db'],
	arguments: { least: 0, most: 0 }
};

await startOrSay(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const path = read.values.get('db') ?? configuration().databasePath;
	const db = openExisting(path);
	try {
		await requireMigrated(db, path);
		console.log(`年度汇总已重建，共 ${await rebuildProjection(db)} 行。`);
	} catch (error) {
		throw asStoreError(error) ?? error;
	} finally {
		await db.destroy();
	}
});
