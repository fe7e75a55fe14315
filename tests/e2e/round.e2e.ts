/**
 * A round of a year in a browser, with made-up departments: accounts for all of them at once, hand-ins with faults, preview,
 * reminders, return, corrected hand-in, question and answer, confirmation of many, re-scoring, printing, and the recheck of
 * the printed code after a change. `DEPARTMENTS=70` plays it with all.
 */
import type { Page } from 'playwright-core';
import { assert, expect, vi } from 'vitest';
import { addUser } from '#lib/server/accounts/users.ts';
import { readDocument } from '#lib/documents/read.ts';
import { verifyAudit } from '#lib/server/ledger/audit/verify.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { openZip } from '#lib/documents/archive/zip.ts';
import { openXlsx } from '../server/exports/opened.ts';
import { sendForm } from './ask.ts';
import { serveCopy } from './own-server.ts';
import { downloaded, follow, test, textOnceWith } from './page.ts';
import { AREA, COUNT, PLAYERS, reportOf, YEAR, type Player } from './players.ts';
import { countSheets, textOf, textsBySheet } from './printed.ts';

vi.setConfig({ testTimeout: 600_000 + COUNT * 60_000 });

let administrator: string;

const server = serveCopy(async ({ ledger }) => {
	const db = openExisting(ledger);
	const user = { username: 'admin', name: '管理员', role: 'administrator', own: null } as const;
	administrator = await addUser(db, user);
	await db.destroy();
});

async function signIn(page: Page, username: string, password: string): Promise<void> {
	await page.goto(`${server.url}/login`);
	await page.getByLabel('用户名').fill(username);
	await page.getByLabel('密码').fill(password);
	await follow(page.getByRole('button', { name: '登录' }));
	// Whoever has not changed the password yet is led nowhere else.
	expect(await page.getByRole('main').getByRole('link').count()).toBe(0);
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
	{ username, role }: { username: string; role: string }
): Promise<string> {
	await page.goto(`${server.url}/users`);
	await page.locator('#field-username').fill(username);
	await page.locator('#field-name').fill(`${role}甲`);
	await page.locator('#role').selectOption({ label: role });
	await follow(page.getByRole('button', { name: '建立' }));
	return page.locator('.notice code').first().innerText();
}

/** Makes an account for each department at once, by its code; the passwords from the file that is handed out. */
async function makeDepartmentAccounts(page: Page): Promise<Map<string, string>> {
	await page.goto(`${server.url}/users/departments?area=${AREA}&names=code`);
	// A department whose name is left empty gets none.
	const played = PLAYERS.map(({ code }) => code);
	await page.locator('input[name=username]').evaluateAll((fields, codes) => {
		for (const field of fields as HTMLInputElement[])
			if (!codes.includes(field.value)) field.value = '';
	}, played);
	await follow(page.getByRole('button', { name: '建立账户' }));
	await page.getByText(`已为 ${COUNT} 个部门建立账户`).waitFor();
	const file = await downloaded(page.getByRole('link', { name: /下载.*xlsx/ }));
	const [, ...rows] = (await openXlsx(file)).get('部门账户') ?? [];
	return new Map(rows.map(([code, , , password]) => [String(code), String(password)]));
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
	const account = (username: string, role: string) => makeAccount(admin, { username, role });
	const officer = await open(true);
	await signIn(officer, 'jixiao', await account('jixiao', '绩效科'));
	const leader = await open(true);
	await signIn(leader, 'lingdao', await account('lingdao', '局领导'));
	await setUp(officer);

	const passwords = await makeDepartmentAccounts(admin);
	// Departments hand in; those that ask no script of the browser see the same.
	const pages = new Map<Player, Page>();
	for (const [at, player] of PLAYERS.entries()) {
		const page = await open(at % 2 === 0);
		await signIn(page, player.code, passwords.get(player.code) ?? '');
		const waiting = await page.getByRole('main').innerText();
		expect(waiting).toContain(`${YEAR}年度：未报；已过期限。`);
		expect(waiting).toContain('应报未报');
		if (player.course !== 'missing') {
			const isFaulty = player.course !== 'sound';
			const shown = await handIn(page, reportOf(server.folder, player, isFaulty));
			expect(shown).toContain(player.name);
			expect(shown.includes('收入合计')).toBe(true);
		}
		pages.set(player, page);
	}

	await reminds(officer, of('missing'), '未报送');

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
			await reminds(officer, [...of('missing'), player], '退回后未重报');
			await page.goto(`${server.url}/tasks`);
			expect(await page.getByRole('main').innerText()).toMatch(/退回后还没有重报.*2025-04-15/s);
			await handIn(page, reportOf(server.folder, player, false));
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
		if (player.course === 'sound') continue;
		await follow(officer.getByRole('button', { name: '确认', exact: true }));
		expect(await told(officer)).toContain('已确认');
		expect(await stateOf(officer, player)).toBe('确认');
	}
	await confirmsAtOnce(officer, of('sound'));
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

/** Those who owe a report are on the list that is sent out, and nobody else of those who play. */
async function reminds(officer: Page, owing: readonly Player[], what: string): Promise<void> {
	await officer.goto(`${server.url}/tasks?area=${AREA}`);
	const list = (label: string) =>
		downloaded(officer.getByRole('link', { name: `催报名单（${label}）` }));
	const [, ...rows] = (await openXlsx(await list('Excel'))).get('催报名单') ?? [];
	const played = rows.filter(([code]) => PLAYERS.some((player) => player.code === code));
	expect(played.map(([code]) => code).sort()).toEqual(owing.map(({ code }) => code).sort());
	expect(played.some((row) => row.includes(what))).toBe(true);
	const { blocks } = await readDocument(await list('Word'), 'a.docx');
	const written = JSON.stringify(blocks);
	for (const player of PLAYERS)
		expect([player.name, written.includes(`"${player.name}"`)]).toEqual([
			player.name,
			owing.includes(player)
		]);
}

async function confirmsAtOnce(officer: Page, players: readonly Player[]): Promise<void> {
	await officer.goto(`${server.url}/tasks?area=${AREA}`);
	for (const { code } of players)
		await officer.locator(`tr:has(a[href*="/${code}/"]) input[name=report]`).check();
	await follow(officer.getByRole('button', { name: '确认所选' }));
	expect(await told(officer)).toContain(`已确认 ${players.length} 份`);
	for (const player of players) expect(await stateOf(officer, player)).toBe('确认');
}

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
	await officer.goto(`${server.url}/brief?area=${AREA}&year=${YEAR}&d=${player.code}`);
	const paper = await printed(officer);
	expect(paper.sheets).toBe(1);
	expect(paper.text).toContain(player.name);
	const [, code = ''] = /复核码([0-9A-Z-]+)/.exec(paper.text) ?? [];
	await handIn(page, reportOf(server.folder, player, true));
	await officer.goto(`${server.url}/recheck`);
	await officer.getByLabel('复核码').fill(code);
	await follow(officer.getByRole('button', { name: '复核' }));
	const answer = await officer.getByRole('main').innerText();
	expect(answer).toContain('与当时不同的数');
	expect((await printed(officer)).text).toContain('与当时不同的数');
	expect(await stateOf(officer, player)).toBe('更正');
}

/** A page on paper, its words without the blanks between them. */
async function printed(page: Page) {
	const pdf = await page.pdf({ preferCSSPageSize: true });
	const text = textOf((await textsBySheet(pdf)).flat()).replaceAll(/\s/g, '');
	return { sheets: countSheets(pdf), text };
}
