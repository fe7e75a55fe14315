import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { NEWER, StoreError } from '#lib/server/ledger/connection/errors.ts';
import { FIXED_HEADERS, type FailingRequest } from '#lib/server/web/headers.ts';
import { type Handler, listen, type Listening, withoutLostFiles } from '#lib/server/web/serve.ts';
import { log } from '#lib/server/log.ts';
import { statusOfFailure } from '#lib/server/web/page-failure.ts';

const open: Listening[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(({ close }) => close()));
});

async function serve(handler: Handler): Promise<Listening> {
	const listening = await listen(handler, readConfig({ PORT: '0' }));
	open.push(listening);
	return listening;
}

interface Answer {
	status: number | undefined;
	headers: IncomingHttpHeaders;
	body: string;
}

function ask({ url }: Listening, headers: Record<string, string> = {}): Promise<Answer> {
	return new Promise((resolve, reject) => {
		request(url, { headers, agent: false }, (response) => {
			text(response).then((body) => {
				resolve({ status: response.statusCode, headers: response.headers, body });
			}, reject);
		})
			.on('error', reject)
			.end();
	});
}

const page: Handler = (_request, response) => {
	response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
};

test('an address that others can reach is not listened on unasked', async () => {
	await expect(listen(page, readConfig({ PORT: '0', HOST: '0.0.0.0' }))).rejects.toThrow(
		'设置 HOST 的值“0.0.0.0”会让网络上的任何人不经登录读到全部数据，所以没有启动：要让各人登录后阅读，请先用 npm run users -- add 建立账户；只在本机使用，请改为 HOST=127.0.0.1；确实要对网络开放阅读，请同时设置 OPEN_READING=1。'
	);
});

describe('a request that takes long to arrive', () => {
	const HEAD = (path: string) =>
		`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\nconnection: close\r\n\r\n`;
	const LATE = 60_000;
	const AMPLE = { head_ms: LATE, fields_ms: LATE, files_ms: LATE, silent_ms: LATE };
	const counted: Handler = async (sent, response) => {
		const body = await text(sent).catch(() => null);
		if (body !== null) response.end(`${body.length} bytes`);
	};
	const answered: Handler = (_sent, response) => {
		response.end('no');
	};

	/** Sends `pieces` of ten bytes, one every tenth of a second, and then waits for the server to end. */
	async function send(
		start: string,
		{ pieces, times, handler = counted }: { pieces: number; times: object; handler?: Handler }
	): Promise<string> {
		const listening = await listen(handler, readConfig({ PORT: '0' }), false, {
			...AMPLE,
			...times
		});
		open.push(listening);
		const { hostname, port } = new URL(listening.url);
		const socket = connect(Number(port), hostname);
		const answer = new Promise<string>((resolve) => {
			let received = '';
			socket.on('data', (piece) => (received += piece.toString()));
			// A reset is one way of ending it.
			socket
				.on('error', () => undefined)
				.on('close', () => {
					resolve(received);
				});
		});
		socket.write(start);
		for (let piece = 0; piece < pieces && !socket.destroyed; piece++) {
			await sleep(100);
			socket.write('x'.repeat(10));
		}
		return answer;
	}

	test.each([
		['files', '/hand-in', { fields_ms: 300 }],
		['files that are added', `/hand-in/${'a'.repeat(32)}?/add`, { fields_ms: 300 }],
		['fields', '/login', { silent_ms: 300 }]
	])('%s are waited for while they arrive', async (_what, path, times) => {
		const answer = await send(HEAD(path), { pieces: 10, times });
		expect(answer).toMatch(/^HTTP\/1\.1 200 .*100 bytes/s);
	});

	test.each([
		['files of which nothing comes', HEAD('/hand-in'), 5, { silent_ms: 300 }],
		['fields that drip', HEAD('/login'), 9, { fields_ms: 300 }],
		[
			'a body that drips behind a question',
			HEAD('/scores').replace('POST', 'GET'),
			9,
			{ fields_ms: 300 }
		],
		[
			'one of unknown length',
			'GET /scores HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n64\r\n',
			9,
			{ fields_ms: 300 }
		]
	])('%s: the connection is ended', async (_what, start, pieces, times) => {
		expect(await send(start, { pieces, times })).toBe('');
	});

	test('a head that drips is refused', async () => {
		const start = 'GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ';
		const answer = await send(start, { pieces: 30, times: { head_ms: 400 } });
		expect(answer).toMatch(/^HTTP\/1\.1 408 /);
	});

	test('whoever goes on sending after that refusal, and never closes, loses the connection', async () => {
		const listening = await listen(counted, readConfig({ PORT: '0' }), false, {
			...AMPLE,
			head_ms: 200
		});
		open.push(listening);
		const { hostname: host, port } = new URL(listening.url);
		const socket = connect({ host, port: Number(port), allowHalfOpen: true });
		socket.on('error', () => undefined);
		socket.resume().write('GET / HTTP/1.1\r\nx: ');
		for (let piece = 0; piece < 30 && !socket.closed; piece++) {
			await sleep(100);
			socket.write('x');
		}
		const { closed } = socket;
		socket.destroy();
		expect(closed).toBe(true);
	});

	test('files that go on after a refusal do not hold their connection', async () => {
		const times = { fields_ms: 300 };
		const start = HEAD('/hand-in').replace('close', 'keep-alive');
		const answer = await send(start, { pieces: 9, times, handler: answered });
		expect(answer).toMatch(/^HTTP\/1\.1 200 .*no/s);
	});
});

