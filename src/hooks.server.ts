import { log } from '#lib/server/log.ts';
import { isNarrowed } from '#lib/components/shell.ts';
import { carryChoice } from '#lib/server/web/carry-choice.ts';
import { hydratingRoutes } from '#lib/server/web/hydration.ts';
import { replay, storeResponse } from '#lib/server/web/stored-answer.ts';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { randomBytes } from 'node:crypto';

const hydrates = hydratingRoutes(
	import.meta.glob<{ csr?: boolean }>('./routes/**/+{page,layout}{,.server}.{ts,js}', {
		eager: true
	})
);

/**
 * Pages, their data and API lists are handed to the server around SvelteKit, which stores them; exports carry their own
 * time and are made anew. No loader streams, so a page is whole when `resolve` answers.
 */
export const handle: Handle = async ({ event, resolve }) => {
	const { request, route, platform, locals } = event;
	locals.hydrates = hydrates(route.id);
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => carryChoice(html, locals.choice ?? [], isNarrowed)
	});
	if (request.method !== 'GET' || response.status !== 200 || !isStored(route.id)) return response;
	const answer = await storeResponse(response);
	platform?.req.store?.(answer);
	const { status, headers, body } = replay(answer, Object.fromEntries(request.headers));
	return new Response(body, { status, headers });
};

function isStored(route: string | null): boolean {
	return route !== null && !route.startsWith('/exports');
}

/**
 * Tells a reader that a page failed unexpectedly. The log gets the error, the route (never the address, which may hold
 * what a reader typed) and a code that the page shows too.
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
