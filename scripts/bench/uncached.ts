/** The server with a page cache that keeps nothing: every page is made anew, from kept answers and drawings. */
import { configuration } from '#lib/server/config.ts';
import { PageCache } from '#lib/server/web/page-cache.ts';
import { bringUp, serveUntilStopped, startOrSay } from '#lib/commands/start-server.ts';

await startOrSay(async () => {
	const config = configuration();
	await bringUp(config.databasePath);
	await serveUntilStopped(config, new PageCache(0));
});
