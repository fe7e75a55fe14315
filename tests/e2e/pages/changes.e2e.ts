/** 变化: who or what made a change, for any measure, grouping and base year; and the base year on the other pages. */
import { describe, expect, inject } from 'vitest';
import type { Page } from 'playwright-core';
import { href } from '#lib/links.ts';
import { openCsv } from '../../server/exports/opened.ts';
import { ask } from '../ask.ts';
import { follow, test } from '../page.ts';

interface Answer {
	before: number;
	after: number;
	comparable: { before: number; after: number };
	items: { contribution: number; comparable: number; state: string; [key: string]: unknown }[];
}

async function answered(path: string, query: Record<string, string>): Promise<Answer> {
	const { body } = await ask(inject('baseUrl'), href(path, { ...query, limit: '1000' }));
	return JSON.parse(body) as Answer;
}

/** The exact amounts of a column of the table of all parts, in 分, the sum at the end. */
async function exactCells(page: Page, column: number): Promise<number[]> {
	const cells = page
		.getByRole('region', { name: /决算数/ })
		.locator(`tr td:nth-of-type(${column})`);
	const titles = await cells.evaluateAll((list) =>
		list.map(
			(cell) => cell.querySelector('[title]')?.getAttribute('title') ?? cell.getAttribute('title')
		)
	);
	return titles.map((title) => {
		const amount = /[+−-]?[\d,]+(\.\d+)?/.exec(title ?? '')?.[0] ?? 'NaN';
		return Math.round(Number(amount.replaceAll(',', '').replace('−', '-')) * 100);
	});
}

const ASKED = [
	{ year: '2023' },
	{ year: '2023', base: '2019' },
	{ year: '2023', by: 'kind' },
	{ year: '2022', by: 'component', base: '2020' },
	{ year: '2021', measure: 'three_public_total', by: 'component' },
	{ year: '2020', measure: 'balance_cumulative', kind: '学校' },
	{ year: '2019', measure: 'staff_actual' }
];

describe('the parts', () => {
	test.for(ASKED)(
		'of %j are those of the API and add up to the change',
		async (asked, { openPage }) => {
			const { base = String(Number(asked.year) - 1), ...rest } = asked as Record<string, string>;
			const answer = await answered('/api/v1/changes', { ...rest, base });
			const { before, after, comparable } = answer;
			const page = await openPage(href('/changes', asked), { javaScript: false });
			const shown = await exactCells(page, 3);
			const sum = shown.pop();
			const isMoney = asked.measure !== 'staff_actual';
			const unit = isMoney ? 1 : 100;
			expect(sum).toBe((after - before) * unit);
			expect(shown.reduce((a, b) => a + b, 0)).toBe(sum);
			if (!('by' in asked)) {
				expect(shown).toEqual(answer.items.map(({ contribution }) => contribution * unit));
				return;
			}
			// Kinds and components count the departments of both years; those of one year stand below.
			const both = shown.slice(0, answer.items.length);
			const told = answer.items.map((one) => one.comparable);
			expect(both.toSorted()).toEqual(told.toSorted());
			expect(told.reduce((a, b) => a + b, 0)).toBe(comparable.after - comparable.before);
		}
	);
});

