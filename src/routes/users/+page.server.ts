import { addKey, revokeKey } from '#lib/server/accounts/api-keys.ts';
import { addUser, resetPassword, setDisabled } from '#lib/server/accounts/users.ts';
import { readRole } from '#lib/catalogue/roles.ts';
import { readOwn } from '#lib/server/accounts/scopes.ts';
import { usersPage } from '#lib/server/pages/users.ts';
import { formAction } from '#lib/server/web/form-action.ts';
import { numberOf } from '#lib/server/web/forms.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import { ledger } from '#lib/server/request/ledger.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => usersPage(ledger());

export const actions: Actions = {
	add: formAction(async (db, { field, actor }) => {
		const role = readRole(field('role'));
		if (role === null) throw new RefusedError('请选择角色。');
		const asked = { username: field('username'), name: field('name'), role };
		const password = await addUser(db, { ...asked, own: readOwn(field('own')) }, actor);
		return { done: `已建立账户“${asked.username}”。`, password };
	}),
	reset: formAction(async (db, { field, actor }) => {
		const password = await resetPassword(db, field('account'), actor, field('updated_at'));
		return { done: `已重置“${field('account')}”的密码，原来的登录随即失效。`, password };
	}),
	disable: formAction(async (db, { field, actor }) => {
		await setDisabled(db, field('account'), true, { actor, seen: field('updated_at') });
		return { done: `已停用“${field('account')}”，其登录随即失效。` };
	}),
	addKey: formAction(async (db, { field, actor }) => {
		const asked = { name: field('purpose'), username: field('account') };
		const key = await addKey(db, asked, actor, field('seen'));
		return { done: `已发放接口密钥“${asked.name}”。`, key };
	}),
	revokeKey: formAction(async (db, { field, actor }) => {
		await revokeKey(db, numberOf(field('id')), actor);
		return { done: '已吊销这个接口密钥，使用它的脚本随即读不到数据。' };
	}),
	enable: formAction(async (db, { field, actor }) => {
		await setDisabled(db, field('account'), false, { actor, seen: field('updated_at') });
		return { done: `已启用“${field('account')}”。` };
	})
};
