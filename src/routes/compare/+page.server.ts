import { comparePage } from '#lib/server/pages/compare.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('compare', comparePage);
