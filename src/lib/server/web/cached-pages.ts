/**
 * Answers pages from the cache before SvelteKit sees the request: that takes a twentieth of the time. SvelteKit's
 * `handle` hook hands back, through the request, what may be stored.
 */
import { appearanceIn } from '#lib/catalogue/appearance.ts';
import { VersionedCache } from '../cache.ts';
import { ANONYMOUS, type Reader } from '../accounts/reader.ts';
import { decide, type RouteRule, type Shown } from './access.ts';
import { canonicalAddress } from '../request/address.ts';
import type { FailingRequest } from './headers.ts';
import type { HeldVersion } from './held-version.ts';
import type { Handler } from './serve.ts';
import { replay, sizeOf, type StoredAnswer } from './stored-answer.ts';

/** Bytes of stored pages, compressed: some three hundred pages. */
const BUDGET = 12 * 1024 * 1024;
/** Forms at these addresses change nothing that a kept page shows: a hand-in is stored later, by a process of its own. */
const SHOWN_NOWHERE = /^\/(?:hand-in|login|account|users|appearance)(?:[/?]|$)/;

/** An answer larger than this is sent and forgotten. */
const LARGEST = 4 * 1024 * 1024;

/** The circumstances of a stored answer; a later request must match them. */
export interface AnswerSubject {
	rule: RouteRule | undefined;
	shown: Shown;
}

/** A request that knows who asks, and on which the hook leaves the answer that it made, for later readers. */
export interface CachingRequest extends FailingRequest {
	reader?: Reader;
	store?: (answer: StoredAnswer, subject: AnswerSubject) => void;
}

/** Where the data version cannot be told, the handler says what is wrong. */
export function withCachedPages(handler: Handler, version: HeldVersion, budget = BUDGET): Handler {
	const pages = new VersionedCache<{ answer: StoredAnswer; subject: AnswerSubject }>(
		budget,
		LARGEST
	);
	return async (request: CachingRequest, response, next) => {
		if (request.method === 'POST' && !SHOWN_NOWHERE.test(request.url ?? ''))
			response.once('finish', () => version.release());
		const now = request.method === 'GET' ? await version.now().catch(() => null) : null;
		if (now === null) return handler(request, response, next);
		// The path and the query: one answer, whatever name the host was asked by, for all who may look as far,
		// are led to the same forms and chose light or dark alike: its validator is made of its bytes, so a browser never takes one for the other.
		request.url = canonicalAddress(request.url ?? '');
		const reader = request.reader ?? ANONYMOUS;
		const appearance = appearanceIn(request.headers.cookie);
		const key = `${reader.sight} ${reader.decides} ${appearance} ${request.url}`;
		const stored = pages.get(now, key);
		if (stored && isAllowed(reader, stored.subject)) {
			const { status, headers, body } = replay(stored.answer, request.headers);
			response.writeHead(status, headers).end(body);
			return;
		}
		request.store = (answer, subject) => {
			pages.set(now, key, { answer, subject }, sizeOf(answer));
		};
		return handler(request, response, next);
	};
}

function isAllowed(reader: Reader, { rule, shown }: AnswerSubject): boolean {
	return decide(reader, rule, shown, 'GET') === 'allowed';
}
