/** `npm run serve`: serves what is built, on the database that DATABASE_URL names. */
import { configuration } from '#lib/server/config.ts';
import { serveUntilStopped, startOrSay } from '#lib/server/http/start.ts';

await startOrSay(() => serveUntilStopped(configuration()));
