/**
 * `npm run db:migrate -- [--db FILE]`: creates the database, or brings its tables up to date and judges its reports by
 * today's rules; a ledger of release 0.1.0 is built anew from its originals. Exit status: 0 done, 1 some original of release
 * 0.1.0 is refused today, 2 wrong usage, 3 the database cannot be used.
 */
import { actOn, readDatabaseArguments } from '#lib/commands/arguments.ts';
import { bringRulesUp } from '#lib/commands/bring-rules-up.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { tellOpenToOthers } from '#lib/commands/tell-open-to-others.ts';
import { isFormerLedgerAt, upgradeFormerLedger } from '#lib/server/import/former-ledger.ts';
import { tellUpgrade } from '#lib/server/import/former-words.ts';
import { localForms } from '#lib/server/import/local-forms.ts';
import { oneLine } from '#lib/server/import/text-report.ts';
import { asStoreError } from '#lib/server/ledger/connection/errors.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';

await runCommand(async () => {
	const { path } = readDatabaseArguments('db:migrate');
	if (await isFormerLedgerAt(path)) await upgradeFormer(path);
	await actOn(openWriter(path), async (db) => {
		const { applied, copy } = await migrate(db, path);
		if (copy !== null) console.log(`升级前已备份到 ${copy}。`);
		const news = applied.length === 0 ? '已是最新' : `已升级：${applied.join('、')}`;
		console.log(`数据库 ${path} ${news}。`);
		await bringRulesUp(db, path, copy);
	});
	tellOpenToOthers(path);
});

async function upgradeFormer(path: string): Promise<void> {
	console.log('账本由 0.1.0 版程序建立，正在用其中存的原始报告升级……');
	const upgrade = await upgradeFormerLedger(path, { forms: localForms(), begin: progress }).catch(
		(error: unknown) => {
			throw asStoreError(error) ?? error;
		}
	);
	if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
	for (const line of tellUpgrade(upgrade)) console.log(oneLine(line));
	if (upgrade.refused.length > 0) process.exitCode = 1;
}

async function progress(name: string, done: number, total: number): Promise<void> {
	if (process.stderr.isTTY)
		process.stderr.write(`\r\u001b[K[${done + 1}/${total}] ${oneLine(name)}`);
}
