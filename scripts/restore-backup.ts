/**
 * `npm run restore-backup -- FILE [--db FILE]`: verifies a backup and puts it in the place of the database, which is
 * kept. Exit status: 0 done, 2 wrong usage, 3 nothing was restored.
 */
import { databasePath, readArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { restoreBackup } from '#lib/server/operation/restore-backup.ts';

await runCommand(async () => {
	const read = readArguments(process.argv.slice(2), {
		usage: 'npm run restore-backup -- 备份文件 [--db 数据库文件]',
		flags: [],
		values: ['db'],
		arguments: { least: 1, most: 1, first: '备份文件' }
	});
	const [backup = ''] = read.arguments;
	const target = databasePath(read);
	const { filings, replaced } = await restoreBackup(backup, target, new Date());
	const sentence = replaced === null ? '' : `原来的账本保留为 ${replaced}。`;
	console.log(`已把 ${backup} 恢复为 ${target}，并校验了报告 ${filings} 份。${sentence}`);
});
