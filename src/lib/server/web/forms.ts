/** Shared by the forms of all pages: the fields as typed, the cookies to send, the page to go on to. */
import { error, type Cookies, type RequestEvent } from '@sveltejs/kit';
import type { SentCookie } from '../accounts/auth.ts';
import { RefusedError } from '../refused-error.ts';

/** Reads the form that was sent. What is none, or is cut off, is refused in a sentence. */
export async function formOf(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch {
		error(400, '收到的不是完整的表单，没有办理；请回到页面重新提交。');
	}
}

/** Reads a text field of a form that was sent; empty where it is missing or is a file. */
export function fieldsOf(data: FormData): (name: string) => string {
	return (name) => textOf(data.get(name));
}

/** All texts of a field that is repeated; empty for a file. */
export function textsIn(data: FormData, name: string): string[] {
	return data.getAll(name).map(textOf);
}

/**
 * With the line breaks that a page put into the form, each of which a browser sends as CR LF; without NUL, which no browser
 * lets anybody type and PostgreSQL cannot store.
 */
function textOf(value: FormDataEntryValue | null): string {
	return typeof value === 'string' ? value.replaceAll('\0', '').replaceAll('\r\n', '\n') : '';
}

/** The number of a thing or a count, as a page put it into its form; 0, which is none's, for anything else. */
export function numberOf(text: string): number {
	return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** @throws RefusedError where the text is no year */
export function yearOf(text: string): number {
	if (!/^(?:199|20\d)\d$/.test(text)) throw new RefusedError('年度应为四位数字，如 2026。');
	return Number(text);
}

/** The texts of every field, as typed. */
export function textsOf(data: FormData): Record<string, string[]> {
	return Object.fromEntries([...new Set(data.keys())].map((name) => [name, textsIn(data, name)]));
}

/** The fields that people write into, by what they are called where a form could not be taken. */
const WRITTEN_FIELDS = {
	text: '问题或说明',
	printed: '更正为',
	score: '复评得分',
	reason: '理由',
	due_on: '期限',
	size: '家数',
	seed: '随机种子',
	codes: '部门编码',
	username: '用户名',
	name: '姓名',
	purpose: '用途'
};

interface WrittenField {
	name: string;
	texts: string[];
}

/** The texts that a person wrote into a form of fields; none of a form with files, which is not read. */
export async function writtenIn(request: Request): Promise<WrittenField[]> {
	const type = request.headers.get('content-type') ?? '';
	if (!type.startsWith('application/x-www-form-urlencoded')) return [];
	const data = await formOf(request);
	return Object.entries(WRITTEN_FIELDS)
		.map(([field, name]) => ({ name, texts: textsIn(data, field).filter((text) => text !== '') }))
		.filter(({ texts }) => texts.length > 0);
}

/** The part of the request that signing in and out needs. */
export function signInRequest({ request, getClientAddress }: RequestEvent) {
	return { request, client: getClientAddress() };
}

export function sendCookies(cookies: Cookies, sent: readonly SentCookie[]): void {
	for (const { name, value, attributes } of sent) cookies.set(name, value, attributes);
}

/** A path of this site, so that a link cannot lead elsewhere through the sign-in page. */
export function ownPath(asked: string | null, origin: string): string {
	if (!asked?.startsWith('/') || !URL.canParse(asked, origin)) return '/';
	const { origin: led, pathname, search } = new URL(asked, origin);
	// The path of `/..//host` is `//host`, which a browser would take for another site.
	return led === origin && !pathname.startsWith('//') ? pathname + search : '/';
}
