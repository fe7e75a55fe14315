import { filingsPage } from '#lib/server/pages/filings.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('filings', filingsPage);
