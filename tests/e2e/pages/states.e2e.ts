/** Axe finds nothing with all folds open: with charts alive, at night, in forced colours, and on a phone. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { href } from '#lib/links.ts';
import { accessibilityProblems } from '../accessibility.ts';
import { test } from '../page.ts';
import { DEMO, OTHER_PAGES, pathsOf } from './paths.ts';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 800 };

const STATES: readonly [name: string, enter: (page: Page) => Promise<unknown>][] = [
	['live charts', reachCharts],
	['dark', (page) => page.emulateMedia({ colorScheme: 'dark' })],
	['forced colours', (page) => page.emulateMedia({ forcedColors: 'active' })],
	['narrow', (page) => page.setViewportSize(NARROW)]
];

/** Each drawing in turn, as the tab key reaches it. */
async function reachCharts(page: Page): Promise<void> {
	for (const drawing of await page.locator('figure.chart .drawing').all()) {
		await drawing.focus();
		await drawing.locator('.live-layer svg').waitFor();
		await page.keyboard.press('ArrowRight');
	}
}

test.for([...pathsOf(DEMO), ...OTHER_PAGES.map((path) => href(path, { area: DEMO.code }))])(
	'%s',
	{ timeout: 180_000 },
	async (path, { openPage }) => {
		const page = await openPage(path);
		await page.setViewportSize(WIDE);
		await page.locator('details').evaluateAll((all) => {
			for (const fold of all) (fold as HTMLDetailsElement).open = true;
		});
		for (const [name, enter] of STATES) {
			await enter(page);
			expect(await accessibilityProblems(page), name).toEqual([]);
		}
	}
);
