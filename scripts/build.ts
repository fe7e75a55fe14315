/** `npm run build`: builds the pages, and stamps the build so that `npm start` knows it is current. */
import { build, PROJECT_ROOT } from '#lib/server/http/build.ts';
import { startOrSay } from '#lib/server/http/start.ts';

await startOrSay(() => build(PROJECT_ROOT));
