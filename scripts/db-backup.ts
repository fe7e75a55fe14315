/**
 * `npm run db:backup -- [--db FILE] [TARGET]`: makes a verified copy while the database is in use, by
 * default in `backups` beside it. Exit status: 0 done, 2 wrong usage, 3 no backup was made.
 */
import { readArguments } from '#lib/server/command.ts';
import { configuration } from '#lib/server/config.ts';
import { startOrSay } from '#lib/server/http/start.ts';
import { backUp, backupPath } from '#lib/server/store/backup.ts';

const RULES = {
	usage: 'npm run db:backup -- [--db 数据库文件] [备份文件]',
	flags: [],
	values: ['db'],
	arguments: { least: 0, most: 1 }
};

await startOrSay(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const path = read.values.get('db') ?? configuration().databasePath;
	const target = read.arguments[0] ?? backupPath(path, new Date());
	const { verification } = await backUp(path, target);
	console.log(`已备份到 ${target}，并校验了报告 ${verification.filings} 份。`);
});
