import { compendiumPage } from '#lib/server/pages/compendium.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('compendium', compendiumPage);
