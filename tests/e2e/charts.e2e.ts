import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './page.ts';

/** Charts that show themselves in the page's first answer. */
async function visibleDrawings(page: Page): Promise<number> {
	return page.locator('figure.chart .still svg:visible').count();
}

test.for([1440, 390])(
	'every chart stands in the first HTML, once, at %d pixels',
	async (width, { openPage }) => {
		const page = await openPage('/', { width, javaScript: false });
		const figures = await page.locator('figure.chart').count();
		expect(figures).toBeGreaterThanOrEqual(3);
		expect(await visibleDrawings(page)).toBe(figures);
	}
);

test('ECharts comes only when a reader reaches for a chart, and nothing moves', async ({
	openPage
}) => {
	const page = await openPage('/');
	const asked: string[] = [];
	page.on('request', (request) => {
		// The browser asks for the icon at a time of its own choosing.
		if (!request.url().endsWith('/favicon.svg')) asked.push(request.url());
	});
	const host = page.locator('figure.chart .drawing').first();
	await host.scrollIntoViewIfNeeded();
	await page.mouse.move(0, 0);
	expect(asked).toEqual([]);
	const before = await page.evaluate(() => document.documentElement.scrollHeight);
	const box = await host.boundingBox();
	await host.hover();
	await page.locator('.live-layer svg').waitFor();
	expect(asked).toEqual([expect.stringMatching(/\/interact\.[\w-]+\.js$/)]);
	expect(await host.boundingBox()).toEqual(box);
	expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(before);
});

test('the live chart answers the pointer with the words of the table', async ({ openPage }) => {
	const page = await openPage('/');
	const figure = page.locator('figure.chart').first();
	await figure.locator('.drawing').hover();
	await page.locator('.live-layer svg').waitFor();
	const box = await figure.locator('.drawing').boundingBox();
	await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 100);
	await page.mouse.move((box?.x ?? 0) + 310, (box?.y ?? 0) + 110);
	const tip = figure.locator('.chart-tip');
	await tip.waitFor();
	const name = await tip.locator('strong').textContent();
	await figure.locator('summary').click();
	const row = figure.locator('tbody tr', { hasText: name ?? '' }).first();
	const cells = await row.locator('td').allTextContents();
	for (const words of await tip.locator('dd').allTextContents()) {
		expect(cells.some((cell) => words.startsWith(cell.trim()))).toBe(true);
	}
});

test('a click on the key hides a series, and opens nothing that was pointed at before', async ({
	openPage
}) => {
	const page = await openPage('/structure');
	const address = page.url();
	const drawing = page.locator('figure.chart .drawing').first();
	await drawing.hover();
	await drawing.locator('.live-layer svg').waitFor();
	const box = await drawing.boundingBox();
	await page.mouse.move((box?.x ?? 0) + 400, (box?.y ?? 0) + 100);
	await drawing.locator('.chart-tip').waitFor();
	const key = drawing.locator('.live-layer text', { hasText: '公用支出' }).first();
	const colour = await key.getAttribute('fill');
	const at = await key.boundingBox();
	await page.mouse.click((at?.x ?? 0) + 5, (at?.y ?? 0) + 5);
	await expect.poll(() => key.getAttribute('fill')).not.toBe(colour);
	expect(page.url()).toBe(address);
});

test('what is pointed at takes no colour that dark paper lacks', async ({ openPage }) => {
	const page = await openPage('/');
	const mapped = readFileSync('src/lib/charts/theme.css', 'utf8');
	// The lines of a pattern are half transparent, so that they serve on either paper.
	const fills = (drawing: Locator) =>
		drawing
			.locator('svg :is([fill^="#"], [fill^=rgb]):not(pattern *, [fill-opacity="0"])')
			.evaluateAll((shapes) => shapes.map((shape) => shape.getAttribute('fill') ?? ''));
	for (const figure of await page.locator('figure.chart').all()) {
		const still = await fills(figure.locator('.still'));
		await figure.locator('.drawing').focus();
		await figure.locator('.live-layer svg').waitFor();
		await page.keyboard.press('ArrowDown');
		await figure.locator('.chart-tip').waitFor();
		const live = await fills(figure.locator('.live-layer'));
		const added = live.filter((fill) => !still.includes(fill));
		expect(added.filter((fill) => !mapped.includes(`[fill='${fill}']`))).toEqual([]);
	}
});

