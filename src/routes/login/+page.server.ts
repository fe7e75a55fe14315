import { fail, redirect } from '@sveltejs/kit';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import { auth, withWriter } from '#lib/server/web/accounts.ts';
import { fieldsOf, formOf, ownPath, sendCookies, signInRequest } from '#lib/server/web/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	// Without accounts there is nothing to sign in to.
	if (locals.reader.sight === 'single') redirect(303, '/');
	return { next: ownPath(url.searchParams.get('next'), url.origin) };
};

export const actions: Actions = {
	default: async (event) => {
		if (event.locals.reader.sight === 'single') redirect(303, '/');
		const field = fieldsOf(await formOf(event.request));
		const typed = { username: field('username'), password: field('password') };
		const library = await auth();
		const outcome = await withWriter((db) => signIn(db, library, signInRequest(event), typed));
		if ('problem' in outcome) {
			return fail(outcome.status, {
				problem: outcome.problem,
				typed: { username: [typed.username] }
			});
		}
		sendCookies(event.cookies, outcome.cookies);
		redirect(303, ownPath(field('next'), event.url.origin));
	}
};
