/** The ten questions of a leader, each answered within two clicks of the overview, by what a reader sees. */
import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { nameWithin } from '#lib/catalogue/departments.ts';
import { yearsInWords } from '#lib/catalogue/years.ts';
import { href } from '#lib/links.ts';
import { ask } from '../ask.ts';
import { arrive, follow, test } from '../page.ts';
import { DEMO } from './paths.ts';

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

interface Stated {
	department: { code: string; name: string };
	spending_total: number;
	balance_cumulative: number;
	income_carried_in: number;
	three_public_total: number | null;
	score_form: number | null;
	score_sheet: number | null;
}

/** All departments of a year as the API states them, amounts in 分. */
async function statedIn(year: number): Promise<Stated[]> {
	const asked = { area: DEMO.code, year: String(year), limit: '1000' };
	const { body } = await ask(inject('baseUrl'), href('/api/v1/departments', asked));
	return (JSON.parse(body) as { items: Stated[] }).items;
}

interface Dated {
	department: { code: string; name: string };
	fiscal_year: number;
	due_on: string | null;
	filed_on: string | null;
}

/** `机关幼儿园6次（2017—2021、2023年）` of who filed late twice or more, the most often first, by the dates of the API. */
async function lateByName(): Promise<string[]> {
	const asked = { area: DEMO.code, limit: '10000' };
	const { body } = await ask(inject('baseUrl'), href('/api/v1/filings', asked));
	const { items } = JSON.parse(body) as { items: Dated[] };
	const late = items.filter(
		({ due_on, filed_on }) => due_on !== null && filed_on !== null && filed_on > due_on
	);
	const years = Map.groupBy(late, ({ department }) => nameWithin(DEMO.name, department.name));
	const often = [...years].filter(([, filed]) => filed.length > 1);
	return ranked(often, ([, filed]) => filed.length).map(
		([name, filed]) =>
			`${name}${filed.length}次（${yearsInWords(filed.map((one) => one.fiscal_year))}）`
	);
}

/** The largest first. */
function ranked<T>(items: readonly T[], by: (item: T) => number): T[] {
	return items.toSorted((a, b) => by(b) - by(a));
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
const wan = (fen: number) =>
	(fen / 1e6).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const named = ({ department }: Stated) => nameWithin(DEMO.name, department.name);

/** Computes from the figures of the API alone what 常问 has to say. */
async function expectedAnswers(): Promise<string[]> {
	const [y2020 = [], y2021 = [], y2022 = [], now = []] = await Promise.all(
		[2020, 2021, 2022, 2023].map(statedIn)
	);
	const byCode = (year: readonly Stated[]) =>
		new Map(year.map((one) => [one.department.code, one]));
	const past = [y2020, y2021, y2022].map(byCode);
	const balances = ranked(now, (one) => one.balance_cumulative);
	const rates = ranked(now, (one) => one.balance_cumulative / one.spending_total);
	const [most, highest] = [balances[0], rates[0]];
	const total = sum(now.map((one) => one.spending_total));
	const five = ranked(now, (one) => one.spending_total).slice(0, 5);
	const both = now.filter((one) => past[2]?.has(one.department.code));
	const changeOf = (one: Stated) =>
		one.spending_total - (past[2]?.get(one.department.code)?.spending_total ?? NaN);
	const mover = ranked(both, (one) => Math.abs(changeOf(one)))[0];
	const rateOf = (one: Stated) =>
		changeOf(one) / (past[2]?.get(one.department.code)?.spending_total ?? NaN);
	const steepest = ranked(both, (one) => Math.abs(rateOf(one)))[0];
	const lowest = ranked(now, (one) => -(one.score_form ?? Infinity)).slice(0, 3);
	const late = await lateByName();
	const courses = now
		.map((one) => [...past.map((year) => year.get(one.department.code)), one])
		.map((years) => years.map((one) => one?.three_public_total ?? null))
		.filter((years) => years.every((value) => value !== null));
	const rising = courses.filter((years) =>
		years.every((value, at) => at === 0 || value > (years[at - 1] ?? 0))
	);
	const scored = now.filter((one) => one.score_form !== null && one.score_sheet !== null);
	const torn = scored.filter((one) => one.score_form !== one.score_sheet);
	if (!most || !highest || !mover || !steepest)
		throw new Error('The demonstration has no departments');
	return [
		`累计结余最多的是${named(most)}（${wan(most.balance_cumulative)}万元，占合计的${percent(most.balance_cumulative / sum(now.map((one) => one.balance_cumulative)))}）`,
		`结转结余率最高的是${named(highest)}（${percent(highest.balance_cumulative / highest.spending_total)}）`,
		`：累计结余${wan(highest.balance_cumulative)}万元，支出合计${wan(highest.spending_total)}万元，上年结转${wan(highest.income_carried_in)}万元`,
		`幅度最大的是${named(steepest)}${rateOf(steepest) < 0 ? '下降' : '增长'}${percent(Math.abs(rateOf(steepest)))}`,
		`${late.length}家逾期报送两次及以上${late.length > 3 ? '，次数最多的是' : '：'}${late.slice(0, 3).join('、')}`,
		`自评得分最低的是${lowest.map((one) => `${named(one)}（${one.score_form ?? ''}分）`).join('、')}`,
		`${five.map(named).join('、')}五家合计`,
		`占${now.length}家支出合计的${percent(sum(five.map((one) => one.spending_total)) / total)}`,
		`金额变化最大的是${named(mover)}`,
		`${changeOf(mover) < 0 ? '减少' : '增加'}${wan(Math.abs(changeOf(mover)))}万元`,
		`三公经费连续四年有数据的${courses.length}家中，${rising.length === 0 ? '没有' : `${rising.length}家`}`,
		`两处得分都填报的${scored.length}家中${torn.length}家不一致：${torn.map(named).join('')}`
	];
}

describe('a question that leaders ask', () => {
	test('is answered in 常问', async ({ openPage }) => {
		const page = await openPage('/?year=2023', { javaScript: false });
		await followAll(page, '常问');
		const text = await page.locator('main').textContent();
		for (const [question, answer] of READY)
			expect
				.soft(text)
				.toMatch(new RegExp(`${question.replace('？', '\\s*？')}[^？]*${answer.source}`));
		for (const said of await expectedAnswers()) expect.soft(text).toContain(said);
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
		const [now] = (await statedIn(2023)).filter((one) => named(one) === '职业技术学院');
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
			(await statedIn(year)).filter((one) => named(one) === '教育局');
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
