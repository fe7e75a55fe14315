import { tasksPage } from '#lib/server/pages/tasks.ts';
import { confirmReports } from '#lib/server/round/confirm-many.ts';
import { formAction } from '#lib/server/web/form-action.ts';
import { ledger } from '#lib/server/request/ledger.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => tasksPage(ledger(), url, locals.reader);

export const actions: Actions = {
	confirm: formAction(async (db, { field, all, actor }) => ({
		done: await confirmReports(db, field('area'), all('report'), actor)
	}))
};
