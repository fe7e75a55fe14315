/** The overview tells the year: what needs attention, one table of departments, and who has not filed. */
import { gzipSync } from 'node:zlib';
import { describe, expect, inject } from 'vitest';
import { ask } from '../ask.ts';
import { follow, test } from '../page.ts';
import { timelineOf } from '../timeline.ts';

const NUMBER = (text: string) => Number(text.replaceAll(',', '').replace('−', '-'));

test('the first load is at most 60 kB compressed in at most 8 requests', async ({ openPage }) => {
	const page = await openPage('/');
	const loaded = await timelineOf(page, 'resource');
	const addresses = [page.url(), ...loaded.map(({ name }) => name)];
	// The page has a script at least.
	expect(addresses.length).toBeGreaterThan(1);
	expect(addresses.length).toBeLessThanOrEqual(8);
	const bodies = await Promise.all(
		addresses.map(async (address) => Buffer.from(await (await fetch(address)).arrayBuffer()))
	);
	const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0);
	expect(bytes).toBeLessThanOrEqual(60_000);
});

test.for([1024, 1280])(
	'at %i points the table shows all columns without being moved sideways',
	async (width, { openPage }) => {
		const page = await openPage('/', { width, height: 768 });
		const table = page.getByRole('region', { name: /各部门/ });
		expect(await table.getByRole('columnheader', { name: '提示与核对' }).count()).toBe(1);
		expect(await table.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
	}
);

describe('without script', () => {
	test('the table is sorted through the address and shows what it is sorted by', async ({
		openPage
	}) => {
		const page = await openPage('/', { javaScript: false });
		const table = page.getByRole('region', { name: /各部门/ }).getByRole('table');
		await follow(table.getByRole('link', { name: /^三公合计/ }));
		expect(new URL(page.url()).searchParams.get('sort')).toBe('-three_public_total');
		expect(await table.getByRole('columnheader', { name: '三公合计历年' }).count()).toBe(1);
		const amounts = (await table.locator('tbody td:nth-of-type(3)').allTextContents()).map(NUMBER);
		expect(amounts.length).toBe(20);
		expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
		await follow(table.getByRole('link', { name: '部门' }));
		const names = await table.getByRole('rowheader').allTextContents();
		expect(names.slice(0, 3)).toEqual(['博物馆', '财政局', '残疾人联合会']);
	});

	test('the change is against the base year that the reader chooses', async ({ openPage }) => {
		const page = await openPage('/?pin=703', { javaScript: false });
		const row = page.getByRole('row', { name: /教育局/ }).first();
		const before = await row.getByRole('cell').nth(7).textContent();
		await page.getByRole('combobox', { name: '基准年' }).selectOption('2019');
		await follow(page.getByRole('button', { name: '应用' }));
		expect(await page.getByRole('columnheader', { name: '比2019年' }).count()).toBe(2);
		expect(await row.getByRole('cell').nth(7).textContent()).not.toBe(before);
		// A pinned department is shown wherever it stands.
		expect(await page.getByRole('rowheader', { name: '实验小学' }).count()).toBe(1);
	});

	test('the changes are those that the API tells', async ({ openPage }) => {
		const { body } = await ask(
			inject('baseUrl'),
			'/api/v1/changes?measure=spending_total&year=2023&base=2020&limit=1000'
		);
		const { items } = JSON.parse(body) as {
			items: { department: { name: string }; state: string; contribution: number }[];
		};
		const page = await openPage('/?year=2023&base=2020', { javaScript: false });
		const rows = page.getByRole('region', { name: /各部门/ }).locator('tbody tr');
		const shown = await rows.evaluateAll((list) =>
			list.map((row) => ({
				name: row.querySelector('th')?.textContent.trim() ?? '',
				change: row.querySelectorAll('td')[7]?.textContent.trim() ?? ''
			}))
		);
		const compared = shown.filter(({ change }) => /\d/.test(change));
		expect(compared.length).toBeGreaterThan(15);
		for (const { name, change } of compared) {
			const item = items.find((one) => one.department.name === `示例市${name}`);
			// A successor is compared with those it took over there, and here with its own past alone.
			if (item?.state !== 'both') continue;
			expect(Math.round(NUMBER(change) * 100), name).toBe(Math.round(item.contribution / 10_000));
		}
	});
});

test('who has not filed is named, as the list of filings names them', async ({ openPage }) => {
	const page = await openPage('/');
	const section = page.locator('section', {
		has: page.getByRole('heading', { name: '谁还没有报送' })
	});
	const named = await section.getByRole('paragraph').first().getByRole('link').allTextContents();
	expect(await section.textContent()).toContain(`未报${named.length}家`);
	await page.goto('/filings?status=missing');
	const listed = await page.locator('th a[href^="/departments/"]').allTextContents();
	expect(named.toSorted()).toEqual(listed.toSorted());
});

test('a card leads to the department and to the cell of its figure', async ({ openPage }) => {
	const page = await openPage('/');
	const section = page.locator('section', { has: page.getByRole('heading', { name: '重点关注' }) });
	const cards = section.getByRole('listitem');
	expect(await cards.count()).toBeGreaterThan(0);
	const names = await cards.getByRole('heading', { level: 3 }).allTextContents();
	expect(new Set(names).size).toBe(names.length);
	await follow(cards.first().getByRole('link').nth(1));
	expect(new URL(page.url()).pathname).toMatch(/^\/sources\/\d+$/);
});
