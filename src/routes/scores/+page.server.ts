import { scoresPage } from '#lib/server/pages/scores.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('scores', scoresPage);
