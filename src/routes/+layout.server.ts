import { choiceIn } from '#lib/components/shell.ts';
import { shellFor } from '#lib/server/pages/shell.ts';
import { isSent } from '#lib/server/web/page-load.ts';
import { asServerOnly, markServerOnly } from '#lib/server-only-data.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { url, params, locals } = event;
	const { sight, user, handsIn, decides } = locals.reader;
	const found = await shellFor(sight, url, params.filing);
	const shell = { ...found, hands_in: user === null && handsIn, decides };
	const { appearance, pieces } = locals;
	locals.choice = choiceIn(shell, url.searchParams);
	return isSent(event)
		? { ...shell, appearance }
		: { ...markServerOnly({ ...shell, appearance }), pieces: asServerOnly(pieces) };
};
