/** Bytes of each page as it is sent: more than the budget fails the build. */
import { expect, inject, test } from 'vitest';
import { PAGES } from '#lib/components/shell.ts';
import { DEMO } from './paths.ts';

/** Bytes, compressed. */
const BUDGET = 60_000;

test.for([
	...PAGES.map(({ path }) => path),
	`/departments/${DEMO.department}`,
	'/structure?kind=学校',
	'/tasks',
	'/audit',
	'/meeting'
])('%s is sent in at most 60 kB without marks for a script that does not run', async (path) => {
	const url = new URL(path, inject('baseUrl'));
	url.searchParams.set('area', DEMO.code);
	const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
	expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
	expect(Number(answer.headers.get('content-length'))).toBeLessThanOrEqual(BUDGET);
	expect(await answer.text()).not.toMatch(/<!--(?:\[|\])/);
});
