import { outliersPage } from '#lib/server/pages/outliers.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('outliers', outliersPage);
