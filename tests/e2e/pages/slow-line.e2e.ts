/** On a slow line a page is shown once it has come whole, so that nothing moves while it is being read. */
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { test } from '../page.ts';
import { startProxy, type Proxy } from '../proxy.ts';
import { shiftOf } from './inspection.ts';
import { REAL } from './paths.ts';

let proxy: Proxy;
beforeAll(async () => {
	proxy = await startProxy(inject('baseUrl'), { bytes: 1_000, pause: 30 });
});
afterAll(() => proxy.close());

// With tables, key figures and charts whose places depend on what comes after them.
test.for(['/departments', '/departments/101', '/tasks', `/findings?area=${REAL.code}`])(
	'%s',
	async (path, { openPage }) => {
		const page = await openPage(proxy.outside + path);
		expect(await shiftOf(page)).toBe(0);
	}
);
