/** Plain requests, for what a browser would hide: any host, any path, every header. */
import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface Asking {
	/** GET unless told. */
	method?: string;
	headers?: Record<string, string>;
	body?: string;
}

/** Requests `path` exactly as written from the server at `baseUrl`. */
export function ask(
	baseUrl: string,
	path: string,
	{ body, ...asking }: Asking = {}
): Promise<Answer> {
	const { hostname, port } = new URL(baseUrl);
	return new Promise((resolve, reject) => {
		request({ ...asking, hostname, port, path, agent: false }, (response) => {
			text(response).then((answered) => {
				resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answered });
			}, reject);
		})
			.on('error', reject)
			.end(body);
	});
}

/** Sends a form of fields as a page of the server at `baseUrl` would. */
export function sendForm(
	baseUrl: string,
	path: string,
	fields: Record<string, string>,
	headers: { origin: string; cookie: string }
): Promise<Answer> {
	return ask(baseUrl, path, {
		method: 'POST',
		headers: {
			accept: 'text/html',
			'content-type': 'application/x-www-form-urlencoded',
			...headers
		},
		body: new URLSearchParams(fields).toString()
	});
}