describe('every answer carries the headers', () => {
	test.each<[string, Handler]>([
		['a page', page],
		['an answer without writeHead', (_request, response) => response.end('x')],
		['a reason phrase', (_request, response) => response.writeHead(200, 'Fine', {}).end()],
		['a stored file', (_request, response) => response.writeHead(304).end()],
		[
			'a page that nobody has',
			(_request, _response, next) => {
				next();
			}
		]
	])('%s', async (_name, handler) => {
		const { headers } = await ask(await serve(handler));
		expect(headers).toMatchObject(FIXED_HEADERS);
		expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
	});

	test('HTML gets its charset, and other types stay as they are', async () => {
		expect((await ask(await serve(page))).headers['content-type']).toBe('text/html; charset=utf-8');
		const csv = await serve((_request, response) => {
			response.writeHead(200, { 'content-type': 'text/csv; charset=gb18030' }).end();
		});
		expect((await ask(csv)).headers['content-type']).toBe('text/csv; charset=gb18030');
	});

	test('a policy that came with the page stands', async () => {
		const own = await serve((_request, response) => {
			response.setHeader('content-security-policy', "default-src 'self'");
			page(_request, response, () => undefined);
		});
		expect((await ask(own)).headers['content-security-policy']).toBe("default-src 'self'");
	});
});

describe('the host check', () => {
	test.each(['evil.example', '127.0.0.1.evil.example:80', 'evil.example@127.0.0.1'])(
		'refuses %s before any page is asked',
		async (host) => {
			const handler = vi.fn<Handler>(page);
			const { status, body, headers } = await ask(await serve(handler), { host });
			expect(status).toBe(400);
			expect(body).toMatch(/^此服务不接受这个主机名。请用 http:\/\/127\.0\.0\.1:\d+ 打开/);
			expect(headers).toMatchObject(FIXED_HEADERS);
			expect(handler).not.toHaveBeenCalled();
		}
	);

	test.each(['localhost:1', '127.0.0.1', '[::1]:3000'])('lets %s pass', async (host) => {
		expect((await ask(await serve(page), { host })).status).toBe(200);
	});
});

test('a client cannot choose the scheme', async () => {
	const echo = await serve((incoming, response) => {
		response.end(incoming.headers['x-mingzhang-scheme']);
	});
	expect((await ask(echo, { 'x-mingzhang-scheme': 'https' })).body).toBe('http');
});

test.each<[string, Handler]>([
	[
		'throws',
		() => {
			throw new Error('broken');
		}
	],
	['rejects', () => Promise.reject(new Error('broken'))]
])('a handler that %s is logged and answered with 500', async (_name, handler) => {
	const logged = vi.spyOn(log, 'error').mockReturnValue(undefined);
	const { status, body, headers } = await ask(await serve(handler));
	const [, reference] = /请把编号 ([0-9a-f]{8}) 告诉管理员。\n$/.exec(body) ?? [];
	expect(status).toBe(500);
	expect(headers).toMatchObject(FIXED_HEADERS);
	expect(logged.mock.calls).toEqual([[expect.objectContaining({ reference }), 'page failed']]);
});

test.each([
	['database_busy', new StoreError('database_busy', '被占用'), 503],
	['database_newer', new StoreError(NEWER, '已升级'), 503],
	['broken', new Error('broken'), 500]
])('a failure of the ledger, and no other, is answered with 503: %s', async (_, error, status) => {
	vi.spyOn(log, 'error').mockReturnValue(undefined);
	const broken = await serve(() => Promise.reject(error));
	expect((await ask(broken)).status).toBe(status);
	// As the hook leaves it for SvelteKit, which answers every failure with 500.
	const left = await serve((request: FailingRequest, response) => {
		request.failed = statusOfFailure(error);
		response.writeHead(500).end();
	});
	expect((await ask(left)).status).toBe(status);
});