/** The rows of the file by their heads, without the unit; reading the answer as text dropped its byte order mark. */
async function filed(by: string): Promise<Record<string, string>[]> {
	const asked = { area: '999900', year: '2021', measure: 'three_public_total', by };
	const { body } = await ask(inject('baseUrl'), href('/exports/changes.csv', asked));
	const [heads = [], ...rows] = openCsv(`\ufeff${body}`).filter((row) => row.length > 1);
	const names = heads.map((head) => head.replace(/[（(].*/, ''));
	return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

test('a file by component has on one basis what the departments of both years make together', async () => {
	const fen = (rows: Record<string, string>[], head: string) =>
		rows.reduce((sum, row) => sum + Math.round(Number(row[head]) * 100), 0);
	const departments = await filed('department');
	const both = departments.filter((row) => row['两年可比'] === '是');
	expect(both.length).toBeLessThan(departments.length);
	const components = await filed('component');
	expect(fen(components, '其中两年可比')).toBe(fen(both, '增减额'));
	expect(fen(components, '增减额')).toBe(fen(departments, '增减额'));
});

test('the reader chooses measure, grouping and base year without script', async ({ openPage }) => {
	const page = await openPage('/changes', { javaScript: false });
	await page.getByRole('combobox', { name: '项目' }).selectOption('three_public_total');
	await page.getByRole('combobox', { name: '拆分' }).selectOption('component');
	await follow(page.getByRole('button', { name: '查看' }));
	await page.getByRole('combobox', { name: '基准年' }).selectOption('2019');
	await follow(page.getByRole('button', { name: '应用' }));
	const { searchParams } = new URL(page.url());
	expect(Object.fromEntries(searchParams)).toMatchObject({
		measure: 'three_public_total',
		by: 'component',
		base: '2019'
	});
	await page
		.getByText(/^2023年三公经费合计比2019年下降/)
		.first()
		.waitFor();
	expect(await page.getByRole('rowheader', { name: '公务接待费' }).count()).toBe(1);
});

test.for(['/changes?year=2017', '/changes?year=2017&measure=staff_actual'])(
	'%s: the first year is told to have nothing to compare with yet',
	async (path, { openPage }) => {
		const page = await openPage(path, { javaScript: false });
		const text = await page.getByRole('main').innerText();
		expect(text).toContain('尚无可以比较的年度');
		expect(text).not.toMatch(/NaN|增减最多|由0/);
	}
);

test.for(['departments', 'structure', 'three-public', 'balances', 'scores'])(
	'/%s compares with the year that the reader chooses, as its API does',
	async (view, { openPage }) => {
		const page = await openPage(`/${view}?year=2023&base=2019`, { javaScript: false });
		const heads = await page.getByRole('columnheader').allTextContents();
		expect(heads.join(' ')).toMatch(/2019年/);
		expect(heads.join(' ')).not.toMatch(/比上年|（上年）/);
		const list = async (query: Record<string, string>) =>
			JSON.stringify((await answered(`/api/v1/${view}`, { year: '2023', ...query })).items);
		expect(await list({ base: '2019' })).not.toBe(await list({}));
		expect(await list({ base: '2022' })).toBe(await list({}));
	}
);

test('the years before a merger are on the line of the successor, as the sum of those that were joined', async ({
	openPage
}) => {
	const { body } = await ask(inject('baseUrl'), '/api/v1/departments?year=2017&limit=1000');
	const { items } = JSON.parse(body) as {
		items: { department: { name: string }; spending_total: number }[];
	};
	const before = items.filter(({ department }) => /^示例市(商务|粮食)局$/.test(department.name));
	const sum = before.reduce((total, one) => total + one.spending_total, 0) / 1_000_000;
	const page = await openPage('/departments/312', { javaScript: false });
	const text = (await page.getByRole('main').textContent()) ?? '';
	expect(before).toHaveLength(2);
	expect(text).toContain('2017、2018年含原单位商务局、粮食局。');
	expect(text).toContain(
		`2017年为${sum.toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}万元`
	);
});

test('who did not file has no run of years, and costs per head are split', async ({ openPage }) => {
	const page = await openPage('/changes?measure=spending_personnel', { javaScript: false });
	const row = page.getByRole('row', { name: /^民政局/ }).last();
	expect(await row.getByRole('cell').last().textContent()).toBe('');
	const text = await page.getByRole('main').innerText();
	expect(text).toMatch(/人数变化使人员支出(增加|减少).+，人均变化使其(增加|减少).+家逐家计算/);
});

test('a figure that is probably an error is drawn in no comparison of departments', async ({
	openPage
}) => {
	const page = await openPage('/compare?area=999900&d=301&d=302');
	await page.getByText('数据表').first().click();
	const row = page.getByRole('row', { name: /人均公用支出.*住房和城乡建设局/ });
	expect(await row.textContent()).toContain('疑似填报错误');
});
