import { expect, test } from 'vitest';
import { comparesYears } from '#lib/components/shell.ts';

test.each([
	['/', true],
	['/changes', true],
	['/departments', true],
	['/departments/201', true],
	['/departments/%E5%B1%80%2F1', true],
	['/departments/201/round', false],
	['/departments/201/contacts', false],
	['/findings', false],
	['/sources/12', false]
])('offers at %s a base year: %s', (pathname, offers) => {
	expect(comparesYears(pathname)).toBe(offers);
});