test('keys go through the rows, say each, and open the link of one', async ({ openPage }) => {
	const page = await openPage('/');
	const figure = page.locator('figure.chart').first();
	await figure.locator('.drawing').focus();
	await page.locator('.live-layer svg').waitFor();
	await page.keyboard.press('ArrowDown');
	const first = await figure.locator('tbody th').first().textContent();
	await expect.poll(() => figure.locator('.said').textContent()).toContain(first?.trim());
	const heads = await figure.locator('tbody th').all();
	const links = await Promise.all(heads.map((head) => head.locator('a').count()));
	const linked = links.findIndex((count) => count > 0);
	for (let row = 0; row < linked; row++) await page.keyboard.press('ArrowDown');
	const href = await figure.locator('tbody th a').first().getAttribute('href');
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => url.pathname + url.search === href);
});

test('a choice sends the filters, and empty fields stay out of the address', async ({
	openPage
}) => {
	const page = await openPage('/departments');
	const years = page.locator('select[name=year] option');
	const year = (await years.last().getAttribute('value')) ?? '';
	await page.selectOption('select[name=year]', year);
	await page.waitForURL((url) => url.searchParams.get('year') === year);
	expect(new URL(page.url()).searchParams.has('q')).toBe(false);
});

test('a saved picture says what it is: title, unit, year, source, and that the data are made up', async ({
	openPage
}) => {
	const page = await openPage('/structure?year=2022');
	const figure = page.locator('figure.chart').first();
	const title = (await figure.getAttribute('data-title')) ?? '';
	const finding = (await figure.locator('.title').textContent()) ?? '';
	const download = page.waitForEvent('download');
	await figure.getByRole('button', { name: `${title}：存为SVG` }).click();
	const saved = await download;
	expect(saved.suggestedFilename()).toBe(`${title}-示例市-2022年.svg`);
	const picture = await openPage('/structure');
	await picture.setContent(await text(await saved.createReadStream()));
	const words = (await picture.locator('svg > text').allTextContents()).join('');
	for (const said of [
		finding,
		title,
		'2022年',
		'单位：%',
		'口径：决算数',
		'来源：示例市',
		'演示数据'
	])
		expect(words).toContain(said);
	const beside = await picture.locator('svg svg').first().boundingBox();
	const first = await picture.locator('svg > text').first().boundingBox();
	expect(first?.y ?? 0).toBeLessThan(beside?.y ?? 0);
});

test('digits hide a series of the key and show it again', async ({ openPage }) => {
	const page = await openPage('/structure');
	const figure = page.locator('figure.chart').first();
	await figure.locator('.drawing').focus();
	await figure.locator('.live-layer svg').waitFor();
	const said = () => figure.locator('.said').textContent();
	await page.keyboard.press('2');
	await expect.poll(said).toBe('已隐藏公用支出');
	await page.keyboard.press('2');
	await expect.poll(said).toBe('已显示公用支出');
});

test('a frame dragged over many dots shows that part, and Escape all of them again', async ({
	openPage
}) => {
	const page = await openPage('/balances');
	const drawing = page.locator('figure.chart .drawing').nth(1);
	await drawing.focus();
	const live = drawing.locator('.live-layer svg');
	await live.waitFor();
	const numbers = async () => (await live.locator('text').allTextContents()).sort().join(' ');
	const all = await numbers();
	const box = await drawing.boundingBox();
	if (!box) throw new Error('The drawing is not shown');
	await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.6);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.85, { steps: 4 });
	await page.mouse.up();
	await expect.poll(numbers).not.toBe(all);
	expect(new URL(page.url()).pathname).toBe('/balances');
	const note = drawing.getByText(/^只显示一部分，图外还有[1-9]\d*个点；/);
	expect(await note.isVisible()).toBe(true);
	await page.keyboard.press('Escape');
	await expect.poll(numbers).toBe(all);
	expect(await note.count()).toBe(0);
});

test('a chart with none beside it has its words beside its drawing', async ({ openPage }) => {
	const page = await openPage('/departments/101?area=999900', { javaScript: false });
	const alone = page.locator('.half.alone').first();
	const words = await alone.locator('figcaption').boundingBox();
	const drawing = await alone.locator('.frame').boundingBox();
	expect(drawing?.y).toBeCloseTo(words?.y ?? 0, 0);
	expect(drawing?.x).toBeGreaterThan((words?.x ?? 0) + (words?.width ?? 0));
});
