/**
 * A round of a year in a browser, with made-up departments: accounts, hand-ins with faults, preview, return, corrected
 * hand-in, question and answer, re-scoring, and the recheck of a printed code. `DEPARTMENTS=70` plays it with all.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { assert, expect, vi } from 'vitest';
import { addUser } from '#lib/server/accounts/users.ts';
import { verifyAudit } from '#lib/server/ledger/audit/verify.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { PROFILES } from '../../scripts/demo/documents/department-texts.ts';
import { reportBytes } from '../../scripts/demo/documents/word-report.ts';
import { allFilings, type DemoFiling } from '../../scripts/demo/filing/filings.ts';
import { openZip } from '#lib/documents/archive/zip.ts';
import { openXlsx } from '../server/exports/opened.ts';
import { sendForm } from './ask.ts';
import { asDoc, asXlsx } from './other-formats.ts';
import { serveCopy } from './own-server.ts';
import { follow, test, textOnceWith } from './page.ts';

const COUNT = Number(process.env.DEPARTMENTS ?? 4);
const [AREA, YEAR] = ['999900', 2024];
vi.setConfig({ testTimeout: 600_000 + COUNT * 60_000 });

/** As departments file them, in turn; a course meets every one of them where many departments play. */
const FORMATS = {
	docx: (report: Buffer) => report,
	doc: asDoc,
	xlsx: asXlsx
};

/** Courses that a department's report takes, in turn. */
const COURSES = ['sound', 'returned', 'asked', 'missing'] as const;

interface Player {
	code: string;
	name: string;
	division: string;
	course: (typeof COURSES)[number];
	format: keyof typeof FORMATS;
	filing: DemoFiling;
}

const PLAYERS: Player[] = allFilings()
	.filter(({ year }) => year === YEAR - 1)
	.slice(0, COUNT)
	.map((filing, at) => ({
		code: filing.department.code,
		name: filing.department.name,
		division: filing.department.division,
		course: COURSES[at % COURSES.length] ?? 'sound',
		format: (['docx', 'doc', 'xlsx'] as const)[at % 3] ?? 'docx',
		filing: { ...filing, year: YEAR, filed_on: '2025-03-10', oddities: [] }
	}));

let administrator: string;

const server = serveCopy(async ({ ledger }) => {
	const db = openExisting(ledger);
	const user = { username: 'admin', name: '管理员', role: 'administrator', own: null } as const;
	administrator = await addUser(db, user);
	await db.destroy();
});

/** The report as a file, in the wording of another department where it has none of its own. */
function reportOf({ code, filing, format }: Player, isFaulty: boolean): string {
	const [wording] = Object.values(PROFILES);
	const short = filing.department.name.replace(/^示例市/, '市');
	if (!PROFILES[code]) Object.assign(PROFILES, { [code]: { ...wording, short } });
	const { figures } = filing;
	const income_total = (figures.income_total ?? 0) + (isFaulty ? 1_234_000_000 : 0);
	const name = join(server.folder, `${code}-${isFaulty ? '错' : '正'}.${format}`);
	const report = reportBytes({ ...filing, figures: { ...figures, income_total } });
	writeFileSync(name, FORMATS[format](report));
	return name;
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
	await page.goto(`${server.url}/login`);
	await page.getByLabel('用户名').fill(username);
	await page.getByLabel('密码').fill(password);
	await follow(page.getByRole('button', { name: '登录' }));
	const wanted = `new-password-${username}`;
	await page.getByLabel('现在的密码').fill(password);
	await page.getByLabel('新密码', { exact: true }).fill(wanted);
	await page.getByLabel('再输一次新密码').fill(wanted);
	await follow(page.getByRole('button', { name: '修改密码' }));
	expect(new URL(page.url()).pathname).not.toBe('/account');
	await page.goto(`${server.url}/tasks`);
	await page.getByRole('heading', { name: '待办', level: 1 }).waitFor();
}

/** Makes the account on the page of accounts; the password that it hands out. */
async function makeAccount(
	page: Page,
	{ username, role, own }: { username: string; role: string; own: string }
): Promise<string> {
	await page.goto(`${server.url}/users`);
	await page.locator('#field-username').fill(username);
	await page.locator('#field-name').fill(`${role}甲`);
	await page.locator('#role').selectOption({ label: role });
	await page.locator('#own').selectOption(own);
	await follow(page.getByRole('button', { name: '建立' }));
	return page.locator('.notice code').first().innerText();
}

/** Hands a file in, looks at the preview, confirms, and says what the preview told. */
async function handIn(page: Page, file: string): Promise<string> {
	await page.goto(`${server.url}/hand-in`);
	await page.getByLabel('选择文件（').setInputFiles([file]);
	await page.getByRole('button', { name: '报送并读取' }).click();
	const confirm = page.getByRole('button', { name: '确认入库' });
	const shown = await textOnceWith(confirm);
	await confirm.click();
	await textOnceWith(page.getByText('已入库'));
	return shown;
}

