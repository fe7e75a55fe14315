/** The ten questions of a leader, each answered within two clicks of the overview, by what a reader sees. */
import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { arrive, follow, test } from '../page.ts';
import { expectedAnswers, named, percent, says, statedIn, wan } from './leader-answers.ts';

/** One click after another on links with these names. */
async function followAll(page: Page, ...names: (string | RegExp)[]): Promise<void> {
	for (const name of names) {
		await follow(page.getByRole('link', { name }).first());
	}
}

/** The answer under a question of 常问. */
const READY: [question: string, answer: RegExp][] = [
	[
		'谁的结转结余最多，为什么？',
		/累计结余最多的是.+（[\d.,]+[万亿]元，占合计的.+%）.*；.+的上年结转.+，扣分说明.+；结转结余率最高的是.+上年结转/
	],
	[
		'谁的三公经费连续三年增长？',
		/三公经费连续四年有数据的\d+家中，没有连增三年的|\d+家连增3年(?:：|，增加最多的是)/
	],
	['谁的支出变化最大？', /金额变化最大的是.+%.+；幅度最大的是.+/],
	['支出最多的五家占多少？', /五家合计.+占\d+家支出合计的.+%/],
	['谁多次逾期报送？', /\d+家逾期报送两次及以上(?:：|，次数最多的是).+\d次（20\d\d/],
	['谁失分，分扣在哪些指标？', /失分合计最多的是.+平均失.+；自评得分最低的是.+分）/],
	['谁的两处得分不一致？', /\d+家中\d+家不一致(?:：|，相差最大的是).+（自评表.+分，评分表.+分）/]
];

describe('a question that leaders ask', () => {
	test('is answered in 常问', async ({ openPage }) => {
		const page = await openPage('/?year=2023', { javaScript: false });
		await followAll(page, '常问');
		const text = await page.locator('main').textContent();
		for (const [question, answer] of READY)
			expect
				.soft(text)
				.toMatch(new RegExp(`${question.replace('？', '\\s*？')}[^？]*${answer.source}`));
		for (const said of await expectedAnswers(inject('baseUrl')))
			expect.soft(says(text ?? '', said), said).toBe(true);
	});

	test('the personnel share of three departments over the years', async ({ openPage }) => {
		const page = await openPage('/?year=2023&pin=503&pin=401&pin=305', { javaScript: false });
		await followAll(page, '对比');
		const shares = page.getByRole('row', { name: /^人员支出占比 ·/, includeHidden: true });
		const names = (await shares.allTextContents()).join('');
		for (const name of ['公安局', '教育局', '水利局']) expect(names).toContain(name);
		expect(names.match(/\d%/g)?.length).toBeGreaterThanOrEqual(3 * 7);
	});

	test('is this score believable', async ({ openPage }) => {
		const page = await openPage('/?year=2023', { javaScript: false });
		await followAll(page, /^\s*职业技术学院\s*$/);
		// 控制率 5, 资金结余 3 and 利用率 3 follow from the report, 三公变动率 5 from last year's as well.
		const text = await page.locator('main').textContent();
		expect(text).toContain('评分表共100分，凭本报告可复算11分，连同上年报告可复算16分');
		expect(text).toMatch(/资金结余\s*过程 › 预算执行\s*3\.00\s*0\.00\s*3\.00\s*结余超过上年结转/);
		const [now] = (await statedIn(inject('baseUrl'), 2023)).filter(
			(one) => named(one) === '职业技术学院'
		);
		// Nothing is due where more is left than was carried in.
		expect(now && now.balance_cumulative > now.income_carried_in).toBe(true);
	});

	test('where does this number come from', async ({ openPage }) => {
		const page = await openPage('/?year=2023', { javaScript: false });
		await followAll(page, '143,392.69');
		expect(await page.locator('main').textContent()).toContain('支出合计');
		expect(await page.locator('#at').textContent()).toContain('143392.69');
	});

	test('one A4 page for a department', async ({ openPage }) => {
		const page = await openPage('/?year=2023', { javaScript: false });
		await followAll(page, /^\s*教育局\s*$/, '本部门一页纸');
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('教育局');
		const of = async (year: number) =>
			(await statedIn(inject('baseUrl'), year)).filter((one) => named(one) === '教育局');
		const [[now], [before]] = [await of(2023), await of(2022)];
		if (!now || !before) throw new Error('The demonstration has no 教育局');
		const change = now.spending_total - before.spending_total;
		const text = await page.locator('main').textContent();
		for (const said of [
			`2023年支出${wan(now.spending_total)}万元`,
			`比上年增长${percent(change / before.spending_total)}（增加${wan(change)}万元）`,
			`${wan(now.balance_cumulative)}万元`,
			`结转结余率${percent(now.balance_cumulative / now.spending_total)}`,
			`自评${now.score_form ?? ''}分`
		])
			expect.soft(text).toContain(said);
	});
});

