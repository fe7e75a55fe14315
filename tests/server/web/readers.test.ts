import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { Sessions } from '#lib/server/accounts/sessions.ts';
import { SINGLE } from '#lib/server/accounts/reader.ts';
import { withReaders } from '#lib/server/web/readers.ts';

test.each([
	['/api/v1/structure', 'Bearer mz_a', 'key mz_a'],
	['/exports/structure.csv?year=2022', 'bearer mz_a', 'key mz_a'],
	['/structure', 'Bearer mz_a', 'cookie c'],
	['/users', 'Bearer mz_a', 'cookie c'],
	['/reassessments/edit?/draw', 'Bearer mz_a', 'cookie c'],
	['//api/v1/structure', 'Bearer mz_a', 'cookie c'],
	['/apis/', 'Bearer mz_a', 'cookie c'],
	['/api/v1/structure', 'Basic mz_a', 'cookie c'],
	['/api/v1/structure', `Bearer ${'x'.repeat(201)}`, 'cookie c'],
	['/api/v1/structure', 'Bearer a b', 'cookie c'],
	['/api/v1/structure', undefined, 'cookie c']
])('%s with %s is asked by: %s', async (url, authorization, expected) => {
	const asked: string[] = [];
	const note = (by: string) => {
		asked.push(by);
		return Promise.resolve(SINGLE);
	};
	const sessions: Sessions = {
		readerOf: (cookie) => note(`cookie ${cookie ?? ''}`),
		readerOfKey: (key) => note(`key ${key}`),
		server: () => note('server')
	};
	const headers = { cookie: 'c', ...(authorization === undefined ? {} : { authorization }) };
	const request = { url, headers } as unknown as IncomingMessage;
	await withReaders(() => undefined, sessions)(request, null as never, () => undefined);
	expect(asked).toEqual([expected]);
});
