/** Reports handed in by browser: received, read, shown, confirmed or taken back, by whoever may and for whom they may. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import type { Role } from '#lib/catalogue/roles.ts';
import { addUser } from '#lib/server/accounts/users.ts';
import { openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { figuresTable } from '../server/import/workspace.ts';
import { accessibilityProblems } from './accessibility.ts';
import { ask, sendFiles, sendForm } from './ask.ts';
import { serveCopy } from './own-server.ts';
import { choose, follow, test, textOnceWith } from './page.ts';
import { startProxy, type Proxy } from './proxy.ts';

const AREA = '430600';
const OWN = 'auto-port-office';
const REPORT_FILE = join(PROJECT_ROOT, 'tests/fixtures/reports/port-office-2021.txt');
const REPORT = readFileSync(REPORT_FILE, 'utf8');

const cookies = new Map<string, string>();
let passwords: Map<string, string>;

const server = serveCopy(async ({ ledger }) => {
	passwords = await addUsers(ledger);
});
beforeAll(async () => {
	for (const [who, password] of passwords) await signIn(who, password);
});

async function addUsers(ledger: string): Promise<Map<string, string>> {
	const db = openWriter(ledger);
	const passwords = new Map<string, string>();
	const users: [string, Role, string | null][] = [
		['performance', 'performance', null],
		['own', 'department', OWN],
		['leader', 'leader', null],
		['administrator', 'administrator', null]
	];
	for (const [username, role, department] of users) {
		const own = department === null ? null : { jurisdiction_code: AREA, department };
		passwords.set(username, await addUser(db, { username, name: username, role, own }));
	}
	await db.destroy();
	return passwords;
}

const sender = (who: string) => ({ cookie: cookies.get(who) ?? '' });
const post = (address: string, who: string, fields: Record<string, string> = {}) =>
	sendForm(server.url, address, fields, sender(who));

async function signIn(who: string, password: string): Promise<void> {
	const wanted = `new-password-${who}`;
	const forms: [string, Record<string, string>][] = [
		['/login', { username: who, password }],
		['/account?/password', { current: password, wanted, again: wanted }]
	];
	for (const [address, fields] of forms) {
		const { headers } = await post(address, who, fields);
		cookies.set(who, headers['set-cookie']?.map((line) => line.split(';')[0]).join('; ') ?? '');
	}
}

/** Hands in by a plain request; the address of the hand-in. */
async function send(who: string, files: Record<string, string>, query = ''): Promise<string> {
	const answer = await sendFiles(server.url, `/hand-in?/send${query}`, files, sender(who));
	expect(answer.status).toBe(303);
	return answer.headers.location ?? '';
}

const get = (address: string, who: string) => ask(server.url, address, { headers: sender(who) });

/** The page once nothing is being worked on. */
async function settled(address: string, who: string): Promise<string> {
	for (;;) {
		const { status, headers, body } = await get(address, who);
		expect(status).toBe(200);
		if (headers.refresh === undefined) return body;
		await sleep(100);
	}
}

/** Confirms what the page showed. */
function confirm(address: string, who: string, page: string) {
	const [, mark = ''] = /name="mark" value="(\w+)"/.exec(page) ?? [];
	return post(`${address}?/confirm`, who, { mark });
}

async function ledger() {
	const db = openReader(server.ledger);
	const filings = await db.selectFrom('filing').selectAll().orderBy('id').execute();
	const acts = await db.selectFrom('audit_log').selectAll().orderBy('sequence').execute();
	await db.destroy();
	return { filings, acts };
}

/** Takes a second: every hash of the ledger is computed anew. */
async function problems() {
	const db = openReader(server.ledger);
	return (await verifyLedger(db).finally(() => db.destroy())).problems;
}

const changed = (value: string) => REPORT.replaceAll('1206.04', value);

