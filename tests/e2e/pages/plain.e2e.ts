/** A reader without script: everything that can be read, sorted, filtered and followed still can. */
import { describe, expect } from 'vitest';
import { follow, test } from '../page.ts';

const PLAIN = { javaScript: false, width: 1280 };

describe('without script', () => {
	test('a head sorts its table, and sorts it the other way again', async ({ openPage }) => {
		const page = await openPage('/balances', PLAIN);
		const head = page.getByRole('columnheader', { name: /^累计结余/ }).last();
		const amounts = async () => {
			const column = await head.evaluate((cell) =>
				[...(cell.parentElement?.children ?? [])].indexOf(cell)
			);
			const cells = await page
				.locator(`#table tbody tr > :nth-child(${column + 1})`)
				.allTextContents();
			return cells.map((text) => Number(text.trim().replaceAll(',', '').replace('−', '-')));
		};
		await follow(head.getByRole('link'));
		expect(await head.getAttribute('aria-sort')).toBe('descending');
		const descending = await amounts();
		expect(descending.length).toBeGreaterThan(50);
		expect(descending).toEqual([...descending].sort((a, b) => b - a));
		await follow(head.getByRole('link'));
		expect(await head.getAttribute('aria-sort')).toBe('ascending');
		const ascending = await amounts();
		expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
	});

	test('the filters are a form that asks the server', async ({ openPage }) => {
		const page = await openPage('/departments', PLAIN);
		await page.getByRole('combobox', { name: '类别' }).selectOption('学校');
		await page.getByRole('combobox', { name: '年度' }).selectOption('2019');
		await follow(page.getByRole('button', { name: '应用' }));
		expect(new URL(page.url()).searchParams.get('kind')).toBe('学校');
		expect(await page.getByRole('combobox', { name: '年度' }).inputValue()).toBe('2019');
		const kinds = await page.locator('#table tbody th .note').allTextContents();
		expect(kinds.length).toBeGreaterThan(3);
		expect(new Set(kinds)).toEqual(new Set(['学校']));
	});

	test('a long list is turned page by page', async ({ openPage }) => {
		const page = await openPage('/findings?state=pass', PLAIN);
		const pages = page.getByRole('navigation', { name: '分页' });
		expect(await pages.textContent()).toMatch(/第1—50行，共\d+行/);
		await follow(pages.getByRole('link', { name: '下一页' }));
		expect(await pages.textContent()).toMatch(/第51—\d+行/);
		await follow(pages.getByRole('link', { name: '上一页' }));
		expect(new URL(page.url()).searchParams.has('offset')).toBe(false);
	});

	test('a chart’s table opens, and its rows lead on', async ({ openPage }) => {
		const page = await openPage('/', PLAIN);
		const chart = page.locator('figure.chart').first();
		await chart.locator('summary').click();
		await follow(chart.getByRole('rowheader').getByRole('link').first());
		expect(new URL(page.url()).pathname).toMatch(/^\/departments\//);
	});

	test('a figure leads to its lit cell', async ({ openPage }) => {
		const page = await openPage('/departments/101', PLAIN);
		await follow(
			page
				.getByRole('row', { name: /^支出合计/ })
				.getByRole('link')
				.first()
		);
		expect(await page.locator('#at').evaluate((cell) => cell.checkVisibility())).toBe(true);
	});

	test('the menu of a narrow window opens', async ({ openPage }) => {
		const page = await openPage('/', { javaScript: false, width: 390, height: 844 });
		await page.getByText('目录').click();
		await follow(page.getByRole('link', { name: '三公经费', exact: true }));
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('三公经费');
	});
});
