/** The server with a page cache too small for any page: every page is made anew from cached answers and drawings. */
import { configuration } from '#lib/server/config.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { bringUp, serveUntilStopped } from '#lib/commands/start-server.ts';

await runCommand(async () => {
	const config = configuration();
	await bringUp(config.databasePath);
	await serveUntilStopped(config, 1);
});
