import { auditPage } from '#lib/server/pages/audit.ts';
import { ledger } from '#lib/server/request/ledger.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => auditPage(ledger(), url.searchParams);
