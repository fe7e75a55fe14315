/** Tells of each request who asks, before the page cache: what is stored is held against the reader there. */
import type { Sessions } from '../accounts/sessions.ts';
import type { CachingRequest } from './cached-pages.ts';
import { isPrefetch } from './prefetch.ts';
import type { Handler } from './serve.ts';

export function withReaders(handler: Handler, sessions: Sessions): Handler {
	return async (request: CachingRequest, response, next) => {
		request.reader = await readerOf(request, sessions);
		return handler(request, response, next);
	};
}

function readerOf(request: CachingRequest, sessions: Sessions) {
	if (isPrefetch(request)) return sessions.server();
	const key = keyOf(request);
	return key === null ? sessions.readerOf(request.headers.cookie) : sessions.readerOfKey(key);
}

/** A key opens lists and exports alone, and no page: its session would be of no person. */
function keyOf({ headers, url }: CachingRequest): string | null {
	const key = /^Bearer\s+(\S{1,200})$/i.exec(headers.authorization ?? '')?.[1];
	return key !== undefined && /^\/(?:api|exports)\//.test(url ?? '') ? key : null;
}
