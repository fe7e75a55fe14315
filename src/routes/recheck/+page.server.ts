import { recheckPage } from '#lib/server/pages/recheck.ts';
import { pageLoad } from '#lib/server/web/page-load.ts';

export const load = pageLoad(recheckPage);
