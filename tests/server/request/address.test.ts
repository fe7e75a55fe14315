import { expect, test } from 'vitest';
import { canonicalAddress } from '#lib/server/request/address.ts';

test.each([
	['nothing to do', '/structure', '/structure'],
	['what no page reads', '/?utm_source=mail&fbclid=1', '/'],
	['a choice beside it', '/?x=1&year=2022', '/?year=2022'],
	[
		'another order',
		'/structure?year=2022&kind=学校',
		'/structure?kind=%E5%AD%A6%E6%A0%A1&year=2022'
	],
	['empty fields of a form', '/?year=2022&kind=&q=', '/?year=2022'],
	['the first of repeated ones', '/?year=2022&year=2021', '/?year=2022'],
	['departments to compare, in the order asked for', '/compare?d=b&d=a&d=', '/compare?d=b&d=a'],
	['a malformed value, which the page repairs', '/?year=abc', '/?year=abc'],
	['the API, which refuses what it does not know', '/api/v1/figures?x=1', '/api/v1/figures?x=1'],
	['exports', '/exports/overview.csv?x=1', '/exports/overview.csv?x=1'],
	['no query at all', '/?', '/']
])('%s', (_name, asked, canonical) => {
	expect(canonicalAddress(asked)).toBe(canonical);
});
