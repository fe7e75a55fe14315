import { describe, expect, inject } from 'vitest';
import { accessibilityProblems } from './accessibility.ts';
import { ask } from './ask.ts';
import { test } from './page.ts';

/** Addresses that the first page leads to, one of each kind; later ones of a kind are made by the same code. */
async function pages(): Promise<string[]> {
	const baseUrl = inject('baseUrl');
	const kinds = new Map([['/', '/']]);
	for (const path of kinds.values()) {
		const { body, headers } = await ask(baseUrl, path);
		if (!headers['content-type']?.startsWith('text/html')) continue;
		for (const [, address = ''] of body.matchAll(/<a\s[^>]*?href="([^"#]+)/g)) {
			const { origin, pathname, search } = new URL(
				address.replaceAll('&amp;', '&'),
				baseUrl + path
			);
			const kind = pathname.replace(/^(\/[^/]+)\/[^/]+/, '$1/one');
			const isPage = origin === baseUrl && !/^\/api\/|\.\w+$/.test(pathname);
			if (isPage && !kinds.has(kind)) kinds.set(kind, pathname + search);
		}
	}
	return [...kinds.values()];
}

describe('every page', () => {
	test(
		'loads without an error, is accessible, and fits a wide and a narrow window',
		{ timeout: 480_000 },
		async ({ openPage }) => {
			const found: string[] = [];
			for (const path of await pages()) {
				const wide = await openPage(path);
				found.push(...(await accessibilityProblems(wide)).map((problem) => `${path} ${problem}`));
				const narrow = await openPage(path, { width: 390, height: 844 });
				const { scrollWidth, clientWidth } = await narrow.evaluate(() => document.documentElement);
				if (scrollWidth > clientWidth)
					found.push(`${path} is ${scrollWidth} px wide in a window of 390`);
				await Promise.all([wide.context().close(), narrow.context().close()]);
			}
			expect(found).toEqual([]);
		}
	);

	test('says the same without script', { timeout: 240_000 }, async ({ openPage }) => {
		for (const path of await pages()) {
			const [scripted, plain] = await Promise.all([
				openPage(path),
				openPage(path, { javaScript: false })
			]);
			const heading = async (page: typeof plain) => (await page.locator('h1').innerText()).trim();
			expect(await heading(plain), path).toBe(await heading(scripted));
			await Promise.all([scripted.context().close(), plain.context().close()]);
		}
	});
});
