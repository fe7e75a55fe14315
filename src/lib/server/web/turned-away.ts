/** Decides on a request whether whoever asks may have the answer, and says where not: as a page, or as the API words it. */
import { error, json, redirect, type RequestEvent } from '@sveltejs/kit';
import { decide, isOneOfOwn, type Verdict } from './access.ts';
import type { AnswerSubject } from './cached-pages.ts';
import { writtenIn } from './forms.ts';

/** Null where the answer may be given; else the refusal of the API. @throws the redirect, or the refusal of a page */
export async function turnedAway(
	event: RequestEvent,
	subject: AnswerSubject
): Promise<Response | null> {
	const verdict = decideOn(event, subject);
	if (verdict === 'allowed') return null;
	if (verdict === 'sign_in' && event.request.method === 'POST') {
		await refuseSignedOut(event.request);
	}
	return refusal(event, subject, verdict);
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
	if (isApi) return unanswered({ route }, STATUS[verdict], verdict, SENTENCES[verdict]);
	if (verdict === 'sign_in') {
		const asked = url.pathname + url.search;
		redirect(303, asked === '/' ? '/login' : `/login?next=${encodeURIComponent(asked)}`);
	}
	const isAtOwnStart = verdict === 'refused' && route.id === '/' && locals.reader.own !== null;
	if (isAtOwnStart) redirect(303, '/tasks');
	if (verdict === 'change_password') redirect(303, '/account');
	const isShared = verdict === 'refused' && isOneOfOwn(locals.reader, shown);
	error(STATUS[verdict], isShared ? SHARED : SENTENCES[verdict]);
}

/**
 * Whoever was signed out while filling in a form gets back what was written, since the way through 登录 would lose it: in the
 * sentence itself, for SvelteKit shows nothing else of a refusal that comes before the page.
 */
async function refuseSignedOut(request: Request): Promise<never> {
	const written = await writtenIn(request);
	const lines = written.map(({ name, texts }) => `${name}：${texts.join('\n')}`);
	error(STATUS.sign_in, [SIGNED_OUT, ...(lines.length > 0 ? [TO_COPY, ...lines] : [])].join('\n'));
}

/** The reason for which there is no answer, as the API words it. @throws the same as a page for any other address */
export function unanswered(
	{ route }: Pick<RequestEvent, 'route'>,
	status: number,
	code: string,
	message: string
): Response {
	if (route.id?.startsWith('/api/')) return json({ error: { code, message } }, { status });
	error(status, message);
}

const SIGNED_OUT =
	'登录已过期，或已在别处退出，这个表单没有办理。请登录后重新打开那一页再填；文件要重新选择。';

const TO_COPY = '刚才填写的，可以先复制下来：';

/** A department's figures may come from a table that the bureau keeps for all. */
const SHARED = '这份原件还载有其他部门的数据，您的账户不能打开。需要核对时，请与绩效科联系。';

const STATUS = { sign_in: 401, change_password: 403, refused: 403, no_form: 405 } as const;

const SENTENCES: Record<Exclude<Verdict, 'allowed'>, string> = {
	sign_in: '请先登录。',
	change_password: '请先登录网页，把初始密码改为自己的密码。',
	refused: '您的账户无权查看这项内容。需要查看时，请与绩效科或管理员联系。',
	no_form: '这个网址不接受这种请求。'
};
