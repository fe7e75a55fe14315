import { changesPage } from '#lib/server/pages/changes.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('changes', changesPage);
