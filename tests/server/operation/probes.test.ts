import { afterEach, expect, test, vi } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { log } from '#lib/server/log.ts';
import { withProbes } from '#lib/server/operation/probes.ts';
import { type Handler, listen, type Listening } from '#lib/server/web/serve.ts';

let listening: Listening | undefined;

afterEach(async () => {
	vi.restoreAllMocks();
	await listening?.close();
});

const READY = async () => 7;
const UNREADABLE = {
	status: 'database unreadable',
	message: '账本现在读不出来，页面打不开；原因见服务的日志，或运行 npm run doctor。'
};
const BROKEN = () => Promise.reject(new Error('no database'));

test.each([
	['/healthz', 'GET', READY, 200, { status: 'alive' }],
	['/healthz', 'GET', BROKEN, 200, { status: 'alive' }],
	['/readyz', 'GET', READY, 200, { status: 'ready', data_version: 7 }],
	['/readyz', 'GET', BROKEN, 503, UNREADABLE],
	['/readyz', 'HEAD', BROKEN, 503, null],
	['/readyz', 'POST', READY, 418, null],
	['/readyz/x', 'GET', READY, 418, null]
])('%s by %s', async (path, method, version, status, body) => {
	const logged = vi.spyOn(log, 'error').mockReturnValue();
	const page = vi.fn<Handler>((_request, response) => response.writeHead(418).end());
	listening = await listen(withProbes(page, version), readConfig({ PORT: '0' }));
	const answer = await fetch(listening.url + path, { method, headers: { connection: 'close' } });
	const text = await answer.text();
	expect([answer.status, text === '' ? null : JSON.parse(text)]).toEqual([status, body]);
	expect(logged).toHaveBeenCalledTimes(status === 503 ? 1 : 0);
	expect(page).toHaveBeenCalledTimes(status === 418 ? 1 : 0);
});
