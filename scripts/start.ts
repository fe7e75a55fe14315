/** `npm start`: builds if the sources changed, fills a new database with the bundled data, and serves. Asks nothing. */
import { join } from 'node:path';
import { readServingArguments } from '#lib/commands/arguments.ts';
import { configuration } from '#lib/server/config.ts';
import { build, isBuildCurrent } from '#lib/commands/build.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { bringUp, refuseStrangers, serveUntilStopped } from '#lib/commands/start-server.ts';
import { importBundledData } from '#lib/server/import/bundled-data.ts';
import type { FileReport } from '#lib/server/import/report.ts';

await runCommand(async () => {
	readServingArguments('start');
	const config = configuration();
	await refuseStrangers(config);
	if (!isBuildCurrent(PROJECT_ROOT)) {
		console.log('正在构建页面（只在第一次启动和源文件有变化时需要）……');
		await build(PROJECT_ROOT);
	}
	await bringUp(config.databasePath);
	await fill(config.databasePath);
	await serveUntilStopped(config);
});

/** Imports the bundled data where no filing is there yet; says so, and which files failed. */
async function fill(path: string): Promise<void> {
	let begun = false;
	const summary = await importBundledData(path, join(PROJECT_ROOT, 'data'), {
		begin: async () => {
			if (!begun) console.log('数据库是空的，正在导入随附的数据……');
			begun = true;
		},
		file: async (report) => {
			if (report.status === 'failed') console.error(failure(report));
		}
	});
	if (summary !== null) console.log(`已导入 ${summary.stored} 个文件，失败 ${summary.failed} 个。`);
}

function failure({ path, issues }: FileReport): string {
	return [`未能导入 ${path}：`, ...issues.map(({ message }) => `  ${message}`)].join('\n');
}
