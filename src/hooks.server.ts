import { isNarrowed } from '#lib/components/shell.ts';
import { carryChoice } from '#lib/server/web/carry-choice.ts';
import { hydratingRoutes } from '#lib/server/web/hydration.ts';
import {
	ANONYMOUS,
	decide,
	isOneOfOwn,
	ROUTE_RULES,
	SINGLE,
	type Verdict
} from '#lib/server/web/access.ts';
import type { AnswerSubject } from '#lib/server/web/cached-pages.ts';
import { ledger } from '#lib/server/web/reader.ts';
import { shownBy } from '#lib/server/web/shown.ts';
import { apologise } from '#lib/server/web/apology.ts';
import { replay, storeResponse } from '#lib/server/web/stored-answer.ts';
import {
	error,
	json,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent
} from '@sveltejs/kit';

const hydrates = hydratingRoutes(
	import.meta.glob<{ csr?: boolean }>('./routes/**/+{page,layout}{,.server}.{ts,js}', {
		eager: true
	})
);

/**
 * Nothing is answered before it is decided that whoever asks may have it.
 * Pages, their data and API lists are handed to the server around SvelteKit, which stores them; exports carry their own
 * time and are made anew. No loader streams, so a page is whole when `resolve` answers.
 */
export const handle: Handle = async ({ event, resolve }) => {
	const { request, route, platform, locals } = event;
	locals.hydrates = hydrates(route.id);
	// The development server knows no readers, and is reached from this machine alone.
	locals.reader = platform ? (platform.req.reader ?? ANONYMOUS) : SINGLE;
	const subject = await subjectOf(event);
	const verdict = decideOn(event, subject);
	if (verdict !== 'allowed') return refusal(event, subject, verdict);
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => carryChoice(html, locals.choice ?? [], isNarrowed)
	});
	if (subject.rule?.isPersonal) response.headers.set('cache-control', 'private, no-store');
	if (request.method !== 'GET' || response.status !== 200 || !isStored(route.id, subject)) {
		return response;
	}
	const answer = await storeResponse(response);
	platform?.req.store?.(answer, subject);
	const { status, headers, body } = replay(answer, Object.fromEntries(request.headers));
	return new Response(body, { status, headers });
};

async function subjectOf({ route, params, url, locals }: RequestEvent): Promise<AnswerSubject> {
	const rule = route.id === null ? undefined : ROUTE_RULES[route.id];
	// For those who read all it makes no difference, and theirs are answers of their own.
	const isAsked = rule && locals.reader.own !== null;
	return {
		rule,
		shown: isAsked ? await shownBy(ledger(), { route: route.id, params, url }) : 'all'
	};
}

/** That there is no such page is said to whoever may come in at all. */
function decideOn(
	{ route, locals, request }: RequestEvent,
	{ rule, shown }: AnswerSubject
): Verdict {
	if (route.id === null && locals.reader.sight !== 'none') return 'allowed';
	return decide(locals.reader, rule, shown, request.method);
}

function refusal(
	{ route, url, locals }: RequestEvent,
	{ shown }: AnswerSubject,
	verdict: Exclude<Verdict, 'allowed'>
): Response {
	if (route.id?.startsWith('/api/')) {
		const body = { error: { code: verdict, message: REFUSALS[verdict] } };
		return json(body, { status: STATUS[verdict] });
	}
	if (verdict === 'sign_in') {
		const asked = url.pathname + url.search;
		redirect(303, asked === '/' ? '/login' : `/login?next=${encodeURIComponent(asked)}`);
	}
	const isAtOwnStart = verdict === 'refused' && route.id === '/' && locals.reader.own !== null;
	if (verdict === 'change_password' || isAtOwnStart) redirect(303, '/account');
	const isShared = verdict === 'refused' && isOneOfOwn(locals.reader, shown);
	error(STATUS[verdict], isShared ? SHARED : REFUSALS[verdict]);
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

function isStored(route: string | null, { rule }: AnswerSubject): boolean {
	return route !== null && !route.startsWith('/exports') && rule?.isPersonal !== true;
}

/**
 * Tells a reader that a page failed unexpectedly. The log gets the error, the route (never the address, which may hold
 * what a reader typed) and a code that the page shows too.
 */
export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status < 500) return { message: SENTENCES[status] ?? '无法回答这个请求，请检查网址后重试。' };
	return { message: apologise(error, { route: event.route.id, method: event.request.method }) };
};

const SENTENCES: Partial<Record<number, string>> = {
	404: '没有这个页面。请检查网址，或从总览重新进入。',
	405: '这个网址不接受这种请求。',
	413: '提交的内容太大。'
};
