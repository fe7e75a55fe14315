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
	body?: string | Buffer;
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

/** Without an origin, as from the server's own page; without a cookie, as nobody. */
export interface Sender {
	origin?: string;
	cookie?: string;
}

/** Sends a form of fields as a page of the server at `baseUrl` would. */
export function sendForm(
	baseUrl: string,
	path: string,
	fields: Record<string, string> = {},
	sender: Sender = {}
): Promise<Answer> {
	const body = new URLSearchParams(fields).toString();
	return post(baseUrl, path, { type: 'application/x-www-form-urlencoded', body }, sender);
}

/** As {@link sendForm}, a form of files. */
export function sendFiles(
	baseUrl: string,
	path: string,
	files: Record<string, string | Buffer>,
	sender: Sender = {}
): Promise<Answer> {
	return post(baseUrl, path, formOfFiles(files), sender);
}

interface Form {
	type: string;
	body: string | Buffer;
}

/** A form of files by their names; one without name and content is what a browser sends where none was chosen. */
export function formOfFiles(files: Record<string, string | Buffer>): Form & { body: Buffer } {
	const parts = Object.entries(files).flatMap(([name, content]) => [
		`--b\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`,
		content,
		'\r\n'
	]);
	const body = Buffer.concat([...parts, '--b--\r\n'].map((part) => Buffer.from(part)));
	return { type: 'multipart/form-data; boundary=b', body };
}

function post(
	baseUrl: string,
	path: string,
	{ type, body }: Form,
	{ origin = baseUrl, cookie = '' }: Sender
): Promise<Answer> {
	const headers = { origin, accept: 'text/html', 'content-type': type, cookie };
	return ask(baseUrl, path, { method: 'POST', headers, body });
}
