/** `npm run serve`: serves what is built, on the database that DATABASE_URL names. */
import { configuration } from '#lib/server/config.ts';
import { bringUp, serveUntilStopped, startOrSay } from '#lib/server/http/start.ts';

await startOrSay(async () => {
	const config = configuration();
	await bringUp(config.databasePath);
	await serveUntilStopped(config);
});
