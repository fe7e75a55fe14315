import { expect, test } from 'vitest';
import { hydratingRoutes } from '#lib/server/web/hydration.ts';

const hydrates = hydratingRoutes({
	'./routes/+layout.ts': async () => ({ csr: false }),
	'./routes/+layout.server.ts': async () => ({}),
	'./routes/a/+page.ts': async () => ({ csr: true }),
	'./routes/b/+layout.ts': async () => ({ csr: true }),
	'./routes/b/c/+page.server.ts': async () => ({ csr: false })
});

test.each([
	['/', false],
	['/a', true],
	['/a/b', false],
	['/b', true],
	['/b/c', false],
	['/b/[id]', true],
	[null, true]
])('%s: %s', async (route, expected) => {
	expect(await hydrates(route)).toBe(expected);
});

test('a page hydrates where nothing says otherwise', async () => {
	expect(await hydratingRoutes({})('/a')).toBe(true);
});
