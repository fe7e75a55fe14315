/**
 * `npm run restore-backup -- FILE [--db FILE]`: verifies a backup and puts it in the place of the database, which is
 * kept. Exit status: 0 done, 2 wrong usage, 3 nothing was restored.
 */
import { databasePath, readArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { hasAccounts } from '#lib/server/accounts/sessions.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { restoreBackup } from '#lib/server/operation/restore-backup.ts';

const ACCOUNTS =
	'账户、密码和接口密钥也是备份当日的：备份以后停用的账户、重置的密码和撤销的密钥，请再办一次。所有人须重新登录。';

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
	if (await hasAccountsIn(target)) console.log(ACCOUNTS);
});

async function hasAccountsIn(target: string): Promise<boolean> {
	const db = openReader(target);
	try {
		return await hasAccounts(db);
	} finally {
		await db.destroy();
	}
}
