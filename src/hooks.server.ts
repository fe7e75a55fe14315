import { appearanceIn, type Appearance } from '#lib/catalogue/appearance.ts';
import { isNarrowed } from '#lib/components/shell.ts';
import { carryChoice } from '#lib/server/web/carry-choice.ts';
import { removeHydrationComments } from '#lib/server/web/hydration-comments.ts';
import { hydratingRoutes } from '#lib/server/web/hydration.ts';
import { ANONYMOUS, AT_HOME } from '#lib/server/accounts/reader.ts';
import { decide, isOneOfOwn, type Verdict } from '#lib/server/web/access.ts';
import type { AnswerSubject } from '#lib/server/web/cached-pages.ts';
import { answerAsOf } from '#lib/server/request/as-of.ts';
import { subjectOf } from '#lib/server/web/subject.ts';
import { reportFailure } from '#lib/server/web/page-failure.ts';
import { writtenIn } from '#lib/server/web/forms.ts';
import { replay, storeAnswer } from '#lib/server/web/stored-answer.ts';
import {
	error,
	json,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent
} from '@sveltejs/kit';

const hydrates = hydratingRoutes(
	import.meta.glob<{ csr?: boolean }>('./routes/**/+{page,layout}{,.server}.{ts,js}')
);

/**
 * Nothing is answered before it is decided that whoever asks may have it.
 * Pages, their data and API lists are handed to the server around SvelteKit, which stores them; exports carry their own
 * time and are made anew. No loader streams, so a page is whole when `resolve` answers.
 */
export const handle: Handle = async ({ event, resolve }) => {
	const { request, route, platform, locals } = event;
	locals.hydrates = await hydrates(route.id);
	locals.appearance = appearanceIn(request.headers.get('cookie') ?? '');
	// The development server knows no readers, and is reached from this machine alone.
	locals.reader = platform ? (platform.req.reader ?? ANONYMOUS) : AT_HOME;
	let subject = await subjectNow(event);
	const verdict = decideOn(event, subject);
	if (verdict === 'sign_in' && request.method === 'POST') await refuseSignedOut(request);
	if (verdict !== 'allowed') return refusal(event, subject, verdict);
	const written: { page?: string } = {};
	const answer = async () =>
		resolve(event, {
			transformPageChunk: ({ html }) => {
				const markup = locals.hydrates ? html : removeHydrationComments(html);
				const shown = withAppearance(markup, locals.appearance);
				written.page = carryChoice(shown, locals.choice ?? [], isNarrowed);
				// Of the page itself SvelteKit would make a hash, character by character, and bytes that are read back here.
				return '';
			}
		});
	const asOf = event.url.searchParams.get('as_of');
	const isFormer = asOf !== null && asOf !== '' && isOfData(route.id, subject);
	const answerThen = async () => {
		subject = ofBoth(subject, await subjectNow(event));
		const again = decideOn(event, subject);
		return again === 'allowed' ? answer() : refusal(event, subject, again);
	};
	const made = isFormer ? await answerAsOf(asOf, answerThen) : { answer: await answer() };
	if ('problem' in made) return unanswered(event, 400, 'bad_parameter', made.problem);
	const response = made.answer;
	if (subject.rule?.isPersonal) response.headers.set('cache-control', 'private, no-store');
	if (request.method !== 'GET' || response.status !== 200 || !isStored(route.id, subject)) {
		return written.page === undefined ? response : withBody(response, written.page);
	}
	const stored = await storeAnswer(response.headers, await takeBytes(response, written));
	platform?.req.store?.(stored, subject);
	const { status, headers, body } = replay(stored, Object.fromEntries(request.headers));
	return new Response(body, { status, headers });
};

/** The page is not kept while its bytes are compressed: a text of half a megabyte would grow old, and is then dear to collect. */
async function takeBytes(response: Response, written: { page?: string }) {
	if (written.page === undefined) return new Uint8Array(await response.arrayBuffer());
	const bytes = Buffer.from(written.page);
	delete written.page;
	return bytes;
}

function withBody({ status, headers }: Response, page: string): Response {
	const own = new Headers(headers);
	const body = Buffer.from(page);
	own.set('content-length', String(body.byteLength));
	// That of the empty page.
	own.delete('etag');
	return new Response(body, { status, headers: own });
}