/** As many stops as a page may have at all. */
const MOST_STOPS = 200;

/** The name of what has the focus, which a reader sees to have it; empty for none. */
function focused(page: Page): Promise<string> {
	return page.evaluate(() => {
		const { activeElement } = document;
		if (activeElement === null || activeElement === document.body) return '';
		if (getComputedStyle(activeElement).outlineStyle === 'none') return '';
		const isField = activeElement instanceof HTMLInputElement;
		const named = isField ? activeElement.labels?.[0] : activeElement;
		return named?.textContent.trim() ?? '';
	});
}

/** Presses the tab key, and `arrow` within the table of the overview, until the focus is on what bears the name. */
async function reach(page: Page, name: string, arrow = 'Tab'): Promise<void> {
	for (let stop = 0; stop < MOST_STOPS; stop++) {
		const stopped = await focused(page);
		if (stopped === name) return;
		await page.keyboard.press(stopped === TABLE_STOP ? arrow : 'Tab');
	}
	throw new Error(`No stop of the tab key bears the name ${name}`);
}

/** Presses Enter and waits for the page that it leads to. */
function enter(page: Page): Promise<void> {
	return arrive(page, () => page.keyboard.press('Enter'));
}

/** Where the arrow keys take over in the table of the overview: the department that spends most. */
const TABLE_STOP = '交通运输局';

describe('by keyboard alone', () => {
	test('the questions that are answered in 常问', async ({ openPage }) => {
		const page = await openPage('/?year=2023');
		await reach(page, '常问');
		await enter(page);
		const said = await page.locator('main').textContent();
		for (const [question] of READY) expect(said).toContain(question);
		await reach(page, '看依据');
		await enter(page);
		expect(new URL(page.url()).pathname).toBe('/structure');
	});

	test('the personnel share of three departments, pinned one after another', async ({
		openPage
	}) => {
		const page = await openPage('/?year=2023');
		for (const name of ['公安局', '教育局', '水利局']) {
			await reach(page, '固定部门');
			await page.keyboard.type(name);
			await enter(page);
		}
		await reach(page, '对比');
		await enter(page);
		const names = await page
			.getByRole('row', { name: /^人员支出占比 ·/, includeHidden: true })
			.allTextContents();
		expect(names).toHaveLength(3);
	});

	test('a department, whether its score is believable, and its one page', async ({ openPage }) => {
		const page = await openPage('/?year=2023');
		await page.keyboard.press('/');
		await page.keyboard.type('jyj');
		await enter(page);
		expect(await page.locator('main').textContent()).toMatch(/评分表共100分，凭本报告可复算\d+分/);
		await reach(page, '本部门一页纸');
		await enter(page);
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('教育局');
	});

	test('where a number of the table comes from', async ({ openPage }) => {
		const page = await openPage('/?year=2023');
		await reach(page, '143,392.69', 'ArrowRight');
		await enter(page);
		expect(await page.locator('#at').textContent()).toContain('143392.69');
	});
});
