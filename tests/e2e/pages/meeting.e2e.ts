/** 会议模式: a slide per screen, readable from afar, led by arrow keys or by links. */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { SLIDE_IDS } from '#lib/catalogue/slides.ts';
import { href } from '#lib/links.ts';
import { accessibilityProblems } from '../accessibility.ts';
import { arrive, follow, test } from '../page.ts';
import { overflow } from './inspection.ts';
import { DEMO } from './paths.ts';

const PROJECTOR = { width: 1920, height: 1080 };
/** The least that projectors have, and what a browser with its bars leaves of a large one. */
const SMALL = [
	{ width: 1280, height: 720 },
	{ width: 1920, height: 900 }
];
/** Pixels on the screen below which a text cannot be read from the last row. */
const LEAST = 24;

/** Texts smaller than {@link LEAST} as they are drawn, those in drawings included. */
function smallTexts(page: Page): Promise<string[]> {
	return page.evaluate((least) => {
		const sizeOf = (element: Element) => {
			const size = Number.parseFloat(getComputedStyle(element).fontSize);
			const svg = element.closest('svg');
			if (!svg) return size;
			const { width, height } = svg.getBoundingClientRect();
			const box = svg.viewBox.baseVal;
			return size * Math.min(width / box.width, height / box.height);
		};
		const hasText = (element: Element) =>
			[...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
		return [...document.querySelectorAll('.slide *:not(title, desc, style)')]
			.filter((element) => element.checkVisibility() && hasText(element))
			.filter((element) => sizeOf(element) < least)
			.map((element) => `${sizeOf(element).toFixed(1)} ${element.textContent}`);
	}, LEAST);
}

const SLIDES = [
	...SLIDE_IDS.map((slide) => ({ slide })),
	{ slide: 'figures', d: DEMO.department },
	{ slide: 'amounts', d: DEMO.department },
	{ slide: 'attention', d: DEMO.department }
];

test.for(SLIDES)('the slide %j fits the screen and is readable', async (slide, { openPage }) => {
	const page = await openPage(href('/meeting', { area: DEMO.code, ...slide }), PROJECTOR);
	expect(await smallTexts(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(PROJECTOR.height);
	expect(await overflow(page)).toEqual([]);
	expect(await page.getByText('演示数据').first().isVisible()).toBe(true);
	expect(await accessibilityProblems(page)).toEqual([]);
	for (const size of SMALL) {
		await page.setViewportSize(size);
		expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(size.height);
		expect(await smallTexts(page)).toEqual([]);
	}
});

describe('the way', () => {
	async function press(page: Page, key: string) {
		await arrive(page, () => page.keyboard.press(key));
		return new URL(page.url()).search;
	}

	test('leads by arrow keys through slides and departments and keeps the year', async ({
		openPage
	}) => {
		const page = await openPage(href('/meeting', { area: DEMO.code, year: 2021 }), PROJECTOR);
		expect(await press(page, 'PageDown')).toContain('slide=changes');
		expect(await press(page, 'ArrowLeft')).not.toContain('slide');
		expect(await press(page, 'ArrowDown')).toMatch(/year=2021.*d=\d+/);
		expect(await press(page, 'ArrowRight')).toMatch(/slide=amounts&d=\d+/);
		expect(await press(page, 'ArrowUp')).toContain('slide=amounts');
		expect(new URL(page.url()).searchParams.has('d')).toBe(false);
	});

	test('leads by links without script, in from the overview and out again', async ({
		openPage
	}) => {
		const page = await openPage('/', { javaScript: false });
		await follow(page.getByRole('link', { name: '会议模式' }));
		await follow(page.getByRole('link', { name: '下一页' }));
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('变化由谁造成');
		await follow(page.getByRole('link', { name: '退出会议模式' }));
		expect(new URL(page.url()).pathname).toBe('/');
	});
});

test.for([390, 320])(
	'a phone of %d pixels shows the same, each figure with its unit',
	async (width, { openPage }) => {
		const size = { width, height: 844 };
		const page = await openPage('/meeting?slide=structure', size);
		expect(await overflow(page)).toEqual([]);
		const figures = await openPage(href('/meeting', { d: DEMO.department }), size);
		expect(await overflow(figures)).toEqual([]);
		const lines = figures
			.locator('dd a')
			.evaluateAll((links) =>
				links.map((link) => `${link.textContent} ${link.getClientRects().length}`)
			);
		expect(await lines).not.toEqual([]);
		expect((await lines).filter((line) => !line.endsWith(' 1'))).toEqual([]);
	}
);
