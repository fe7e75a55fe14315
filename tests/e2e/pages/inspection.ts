/** Checks that hold for every page, whatever it shows: one visit, a wide and a narrow window and paper. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityProblems, type Look } from '../accessibility.ts';
import { timelineOf } from '../timeline.ts';
import type { Jurisdiction } from './paths.ts';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };

/** Below what a reader notices; 0.1 is what is commonly called good. */
const STEADY = 0.01;

const MOST_STOPS = 200;

/** More than the pages' own script, less than the library of the charts. Bytes. */
const LARGE_SCRIPT = 100_000;

/** Sum of the layout shifts since the page began to load. */
export async function shiftOf(page: Page): Promise<number> {
	const shifts = await timelineOf(page, 'layout-shift');
	return shifts.reduce((sum, { value }) => sum + value, 0);
}

/** Addresses of scripts loaded that are as large as a chart library. */
async function largeScripts(page: Page): Promise<string[]> {
	const loaded = await timelineOf(page, 'resource');
	return loaded
		.filter(({ name }) => name.endsWith('.js'))
		.filter(({ decodedBodySize }) => decodedBodySize > LARGE_SCRIPT)
		.map(({ name }) => name);
}

/** Elements that stick out of the window sideways, outside boxes that scroll by themselves; empty where all fit. */
export function overflow(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const { scrollWidth } = document.documentElement;
		if (scrollWidth <= innerWidth) return [];
		const wide = [...document.querySelectorAll('body *')].filter(
			(element) => element.getBoundingClientRect().right > innerWidth + 1
		);
		return [
			`${scrollWidth} > ${innerWidth}`,
			...wide.slice(0, 5).map(({ outerHTML }) => outerHTML.slice(0, 160))
		];
	});
}

/** The mark stands in the header, the only place that every page has; no other jurisdiction bears it anywhere. */
async function expectMarked(page: Page, { name, isDemo }: Jurisdiction): Promise<void> {
	const banner = page.getByRole('banner');
	expect(await banner.getByText(name, { exact: true }).first().isVisible()).toBe(true);
	const marks = page.locator('body').getByText('演示数据');
	const shown = await marks.evaluateAll(
		(elements) => elements.filter((element) => element.checkVisibility()).length
	);
	if (isDemo) expect(shown, 'made-up data are marked').toBeGreaterThan(0);
	else expect(shown, 'a real city is not marked as made up').toBe(0);
}

/** Elements that the tab key stops at. The script that makes a long table one stop comes a little after the page. */
function tabStops(page: Page): Promise<number> {
	const focusable = page.locator(
		'a[href], button, input:not([type=hidden]), select, summary, textarea, [tabindex="0"]'
	);
	return focusable.evaluateAll(
		(all) => all.filter((one) => (one as HTMLElement).tabIndex >= 0 && one.checkVisibility()).length
	);
}

export async function expectFewStops(page: Page): Promise<void> {
	await expect.poll(() => tabStops(page)).toBeLessThanOrEqual(MOST_STOPS);
}

async function expectPaper(page: Page, jurisdiction: Jurisdiction): Promise<void> {
	await page.emulateMedia({ media: 'print' });
	const shown = await page
		.locator('nav, form, button, .screen-only')
		.evaluateAll((elements) =>
			elements.filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 120))
		);
	expect(shown, 'paper has nothing to press').toEqual([]);
	await expectMarked(page, jurisdiction);
}

/** Leaves the page on a wide screen with all folds open. `look`: what axe looks at. */
export async function inspectPage(
	page: Page,
	jurisdiction: Jurisdiction,
	look: Look = 'whole'
): Promise<void> {
	await page.setViewportSize(WIDE);
	expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
	expect(await page.title()).toMatch(/ · 明账$/);
	expect(
		await page.locator('meta[name=description]').getAttribute('content'),
		'a page says in a sentence what it holds'
	).toMatch(/\S。$/);
	await expectFewStops(page);
	expect(await shiftOf(page), 'nothing moves while loading').toBeLessThan(STEADY);
	expect(await largeScripts(page), 'charts load no library before they are reached').toEqual([]);
	await expectMarked(page, jurisdiction);
	expect(await overflow(page), 'nothing sticks out of a wide window').toEqual([]);
	await page.setViewportSize(NARROW);
	expect(await overflow(page), 'nothing sticks out of a narrow window').toEqual([]);
	await expectPaper(page, jurisdiction);
	await page.emulateMedia({ media: 'screen' });
	await page.setViewportSize(WIDE);
	await page.locator('details').evaluateAll((all) => {
		for (const fold of all) (fold as HTMLDetailsElement).open = true;
	});
	expect(await accessibilityProblems(page, { look })).toEqual([]);
}
