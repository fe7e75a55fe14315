/**
 * `npm run db:backup -- [--db FILE] [TARGET]`: makes a verified copy while the database is in use, by default in
 * `backups` beside it. Exit status: 0 done, 2 wrong usage, 3 no backup was made.
 */
import { readDatabaseArguments } from '#lib/commands/arguments.ts';
import { startOrSay } from '#lib/commands/start-or-say.ts';
import { backUp, backupPath } from '#lib/server/ledger/integrity/backup.ts';

await startOrSay(async () => {
	const read = readDatabaseArguments('db:backup', { most: 1, usage: ' [备份文件]' });
	const target = read.arguments[0] ?? backupPath(read.path, new Date());
	const { verification } = await backUp(read.path, target);
	console.log(`已备份到 ${target}，并校验了报告 ${verification.filings} 份。`);
});
