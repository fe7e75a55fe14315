import { describe, expect, inject, test } from 'vitest';
import { FIXED_HEADERS } from '#lib/server/web/headers.ts';
import { type Answer, ask } from './ask.ts';

/** Enough of each kind of address; a ledger has thousands of departments and sources. */
const OF_A_KIND = 8;

function expectHardened(path: string, { headers }: Answer): void {
	const policy = headers['content-security-policy'] ?? '';
	expect(headers, path).toMatchObject(FIXED_HEADERS);
	expect(policy, path).toMatch(/^default-src 'none';/);
	expect(policy, path).toContain("frame-ancestors 'none'");
	expect(policy, path).not.toMatch(/unsafe-(inline|eval)/);
	if (headers['content-type']?.startsWith('text/html')) {
		expect(headers['content-type'], path).toBe('text/html; charset=utf-8');
	}
}

/** Addresses of this site that a page names, in links and in what it loads; a form that sends is asked by other tests. */
function addressesIn(page: string, html: string, baseUrl: string): string[] {
	const asked = html.replaceAll(/<form\s[^>]*method="post"[^>]*>/gi, '');
	return [...asked.matchAll(/\s(?:href|src|action)="([^"#]+)/g)]
		.map(([, address]) => new URL((address ?? '').replaceAll('&amp;', '&'), `${baseUrl}${page}`))
		.filter(({ origin }) => origin === baseUrl)
		.map(({ pathname, search }) => pathname + search);
}

test('every page, file and export reached from 总览 carries the headers', async () => {
	const baseUrl = inject('baseUrl');
	const seen = new Set(['/']);
	const ofKind = new Map<string, number>();
	for (const path of seen) {
		const answer = await ask(baseUrl, path);
		expectHardened(path, answer);
		expect(answer.status, path).toBeLessThan(400);
		for (const next of addressesIn(path, answer.body, baseUrl)) {
			const kind = /^\/[^/?]*/.exec(next)?.[0] ?? next;
			const count = ofKind.get(kind) ?? 0;
			if (seen.has(next) || count >= OF_A_KIND) continue;
			ofKind.set(kind, count + 1);
			seen.add(next);
		}
	}
	expect(seen.size).toBeGreaterThan(3);
});

describe('what goes wrong carries them too', () => {
	test.each([
		['/no-such-page', 404],
		['/_app/immutable/no-such-file.js', 404],
		['/%E0%A4%A', 400],
		['/..%2f..%2fpackage.json', 404],
		['/_app/../../package.json', 404],
		['/__data.json', 200]
	])('%s: %i', async (path, status) => {
		const answer = await ask(inject('baseUrl'), path);
		expectHardened(path, answer);
		expect(answer.status).toBe(status);
	});

	test('a strange host', async () => {
		const answer = await ask(inject('baseUrl'), '/', { headers: { host: 'evil.example' } });
		expectHardened('evil.example', answer);
		expect(answer.status).toBe(400);
		expect(answer.body).toMatch(/^此服务不接受这个主机名。/);
	});
});
