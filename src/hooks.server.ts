import { keepable, keepableText, replay } from '#lib/server/web/page-cache.ts';
import { log } from '#lib/server/log.ts';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { randomBytes } from 'node:crypto';

/**
 * Pages, their data and API lists are handed to the server around, which keeps them; exports carry their own time
 * and are made anew.
 */
export const handle: Handle = async ({ event, resolve }) => {
	const { request, route, platform } = event;
	// SvelteKit would encode the page, walk over it twice and send it through a stream; it gets nothing to do so with.
	// No loader streams, so that the page is whole when this resolves.
	const taken: { page: string | null } = { page: null };
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => {
			taken.page = (taken.page ?? '') + html;
			return '';
		}
	});
	const { page } = taken;
	if (request.method !== 'GET' || response.status !== 200 || isUnkept(route.id)) {
		return page === null ? response : withBody(page, response);
	}
	const answer = await (page === null ? keepable(response) : keepableText(page, response.headers));
	platform?.req.keep?.(answer);
	const { status, headers, body } = replay(answer, Object.fromEntries(request.headers));
	return new Response(body, { status, headers });
};

function isUnkept(route: string | null): boolean {
	return route === null || route.startsWith('/exports');
}

/** The response with the page that was taken out of it. */
function withBody(page: string, { status, headers }: Response): Response {
	const kept = new Headers(headers);
	for (const name of ['content-length', 'etag']) kept.delete(name);
	return new Response(page, { status, headers: kept });
}

/**
 * What a reader is told when a page fails unexpectedly. The log gets the error, the route (never the address, which
 * may hold what a reader typed) and a code that the page shows too.
 */
export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status < 500) return { message: SENTENCES[status] ?? '无法回答这个请求，请检查网址后重试。' };
	const reference = randomBytes(4).toString('hex');
	log.error(
		{ err: error, reference, route: event.route.id, method: event.request.method },
		'page failed'
	);
	return {
		message: `服务器内部出错，这个页面暂时打不开。请稍后重试；仍不行时，请把编号 ${reference} 告诉管理员。`
	};
};

const SENTENCES: Partial<Record<number, string>> = {
	404: '没有这个页面。请检查网址，或从总览重新进入。',
	405: '这个网址不接受这种请求。',
	413: '提交的内容太大。'
};
