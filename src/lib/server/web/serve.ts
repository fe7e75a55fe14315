/**
 * The server around the built pages: SvelteKit's own server cannot set headers on static files, check the host, or
 * say in Chinese why it could not start.
 */
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { type Config, ConfigError } from '../config.ts';
import { reportFailure, statusOfFailure } from './page-failure.ts';
import { FIXED_HEADERS, HardenedResponse, INERT_POLICY } from './headers.ts';
import { endIfSlow, readRest, SLOW_LINE } from './arrival.ts';
import { drain, refuseSent } from './refusals.ts';
import { acceptedHosts, hostOf, refuseUnmeantReaders } from './hosts.ts';

/** `build/handler.js` exports this: it answers a request, or calls `next` where it has nothing to say. */
export type Handler = (
	request: IncomingMessage,
	response: HardenedResponse,
	next: () => void
) => unknown;

export interface Listening {
	/** The pages are here, e.g. `http://127.0.0.1:3000`. */
	url: string;
	/** Stops accepting, lets running answers end (at most {@link GRACE_MS}), and resolves when all are closed. */
	close: () => Promise<void>;
}

/** A running answer may still take so long once the server was asked to stop. */
const GRACE_MS = 5_000;

/**
 * An idle connection is kept for longer than the 60 s for which nginx and most other proxies keep theirs: a form that a
 * proxy sends on a connection just closed here is answered with its 502. Node's own limit is 5 s.
 */
const IDLE_MS = 75_000;

/** Tells SvelteKit the scheme; always overwritten, so that no client can choose it. */
const SCHEME_HEADER = 'x-mingzhang-scheme';

/** Loads the built pages of `buildFolder`; their form checks then know under which origin they are reached. */
export async function loadHandler(buildFolder: string, config: Config): Promise<Handler> {
	if (config.origin === null) delete process.env.ORIGIN;
	else process.env.ORIGIN = config.origin;
	process.env.PROTOCOL_HEADER = SCHEME_HEADER;
	process.env.HOST_HEADER = '';
	process.env.BODY_SIZE_LIMIT = 'Infinity';
	const module: unknown = await import(pathToFileURL(join(buildFolder, 'handler.js')).href);
	return withoutLostFiles((module as { handler: Handler }).handler, join(buildFolder, 'client'));
}

/**
 * Passes over the files of `folder` that are gone since the start, as when a newer build was made meanwhile: sirv 3.0.2,
 * which answers with them, lists them once, and a file that then cannot be opened ends the process.
 */
export function withoutLostFiles(handler: Handler, folder: string): Handler {
	const listed = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }));
	return (request, response, next) => {
		const name = fileNameOf(request.url ?? '');
		if (listed.has(name) && !existsSync(join(folder, name))) return next();
		return handler(request, response, next);
	};
}

function fileNameOf(address: string): string {
	const [path = ''] = address.split('?');
	try {
		return decodeURI(path).slice(1);
	} catch {
		return path.slice(1);
	}
}

/**
 * Serves `handler` on the configured address.
 * @throws {ConfigError} where the address cannot be used: open to others unasked, port taken, not allowed, not of this machine.
 */
export async function listen(
	handler: Handler,
	config: Config,
	hasAccounts = false,
	times = SLOW_LINE
): Promise<Listening> {
	refuseUnmeantReaders(config, hasAccounts);
	const answer = answerWith(handler, config);
	const options = {
		ServerResponse: HardenedResponse,
		headersTimeout: times.head_ms,
		requestTimeout: times.files_ms,
		keepAliveTimeout: IDLE_MS,
		connectionsCheckingInterval: times.head_ms / 4
	};
	const server = createServer(options, (request, response) => {
		endIfSlow(request, response, times);
		readRest(request, response);
		answer(request, response);
	});
	server.on('clientError', refuseMalformed);
	await opened(server, config);
	return { url: urlOf(server, config), close: () => closed(server) };
}

function answerWith(handler: Handler, config: Config) {
	const accepted = acceptedHosts(config);
	return (request: IncomingMessage, response: HardenedResponse): void => {
		const host = hostOf(request.headers.host);
		if (host === null || !accepted.has(host)) {
			say(
				response,
				400,
				`此服务不接受这个主机名。请用 http://${config.host}:${config.port} 打开；若要用别的网址，请在启动时设置 ORIGIN。`
			);
			return;
		}
		request.headers[SCHEME_HEADER] = 'http';
		const refused = refuseSent(request, config);
		const answered = async () => {
			if (refused) {
				await drain(request);
				// What is still to come is no next request.
				if (!request.complete) response.setHeader('connection', 'close');
				say(response, refused.status, refused.sentence);
				return;
			}
			await handler(request, response, () => {
				say(response, 404, '没有这个页面。');
			});
		};
		answered().catch((error: unknown) => {
			const sentence = reportFailure(error, { method: request.method });
			if (response.headersSent) response.destroy();
			else say(response, statusOfFailure(error), sentence);
		});
	};
}

function say(response: HardenedResponse, status: number, sentence: string): void {
	response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
}

/** Statuses by Node's code of what is wrong. */
const MALFORMED: Readonly<Record<string, number>> = {
	HPE_HEADER_OVERFLOW: 431,
	ERR_HTTP_REQUEST_TIMEOUT: 408
};

/** Whoever goes on sending after a refusal, and never closes, has so long to read it. */
const REFUSED_MS = 1_000;

/** Bytes that are no HTTP request are answered without a request object: the head is written by hand. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
	if (error.code === 'ECONNRESET' || !socket.writable) return;
	const status = MALFORMED[error.code ?? ''] ?? 400;
	const headers = {
		...FIXED_HEADERS,
		'content-security-policy': INERT_POLICY,
		connection: 'close',
		'content-length': '0'
	};
	const head = Object.entries(headers)
		.map(([name, value]) => `${name}: ${value}\r\n`)
		.join('');
	socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n`);
	setTimeout(() => socket.destroy(), REFUSED_MS).unref();
}

function opened(server: Server, { host, port }: Config): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			reject(new ConfigError(whyNot(error, host, port)));
		});
		server.listen(port, host, resolve);
	});
}

function whyNot(error: NodeJS.ErrnoException, host: string, port: number): string {
	switch (error.code) {
		case 'EADDRINUSE':
			return `端口 ${port} 已被别的程序占用。请先停止那个程序，或换一个端口启动，例如 PORT=${port + 1} npm start。`;
		case 'EACCES':
			return `没有使用端口 ${port} 的权限。请换一个 1024 以上的端口，例如 PORT=3000 npm start。`;
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return `设置 HOST 的值“${host}”不是本机的地址。请改为 127.0.0.1（只限本机）或 0.0.0.0（所有网卡）。`;
		default:
			return `无法在 ${host}:${port} 启动服务（${error.code ?? error.message}）。请检查设置 HOST 和 PORT。`;
	}
}

function urlOf(server: Server, { host, port }: Config): string {
	const address = server.address();
	const actual = typeof address === 'object' && address !== null ? address.port : port;
	return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}

async function closed(server: Server): Promise<void> {
	const late = setTimeout(() => {
		server.closeAllConnections();
	}, GRACE_MS);
	await new Promise((resolve) => server.close(resolve));
	clearTimeout(late);
}
