/** `npm run serve`: serves what is built, on the database that DATABASE_URL names. */
import { readServingArguments } from '#lib/commands/arguments.ts';
import { configuration } from '#lib/server/config.ts';
import { isBuildCurrent, isBuilt } from '#lib/commands/build.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { bringUp, refuseStrangers, serveUntilStopped } from '#lib/commands/start-server.ts';

await runCommand(async () => {
	readServingArguments('serve');
	const config = configuration();
	await refuseStrangers(config);
	// An older build may not understand what newer commands have stored.
	if (isBuilt(PROJECT_ROOT) && !isBuildCurrent(PROJECT_ROOT)) {
		console.error(
			'提示：页面是用另一版源文件构建的，可能与现在的数据不合；请执行 npm run build 后再启动。'
		);
	}
	await bringUp(config.databasePath);
	await serveUntilStopped(config);
});
