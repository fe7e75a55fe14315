import type { Handle, HandleServerError } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { appearanceIn } from '#lib/catalogue/appearance.ts';
import { PagePieces } from '#lib/charts/page-pieces.ts';
import { isNarrowed } from '#lib/components/shell.ts';
import { ANONYMOUS, AT_HOME } from '#lib/server/accounts/reader.ts';
import { answerAsOf } from '#lib/server/request/as-of.ts';
import type { AnswerSubject } from '#lib/server/web/cached-pages.ts';
import { hydratingRoutes } from '#lib/server/web/hydration.ts';
import { reportFailure, statusOfFailure } from '#lib/server/web/page-failure.ts';
import { compressFor, replay, storeAnswer } from '#lib/server/web/stored-answer.ts';
import { subjectOf } from '#lib/server/web/subject.ts';
import { turnedAway, unanswered } from '#lib/server/web/turned-away.ts';
import { writtenPage } from '#lib/server/web/written-page.ts';

const hydrates = hydratingRoutes(
	import.meta.glob<{ csr?: boolean }>('./routes/**/+{page,layout}{,.server}.{ts,js}')
);

const knowReader: Handle = async ({ event, resolve }) => {
	const { request, route, params, url, platform, locals } = event;
	locals.hydrates = await hydrates(route.id);
	locals.appearance = appearanceIn(request.headers.get('cookie') ?? '');
	// The development server knows no readers, and is reached from this machine alone.
	locals.reader = platform ? (platform.req.reader ?? ANONYMOUS) : AT_HOME;
	if (holdsNul(url))
		return unanswered(event, 400, 'bad_address', '网址里有空字符（%00），不能打开。');
	locals.subject = await subjectOf(locals.reader, { route: route.id, params, url });
	return resolve(event);
};

/** No address of ours holds one, and PostgreSQL fails at it. */
function holdsNul({ pathname, searchParams }: URL): boolean {
	return pathname.includes('%00') || searchParams.toString().includes('%00');
}

/** Nothing is answered before it is decided that whoever asks may have it. */
const refuseOthers: Handle = async ({ event, resolve }) =>
	(await turnedAway(event, event.locals.subject)) ?? resolve(event);

/**
 * Pages, their data and API lists are handed to the server around SvelteKit, which stores them; exports carry their own
 * time and are made anew. No loader streams, so a page is whole when `resolve` answers.
 */
const storeAnswers: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { request, route, platform, locals } = event;
	if (locals.subject.rule?.isPersonal) {
		response.headers.set('cache-control', 'private, no-store');
		const { page } = locals;
		return page && request.method === 'GET'
			? compressed(response, page, request.headers)
			: response;
	}
	const isStored = isOfData(route.id, locals.subject) && !route.id?.startsWith('/exports');
	if (request.method !== 'GET' || response.status !== 200 || !isStored) return response;
	const bytes = locals.page ?? new Uint8Array(await response.arrayBuffer());
	const stored = await storeAnswer(response.headers, bytes);
	platform?.req.store?.(stored, locals.subject);
	const { status, headers, body } = replay(stored, Object.fromEntries(request.headers));
	return new Response(body && streamOf(body), { status, headers });
};

/** Answers `as_of` from the ledger as it was then, once it is decided that the reader may see what the address told of then. */
const answerAsAsked: Handle = async ({ event, resolve }) => {
	const { route, params, url, locals } = event;
	const asOf = url.searchParams.get('as_of') ?? '';
	if (asOf === '' || !isOfData(route.id, locals.subject)) return resolve(event);
	const made = await answerAsOf(asOf, async () => {
		const then = await subjectOf(locals.reader, { route: route.id, params, url });
		locals.subject = ofBoth(locals.subject, then);
		return (await turnedAway(event, locals.subject)) ?? resolve(event);
	});
	return 'problem' in made ? unanswered(event, 400, 'bad_parameter', made.problem) : made.answer;
};

const writePage: Handle = async ({ event, resolve }) => {
	const { locals } = event;
	locals.pieces = new PagePieces();
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => {
			// As bytes at once: the text, twice as large, would stay until the collector looks at all that lives.
			locals.page = writtenPage(html, locals, isNarrowed);
			// Of the page itself SvelteKit would make a hash, character by character, and bytes that are read back here.
			return '';
		}
	});
	return locals.page ? withBody(response, locals.page) : response;
};

export const handle = sequence(knowReader, refuseOthers, storeAnswers, answerAsAsked, writePage);

function withBody({ status, headers }: Response, body: Buffer<ArrayBuffer>): Response {
	const own = new Headers(headers);
	own.set('content-length', String(body.byteLength));
	// That of the empty page.
	own.delete('etag');
	return new Response(streamOf(body), { status, headers: own });
}

/**
 * A page of one reader is compressed at each request, and kept nowhere. The answer to a form is not: it may show a first
 * password beside what was typed, and the length of both compressed together would tell of it (BREACH). No page that is
 * asked for holds a secret; the session is in a cookie alone.
 */
async function compressed(
	response: Response,
	page: Buffer<ArrayBuffer>,
	asked: Headers
): Promise<Response> {
	const bytes = await compressFor(asked.get('accept-encoding'), page);
	response.headers.set('vary', 'accept-encoding');
	if (!bytes) return response;
	response.headers.set('content-encoding', 'gzip');
	response.headers.set('content-length', String(bytes.byteLength));
	return new Response(streamOf(bytes), response);
}

/** The bytes as a stream: given them as they are, a response makes two copies and holds them as long as the request lasts. */
function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
	return new ReadableStream({
		start: (controller) => {
			controller.enqueue(bytes);
			controller.close();
		}
	});
}

/** A code may have named another department then, where the jurisdiction had filed nothing yet. */
function ofBoth({ rule, shown }: AnswerSubject, then: AnswerSubject): AnswerSubject {
	if (shown === 'all' || then.shown === 'all') return { rule, shown: 'all' };
	return { rule, shown: [...shown, ...then.shown] };
}

/** Pages of accounts tell of no data version. */
function isOfData(route: string | null, { rule }: AnswerSubject): boolean {
	return route !== null && rule?.isPersonal !== true;
}

/**
 * Tells a reader that a page failed unexpectedly. The log gets the error, the route (never the address, which may hold
 * what a reader typed) and a code that the page shows too.
 */
export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status < 500) return { message: SENTENCES[status] ?? '无法回答这个请求，请检查网址后重试。' };
	if (event.platform) event.platform.req.failed = statusOfFailure(error);
	return { message: reportFailure(error, { route: event.route.id, method: event.request.method }) };
};

const SENTENCES: Partial<Record<number, string>> = {
	404: '没有这个页面。请检查网址，或从总览重新进入。',
	405: '这个网址不接受这种请求。',
	413: '提交的内容太大。'
};
