import { reassessmentsPage } from '#lib/server/pages/reassessments.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('reassessments', reassessmentsPage);
