import { correctionsPage } from '#lib/server/pages/corrections.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('corrections', correctionsPage);