/** The choice of light or dark is an attribute of the root, which style sheets ask for; without one the page is as it is. */
function withAppearance(html: string, appearance: Appearance): string {
	if (appearance === 'system') return html;
	return html.replace('<html ', `<html data-appearance="${appearance}" `);
}

function subjectNow({ route, params, url, locals }: RequestEvent): Promise<AnswerSubject> {
	return subjectOf(locals.reader, { route: route.id, params, url });
}

/** A code may have named another department then, where the jurisdiction had filed nothing yet. */
function ofBoth({ rule, shown }: AnswerSubject, then: AnswerSubject): AnswerSubject {
	if (shown === 'all' || then.shown === 'all') return { rule, shown: 'all' };
	return { rule, shown: [...shown, ...then.shown] };
}

/** That there is no such page is said to whoever may come in at all. */
function decideOn(
	{ route, locals, request, url }: RequestEvent,
	{ rule, shown }: AnswerSubject
): Verdict {
	if (route.id === null && locals.reader.sight !== 'none') return 'allowed';
	return decide(locals.reader, rule, shown, request.method, actionIn(url));
}

/** As SvelteKit names it: the first parameter that begins with a slash; empty for none. */
function actionIn({ searchParams }: URL): string {
	return [...searchParams.keys()].find((name) => name.startsWith('/'))?.slice(1) ?? '';
}

function refusal(
	{ route, url, locals }: RequestEvent,
	{ shown }: AnswerSubject,
	verdict: Exclude<Verdict, 'allowed'>
): Response {
	const isApi = route.id?.startsWith('/api/') ?? false;
	if (verdict === 'sign_in' && !isApi) {
		const asked = url.pathname + url.search;
		redirect(303, asked === '/' ? '/login' : `/login?next=${encodeURIComponent(asked)}`);
	}
	if (isApi) return unanswered({ route }, STATUS[verdict], verdict, REFUSALS[verdict]);
	const isAtOwnStart = verdict === 'refused' && route.id === '/' && locals.reader.own !== null;
	if (isAtOwnStart) redirect(303, '/tasks');
	if (verdict === 'change_password') redirect(303, '/account');
	const isShared = verdict === 'refused' && isOneOfOwn(locals.reader, shown);
	error(STATUS[verdict], isShared ? SHARED : REFUSALS[verdict]);
}

/** Whoever was signed out while filling in a form gets back what was written, since the way through 登录 would lose it. */
async function refuseSignedOut(request: Request): Promise<never> {
	error(STATUS.sign_in, { message: SIGNED_OUT, written: await writtenIn(request) });
}

const SIGNED_OUT =
	'登录已过期，或已在别处退出，这个表单没有办理。请登录后重新打开那一页再填；文件要重新选择。';

/** A refusal as the API words it, or as a page. */
function unanswered(
	{ route }: Pick<RequestEvent, 'route'>,
	status: number,
	code: string,
	message: string
): Response {
	if (route.id?.startsWith('/api/')) return json({ error: { code, message } }, { status });
	error(status, message);
}

/** A department's figures may come from a table that the bureau keeps for all. */
const SHARED = '这份原件还载有其他部门的数据，您的账户不能打开。需要核对时，请与绩效科联系。';

const STATUS = { sign_in: 401, change_password: 403, refused: 403, no_form: 405 } as const;

const REFUSALS: Record<Exclude<Verdict, 'allowed'>, string> = {
	sign_in: '请先登录。',
	change_password: '请先登录网页，把初始密码改为自己的密码。',
	refused: '您的账户无权查看这项内容。需要查看时，请与绩效科或管理员联系。',
	no_form: '这个网址不接受这种请求。'
};

/** Exports are not stored, since they carry the time at which they were made. */
function isStored(route: string | null, subject: AnswerSubject): boolean {
	return isOfData(route, subject) && !route?.startsWith('/exports');
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
	return { message: reportFailure(error, { route: event.route.id, method: event.request.method }) };
};

const SENTENCES: Partial<Record<number, string>> = {
	404: '没有这个页面。请检查网址，或从总览重新进入。',
	405: '这个网址不接受这种请求。',
	413: '提交的内容太大。'
};
