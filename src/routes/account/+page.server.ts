import { fail, redirect } from '@sveltejs/kit';
import { changePassword, signOut } from '#lib/server/accounts/sign-in.ts';
import { accountPage } from '#lib/server/pages/account.ts';
import { auth, withWriter } from '#lib/server/web/accounts.ts';
import { fieldsOf, formOf, sendCookies, signInRequest } from '#lib/server/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => accountPage(locals.reader);

export const actions: Actions = {
	password: async (event) => {
		const { user } = event.locals.reader;
		if (user === null) redirect(303, '/login');
		const field = fieldsOf(await formOf(event.request));
		const typed = {
			user_id: user.id,
			current: field('current'),
			wanted: field('wanted'),
			again: field('again')
		};
		const library = await auth();
		const outcome = await withWriter((db) =>
			changePassword(db, library, signInRequest(event), typed)
		);
		if ('problem' in outcome) return fail(outcome.status, { problem: outcome.problem });
		sendCookies(event.cookies, outcome.cookies);
		redirect(303, '/');
	},
	leave: async (event) => {
		sendCookies(event.cookies, await signOut(await auth(), signInRequest(event)));
		redirect(303, '/login');
	}
};
