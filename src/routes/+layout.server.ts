import { choiceIn } from '#lib/components/shell.ts';
import { shellFor } from '#lib/server/pages/shell.ts';
import { markUnsent } from '#lib/unsent-data.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ url, params, locals }) => {
	const shell = await shellFor(locals.reader.sight, url, params.filing);
	locals.choice = choiceIn(shell, url.searchParams);
	return locals.hydrates ? shell : markUnsent(shell);
};
