/**
 * Answers pages from the cache before SvelteKit sees the request: that takes a twentieth of the time. SvelteKit's
 * `handle` hook hands back, through the request, what may be stored.
 */
import type { IncomingMessage } from 'node:http';
import { VersionedCache } from '../cache.ts';
import { canonicalAddress } from './address.ts';
import type { Handler } from './serve.ts';
import { replay, sizeOf, type StoredAnswer } from './stored-answer.ts';

/** Bytes of stored pages, plain and compressed. */
const BUDGET = 64 * 1024 * 1024;
/** An answer larger than this is sent and forgotten. */
const LARGEST = 8 * 1024 * 1024;

/** A request on which the hook leaves the answer that it made, for later readers. */
export interface CachingRequest extends IncomingMessage {
	store?: (answer: StoredAnswer) => void;
}

/** `version` tells the data version as it is now; where it fails, the handler says what is wrong. */
export function withCachedPages(
	handler: Handler,
	version: () => Promise<number>,
	budget = BUDGET
): Handler {
	const pages = new VersionedCache<StoredAnswer>(budget, LARGEST);
	return async (request: CachingRequest, response, next) => {
		const now = request.method === 'GET' ? await version().catch(() => null) : null;
		if (now === null) return handler(request, response, next);
		// The path and the query: one answer, whatever name the host was asked by.
		const key = canonicalAddress(request.url ?? '');
		request.url = key;
		const stored = pages.get(now, key);
		if (stored) {
			const { status, headers, body } = replay(stored, request.headers);
			response.writeHead(status, headers).end(body);
			return;
		}
		request.store = (answer) => {
			pages.set(now, key, answer, sizeOf(answer));
		};
		return handler(request, response, next);
	};
}
