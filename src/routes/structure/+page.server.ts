import { structurePage } from '#lib/server/pages/structure.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('structure', structurePage);
