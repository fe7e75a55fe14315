import { tasksPage } from '#lib/server/pages/tasks.ts';
import { ledger } from '#lib/server/web/reader.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => tasksPage(ledger(), url, locals.reader);