describe('in a browser', () => {
	const open = async (page: Page, who: string) => {
		const [name = '', value = ''] = (cookies.get(who) ?? '').split(/=(.*)/s);
		await page.context().addCookies([{ name, value, url: server.url }]);
		await page.goto(`${server.url}/hand-in`);
	};

	test.for([true, false])(
		'a department hands its own report in (script: %s), sees what it would do, and confirms',
		async (javaScript, { openPage }) => {
			const amount = javaScript ? '1207.01' : '1207.02';
			const own = join(server.folder, `own-${amount}.txt`);
			writeFileSync(own, changed(amount));
			const others = join(PROJECT_ROOT, 'data/demo/reports/302-2022.docx');
			const broken = join(server.folder, 'broken.docx');
			writeFileSync(broken, 'PK\u0003\u0004 cut off');
			const large = join(server.folder, '大.docx');
			writeFileSync(large, Buffer.alloc(64 * 1024 * 1024 + 1));
			const before = await ledger();
			const page = await openPage(`${server.url}/login`, { javaScript });
			await open(page, 'own');
			// The inspection is a script itself.
			const inspect = async () => (javaScript ? accessibilityProblems(page) : []);
			expect(await inspect()).toEqual([]);
			await choose(page, [own, others, broken, large]);
			await page.getByRole('button', { name: '报送并读取' }).click();
			if (javaScript) {
				await page.getByText('大.docx：未发送，超过上限 64 MB').waitFor();
				await page.getByRole('button', { name: '只读取已发送的' }).click();
			}
			const confirm = page.getByRole('button', { name: '确认入库' });
			const shown = await textOnceWith(confirm);
			if (!javaScript) expect(shown).toContain('“大.docx”未接收：超过单个文件的上限64 MB');
			expect(shown).toMatch(/不能接收\s+错误：文件里的部门是“.*”，不是本账户的部门/);
			expect(shown).toMatch(/broken\.docx\s+不能接收/);
			expect(shown).toContain(`原文“${amount}”`);
			expect(await inspect()).toEqual([]);
			expect((await ledger()).filings).toEqual(before.filings);
			await confirm.click();
			await page.getByText('已入库').waitFor();
			const after = await ledger();
			expect(await problems()).toEqual([]);
			expect(after.filings.length).toBe(before.filings.length + 1);
			const acts = after.acts.slice(before.acts.length);
			expect(acts.map(({ actor, action }) => [actor, action])).toEqual([
				['own', 'hand_in_confirmed'],
				['own', 'filing_stored'],
				['own', 'import_finished'],
				['own', 'hand_in_stored']
			]);
			expect(readdirSync(`${server.ledger}-hand-ins`)).toEqual([]);
		}
	);

	test('a figure that could not be read is given before it is stored, by an officer alone', async ({
		openPage
	}) => {
		const file = join(server.folder, 'unread.txt');
		writeFileSync(file, REPORT.replace('770.47', '77O.47').replaceAll(/20( ?)21/g, '20$110'));
		const send = async (who: string) => {
			const page = await openPage(`${server.url}/login`, { javaScript: false });
			await open(page, who);
			await page.getByLabel('选择文件（').setInputFiles([file]);
			await page.getByRole('button', { name: '报送并读取' }).click();
			const shown = await textOnceWith(page.getByRole('button', { name: '确认入库' }));
			return { page, shown };
		};
		const { page: own, shown } = await send('own');
		expect(shown).toContain('由绩效科照原件人工更正');
		expect(shown).toContain('没有读出的数 1 项');
		expect(await own.getByRole('button', { name: '更正' }).count()).toBe(0);
		const correct = (who: string, { at, cell }: { at: Page; cell: string }) => {
			const fields = { cell, printed: '77x', unit: '元', reason: 'typed' };
			const { pathname } = new URL(at.url());
			return post(`${pathname}?/correct`, who, fields);
		};
		expect((await correct('own', { at: own, cell: 'f'.repeat(64) })).status).toBe(403);
		await follow(own.getByRole('button', { name: '撤回' }));

		const { page } = await send('performance');
		await page.locator('summary', { hasText: '更正公共财政拨款' }).click();
		const form = page.locator('form[action^="?/correct"]');
		const given = page.getByText('更正为“770.47”（万元），理由：字母O应为零（performance）');
		const give = async () => {
			await form.getByLabel('公共财政拨款更正为').fill('770.47');
			await form.getByLabel('理由').fill('字母O应为零');
			await follow(form.getByRole('button', { name: '更正' }));
			await given.waitFor();
		};
		const cell = await form.locator('input[name=cell]').inputValue();
		const { body } = await correct('performance', { at: page, cell });
		expect(body).toMatch(/“77x”不是公共财政拨款的数.*<details open.*value="typed"/s);
		await give();
		await follow(page.getByRole('button', { name: '不更正' }));
		await given.waitFor({ state: 'detached' });
		await page.locator('summary', { hasText: '更正公共财政拨款' }).click();
		await give();
		await page.getByRole('button', { name: '确认入库' }).click();
		await page.getByText('人工更正1项').waitFor();
		await follow(page.getByRole('link', { name: '看入库的数' }));
		expect(await page.getByRole('main').innerText()).toMatch(
			/2010年公共财政拨款\s+无法识读，原文“77O\.47”.*原文“770\.47万元”\s+字母O应为零\s+performance/
		);
	});
});

