/** The tab key reaches the end of every page in at most 200 steps; arrow keys go through its tables and lists. */
import { expect } from 'vitest';
import { href } from '#lib/links.ts';
import { test } from '../page.ts';
import { expectFewStops } from './inspection.ts';
import { DEMO } from './paths.ts';

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
	'/compendium',
	`/departments/${DEMO.department}`
])('%s has at most 200 stops', async (path, { openPage }) => {
	const page = await openPage(href(path, { area: DEMO.code }));
	await expectFewStops(page);
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

test('arrow keys go through a chapter, from its table on to what is below', async ({
	openPage
}) => {
	const page = await openPage(href('/compendium', { area: DEMO.code }));
	const links = page.getByRole('heading', { name: '水利局' }).locator('..').getByRole('link');
	const last = links.last();
	await links.first().focus();
	await expect.poll(() => last.evaluate((link: HTMLElement) => link.tabIndex)).toBe(-1);
	for (let step = await links.count(); step > 1; step--) await page.keyboard.press('ArrowDown');
	expect(await last.evaluate((link) => link === document.activeElement)).toBe(true);
});
