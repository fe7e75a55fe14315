/** Pages as paper. */
import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { test } from '../page.ts';
import { countSheets, lyingSheets, textOf, textsBySheet } from '../printed.ts';
import { DEMO, OTHER_PAGES, pathsOf, REAL } from './paths.ts';

/** In points. What is wider than the paper Chromium prints smaller, and all else on the sheets with it. */
const LEAST_READABLE = 7;

/** Texts of a PDF file whose letters are smaller than {@link LEAST_READABLE} as printed, with their size. */
async function unreadableTexts(pdf: Buffer): Promise<string[]> {
	return (await textsBySheet(pdf))
		.flat()
		.map(({ str, height }) => ({ str, size: round(height) }))
		.filter(({ str, size }) => str.trim() !== '' && size < LEAST_READABLE)
		.map(({ str, size }) => `${str} ${size}`);
}

/** Chromium writes sizes with the inaccuracy of floating point. */
const round = (points: number) => Math.round(points * 100) / 100;

/** A line of the list of filings, as the interface gives it. */
interface CheckedFiling {
	department: { code: string };
	fiscal_year: number;
	findings: { fail: number; warn: number } | null;
}

const findingsOf = ({ findings }: CheckedFiling) => (findings?.fail ?? 0) + (findings?.warn ?? 0);

