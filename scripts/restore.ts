/**
 * `npm run restore -- AREA DEPARTMENT YEAR [VERSION] [--db FILE]`: makes a version of a filing the current one; without
 * VERSION lists those that there are. Exit status: 0 done, 2 wrong usage, 3 the database cannot be used or has no such
 * filing or version.
 */
import { dayInChina } from '#lib/catalogue/years.ts';
import { actOn, databasePath, readArguments } from '#lib/commands/arguments.ts';
import { ConfigError } from '#lib/server/config.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';
import { openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import {
	listVersions,
	restoreVersion,
	type StoredVersion
} from '#lib/server/ledger/filing/restore.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';

const RULES = {
	usage: 'npm run restore -- 区划代码 部门编码 年度 [版本] [--db 数据库文件]',
	flags: [],
	values: ['db'],
	arguments: { least: 3, most: 4 }
};

await runCommand(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const path = databasePath(read);
	const [area = '', department = '', year = '', version] = read.arguments;
	if (!/^\d{4}$/.test(year)) throw refuse(`年度应为四位数字，读到“${year}”`);
	if (version !== undefined && !/^\d{1,6}$/.test(version))
		throw refuse(`版本应为数字，读到“${version}”`);
	const filing = { area, department, fiscal_year: Number(year) };
	// The reader refuses a file that is not there; the writer would create it.
	await actOn(openReader(path), async (db) => {
		await requireMigrated(db, path);
		const versions = await listVersions(db, filing);
		if (version === undefined) for (const each of versions) console.log(describe(each));
	});
	if (version === undefined) return;
	await actOn(openWriter(path), async (db) => {
		const changed = await restoreVersion(startSession(db), filing, Number(version));
		console.log(
			changed ? `第${version}版已恢复为现用版本。` : `第${version}版已是现用版本，未作改动。`
		);
	});
});

function describe({ version, is_current, imported_at, files }: StoredVersion): string {
	const mark = is_current ? '（现用）' : '';
	return `第${version}版${mark}：${dayInChina(imported_at)}导入，来自${files.map((file) => `“${file}”`).join('、')}`;
}

function refuse(sentence: string): ConfigError {
	return new ConfigError(`${sentence}。\n用法：${RULES.usage}`);
}
