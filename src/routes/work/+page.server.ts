import { workPage } from '#lib/server/pages/work.ts';
import { ledger } from '#lib/server/web/reader.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => workPage(ledger(), url, locals.reader);
