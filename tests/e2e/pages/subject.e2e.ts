/** The subject bar: what is chosen for all pages, the pinned departments, and the search for a department. */
import { describe, expect, inject } from 'vitest';
import { accessibilityProblems } from '../accessibility.ts';
import { ask } from '../ask.ts';
import { follow, test } from '../page.ts';
import { PAGES } from '#lib/components/shell.ts';
import { DEMO, pathsOf, REAL } from './paths.ts';

/** 101 is 市委办公室, 401 教育局. */
const CHOICE: readonly (readonly [string, string])[] = [
	['area', DEMO.code],
	['year', '2021'],
	['base', '2018'],
	['kind', '学校'],
	['pin', '401'],
	['pin', '101']
];
const chosen = new URLSearchParams(CHOICE.map(([name, value]) => [name, value])).toString();

describe('every link of a page keeps what is chosen', () => {
	const paths = [...pathsOf(DEMO).map((path) => path.split('?')[0] ?? path), '/sources/1'];
	test.for(paths)('%s', async (path) => {
		const { status, body } = await ask(inject('baseUrl'), `${path}?${chosen}`);
		expect(status).toBe(200);
		const links = [...body.matchAll(/<a\s[^>]*?href="(\/[^"]*)"[^>]*>/g)]
			.filter(([tag, address = '']) => !/data-own-choice|"\/exports\//.test(tag) && address !== '')
			.map(([, address = '']) => new URL(address.replaceAll('&amp;', '&'), inject('baseUrl')));
		expect(links.length).toBeGreaterThan(10);
		const shell = body.slice(0, body.indexOf('<main'));
		// The pages as a row and as a list, and the two that are pinned.
		expect(shell.match(/<li[^>]*><a href="[^"]*kind=/g)).toHaveLength(2 * PAGES.length + 2);
		for (const { pathname, search, searchParams } of links) {
			const at = `${pathname}${search}`;
			// A link to another year chooses that itself.
			for (const name of ['area', 'year', 'base'])
				expect(searchParams.getAll(name), at).toHaveLength(1);
			expect(searchParams.get('area'), at).toBe(DEMO.code);
			expect(searchParams.get('base'), at).toBe('2018');
			expect(searchParams.getAll('pin'), at).toEqual(['401', '101']);
		}
	});
});

describe('the search for a department', () => {
	test('the key / leads to it, and initials of the pinyin lead to the one department', async ({
		openPage
	}) => {
		const page = await openPage('/scores?year=2021');
		await page.keyboard.press('/');
		await page.keyboard.type('jyj');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/departments/401?*');
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('教育局');
		expect(new URL(page.url()).searchParams.get('year')).toBe('2021');
	});

	test.for([
		['fgw', '/departments/202'],
		['发改委', '/departments/202'],
		['rensheju', '/departments/206'],
		['401', '/departments/401'],
		['zhongxue', '/departments'],
		['<b>', '/departments']
	] as const)('%s leads to %s', async ([words, path]) => {
		const address = `${inject('baseUrl')}/find?q=${encodeURIComponent(words)}&pin=101`;
		const { status, headers } = await fetch(address, { redirect: 'manual' });
		expect(status).toBe(303);
		const to = new URL(headers.get('location') ?? '', inject('baseUrl'));
		expect(to.pathname).toBe(path);
		expect(to.searchParams.get('pin')).toBe('101');
	});

	test('several are listed from A to Z', async ({ openPage }) => {
		const page = await openPage('/departments?q=zhongxue&sort=name');
		const names = await page.locator('#table tbody th a').allTextContents();
		expect(names).toEqual(['第二中学', '第三中学', '第一中学']);
	});
});

describe('pinned departments', () => {
	test('are named by pinyin, marked in every list, and let go', async ({ openPage }) => {
		const page = await openPage('/departments', { javaScript: false });
		await page.getByRole('combobox', { name: '固定部门' }).fill('jyj');
		await follow(page.getByRole('button', { name: '应用' }));
		const pinned = page.getByRole('list', { name: '固定的部门' });
		expect(await pinned.getByRole('link').first().textContent()).toBe('教育局');
		expect(await page.locator('#table [data-pin="1"]').textContent()).toBe('教育局');
		await follow(
			page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '对比' })
		);
		expect(await page.getByRole('combobox', { name: '部门1' }).inputValue()).toBe('教育局');
		await follow(page.getByRole('link', { name: '不再固定教育局' }));
		expect(new URL(page.url()).searchParams.has('pin')).toBe(false);
	});

	test('what names none, and more than six, is said', async ({ openPage }) => {
		const page = await openPage('/scores?pin=nobody&pin=101,102,103,104,105,106,107');
		const bar = page.locator('.subject');
		expect(await bar.getByRole('status').allTextContents()).toEqual([
			'“nobody”不是本地区某一个部门的名称、拼音或编码，未固定。',
			'最多固定6家，只固定前6家。'
		]);
		expect(await bar.getByRole('listitem').count()).toBe(6);
		expect(await accessibilityProblems(page)).toEqual([]);
	});

	test('a name that is none is not carried on by the filters of a page', async ({ openPage }) => {
		const page = await openPage('/scores?pin=nobody&pin=财政局', { javaScript: false });
		await page.getByRole('searchbox', { name: '部门名称' }).fill('局');
		await follow(page.getByRole('button', { name: '查看' }));
		const { searchParams } = new URL(page.url());
		expect([searchParams.getAll('pin'), searchParams.get('q')]).toEqual([['203'], '局']);
		expect(await page.locator('.subject').getByRole('status').count()).toBe(0);
	});
});

test('another jurisdiction keeps the page, and the year where it has one', async ({ openPage }) => {
	const page = await openPage('/balances?year=2019&pin=101&kind=%E5%AD%A6%E6%A0%A1');
	await page.getByText('切换地区').click();
	await follow(page.getByRole('link', { name: REAL.name }));
	expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(
		`/balances?area=${REAL.code}`
	);
});
