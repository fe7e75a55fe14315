/**
 * `npm run recheck -- CODE [--db FILE]`: says by which data and rules a printed page or an export was made, whether its
 * numbers still hold, and what changed since. Exit status: 0 all hold, 1 something changed or the code is not of this
 * ledger, 2 wrong usage or no code, 3 the database cannot be used.
 */
import { configureDatabase, readArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { ConfigError, configuration } from '#lib/server/config.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';
import { readCode } from '#lib/server/request/recheck-code.ts';
import { recheck } from '#lib/server/recheck/recheck.ts';
import { changeTexts } from '#lib/server/recheck/cell-texts.ts';
import { filingLines, recheckLines, recheckSentence } from '#lib/server/recheck/words.ts';
import { ledger } from '#lib/server/request/ledger.ts';

const RULES = {
	usage: 'npm run recheck -- 复核码 [--db 数据库文件]',
	flags: [],
	values: ['db'],
	arguments: { least: 1, most: 40, first: '复核码' }
};

await runCommand(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	configureDatabase(read);
	// A code may be typed with blanks between its groups.
	const page = readCode(read.arguments.join(''));
	if (page === null)
		throw new ConfigError(`这不是完整的复核码，请照纸面重新输入。\n用法：${RULES.usage}`);
	await requireMigrated(ledger(), configuration().databasePath);
	const found = await recheck(page);
	for (const [name, value] of recheckLines(found)) console.log(`${name}：${value}`);
	console.log(recheckSentence(found));
	for (const change of found.changes) {
		const { sheet, row, column } = change;
		console.log(`  ${[sheet, row, column].join(' | ')}：${changeTexts(change).join(' → ')}`);
	}
	for (const line of found.filings.flatMap(filingLines)) console.log(`  ${line}`);
	if (found.state !== 'holds' && found.filings.length + found.changes.length > 0)
		process.exitCode = 1;
	if (found.state === 'foreign' || found.state === 'early') process.exitCode = 1;
	await ledger().destroy();
});
