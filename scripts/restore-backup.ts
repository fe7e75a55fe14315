/**
 * `npm run restore-backup -- FILE [--db FILE]`: verifies a backup and puts it in the place of the database, which is
 * kept. Exit status: 0 done, 2 wrong usage, 3 nothing was restored.
 */
import { timeInChina } from '#lib/catalogue/years.ts';
import { actOn, databasePath, readArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { hasAccounts } from '#lib/server/accounts/sessions.ts';
import { unstoredHandIns, type UnstoredHandIn } from '#lib/server/hand-in/unstored.ts';
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
	await actOn(openReader(target), async (db) => {
		for (const handIn of await unstoredHandIns(db, target)) console.log(toldUnstored(handIn));
		if (await hasAccounts(db)) console.log(ACCOUNTS);
	});
});

/** Said here, since whoever handed it in was told that it was taken, and may never look at its page again. */
function toldUnstored({ actor, decided_at, files }: UnstoredHandIn): string {
	return `备份时${actor}的一次报送（${timeInChina(decided_at)}确认）正在入库，其中${files.length}个文件不在备份里，请报送人重新报送：${files.join('、')}。`;
}
