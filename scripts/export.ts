/**
 * `npm run export -- NAME OUT [--query QUERY] [--db FILE]`: writes the file behind a page's export link, e.g.
 * `compendium.docx` or `structure.xlsx`. Exit status: 0 done, 1 the file cannot be
 * written, 2 wrong usage, 3 the database cannot be used.
 */
import { writeFileSync } from 'node:fs';
import { configureDatabase, readArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { ConfigError, configuration } from '#lib/server/config.ts';
import { exportFile } from '#lib/server/exports/file.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';
import { ledger } from '#lib/server/request/ledger.ts';

const RULES = {
	usage:
		"npm run export -- 文件名 存放位置 [--query 'area=区划代码&year=年度&kind=类别'] [--db 数据库文件]，文件名如 compendium.docx、structure.xlsx",
	flags: [],
	values: ['query', 'db'],
	arguments: { least: 2, most: 2 }
};

await runCommand(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	configureDatabase(read);
	const [name = '', out = ''] = read.arguments;
	await requireMigrated(ledger(), configuration().databasePath);
	const url = new URL(`http://127.0.0.1/exports/${name}?${read.values.get('query') ?? ''}`);
	const file = await exportFile(name, url);
	if (!file) throw new ConfigError(`没有名为“${name}”的导出文件。\n用法：${RULES.usage}`);
	writeFileSync(out, file.body);
	console.log(`已写入 ${out}（${file.name}）。`);
	await ledger().destroy();
});
