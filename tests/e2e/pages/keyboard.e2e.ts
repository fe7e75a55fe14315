/** Keys alone: no list sends itself while it is gone through, and the focus stays where the reader was. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { href } from '#lib/links.ts';
import { arrive, follow, test } from '../page.ts';
import { DEMO, pathsOf } from './paths.ts';

/** The name of the field with the focus, else the tag of what has it; null where it fell to the page. */
function focused(page: Page): Promise<string | null> {
	return page.evaluate(() => {
		const { activeElement } = document;
		if (activeElement === null || activeElement === document.body) return null;
		return activeElement.getAttribute('name') ?? activeElement.tagName;
	});
}

/** Milliseconds in which a list that sends itself has done so. */
const SENT = 250;

test.for(pathsOf(DEMO))(
	'%s: arrow keys send no list, and tab keys reach the last stop without losing the focus',
	async (path, { openPage }) => {
		const page = await openPage(path);
		const address = page.url();
		for (const list of await page
			.getByRole('main')
			.or(page.locator('.subject'))
			.locator('select')
			.all()) {
			if (!(await list.isVisible())) continue;
			await list.focus();
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('ArrowUp');
			await page.keyboard.press('ArrowDown');
			await page.waitForTimeout(SENT);
			expect(page.url()).toBe(address);
			expect(await focused(page)).toBe(await list.getAttribute('name'));
		}
		const last = page.getByRole('contentinfo').getByRole('link').last();
		const isLast = () => last.evaluate((link) => link === document.activeElement);
		for (let stop = 0; !(await isLast()); stop++) {
			await page.keyboard.press('Tab');
			expect(await focused(page), `after ${stop} stops`).not.toBeNull();
		}
	}
);

test('a chart keeps the focus whatever key is pressed', async ({ openPage }) => {
	const page = await openPage(href('/', { area: DEMO.code }));
	for (const drawing of await page.locator('figure.chart .drawing').all()) {
		await drawing.focus();
		await drawing.locator('.live-layer svg').waitFor();
		for (const key of ['ArrowRight', 'ArrowDown', '1', '1', '+', '-', 'Escape', 'Escape']) {
			await page.keyboard.press(key);
			expect(await drawing.evaluate((one) => one === document.activeElement), key).toBe(true);
		}
	}
});

describe('the field that the reader sent from has the focus on the page that answers', () => {
	test('one department pinned after another, and let go', async ({ openPage }) => {
		const page = await openPage('/scores?year=2023');
		await page.getByRole('combobox', { name: '固定部门' }).focus();
		for (const name of ['公安局', '教育局']) {
			await page.keyboard.type(name);
			await arrive(page, () => page.keyboard.press('Enter'));
			await expect.poll(() => focused(page)).toBe('pin');
		}
		await page.getByRole('link', { name: '不再固定教育局' }).focus();
		await arrive(page, () => page.keyboard.press('Enter'));
		await expect.poll(() => focused(page)).toBe('pin');
		expect(new URL(page.url()).searchParams.getAll('pin')).toEqual(['503']);
	});

	test('words that narrow a list', async ({ openPage }) => {
		const page = await openPage('/scores?year=2023');
		await page.getByRole('searchbox', { name: '部门名称' }).focus();
		await page.keyboard.type('学校');
		await arrive(page, () => page.keyboard.press('Enter'));
		await expect.poll(() => focused(page)).toBe('q');
	});

	test('a link that is clicked leaves the focus at the top', async ({ openPage }) => {
		const page = await openPage('/scores?year=2023&pin=503');
		await follow(page.getByRole('link', { name: '不再固定公安局' }));
		expect(await focused(page)).toBeNull();
	});
});

test('the search finds a department without script', async ({ openPage }) => {
	const page = await openPage('/?year=2022', { javaScript: false });
	await page.getByRole('combobox', { name: '查找部门' }).fill('jyj');
	await follow(page.getByRole('button', { name: '查找' }));
	expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('教育局');
	expect(new URL(page.url()).searchParams.get('year')).toBe('2022');
});
