/**
 * `npm run db:migrate -- [--db FILE]`: creates the database, or brings its tables up to date and judges its reports by
 * today's rules. Exit status: 0 done, 2 wrong usage, 3 the database cannot be used.
 */
import { actOn, readDatabaseArguments } from '#lib/commands/arguments.ts';
import { bringRulesUp } from '#lib/commands/bring-rules-up.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { tellOpenToOthers } from '#lib/commands/tell-open-to-others.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';

await runCommand(async () => {
	const { path } = readDatabaseArguments('db:migrate');
	await actOn(openWriter(path), async (db) => {
		const { applied, copy } = await migrate(db, path);
		if (copy !== null) console.log(`升级前已备份到 ${copy}。`);
		const news = applied.length === 0 ? '已是最新' : `已升级：${applied.join('、')}`;
		console.log(`数据库 ${path} ${news}。`);
		await bringRulesUp(db, path, copy);
	});
	tellOpenToOthers(path);
});