describe('a hand-in', () => {
	test('that is taken back leaves nothing but its line in the log', async () => {
		const address = await send('own', { 'a.txt': changed('1208.00') });
		await settled(address, 'own');
		const before = await ledger();
		expect((await post(`${address}?/back`, 'own')).status).toBe(303);
		expect(await settled(address, 'own')).toContain('已撤回');
		const after = await ledger();
		expect(after.filings).toEqual(before.filings);
		expect(after.acts.at(-1)).toMatchObject({ actor: 'own', action: 'hand_in_taken_back' });
		expect(readdirSync(`${server.ledger}-hand-ins`)).toEqual([]);
		const replayed = await post(`${address}?/confirm`, 'own');
		expect([replayed.status, replayed.body]).toEqual([
			409,
			expect.stringContaining('已经确认、撤回或过期') as string
		]);
	});

	test('is its sender’s alone, and seen by whoever decides on reports', async () => {
		const address = await send('own', { 'a.txt': changed('1209.00') });
		await settled(address, 'own');
		const before = await ledger();
		expect((await get(address, 'administrator')).status).toBe(404);
		expect((await get('/tasks', 'performance')).body).toContain(address);
		expect((await get(address, 'performance')).body).toContain('1209.00');
		expect((await get(address, 'leader')).status).toBe(403);
		for (const act of ['confirm', 'back', 'again'])
			expect((await post(`${address}?/${act}`, 'administrator')).status).toBe(404);
		expect((await post(`${address}?/back`, 'performance')).status).toBe(409);
		const evil = await sendForm(
			server.url,
			`${address}?/confirm`,
			{},
			{ ...sender('own'), origin: 'http://evil.example' }
		);
		expect([evil.status, evil.body]).toEqual([403, expect.stringContaining('ORIGIN') as string]);
		expect((await ledger()).filings).toEqual(before.filings);
		await post(`${address}?/back`, 'own');
	});

	test('is confirmed once, however often that is asked', async () => {
		const address = await send('performance', { '2023/a.txt': changed('1210.00') });
		const page = await settled(address, 'performance');
		const before = await ledger();
		expect((await confirm(address, 'performance', 'of another time')).status).toBe(409);
		const answers = await Promise.all(
			Array.from({ length: 5 }, () => confirm(address, 'performance', page))
		);
		const statuses = answers.map(({ status }) => status).sort();
		expect(statuses).toEqual([303, 409, 409, 409, 409]);
		await settled(address, 'performance');
		const { filings, acts } = await ledger();
		expect(filings.length).toBe(before.filings.length + 1);
		const confirmed = acts.filter(({ action }) => action === 'hand_in_confirmed');
		const earlier = before.acts.filter(({ action }) => action === 'hand_in_confirmed');
		expect(confirmed.length).toBe(earlier.length + 1);
	});

	test('whose ground has changed since is compared anew before it is stored', async () => {
		const first = await send('performance', { 'a.txt': changed('1211.00') });
		const second = await send('performance', { 'a.txt': changed('1212.00') });
		const shown = await settled(second, 'performance');
		await confirm(first, 'performance', await settled(first, 'performance'));
		await settled(first, 'performance');
		const refused = await confirm(second, 'performance', shown);
		expect(refused.status).toBe(409);
		expect(refused.body).toContain('请再看一遍');
		const anew = await settled(second, 'performance');
		expect(anew).toContain('1211.00');
		expect((await confirm(second, 'performance', anew)).status).toBe(303);
		expect(await settled(second, 'performance')).toContain('已入库');
	});

	test('of tables and registers of others is refused to a department', async () => {
		const address = await send('own', {
			'figures.csv': figuresTable(3, [2010]),
			'departments.csv': 'jurisdiction,code,name\n430600,900,假部门\n'
		});
		const page = await settled(address, 'own');
		expect(page).toContain('不是本账户的部门');
		expect(page).toContain('部门账户不能报送名册');
		expect(page).toContain('没有读到可以接收的报告，无从比较');
		expect(page).not.toContain('确认入库');
		await post(`${address}?/back`, 'own');
	});

	test('may have any names', async () => {
		const names = ['../../evil.txt', '<script>run()<\u002fscript>.txt', 'a%00b.txt', '"x'];
		const address = await send('own', Object.fromEntries(names.map((name) => [name, 'x'])));
		const page = await settled(address, 'own');
		expect(page).not.toContain('<script>run()');
		expect(existsSync(join(server.folder, 'evil.txt'))).toBe(false);
		await post(`${address}?/back`, 'own');
	});
});

