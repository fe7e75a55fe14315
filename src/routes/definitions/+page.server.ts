import { definitionsPage } from '#lib/server/pages/definitions.ts';
import { pageLoad } from '#lib/server/web/page-load.ts';

export const load = pageLoad(definitionsPage);
