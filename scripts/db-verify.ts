/**
 * `npm run db:verify -- [--db FILE]`: checks the database against the hashes kept in it, and the
 * projection against the filings. Exit status: 0 all well, 1 problems found, 2 wrong usage, 3 cannot be used.
 */
import { readArguments } from '#lib/server/command.ts';
import { configuration } from '#lib/server/config.ts';
import { startOrSay } from '#lib/server/http/start.ts';
import { asStoreError } from '#lib/server/store/failure.ts';
import { requireMigrated } from '#lib/server/store/migrate.ts';
import { openReader } from '#lib/server/store/open.ts';
import { verifyLedger } from '#lib/server/store/verify.ts';

const RULES = {
	usage: 'npm run db:verify -- [--db 数据库文件]',
	flags: [],
	values: ['db'],
	arguments: { least: 0, most: 0 }
};

await startOrSay(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const path = read.values.get('db') ?? configuration().databasePath;
	const db = openReader(path);
	try {
		await requireMigrated(db, path);
		const { filings, sources, problems } = await verifyLedger(db);
		for (const problem of problems) console.log(problem);
		console.log(
			`已校验报告 ${filings} 份、原始文件 ${sources} 个：${problems.length === 0 ? '全部相符' : `发现问题 ${problems.length} 处`}。`
		);
		if (problems.length > 0) process.exitCode = 1;
	} catch (error) {
		throw asStoreError(error) ?? error;
	} finally {
		await db.destroy();
	}
});
