import { overviewPage } from '#lib/server/pages/overview.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('summary', overviewPage);
