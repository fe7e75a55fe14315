import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonicalAddress } from '#lib/server/web/address.ts';

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
])('%s', (_name, asked, kept) => {
	expect(canonicalAddress(asked)).toBe(kept);
});

test('every parameter that a page reads is kept', () => {
	const sources = globSync('src/{routes,lib/server}/**/{*page.server,view,pages}.ts');
	const names = sources.flatMap((path) => {
		const text = readFileSync(path, 'utf8');
		const specified =
			/^\t+(\w+): (?:searchWords|sortBy|optionalOneOf|oneOf|wholeNumber|decimalNumber|yearAmong)\b/gm;
		const asked = /searchParams\.get(?:All)?\('(\w+)'\)/g;
		const constant = /^const (\w+): Parameter</gm;
		return [specified, asked, constant].flatMap((pattern) =>
			[...text.matchAll(pattern)].map(([, name = '']) => name)
		);
	});
	expect(new Set(names).size).toBeGreaterThan(15);
	const query = new URLSearchParams(names.map((name) => [name, '1'])).toString();
	const kept = new URLSearchParams(canonicalAddress(`/?${query}`).slice(2));
	expect([...new Set(kept.keys())].sort()).toEqual([...new Set(names)].sort());
});