describe('too much', () => {
	test.each(['/login', '/account?/password', '/departments'])('sent to %s', async (address) => {
		const answer = await post(address, 'own', { x: 'x'.repeat(3_000_000) });
		expect([answer.status, answer.body]).toEqual([
			413,
			'提交的内容超过512 kB，没有接收；文件请在“报送材料”页报送。\n'
		]);
	});
});

test('a server that is killed while it stores a hand-in leaves nothing half, and goes on by itself', async () => {
	const files = Array.from({ length: 20 }, (_, at) => [
		`${at}.csv`,
		figuresTable(at + 1, [2011], 100 + at)
	]);
	const address = await send('performance', Object.fromEntries(files) as Record<string, string>);
	await confirm(address, 'performance', await settled(address, 'performance'));
	const db = openReader(server.ledger);
	const filings = db.selectFrom('filing').where('fiscal_year', '=', 2011).select('id');
	const stored = async () => (await filings.where('is_current', '=', 1).execute()).length;
	await expect.poll(stored).toBeGreaterThan(0);
	await server.kill();
	expect(await problems()).toEqual([]);
	await server.startAgain();
	expect(await settled(address, 'performance')).toContain('已入库');
	expect(await problems()).toEqual([]);
	expect(await stored()).toBe(files.length);
	await db.destroy();
	expect((await ledger()).acts.at(-1)?.action).toBe('hand_in_stored');
});

describe('behind a proxy with plain http', () => {
	let proxy: Proxy;
	beforeAll(async () => {
		proxy = await startProxy(server.url);
	});
	afterAll(() => proxy.close());

	const through = () => sendForm(proxy.outside, '/login', { username: 'nobody', password: 'x' });

	test('a form is refused in a sentence that says what to set, and taken once it is set', async () => {
		const refused = await through();
		expect([refused.status, refused.body]).toEqual([
			403,
			expect.stringContaining('ORIGIN') as string
		]);
		await server.stop();
		await server.startAgain({ ORIGIN: proxy.outside, PORT: new URL(proxy.inside).port });
		expect((await through()).status).toBe(400);
	});
});
