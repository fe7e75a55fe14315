import { describe, expect } from 'vitest';
import { follow, test } from '../page.ts';
import { inspectPage } from './inspection.ts';
import { DEMO, pathsOf, REAL } from './paths.ts';

describe('every page of the real report is accessible, fits, prints, and is not marked as made up', () => {
	test.for(pathsOf(REAL))('%s', async (path, { openPage }) => {
		// Its colours are those of the made-up city, which are looked at there.
		await inspectPage(await openPage(path, { width: 1280 }), REAL, 'structure');
	});
});

describe('a filed document is framed by its own jurisdiction', () => {
	test.for([REAL, DEMO])('$name', async (jurisdiction, { openPage }) => {
		const { code, department } = jurisdiction;
		const page = await openPage(`/departments/${department}?area=${code}`, { width: 1280 });
		const row = page.getByRole('row', { name: /^收入合计/ });
		await follow(row.getByRole('link').first());
		expect(new URL(page.url()).pathname).toMatch(/^\/sources\//);
		await inspectPage(page, jurisdiction);
		await follow(page.getByRole('link', { name: '结转结余', exact: true }).first());
		expect(new URL(page.url()).pathname).toBe('/balances');
		expect(await page.title()).toContain(jurisdiction.name);
	});
});
