import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type KeptAnswer, keepable, PageCache, replay } from '#lib/server/web/page-cache.ts';

const PAGE = '<p>示例市</p>'.repeat(50);

function answer(text = PAGE, headers: Record<string, string> = {}): Promise<KeptAnswer> {
	return keepable(
		new Response(text, { headers: { 'content-type': 'text/html', 'x-page': 'a', ...headers } })
	);
}

describe('what is kept', () => {
	test('an answer is found under its address and data version', async () => {
		const cache = new PageCache();
		expect(cache.find(1, '/')).toBeNull();
		const kept = await answer();
		cache.keep(1, '/', kept);
		expect(cache.find(1, '/')).toBe(kept);
		expect(cache.find(1, '/?year=2022')).toBeNull();
	});

	test('a new data version empties it, and the old one does not come back', async () => {
		const cache = new PageCache();
		cache.find(1, '/');
		cache.keep(1, '/', await answer());
		expect(cache.find(2, '/')).toBeNull();
		expect(cache.find(1, '/')).toBeNull();
	});

	test('an answer made of older data than the cache holds is not kept', async () => {
		const cache = new PageCache();
		cache.find(2, '/');
		cache.keep(1, '/', await answer());
		expect(cache.find(2, '/')).toBeNull();
	});

	test('what was not used for longest goes first when room runs out', async () => {
		const kept = await answer();
		const cache = new PageCache(2.5 * (kept.plain.byteLength + kept.compressed.byteLength));
		cache.find(1, '/a');
		cache.keep(1, '/a', kept);
		cache.keep(1, '/b', kept);
		cache.find(1, '/a');
		cache.keep(1, '/c', kept);
		expect(['/a', '/b', '/c'].filter((key) => cache.find(1, key))).toEqual(['/a', '/c']);
	});

	test('an address kept again takes no more room', async () => {
		const kept = await answer();
		const cache = new PageCache(2.5 * (kept.plain.byteLength + kept.compressed.byteLength));
		cache.find(1, '/a');
		for (const key of ['/a', '/b', '/b', '/b']) cache.keep(1, key, kept);
		expect(cache.find(1, '/a')).toBe(kept);
	});

	test('an answer above eight megabytes is not kept', async () => {
		const cache = new PageCache();
		cache.find(1, '/');
		cache.keep(1, '/', await answer('x'.repeat(8 * 1024 * 1024 + 1)));
		expect(cache.find(1, '/')).toBeNull();
	});
});

describe('how it is sent', () => {
	test('plain, with its length and a validator, and always asked again', async () => {
		const kept = await answer();
		const { status, headers, body } = replay(kept, {});
		expect(status).toBe(200);
		expect(new TextDecoder().decode(body ?? undefined)).toBe(PAGE);
		expect(headers).toEqual({
			'content-type': 'text/html',
			'x-page': 'a',
			vary: 'accept-encoding',
			'cache-control': 'private, no-cache',
			etag: kept.etag,
			'content-length': String(new TextEncoder().encode(PAGE).byteLength)
		});
	});

	test('compressed where that is accepted', async () => {
		const kept = await answer();
		const { headers, body } = replay(kept, { 'accept-encoding': 'br, gzip;q=0.8' });
		expect(headers).toMatchObject({
			'content-encoding': 'gzip',
			'content-length': String(kept.compressed.byteLength)
		});
		expect(gunzipSync(body ?? '').toString('utf8')).toBe(PAGE);
	});

	test.each([['br'], ['identity'], ['gzip;q=0'], ['gzip; q=0.0, br'], ['xgzip']])(
		'not compressed for %s',
		async (encoding) => {
			const { headers } = replay(await answer(), { 'accept-encoding': encoding });
			expect(headers).not.toHaveProperty('content-encoding');
		}
	);

	test.each([
		['the same', (etag: string) => etag, 304],
		['a weak one', (etag: string) => `W/${etag}`, 304],
		['one of several', (etag: string) => `"old", ${etag}`, 304],
		['another', () => '"old"', 200]
	])('a reader that has %s', async (_name, asked, status) => {
		const kept = await answer();
		const replayed = replay(kept, { 'if-none-match': asked(kept.etag) });
		expect(replayed.status).toBe(status);
		expect(replayed.body === null).toBe(status === 304);
		expect(replayed.headers.etag).toBe(kept.etag);
		if (status === 304) expect(replayed.headers).not.toHaveProperty('content-length');
	});

	test('headers of the page that speak of its own encoding or keeping are written anew', async () => {
		const own = { etag: '"own"', 'cache-control': 'max-age=9', 'content-length': '1' };
		const kept = await answer(PAGE, own);
		expect(kept.etag).not.toBe('"own"');
		expect(kept.headers).toMatchObject({ etag: kept.etag, 'cache-control': 'private, no-cache' });
		expect(kept.headers).not.toHaveProperty('content-length');
	});
});
