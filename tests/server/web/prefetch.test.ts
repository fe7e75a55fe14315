import { afterEach, expect, test, vi } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { type Handler, listen, type Listening } from '#lib/server/web/serve.ts';
import { onceDataRest, prefetchPages, observeReaders } from '#lib/server/web/prefetch.ts';

const open: Listening[] = [];

afterEach(async () => {
	vi.useRealTimers();
	await Promise.all(open.splice(0).map(({ close }) => close()));
});

interface Site {
	url: string;
	quiet: () => Promise<void>;
	expectReader: () => Promise<void>;
	/** Addresses in the order in which they were asked for, and in which they were answered. */
	begun: string[];
	answered: string[];
}

/** Pages that are made `once` that has happened, and one that fails. */
async function serve(once: Promise<unknown> = Promise.resolve()): Promise<Site> {
	const begun: string[] = [];
	const answered: string[] = [];
	const pages: Handler = async (request, response) => {
		begun.push(request.url ?? '');
		if (request.url === '/broken') {
			response.destroy();
			return;
		}
		await once;
		answered.push(request.url ?? '');
		response.writeHead(200).end('page');
	};
	const { handler, quiet, expectReader } = observeReaders(pages);
	const listening = await listen(handler, readConfig({ PORT: '0' }));
	open.push(listening);
	return { url: listening.url, quiet, expectReader, begun, answered };
}

test('every page is asked for once, in order', async () => {
	const { url, quiet, answered } = await serve();
	await prefetchPages({ url, quiet, paths: async () => ['/', '/structure', '/scores'] });
	expect(answered).toEqual(['/', '/structure', '/scores']);
});

test('a page that fails does not stand in the way of the others', async () => {
	const { url, quiet, answered } = await serve();
	await prefetchPages({ url, quiet, paths: async () => ['/broken', '/scores'] });
	expect(answered).toEqual(['/scores']);
});

test('where the pages are not known, nothing is asked and nothing thrown', async () => {
	const { url, quiet, answered } = await serve();
	await prefetchPages({ url, quiet, paths: () => Promise.reject(new Error('no database')) });
	expect(answered).toEqual([]);
});

test('a reader comes before the pages that are still to be made', async () => {
	const made = Promise.withResolvers<null>();
	const { url, quiet, begun, answered } = await serve(made.promise);
	const reader = fetch(`${url}/reader`).then((answer) => answer.text());
	await expect.poll(() => begun).toEqual(['/reader']);
	const warming = prefetchPages({ url, quiet, paths: async () => ['/'] });
	made.resolve(null);
	await Promise.all([reader, warming]);
	expect(answered).toEqual(['/reader', '/']);
});

test('a reader who is expected is given time to come', async () => {
	const { quiet, expectReader } = observeReaders(() => undefined);
	const begin = performance.now();
	await expectReader();
	await quiet();
	expect(performance.now() - begin).toBeGreaterThan(250);
});

test('a page under way is made before a reader is told to come, and no other is begun', async () => {
	const made = Promise.withResolvers<null>();
	const { url, quiet, expectReader, begun, answered } = await serve(made.promise);
	const warming = prefetchPages({ url, quiet, paths: async () => ['/', '/structure'] });
	await expect.poll(() => begun).toEqual(['/']);
	const expected = expectReader();
	made.resolve(null);
	await expected;
	expect(answered).toEqual(['/']);
	expect(begun).toEqual(['/']);
	await warming;
	expect(answered).toEqual(['/', '/structure']);
});

test('requests of its own are no readers', async () => {
	const { url, quiet } = await serve();
	const warming = prefetchPages({ url, quiet, paths: async () => ['/', '/structure'] });
	const first = [quiet().then(() => 'quiet'), warming.then(() => 'all pages made')];
	expect(await Promise.race(first)).toBe('quiet');
	await warming;
});

test('pages are made again once an import is over, not filing by filing', async () => {
	vi.useFakeTimers();
	let version = 1;
	let warmed = 0;
	onceDataRest(
		async () => version,
		async () => {
			warmed += 1;
		}
	);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(warmed).toBe(0);
	for (let filing = 0; filing < 5; filing++) {
		version += 1;
		await vi.advanceTimersByTimeAsync(250);
	}
	expect(warmed).toBe(0);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(warmed).toBe(1);
});
