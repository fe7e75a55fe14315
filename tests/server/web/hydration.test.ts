import { expect, test } from 'vitest';
import { hydratingRoutes } from '#lib/server/web/hydration.ts';

const hydrates = hydratingRoutes({
	'./routes/+layout.ts': { csr: false },
	'./routes/+layout.server.ts': {},
	'./routes/a/+page.ts': { csr: true },
	'./routes/b/+layout.ts': { csr: true },
	'./routes/b/c/+page.server.ts': { csr: false }
});

test.each([
	['/', false],
	['/a', true],
	['/a/b', false],
	['/b', true],
	['/b/c', false],
	['/b/[id]', true],
	[null, true]
])('%s: %s', (route, expected) => {
	expect(hydrates(route)).toBe(expected);
});

test('a page hydrates where nothing says otherwise', () => {
	expect(hydratingRoutes({})('/a')).toBe(true);
});
