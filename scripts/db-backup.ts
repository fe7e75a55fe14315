/**
 * `npm run db:backup -- [--db FILE] [--to FOLDER] [--keep N] [TARGET]`: makes a verified copy while the database is in
 * use, by default in `backups` beside it, and with `--keep` deletes all timed backups there but the newest N. Exit status:
 * 0 done, 2 wrong usage, 3 no backup was made, and none was deleted.
 */
import { dirname } from 'node:path';
import { databasePath, readArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { ConfigError } from '#lib/server/config.ts';
import { backUp, backupPath, deleteOldBackups } from '#lib/server/ledger/integrity/backup.ts';

const RULES = {
	usage: 'npm run db:backup -- [--db 数据库文件] [--to 文件夹] [--keep 份数] [备份文件]',
	flags: [],
	values: ['db', 'to', 'keep'],
	arguments: { least: 0, most: 1 }
};

await runCommand(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const path = databasePath(read);
	const [named] = read.arguments;
	const folder = read.values.get('to');
	const keep = readKeep(read.values.get('keep'));
	if (named !== undefined && (folder ?? keep) !== undefined) {
		throw new ConfigError(`写了备份文件名，就不能再写 --to 或 --keep。\n用法：${RULES.usage}`);
	}
	const target = named ?? backupPath(path, new Date(), folder);
	const { verification } = await backUp(path, target);
	console.log(`已备份到 ${target}，并校验了报告 ${verification.filings} 份。`);
	if (keep === undefined) return;
	const deleted = deleteOldBackups(path, dirname(target), keep);
	console.log(`保留最近 ${keep} 份，删除了较早的 ${deleted.length} 份。`);
});

function readKeep(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^[1-9]\d{0,3}$/.test(text)) {
		throw new ConfigError(`--keep 应为 1 到 9999 的整数，读到“${text}”。`);
	}
	return Number(text);
}
