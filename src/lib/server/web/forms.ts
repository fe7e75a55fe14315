/** Shared by the forms of accounts: the fields as typed, the cookies to send, the page to go on to. */
import { error, type Cookies, type RequestEvent } from '@sveltejs/kit';
import type { SentCookie } from '../accounts/auth.ts';

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
	return (name) => {
		const value = data.get(name);
		return typeof value === 'string' ? value : '';
	};
}

/** The part of the request that the library needs. */
export function senderOf({ request, getClientAddress }: RequestEvent) {
	return { request, client: getClientAddress() };
}

export function sendCookies(cookies: Cookies, sent: readonly SentCookie[]): void {
	for (const { name, value, attributes } of sent) cookies.set(name, value, attributes);
}

/** A path of this site, so that a link cannot lead elsewhere through the sign-in page. */
export function ownPath(asked: string | null, origin: string): string {
	if (!asked?.startsWith('/') || !URL.canParse(asked, origin)) return '/';
	const { origin: led, pathname, search } = new URL(asked, origin);
	return led === origin ? pathname + search : '/';
}
