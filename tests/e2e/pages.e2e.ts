import { expect, inject, test } from 'vitest';
import { PAGES } from '#lib/components/shell.ts';
import { ask } from './ask.ts';
import { OTHER_PAGES } from './pages/paths.ts';

/** Kinds of page that tests look at one by one, as {@link kindOf} tells them. */
const INSPECTED = [
	...PAGES.map(({ path }) => path),
	...OTHER_PAGES.map(kindOf),
	'/departments/one',
	'/sources/one'
];

/** Pages of one kind are made by the same code. */
function kindOf(pathname: string): string {
	return pathname.replace(/^(\/[^/]+)\/[^/]+/, '$1/one');
}

interface Found {
	path: string;
	status: number;
	body: string;
}

/** One page of each kind that the first page leads to, by links alone. */
async function crawl(): Promise<Map<string, Found>> {
	const baseUrl = inject('baseUrl');
	const waiting = new Map([['/', '/']]);
	const found = new Map<string, Found>();
	for (const [kind, path] of waiting) {
		const { status, body } = await ask(baseUrl, path);
		found.set(kind, { path, status, body });
		for (const [, address = ''] of body.matchAll(/<a\s[^>]*?href="([^"#]+)/g)) {
			const { origin, pathname, search } = new URL(
				address.replaceAll('&amp;', '&'),
				baseUrl + path
			);
			const isPage = origin === baseUrl && !/^\/api\/|\.\w+$/.test(pathname);
			if (isPage && !waiting.has(kindOf(pathname))) {
				waiting.set(kindOf(pathname), pathname + search);
			}
		}
	}
	return found;
}

test('links lead to every kind of page, and to none that no test looks at', async () => {
	const found = await crawl();
	for (const { path, status, body } of found.values()) {
		expect(status, path).toBe(200);
		expect(body.match(/<h1[ >]/g), path).toHaveLength(1);
	}
	expect([...found.keys()].sort()).toEqual([...INSPECTED].sort());
});
