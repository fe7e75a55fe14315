/** The reader's choices are in the address; a default never is; a malformed one is repaired and said. */
import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { ask } from '../ask.ts';
import { follow, test } from '../page.ts';
import { PAGES } from '#lib/components/shell.ts';
import { DEMO, pathsOf, REAL } from './paths.ts';

const OTHER_YEAR = '2021';

function queryOf(page: Page): string {
	return new URL(page.url()).search;
}

/** Queries of all links to pages of this site, without those that choose something by themselves. */
function linkQueries(page: Page): Promise<string[]> {
	return page
		.locator('nav[aria-label="页面"] a')
		.evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).search));
}

describe('defaults', () => {
	test('nothing is written where nothing was chosen', async ({ openPage }) => {
		const page = await openPage('/');
		expect(new Set(await linkQueries(page))).toEqual(new Set(['']));
		await follow(page.getByRole('link', { name: '异常', exact: true }).first());
		await page.getByRole('combobox', { name: '类别' }).selectOption('学校');
		await page.waitForURL('**kind**');
		expect(queryOf(page)).toBe(`?kind=${encodeURIComponent('学校')}`);
	});

	test('choosing the default again takes the choice out', async ({ openPage }) => {
		const page = await openPage('/outliers?peers=all&year=2021&threshold=5');
		await page.getByRole('combobox', { name: '年度' }).selectOption('2023');
		await page.waitForURL((url) => !url.searchParams.has('year'));
		expect(queryOf(page)).toBe('?peers=all&threshold=5');
		await page.getByRole('spinbutton', { name: '阈值' }).fill('3.5');
		await page.getByRole('button', { name: '查看' }).click();
		await page.waitForURL((url) => !url.searchParams.has('threshold'));
		expect(queryOf(page)).toBe('?peers=all');
	});
});

describe('choices', () => {
	test('the kind travels along to every page', async ({ openPage }) => {
		const page = await openPage(`/scores?kind=${encodeURIComponent('学校')}`);
		await follow(page.getByRole('link', { name: '总览', exact: true }).first());
		await follow(page.getByRole('link', { name: '结转结余', exact: true }).first());
		expect(await page.getByRole('combobox', { name: '类别' }).inputValue()).toBe('学校');
	});

	test('keys go through a list without sending it; Enter sends it and the list keeps the focus', async ({
		openPage
	}) => {
		const page = await openPage('/scores');
		const list = page.getByRole('combobox', { name: '类别' });
		await list.focus();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		await page.waitForTimeout(300);
		expect(queryOf(page)).toBe('');
		await page.keyboard.press('Enter');
		await page.waitForURL('**kind**');
		const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
		await expect.poll(focused).toBe('kind');
	});

	test('area and year travel along to every page', async ({ openPage }) => {
		const page = await openPage(`/scores?area=${DEMO.code}&year=${OTHER_YEAR}&sort=-score_gap`);
		const queries = await linkQueries(page);
		const both = `?area=${DEMO.code}&year=${OTHER_YEAR}`;
		expect(new Set(queries)).toEqual(new Set([both]));
		await follow(page.locator('#table tbody th').first().getByRole('link'));
		expect(queryOf(page)).toBe(both);
		expect(await page.getByRole('combobox', { name: '年度' }).inputValue()).toBe(OTHER_YEAR);
	});

	test('the other jurisdiction shows the same page and year', async ({ openPage }) => {
		const page = await openPage('/scores?year=2021');
		await page.getByText('切换地区').click();
		await follow(page.getByRole('link', { name: REAL.name }));
		expect(new URL(page.url()).pathname).toBe('/scores');
		expect(queryOf(page)).toBe(`?area=${REAL.code}&year=2021`);
	});
});

describe('malformed values', () => {
	const MALFORMED = 'area=nowhere&year=20x1&kind=%3Cb%3E&sort=--&limit=1e9&offset=-5&threshold=NaN';

	test.for(pathsOf(DEMO).map((path) => path.split('?')[0] ?? path))(
		'%s is repaired, says so, and hands none on',
		async (path) => {
			const { status, body } = await ask(inject('baseUrl'), `${path}?${MALFORMED}`);
			expect(status).toBe(200);
			const [notice = ''] = /<div class="notice[^]*?<\/div>/.exec(body) ?? [];
			expect(notice).toContain(
				'参数 area 的值“nowhere”不可用，可用：999900（示例市）、430600（岳阳市）。'
			);
			if (path !== '/definitions') expect(notice).toContain('参数 year 的值“20x1”不可用');
			const links = [...body.matchAll(/<li[^>]*><a href="(\/[^"]*)"/g)].map(([, link]) => link);
			expect(links).toEqual(expect.arrayContaining(PAGES.map((page) => page.path)));
			expect(links.filter((link) => /nowhere|20x1/.test(link ?? ''))).toEqual([]);
		}
	);
});

describe('what is not there', () => {
	test.for([
		['/departments/no-such', '示例市没有编码为“no-such”的部门。'],
		['/departments/101?area=430600', '岳阳市没有编码为“101”的部门。'],
		['/sources/99999999', '没有编号为99999999的报告，它可能已被撤回。'],
		['/sources/abc', '没有这份报告：报告编号应为数字。']
	] as const)('%s', async ([path, sentence], { openPage }) => {
		const page = await openPage(path, { status: 404 });
		expect(await page.textContent('body')).toContain(sentence);
	});

	test.for([
		['/exports/nothing.csv', '没有这个导出文件，请从页面上的导出链接下载。'],
		['/exports/structure.pdf', '没有这个导出文件，请从页面上的导出链接下载。'],
		['/api/v1/nothing', '没有这个接口，可用：departments、figures']
	] as const)('%s', async ([path, sentence]) => {
		const { status, body } = await ask(inject('baseUrl'), path);
		expect(status).toBe(404);
		expect(body).toContain(sentence);
	});
});
