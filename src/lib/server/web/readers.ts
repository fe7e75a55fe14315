/** Tells of each request who asks, before the page cache: what is stored is held against the reader there. */
import type { Sessions } from '../accounts/sessions.ts';
import type { CachingRequest } from './cached-pages.ts';
import { isPrefetch } from './prefetch.ts';
import type { Handler } from './serve.ts';

export function withReaders(handler: Handler, sessions: Sessions): Handler {
	return async (request: CachingRequest, response, next) => {
		request.reader = await (isPrefetch(request)
			? sessions.server()
			: sessions.readerOf(request.headers.cookie));
		return handler(request, response, next);
	};
}
