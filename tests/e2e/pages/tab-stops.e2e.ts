/** The tab key reaches the end of every page in at most 200 steps; arrow keys go through its tables. */
import { expect } from 'vitest';
import { href } from '#lib/links.ts';
import { test } from '../page.ts';
import { DEMO } from './paths.ts';

const MOST = 200;

test.for([
	'/',
	'/changes',
	'/departments',
	'/structure',
	'/three-public',
	'/balances',
	'/scores',
	'/outliers',
	'/findings',
	'/filings',
	'/definitions',
	`/departments/${DEMO.department}`
])('%s has at most 200 stops', async (path, { openPage }) => {
	const page = await openPage(href(path, { area: DEMO.code }));
	await page.keyboard.press('Tab');
	const stops = page.locator(
		'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]'
	);
	// The script that takes rows together may come a little after the page.
	await expect
		.poll(() =>
			stops.evaluateAll(
				(all) =>
					all.filter((one) => (one as HTMLElement).tabIndex >= 0 && one.checkVisibility()).length
			)
		)
		.toBeLessThanOrEqual(MOST);
});

test('arrow keys go through a table, and its stop stays where the reader was', async ({
	openPage
}) => {
	const page = await openPage(href('/departments', { area: DEMO.code }));
	const rows = page.getByRole('region', { name: /各部门/ }).locator('tbody tr');
	await rows.nth(0).getByRole('link').first().focus();
	const focused = () => page.evaluate(() => document.activeElement?.textContent);
	await page.keyboard.press('ArrowDown');
	expect(await focused()).toBe(await rows.nth(1).getByRole('link').first().textContent());
	await page.keyboard.press('ArrowRight');
	expect(await focused()).toBe(await rows.nth(1).getByRole('link').nth(1).textContent());
	await page.keyboard.press('ArrowUp');
	expect(await focused()).toBe(await rows.nth(0).getByRole('link').nth(1).textContent());
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('Tab');
	expect(await focused()).toBe(await rows.nth(0).getByRole('link').nth(1).textContent());
});
