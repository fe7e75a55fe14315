import { expectedPage } from '#lib/server/pages/expected.ts';
import { addExpected, removeExpected, setDueDate } from '#lib/server/round/expected.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import { formAction, type SentForm } from '#lib/server/web/form-action.ts';
import { yearOf } from '#lib/server/web/forms.ts';
import { ledger } from '#lib/server/request/ledger.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => expectedPage(ledger(), url);

const changeIn = ({ field }: SentForm) => ({
	area: field('area'),
	fiscal_year: yearOf(field('year')),
	department: field('department'),
	seen: field('seen')
});

export const actions: Actions = {
	add: formAction(async (db, form) => {
		const added = await addExpected(db, changeIn(form), form.actor);
		return { done: added === 0 ? '都已在清单里，没有改动。' : `已加入 ${added} 家。` };
	}),
	remove: formAction(async (db, form) => {
		if (form.field('department') === '') throw new RefusedError('请选定要移出清单的部门。');
		const removed = await removeExpected(db, changeIn(form), form.actor);
		return {
			done:
				removed === 0 ? '本来不在清单里，没有改动。' : `已移出 ${removed} 家，已报送的报告不变。`
		};
	}),
	due: formAction(async (db, form) => {
		const due_on = form.field('due_on');
		const changed = await setDueDate(db, { ...changeIn(form), due_on }, form.actor);
		if (changed === 0) return { done: '报送期限本来就是这样，没有改动。' };
		return { done: `已${due_on === '' ? '取消' : '设定'} ${changed} 家的报送期限。` };
	})
};
