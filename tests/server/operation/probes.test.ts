import { afterEach, expect, test, vi } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { withProbes } from '#lib/server/operation/probes.ts';
import { type Handler, listen, type Listening } from '#lib/server/web/serve.ts';

let listening: Listening | undefined;

afterEach(async () => {
	await listening?.close();
});

const READY = async () => 7;
const BROKEN = () => Promise.reject(new Error('no database'));

test.each([
	['/healthz', 'GET', READY, 200, { status: 'alive' }],
	['/healthz', 'GET', BROKEN, 200, { status: 'alive' }],
	['/readyz', 'GET', READY, 200, { status: 'ready', data_version: 7 }],
	['/readyz', 'GET', BROKEN, 503, { status: 'database unreadable' }],
	['/readyz', 'HEAD', BROKEN, 503, null],
	['/readyz', 'POST', READY, 418, null],
	['/readyz/x', 'GET', READY, 418, null]
])('%s by %s', async (path, method, version, status, body) => {
	const page = vi.fn<Handler>((_request, response) => response.writeHead(418).end());
	listening = await listen(withProbes(page, version), readConfig({ PORT: '0' }));
	const answer = await fetch(listening.url + path, { method, headers: { connection: 'close' } });
	const text = await answer.text();
	expect([answer.status, text === '' ? null : JSON.parse(text)]).toEqual([status, body]);
	expect(page).toHaveBeenCalledTimes(status === 418 ? 1 : 0);
});
