/**
 * Every page of the made-up city is accessible, fits, prints, and is marked; and stays accessible with charts alive, at
 * night, in forced colours, and on a phone.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityProblems, type Look } from '../accessibility.ts';
import { test } from '../page.ts';
import { inspectPage } from './inspection.ts';
import { DEMO, OTHER_PAGES, pathsOf } from './paths.ts';

const NARROW = { width: 320, height: 800 };

/** One after another, each with a look at what it changes; charts are alive in all. */
const STATES: readonly [name: string, enter: (page: Page) => Promise<unknown>, look: Look][] = [
	['dark', (page) => page.emulateMedia({ colorScheme: 'dark' }), 'colours'],
	['forced colours', (page) => page.emulateMedia({ forcedColors: 'active' }), 'colours'],
	['narrow', (page) => page.setViewportSize(NARROW), 'structure']
];

/** Goes to each drawing in turn, as the tab key does; false where the page has none. */
async function reachCharts(page: Page): Promise<boolean> {
	const drawings = await page.locator('figure.chart .drawing').all();
	for (const drawing of drawings) {
		await drawing.focus();
		await drawing.locator('.live-layer svg').waitFor();
		await page.keyboard.press('ArrowRight');
	}
	return drawings.length > 0;
}

test.for([...pathsOf(DEMO), ...OTHER_PAGES])('%s', async (path, { openPage }) => {
	const page = await openPage(path, { width: 1280 });
	await inspectPage(page, DEMO);
	if (await reachCharts(page)) {
		const problems = await accessibilityProblems(page, { within: 'figure.chart' });
		expect(problems, 'live charts').toEqual([]);
	}
	for (const [name, enter, look] of STATES) {
		await enter(page);
		expect(await accessibilityProblems(page, { look }), name).toEqual([]);
	}
});

test('a phone shows the figures of a department and their change without being moved sideways', async ({
	openPage
}) => {
	const page = await openPage(`/departments/${DEMO.department}`, { width: 390, height: 844 });
	const heads = page.getByRole('columnheader', { name: '比上年' });
	expect(await heads.count()).toBeGreaterThan(4);
	const ends = await heads.evaluateAll((all) =>
		all.map((head) => {
			const box = head.closest('.scroll')?.getBoundingClientRect();
			return head.getBoundingClientRect().right - (box?.right ?? 0);
		})
	);
	expect(ends.filter((past) => past > 1)).toEqual([]);
});
