/** Light or dark, chosen by the reader, with script and without. */
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { follow, test } from '../page.ts';

/** Lightness of the page's paper, 0 to 255. */
const paper = (page: Page) =>
	page.evaluate(() => {
		const [red] = /\d+/.exec(getComputedStyle(document.documentElement).backgroundColor) ?? [];
		return Number(red);
	});

test.for([true, false])(
	'a choice holds on every page and is taken back, script %s',
	async (javaScript, { openPage }) => {
		const page = await openPage('/structure?area=999900', { javaScript });
		const choose = async (name: string) => {
			await page.getByText('外观', { exact: true }).click();
			await follow(page.getByRole('button', { name }));
		};
		expect(await paper(page)).toBe(255);
		await choose('深色');
		expect(new URL(page.url()).pathname).toBe('/structure');
		expect(await paper(page)).toBeLessThan(40);
		await follow(page.getByRole('link', { name: '部门', exact: true }).first());
		expect(await paper(page)).toBeLessThan(40);
		const words = page.locator('svg text').first();
		if ((await words.count()) > 0)
			expect(await words.evaluate((text) => getComputedStyle(text).fill)).not.toBe(
				'rgb(23, 34, 42)'
			);
		await choose('浅色');
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await paper(page)).toBe(255);
		await choose('跟随系统');
		expect(await paper(page)).toBeLessThan(40);
		await page.emulateMedia({ colorScheme: 'light' });
		expect(await paper(page)).toBe(255);
	}
);

test('paper stays light whatever was chosen', async ({ openPage }) => {
	const page = await openPage('/structure?area=999900');
	await page.getByText('外观', { exact: true }).click();
	await follow(page.getByRole('button', { name: '深色' }));
	await page.emulateMedia({ media: 'print' });
	expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(
		'light'
	);
});

test('a menu of the head closes at Escape, at a press beside it, and as the other opens', async ({
	openPage
}) => {
	const page = await openPage('/?area=999900');
	const opener = page.getByText('外观', { exact: true });
	const choice = page.getByRole('button', { name: '深色' });
	await opener.click();
	expect(await choice.isVisible()).toBe(true);
	await choice.focus();
	await page.keyboard.press('Escape');
	expect(await choice.isVisible()).toBe(false);
	expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('外观');
	await opener.click();
	await page.getByRole('heading', { level: 1 }).click();
	expect(await choice.isVisible()).toBe(false);
	await opener.click();
	await page.getByText('切换地区', { exact: true }).focus();
	await page.keyboard.press('Enter');
	expect(await choice.isVisible()).toBe(false);
	expect(await page.getByRole('banner').getByRole('link', { name: '岳阳市' }).isVisible()).toBe(
		true
	);
});
