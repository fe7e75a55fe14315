/**
 * Gets a page its data. SvelteKit writes the data of every page as script, also where the page does not hydrate and the
 * script is left out: a third of the time of an answer. Such data is marked here, and `transport` in `hooks.ts` writes
 * nothing for it. A page with `export const csr = true` is sent its data as usual.
 */
import type { ServerLoadEvent } from '@sveltejs/kit';
import { markServerOnly } from '#lib/server-only-data.ts';
import type { Reader } from '../accounts/reader.ts';
import { readPage, type PageQuestionId, type PageRequest } from '../request/page-request.ts';

/** Facts of a request besides the question that its address asks. */
export interface PageContext {
	/** Parts of the path that have a name, e.g. `code` of `/departments/[code]`. */
	params: Partial<Record<string, string>>;
	/** The departments that the answer may tell of: see {@link Reader}. */
	sight: Reader['sight'];
}

/** The `load` function of a page. What it reads of `locals` is set by the `handle` hook. */
export function pageLoad<T extends Record<string, unknown>>(
	answer: (url: URL, context: PageContext) => Promise<T>
): (event: ServerLoadEvent) => Promise<T> {
	return async (event) => {
		const { url, params, locals } = event;
		const data = withoutRepeated(await answer(url, { params, sight: locals.reader.sight }));
		return isSent(event) ? data : markServerOnly(data);
	};
}

/** Leaves out notices that the page's answer begins with, such as that nobody has filed for the year yet. */
function withoutRepeated<T extends { answer?: unknown; notices?: unknown }>(data: T): T {
	const { answer, notices } = data;
	if (typeof answer !== 'string' || !Array.isArray(notices)) return data;
	const isSaid = (notice: unknown) =>
		typeof notice === 'string' && answer.startsWith(notice.replace(/。$/, ''));
	return { ...data, notices: notices.filter((notice) => !isSaid(notice)) };
}

/** Tells whether script in the browser reads the data: that of a page that hydrates, or that a page asks for alone. */
export function isSent({
	locals,
	isDataRequest
}: Pick<ServerLoadEvent, 'locals' | 'isDataRequest'>) {
	return locals.hydrates || isDataRequest;
}

/** The `load` function of a page that answers a question. */
export function questionLoad<Q extends PageQuestionId, T extends Record<string, unknown>>(
	question: Q,
	answer: (request: PageRequest<Q>, context: PageContext) => Promise<T>
): (event: ServerLoadEvent) => Promise<T> {
	return pageLoad(async (url, context) => answer(await readPage(question, url), context));
}
