/** `npm start`: builds if the sources changed, brings the database up, and serves. Asks nothing. */
import { configuration } from '#lib/server/config.ts';
import { build, isBuildCurrent, PROJECT_ROOT } from '#lib/server/http/build.ts';
import { bringUp, serveUntilStopped, startOrSay } from '#lib/server/http/start.ts';

await startOrSay(async () => {
	const config = configuration();
	if (!isBuildCurrent(PROJECT_ROOT)) {
		console.log('正在构建页面（只在第一次启动和源文件有变化时需要）……');
		await build(PROJECT_ROOT);
	}
	await bringUp(config.databasePath);
	await serveUntilStopped(config);
});
