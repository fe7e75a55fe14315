import { redirect } from '@sveltejs/kit';
import { APPEARANCE_FIELD, appearanceIn } from '#lib/catalogue/appearance.ts';
import { fieldsOf, formOf, ownPath } from '#lib/server/web/forms.ts';
import type { RequestHandler } from './$types';

/** A year, in seconds. */
const LASTING = 365 * 24 * 3600;

/** Keeps the choice of light or dark in this browser, and goes back to the page. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const field = fieldsOf(await formOf(request));
	const chosen = appearanceIn(`${APPEARANCE_FIELD}=${field(APPEARANCE_FIELD)}`);
	const where = { path: '/', secure: url.protocol === 'https:' };
	if (chosen === 'system') cookies.delete(APPEARANCE_FIELD, where);
	else cookies.set(APPEARANCE_FIELD, chosen, { ...where, maxAge: LASTING });
	redirect(303, ownPath(field('back'), url.origin));
};