test('a form that claims 3 GB and sends nothing is refused in a sentence at once', async () => {
	const { url } = await serve(page);
	const socket = connect(Number(new URL(url).port), '127.0.0.1');
	socket.write(
		'POST /hand-in HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 3221225472\r\ncontent-type: multipart/form-data; boundary=x\r\n\r\n'
	);
	const answer = await text(socket);
	expect(answer).toMatch(/^HTTP\/1\.1 413 /);
	expect(answer).toContain('一次报送的内容超过1200 MB');
});

test.each(['/hand-in', '/login'])(
	'the request behind a form to %s that was answered unread is answered too',
	async (path) => {
		// As SvelteKit does where no action takes the body.
		const unread: Handler = (sent, response) => {
			sent.on('data', () => sent.pause());
			response.end('no');
		};
		const { url } = await serve(unread);
		const socket = connect(Number(new URL(url).port), '127.0.0.1');
		const length = 500_000;
		const host = 'host: 127.0.0.1';
		socket.write(`POST ${path} HTTP/1.1\r\n${host}\r\ncontent-length: ${length}\r\n\r\n`);
		socket.write('x'.repeat(length));
		socket.write(`GET / HTTP/1.1\r\n${host}\r\nconnection: close\r\n\r\n`);
		expect((await text(socket)).match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
	}
);

test('what is no HTTP gets 400 with the headers', async () => {
	const { url } = await serve(page);
	const socket = connect(Number(new URL(url).port), '127.0.0.1');
	socket.end('no http\r\n\r\n');
	const answer = await text(socket);
	expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
	for (const name of ['content-security-policy', ...Object.keys(FIXED_HEADERS)]) {
		expect(answer).toContain(`${name}: `);
	}
});

describe('an address that cannot be used', () => {
	test('a taken port', async () => {
		const port = new URL((await serve(page)).url).port;
		await expect(listen(page, readConfig({ PORT: port }))).rejects.toThrow(
			`端口 ${port} 已被别的程序占用。请先停止那个程序，或换一个端口启动，例如 PORT=${Number(port) + 1} npm start。`
		);
	});

	test('a host that is not of this machine', async () => {
		await expect(
			listen(page, readConfig({ PORT: '0', HOST: '192.0.2.1', OPEN_READING: '1' }))
		).rejects.toThrow(
			'设置 HOST 的值“192.0.2.1”不是本机的地址。请改为 127.0.0.1（只限本机）或 0.0.0.0（所有网卡）。'
		);
	});
});

test('an idle connection is kept for longer than the 60 s of a proxy, and closing does not wait for it', async () => {
	const listening = await serve(page);
	const socket = connect(Number(new URL(listening.url).port), '127.0.0.1');
	socket.write('GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
	const [answer] = (await once(socket, 'data')) as [Buffer];
	expect(Number(/keep-alive: timeout=(\d+)/i.exec(answer.toString())?.[1])).toBeGreaterThan(60);
	const asked = Date.now();
	await listening.close();
	expect(Date.now() - asked).toBeLessThan(1000);
});

test('closing lets a running answer end', async () => {
	let finish: () => void = () => undefined;
	const started = new Promise<void>((resolve) => {
		finish = resolve;
	});
	const listening = await listen(
		async (_request, response) => {
			finish();
			await new Promise((resolve) => setTimeout(resolve, 50));
			response.end('whole');
		},
		readConfig({ PORT: '0' })
	);
	const answer = ask(listening);
	await started;
	await listening.close();
	expect((await answer).body).toBe('whole');
});

test('a file that a newer build took away since the start is no file any more, and ends nothing', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'mingzhang-client-'));
	mkdirSync(join(folder, '_app'));
	for (const name of ['_app/old.css', '_app/kept.css']) writeFileSync(join(folder, name), '');
	const listening = await serve(
		withoutLostFiles((_request, response) => {
			response.writeHead(200).end('answered');
		}, folder)
	);
	rmSync(join(folder, '_app/old.css'));
	const statuses: Record<string, number | undefined> = {};
	for (const path of ['_app/old.css?v=1', '_app/%6fld.css', '_app/kept.css', 'scores', '%'])
		statuses[path] = (await ask({ ...listening, url: `${listening.url}/${path}` })).status;
	rmSync(folder, { recursive: true });
	expect(statuses).toEqual({
		'_app/old.css?v=1': 404,
		'_app/%6fld.css': 404,
		'_app/kept.css': 200,
		scores: 200,
		'%': 200
	});
});
