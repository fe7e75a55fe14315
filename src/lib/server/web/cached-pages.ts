/**
 * Answers pages from the cache before SvelteKit sees the request: that takes a twentieth of the time. SvelteKit's
 * hook hands back, through the request, what may be kept.
 */
import type { IncomingMessage } from 'node:http';
import { canonicalAddress } from './address.ts';
import { type KeptAnswer, PageCache, replay } from './page-cache.ts';
import type { Handler } from './serve.ts';

/** A request on which the hook leaves the answer that it made, for the readers to come. */
export interface KeepingRequest extends IncomingMessage {
	keep?: (answer: KeptAnswer) => void;
}

/** `version` tells the data version as it is now; where it fails, the handler says what is wrong. */
export function withKeptPages(
	handler: Handler,
	version: () => Promise<number>,
	cache = new PageCache()
): Handler {
	return async (request: KeepingRequest, response, next) => {
		const now = request.method === 'GET' ? await version().catch(() => null) : null;
		if (now === null) return handler(request, response, next);
		// The path and the query: one answer, whatever name the host was asked by.
		const key = canonicalAddress(request.url ?? '');
		request.url = key;
		const kept = cache.find(now, key);
		if (kept) {
			const { status, headers, body } = replay(kept, request.headers);
			response.writeHead(status, headers).end(body);
			return;
		}
		request.keep = (answer) => {
			cache.keep(now, key, answer);
		};
		return handler(request, response, next);
	};
}
