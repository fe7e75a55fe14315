/**
 * Every page of the made-up city is accessible, fits, prints, and is marked; and stays accessible with charts alive, at
 * night, in forced colours, and on a phone.
 */
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { accessibilityProblems, type Look } from '../accessibility.ts';
import { test } from '../page.ts';
import { inspectPage, overflow } from './inspection.ts';
import { DEMO, OTHER_PAGES, pathsOf } from './paths.ts';

const NARROW = { width: 320, height: 800 };

/** One after another, each with a look at what it changes; charts are alive in all. */
const LOOKS: readonly [name: string, enter: (page: Page) => Promise<unknown>, look: Look][] = [
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

/** Pages in a state of their own: before the first report, of one department, without a report of the year, of pinned ones. */
const STATES_OF_PAGES = [
	'/welcome',
	`/brief?d=${DEMO.department}`,
	'/departments/403?year=2023',
	'/compare?d=101&d=302&d=503&pin=302'
];

test.for([...pathsOf(DEMO), ...OTHER_PAGES, ...STATES_OF_PAGES])(
	'%s',
	async (path, { openPage }) => {
		const page = await openPage(path, { width: 1280 });
		await inspectPage(page, DEMO);
		if (await reachCharts(page)) {
			const problems = await accessibilityProblems(page, { within: 'figure.chart' });
			expect(problems, 'live charts').toEqual([]);
		}
		for (const [name, enter, look] of LOOKS) {
			await enter(page);
			expect(await accessibilityProblems(page, { look }), name).toEqual([]);
		}
		expect(await overflow(page), 'narrow').toEqual([]);
	}
);

test.for([390, 320])(
	'a phone of %i points shows the figures of a department, their change and its position without being moved sideways',
	async (width, { openPage }) => {
		const page = await openPage(`/departments/${DEMO.department}`, { width, height: 844 });
		const heads = page.getByRole('columnheader', { name: '位次' });
		expect(await heads.count()).toBeGreaterThan(4);
		const ends = await heads.evaluateAll((all) =>
			all.map((head) => {
				const box = head.closest('.scroll')?.getBoundingClientRect();
				return head.getBoundingClientRect().right - (box?.right ?? 0);
			})
		);
		expect(ends.filter((past) => past > 1)).toEqual([]);
	}
);

test('a phone shows what a department gave itself for each indicator', async ({ openPage }) => {
	const page = await openPage(`/departments/${DEMO.department}`, { width: 390, height: 844 });
	const sheet = page.getByRole('region', { name: /评分表/ });
	const box = await sheet.boundingBox();
	const score = await sheet.getByRole('columnheader', { name: '自评得分' }).boundingBox();
	expect((score?.x ?? Infinity) + (score?.width ?? 0)).toBeLessThanOrEqual(
		(box?.x ?? 0) + (box?.width ?? 0)
	);
});

test.for([1280, 1440, 1920])(
	'at %i points a table wider than the page is moved within its own box',
	async (width, { openPage }) => {
		const page = await openPage('/departments/302', { width });
		const box = page.getByRole('region', { name: /各单位，决算数/ });
		expect(await box.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
		expect(await overflow(page)).toEqual([]);
	}
);

describe('the heads of a table of more than a screen', () => {
	test.for(['/departments', '/structure', '/three-public', '/balances', '/filings', '/changes'])(
		'%s stay in sight at its last row',
		async (path, { openPage }) => {
			const page = await openPage(`${path}?area=${DEMO.code}`);
			const table = page.getByRole('table').filter({ has: page.getByRole('row').nth(60) });
			await table.getByRole('row').last().scrollIntoViewIfNeeded();
			const top = await table
				.getByRole('columnheader')
				.first()
				.evaluate((head) => head.getBoundingClientRect().top);
			expect(top).toBeGreaterThanOrEqual(0);
			expect(top).toBeLessThan(200);
		}
	);

	test('do not hide what the keyboard goes up to', async ({ openPage }) => {
		const page = await openPage(`/departments?area=${DEMO.code}`);
		const links = page.getByRole('table').getByRole('rowheader').getByRole('link');
		await links.nth(60).focus();
		for (let row = 0; row < 30; row++) await page.keyboard.press('ArrowUp');
		const head = page.getByRole('columnheader', { name: '部门' });
		const foot = await head.evaluate((one) => one.getBoundingClientRect().bottom);
		const top = await page.evaluate(
			() => document.activeElement?.getBoundingClientRect().top ?? -1
		);
		expect(top).toBeGreaterThanOrEqual(foot);
	});
});