describe('领导一页纸 is one sheet of A4', () => {
	test.for([
		`/brief?area=${DEMO.code}`,
		`/brief?area=${DEMO.code}&year=2017`,
		`/brief?area=${DEMO.code}&d=${DEMO.department}`,
		`/brief?area=${DEMO.code}&d=605`,
		`/brief?area=${DEMO.code}&d=206`,
		`/brief?area=${REAL.code}`,
		`/brief?area=${REAL.code}&d=${REAL.department}`
	])('%s', async (path, { openPage }) => {
		const page = await openPage(path);
		const pdf = await page.pdf({ preferCSSPageSize: true });
		expect(countSheets(pdf)).toBe(1);
		expect(await unreadableTexts(pdf)).toEqual([]);
	});

	test('of the department and year with most findings', async ({ openPage }) => {
		const api = `${inject('baseUrl')}/api/v1/filings?area=${DEMO.code}`;
		const { items } = (await (await fetch(api)).json()) as { items: readonly CheckedFiling[] };
		const [worst] = items.toSorted((a, b) => findingsOf(b) - findingsOf(a));
		if (!worst) throw new Error('nobody filed');
		expect(findingsOf(worst)).toBeGreaterThan(1);
		const { department, fiscal_year: year } = worst;
		const page = await openPage(`/brief?area=${DEMO.code}&d=${department.code}&year=${year}`);
		expect(countSheets(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
	});

	test('the count sees more sheets than one', async ({ openPage }) => {
		const page = await openPage(`/definitions?area=${DEMO.code}`);
		expect(countSheets(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(1);
	});

	test('letters made smaller by a row too wide for the sheet are seen', async ({ openPage }) => {
		const page = await openPage(`/brief?area=${DEMO.code}`);
		await page
			.locator('table')
			.first()
			.evaluate((table) => (table.style.width = '300mm'));
		expect(await unreadableTexts(await page.pdf({ preferCSSPageSize: true }))).not.toEqual([]);
	});
});

test('the sentence below a head stands whole on one sheet, before a figure that the sheet has no room for', async ({
	openPage
}) => {
	const page = await openPage(`/definitions?area=${DEMO.code}`);
	await page.locator('main').evaluate((main) => {
		const section =
			`<section><h2>题</h2><p>始${'一二三四五六七八九十'.repeat(7)}终</p>` +
			`<h2 class="visually-hidden">图</h2><figure></figure></section>`;
		main.innerHTML = section.repeat(20);
		main
			.querySelectorAll('figure')
			.forEach((figure, at) => (figure.style.height = `${200 + 7 * at}px`));
	});
	const sheets = await textsBySheet(await page.pdf({ preferCSSPageSize: true }));
	const counts = sheets.map((items) => {
		const text = items.map(({ str }) => str).join('');
		return [text.split('始').length - 1, text.split('终').length - 1];
	});
	expect(counts.reduce((sum, [begun = 0]) => sum + begun, 0)).toBe(20);
	expect(counts.filter(([begun, ended]) => begun !== ended)).toEqual([]);
});

test('the first sheet of the overview has the headlines and what needs attention, the second the change', async ({
	openPage
}) => {
	const page = await openPage(`/?area=${DEMO.code}`);
	const sheets = await textsBySheet(await page.pdf({ preferCSSPageSize: true }));
	const texts = sheets.map(textOf);
	expect(texts[0]).toMatch(/2023年总览.*重点关注.*提示不是结论/);
	expect(texts[1]).toContain('变化由谁造成');
});

test('paper says what was chosen and when it was printed', async ({ openPage }) => {
	const page = await openPage(`/scores?area=${DEMO.code}&kind=${encodeURIComponent('学校')}`);
	expect(await page.getByText('类别为学校').isVisible()).toBe(false);
	await page.emulateMedia({ media: 'print' });
	await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
	expect(await page.getByText('筛选：类别为学校').isVisible()).toBe(true);
	expect(await page.getByText('打印于 2024年6月3日').isVisible()).toBe(true);
});

test.for(['101', '302'])(
	'all sheets of department %s stand upright, those of a table wider than they are too',
	async (code, { openPage }) => {
		const page = await openPage(`/departments/${code}?area=${DEMO.code}`);
		expect(await lyingSheets(await page.pdf({ preferCSSPageSize: true }))).toEqual([]);
	}
);

test('待办 lists on paper what waits for confirmation', async ({ openPage }) => {
	const page = await openPage(`/tasks?area=${DEMO.code}`);
	await page.emulateMedia({ media: 'print' });
	const waiting = page.getByRole('region', { name: '待确认' });
	expect(await waiting.getByRole('rowheader').first().isVisible()).toBe(true);
	expect(await waiting.getByRole('checkbox').first().isVisible()).toBe(false);
});

describe('a page of drawings', () => {
	test('is small and readable on paper: strokes and no pictures, wide ones on a lying sheet', async ({
		openPage
	}) => {
		const page = await openPage(`/structure?area=${DEMO.code}`);
		const pdf = await page.pdf({ preferCSSPageSize: true });
		expect(pdf.length).toBeLessThan(1_500_000);
		const text = pdf.toString('latin1');
		expect(text).not.toMatch(/\/Subtype\s*\/Image/);
		const [, width = 0, height = 0] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
		expect(Number(width)).toBeGreaterThan(Number(height));
		expect(await unreadableTexts(pdf)).toEqual([]);
	});
});

/** The size of the head of a page as printed, in parts of the size that its style asks for. */
async function scaleOf(page: Page): Promise<number> {
	const pdf = await page.pdf({ preferCSSPageSize: true });
	await page.emulateMedia({ media: 'print' });
	const head = page.getByRole('heading', { level: 1 }).first();
	const pixels = await head.evaluate((one) => getComputedStyle(one).fontSize.replace('px', ''));
	const asked = (Number(pixels) * 72) / 96;
	const [first = ''] = (await head.innerText()).trim();
	const sizes = (await textsBySheet(pdf))
		.flat()
		.filter(({ str }) => str.normalize('NFKC').includes(first))
		.map(({ height }) => round(height / asked));
	// Its first letter stands in larger and smaller words too.
	return sizes.toSorted((a, b) => Math.abs(a - 1) - Math.abs(b - 1))[0] ?? NaN;
}

describe('every page is printed at its full size', () => {
	test.for([
		...pathsOf(DEMO),
		...pathsOf(REAL),
		...OTHER_PAGES,
		// Its units are a table of more columns than any sheet has room for.
		`/departments/302?area=${DEMO.code}`,
		'/sources/1'
	])('%s', async (path, { openPage }) => {
		const page = await openPage(path);
		expect(await scaleOf(page)).toBe(1);
		expect(await unreadableTexts(await page.pdf({ preferCSSPageSize: true }))).toEqual([]);
	});

	test('a table wider than the sheet is seen', async ({ openPage }) => {
		const page = await openPage(`/tasks?area=${DEMO.code}`);
		await page.locator('main').evaluate((main) => (main.style.minWidth = '300mm'));
		expect(await scaleOf(page)).toBeLessThan(0.9);
	});

	test('all columns of a table wider than the sheet stand on paper', async ({ openPage }) => {
		const page = await openPage(`/departments/302?area=${DEMO.code}`);
		const heads = page.locator('.data-table', { hasText: '各单位，决算数' }).locator('thead th');
		const shown = () =>
			heads.evaluateAll((all) =>
				all.filter((one) => one.checkVisibility()).map((one) => one.textContent)
			);
		const onScreen = await shown();
		expect(onScreen.length).toBeGreaterThan(20);
		await page.emulateMedia({ media: 'print' });
		const [name, ...onPaper] = await shown();
		expect([name, ...onPaper.filter((one) => one !== name)]).toEqual(onScreen);
		// Each of its parts names the units.
		expect(onPaper).toContain(name);
	});
});

/** The lowest text of each sheet, in parts of its height from the top, and all text of the last sheet. */
async function fillOf(pdf: Buffer): Promise<{ parts: number[]; last: string }> {
	const [, height = NaN] = /\/MediaBox \[0 0 [\d.]+ ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? [];
	const heightOf = ({ transform }: { transform: unknown[] }) => Number(transform[5]);
	const sheets = (await textsBySheet(pdf)).map((items) =>
		items.filter((item) => item.str.trim() !== '' && heightOf(item) > MARGIN)
	);
	const parts = sheets.map((items) => 1 - Math.min(...items.map(heightOf)) / Number(height));
	return { parts, last: textOf(sheets.at(-1) ?? []) };
}

/** The lower edge of a sheet, in points (12 mm), where its number stands alone. */
const MARGIN = 34;

describe('what goes together leaves no sheet half empty, and a foot is never alone', () => {
	test.for([
		`/balances?area=${DEMO.code}`,
		`/departments/706?area=${DEMO.code}`,
		`/departments/302?area=${DEMO.code}`,
		`/departments/101?area=${DEMO.code}&year=2017`,
		`/?area=${DEMO.code}`,
		`/?area=${REAL.code}`
	])('on %s', async (path, { openPage }) => {
		const page = await openPage(path);
		const { parts, last } = await fillOf(await page.pdf({ preferCSSPageSize: true }));
		expect(parts.length).toBeGreaterThan(1);
		expect(parts.slice(0, -1).filter((part) => part < 0.6)).toEqual([]);
		expect(last).not.toMatch(/^数据截至/);
	});

	test('on a page of whatever length', async ({ openPage }) => {
		const page = await openPage(`/tasks?area=${DEMO.code}`);
		const ends: string[] = [];
		for (let rows = 30; rows < 46; rows += 1) {
			await page.locator('main').evaluate((main, count) => {
				main.innerHTML = `<table><tbody>${'<tr><td>行</td></tr>'.repeat(count)}</tbody></table>`;
			}, rows);
			const { parts, last } = await fillOf(await page.pdf({ preferCSSPageSize: true }));
			if (parts.length > 1) ends.push(last);
		}
		expect(ends.length).toBeGreaterThan(2);
		expect(ends.length).toBeLessThan(16);
		for (const end of ends) expect(end).toMatch(/^行行/);
	});
});

describe('全部门汇编', () => {
	test('has a chapter for every department that filed, each on sheets of its own, and its Word file', async ({
		openPage
	}) => {
		const kind = encodeURIComponent('学校');
		const page = await openPage(`/compendium?area=${DEMO.code}&kind=${kind}`);
		const chapters = await page.locator('section.chapter').count();
		const entries = page.getByRole('region', { name: '目录' }).getByRole('link');
		expect(chapters).toBeGreaterThan(2);
		expect(await entries.count()).toBe(chapters);
		const word = page.getByRole('link', { name: '导出本页数据：Word' });
		expect(await word.getAttribute('href')).toMatch(/^\/exports\/compendium\.docx\?/);
		const sheets = countSheets(await page.pdf({ preferCSSPageSize: true }));
		expect(sheets).toBeGreaterThan(chapters);
	});
});