const roundOf = ({ code }: Player) =>
	`${server.url}/departments/${code}/round?area=${AREA}&year=${YEAR}`;

const told = (page: Page) => page.locator('.notice').innerText();

async function stateOf(page: Page, player: Player): Promise<string> {
	await page.goto(roundOf(player));
	return page.locator('.filing-state').innerText();
}

async function setUp(page: Page): Promise<void> {
	await page.goto(`${server.url}/filings/expected?area=${AREA}&year=${YEAR}`);
	await follow(page.getByRole('button', { name: '加入清单' }));
	expect(await told(page)).toMatch(/已加入 \d+ 家/);
	await page.getByLabel('期限（').fill('2025-03-31');
	await follow(page.getByRole('button', { name: '设定' }));
	expect(await told(page)).toMatch(/已设定 \d+ 家的报送期限/);
}

async function returnIt(page: Page, player: Player): Promise<void> {
	await page.goto(roundOf(player));
	await page.locator('#decision-reason').fill('收入合计与各项之和不符<script>alert(1)</script>');
	await page.getByLabel('重报期限（').fill('2025-04-15');
	await follow(page.getByRole('button', { name: '退回', exact: true }));
	expect(await told(page)).toContain('已退回');
}

const topicForm = (page: Page) => page.locator('#rule-income_parts');

test(`${COUNT} departments play a round`, async ({ openPage }) => {
	const open = (javaScript: boolean) => openPage(`${server.url}/login`, { javaScript });
	const admin = await open(true);
	await signIn(admin, 'admin', administrator);
	const account = (username: string, role: string, own = '') =>
		makeAccount(admin, { username, role, own });
	const officer = await open(true);
	await signIn(officer, 'jixiao', await account('jixiao', '绩效科'));
	const leader = await open(true);
	await signIn(leader, 'lingdao', await account('lingdao', '局领导'));
	await setUp(officer);

	// Departments hand in; those that ask no script of the browser see the same.
	const pages = new Map<Player, Page>();
	for (const [at, player] of PLAYERS.entries()) {
		const page = await open(at % 2 === 0);
		const username = `dept${player.code}`;
		const password = await account(username, '部门', `department:${AREA}:${player.code}`);
		await signIn(page, username, password);
		expect(await page.getByRole('main').innerText()).toContain('应报未报');
		if (player.course !== 'missing') {
			const isFaulty = player.course !== 'sound';
			const shown = await handIn(page, reportOf(player, isFaulty));
			expect(shown).toContain(player.name);
			expect(shown.includes('收入合计')).toBe(true);
		}
		pages.set(player, page);
	}

	// The bureau looks at each.
	for (const player of PLAYERS) {
		const page = pages.get(player) as Page;
		if (player.course === 'missing') {
			expect((await page.goto(roundOf(player)))?.status()).toBe(200);
			const main = page.getByRole('main');
			expect(await main.getByRole('link', { name: '报送材料' }).count()).toBe(1);
			expect(await main.getByRole('link', { name: '看报告' }).count()).toBe(0);
			continue;
		}
		expect(await stateOf(officer, player)).toBe('已报');
		if (player.course === 'returned') {
			await returnIt(officer, player);
			await readsSlip(officer, player);
			await page.goto(`${server.url}/tasks`);
			expect(await page.getByRole('main').innerText()).toMatch(/退回后还没有重报.*2025-04-15/s);
			await handIn(page, reportOf(player, false));
			expect(await stateOf(officer, player)).toBe('更正');
		}
		if (player.course === 'asked') {
			await topicForm(officer).locator('summary').click();
			await topicForm(officer).getByRole('textbox').fill('多出的是什么？');
			await follow(topicForm(officer).getByRole('button', { name: '询问' }));
			await page.goto(`${server.url}/tasks`);
			await follow(page.getByRole('link', { name: '收入分项之和与合计不符' }));
			expect(await topicForm(page).innerText()).toContain('询问 绩效科甲（jixiao）');
			await topicForm(page).getByRole('textbox').fill('是代管资金，已附说明。');
			await follow(topicForm(page).getByRole('button', { name: '答复' }));
			expect(await told(page)).toContain('已提交说明');
			await officer.goto(`${server.url}/tasks?area=${AREA}`);
			expect(await officer.getByRole('main').innerText()).toContain('是代管资金，已附说明。');
			await officer.goto(roundOf(player));
			await topicForm(officer).locator('summary').click();
			await follow(topicForm(officer).getByRole('button', { name: '认可' }));
			expect(await topicForm(officer).innerText()).toContain('已认可');
			await officer.goto(roundOf(player));
		}
		await follow(officer.getByRole('button', { name: '确认', exact: true }));
		expect(await told(officer)).toContain('已确认');
		expect(await stateOf(officer, player)).toBe('确认');
	}
	await looksAtTheWhole(officer, leader);
	await keepsOthersOut(pages);
	await rescores(officer);
	await rechecks(officer, pages);
	const db = openExisting(server.ledger);
	expect((await verifyLedger(db)).problems).toEqual([]);
	expect((await verifyAudit(db, null)).problems).toEqual([]);
	await db.destroy();
});

