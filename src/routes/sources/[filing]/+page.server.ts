import { sourcePage } from '#lib/server/pages/source.ts';
import { pageLoad } from '#lib/server/web/page-load.ts';

export const load = pageLoad(sourcePage);
