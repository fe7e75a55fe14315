/**
 * `npm run db:migrate -- [--db FILE]`: creates the database or brings its tables up to date. Exit
 * status: 0 done, 2 wrong usage, 3 the database cannot be used.
 */
import { readArguments } from '#lib/server/command.ts';
import { configuration } from '#lib/server/config.ts';
import { startOrSay } from '#lib/server/http/start.ts';
import { migrate } from '#lib/server/store/migrate.ts';
import { openWriter } from '#lib/server/store/open.ts';

const RULES = {
	usage: 'npm run db:migrate -- [--db 数据库文件]',
	flags: [],
	values: ['db'],
	arguments: { least: 0, most: 0 }
};

await startOrSay(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const path = read.values.get('db') ?? configuration().databasePath;
	const db = openWriter(path);
	try {
		const { applied, copy } = await migrate(db, path);
		if (copy !== null) console.log(`升级前已备份到 ${copy}。`);
		console.log(
			applied.length === 0
				? `数据库 ${path} 已是最新。`
				: `数据库 ${path} 已升级：${applied.join('、')}。`
		);
	} finally {
		await db.destroy();
	}
});
