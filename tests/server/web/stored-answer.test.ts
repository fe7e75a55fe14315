import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
	compressFor,
	type StoredAnswer,
	storeAnswer,
	replay
} from '#lib/server/web/stored-answer.ts';

const PAGE = '<p>示例市</p>'.repeat(50);

function answer(text = PAGE, headers: Record<string, string> = {}): Promise<StoredAnswer> {
	return storeAnswer(
		new Headers({ 'content-type': 'text/html', 'x-page': 'a', ...headers }),
		new TextEncoder().encode(text)
	);
}

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

	test('compressed once for a page that is kept nowhere, where that is accepted', async () => {
		const plain = new TextEncoder().encode(PAGE);
		expect(gunzipSync((await compressFor('gzip, br', plain)) ?? '').toString('utf8')).toBe(PAGE);
		expect(await compressFor('br', plain)).toBeNull();
		expect(await compressFor(null, plain)).toBeNull();
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