const of = (course: Player['course']) => PLAYERS.filter((player) => player.course === course);

/** Counts, lists and return slips agree with what was played. */
async function looksAtTheWhole(officer: Page, leader: Page): Promise<void> {
	await leader.goto(`${server.url}/tasks?area=${AREA}`);
	const confirmed = COUNT - of('missing').length;
	expect(await leader.getByRole('main').innerText()).toContain(`确认${confirmed}家`);
	expect(await leader.getByRole('button', { name: '退回' }).count()).toBe(0);
	await officer.goto(`${server.url}/filings?area=${AREA}&year=${YEAR}&round=confirmed`);
	expect(await officer.locator('table').first().locator('tbody tr').count()).toBe(confirmed);
	await officer.goto(`${server.url}/findings?area=${AREA}&year=${YEAR}&status=accepted`);
	expect(await officer.locator('.findings > li').count()).toBe(of('asked').length);
}

/** The return slip names the reason, the due date and the cells that do not add up. */
async function readsSlip(officer: Page, { code, name }: Player): Promise<void> {
	const address = `${server.url}/exports/return-slip/${code}`;
	const slip = async (ending: string) => {
		const query = `area=${AREA}&year=${YEAR}`;
		const response = await officer.request.get(`${address}.${ending}?${query}`);
		expect(response.status()).toBe(200);
		return response.body();
	};
	const sheets = await openXlsx(await slip('xlsx'));
	const rows = JSON.stringify([...sheets].filter(([sheet]) => name.startsWith(sheet)));
	for (const text of [
		'收入合计与各项之和不符<script>',
		'期限为2025-04-15',
		'收入分项之和与合计不符',
		'表'
	])
		expect(rows).toContain(text);
	const document = openZip(await slip('docx')).read('word/document.xml');
	expect(new TextDecoder().decode(document)).toContain('收入合计与各项之和不符&lt;script&gt;');
}

/** A department gets nothing of another's round, and no form of it does anything. */
async function keepsOthersOut(pages: ReadonlyMap<Player, Page>): Promise<void> {
	const [first, second] = PLAYERS;
	const page = first && pages.get(first);
	assert(first && second && page, 'two departments play');
	expect((await page.request.get(roundOf(second))).status()).toBe(403);
	const cookie = (await page.context().cookies())
		.map(({ name, value }) => `${name}=${value}`)
		.join('; ');
	const send = (player: Player, action: string) =>
		sendForm(
			server.url,
			`/departments/${player.code}/round?/${action}&area=${AREA}&year=${YEAR}`,
			{ topic_kind: 'rule', topic: 'income_parts', text: 'x', reason: 'x', filing_id: '1' },
			{ cookie }
		);
	for (const action of ['return', 'confirm', 'reopen_filing', 'ask', 'accept', 'reopen'])
		expect((await send(first, action)).status, action).toBe(403);
	expect((await send(second, 'answer')).status).toBe(403);
	expect((await send(first, 'answer')).body).toContain('这份报告又有新的版本，没有记录');
}

async function rescores(officer: Page): Promise<void> {
	const [player] = of('sound');
	assert(player, 'a sound report is played');
	await officer.goto(`${server.url}/reassessments/edit?area=${AREA}&year=${YEAR}&d=${player.code}`);
	await officer.locator('input[name=score]').first().fill('88.5');
	await officer.locator('input[name=reason]').first().fill('产出依据不足');
	await follow(officer.getByRole('button', { name: '保存' }));
	expect(await told(officer)).toContain('已保存 1 项复评得分');
	await officer.goto(`${server.url}/reassessments?area=${AREA}&year=${YEAR}`);
	expect(await officer.getByRole('main').innerText()).toContain('88.5');
}

/** The code of a printed page says what has changed since. */
async function rechecks(officer: Page, pages: ReadonlyMap<Player, Page>): Promise<void> {
	const [player] = of('sound');
	const page = player && pages.get(player);
	assert(player && page, 'a sound report is played');
	await officer.goto(`${server.url}/departments/${player.code}?area=${AREA}&year=${YEAR}`);
	const code = await officer.locator('footer a[href*="recheck"]').innerText();
	await handIn(page, reportOf(player, true));
	await officer.goto(`${server.url}/recheck?code=${encodeURIComponent(code)}`);
	const answer = await officer.getByRole('main').innerText();
	expect(answer).toContain('与当时不同的数');
	expect(await stateOf(officer, player)).toBe('更正');
}
