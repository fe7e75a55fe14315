/**
 * `npm run db:verify -- [--db FILE]`: checks the database against the hashes kept in it, and the projection against
 * the filings. Exit status: 0 all well, 1 problems found, 2 wrong usage, 3 the database cannot be used.
 */
import { actOn, readDatabaseArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';

await runCommand(async () => {
	const { path } = readDatabaseArguments('db:verify');
	await actOn(openReader(path), async (db) => {
		await requireMigrated(db, path);
		const { filings, sources, problems } = await verifyLedger(db);
		for (const problem of problems) console.log(problem);
		const result = problems.length === 0 ? '全部相符' : `发现问题 ${problems.length} 处`;
		console.log(`已校验报告 ${filings} 份、原始文件 ${sources} 个：${result}。`);
		if (problems.length > 0) process.exitCode = 1;
	});
});
