import { balancesPage } from '#lib/server/pages/balances.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('balances', balancesPage);
