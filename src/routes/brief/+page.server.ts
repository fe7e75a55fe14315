import { briefPage } from '#lib/server/pages/brief.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('brief', briefPage);
