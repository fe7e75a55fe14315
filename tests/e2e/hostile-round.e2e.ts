/** Markup, scripts, path parts and marks of direction as names of files and people, as questions, answers and reasons of a round. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect } from 'vitest';
import { visibleText } from '#lib/catalogue/characters.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { addUser } from '#lib/server/accounts/users.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { ask, sendFiles, sendForm } from './ask.ts';
import { PAYLOADS, strangers } from './hostile.ts';
import { serveCopy } from './own-server.ts';
import { test } from './page.ts';

const REPORT = String(
	readFileSync(join(PROJECT_ROOT, 'tests/fixtures/reports/port-office-2021.txt'))
);
const [AREA, CODE, YEAR] = ['430600', 'auto-port-office', 2021];
const ROUND = `/departments/${CODE}/round`;
const OF_REPORT = `area=${AREA}&year=${YEAR}`;

/** Names of files: no more than a name that is cut, a folder that is left, or a mark that nobody sees comes of the last. */
const FILES = [
	...PAYLOADS,
	'../../../../evil.txt',
	'..\\..\\evil.txt',
	'/etc/evil.txt',
	'\u202etxt.exe',
	`${'长'.repeat(300)}.txt`,
	'=1+1.txt',
	'con'
];

let filing: number;
const cookies = new Map<string, string>();
const passwords = new Map<string, string>();

const server = serveCopy(async ({ ledger }) => {
	const db = openExisting(ledger);
	const own = { jurisdiction_code: AREA, department: CODE };
	for (const [at, role] of (['administrator', 'performance', 'department'] as const).entries()) {
		// At most forty characters.
		const name = PAYLOADS.filter(({ length }) => length <= 40)[at] ?? '';
		const user = { username: role, name, role, own: role === 'department' ? own : null };
		passwords.set(role, await addUser(db, user));
	}
	const found = await db
		.selectFrom('filing as f')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.select('f.id')
		.where('d.code', '=', CODE)
		.where('f.is_current', '=', 1)
		.executeTakeFirstOrThrow();
	filing = found.id;
	await db.destroy();
});

const sender = (who: string) => ({ cookie: cookies.get(who) ?? '' });
const get = (address: string, who: string) => ask(server.url, address, { headers: sender(who) });

async function post(address: string, who: string, fields: Record<string, string>): Promise<void> {
	const { body } = await get(address.replace(/\?\/\w+&?/, '?'), who);
	const [, seen = ''] = /name="seen" value="([^"]+)"/.exec(body) ?? [];
	const answer = await sendForm(server.url, address, { seen, ...fields }, sender(who));
	const [, told = ''] = /class="notice[^>]*>(.*?)<\/div>/s.exec(answer.body) ?? [];
	expect([answer.status, told]).toEqual([200, told]);
}

async function signIn(username: string): Promise<void> {
	const password = passwords.get(username) ?? '';
	const wanted = `new-password-${username}`;
	const forms: [string, Record<string, string>][] = [
		['/login', { username, password }],
		['/account?/password', { current: password, wanted, again: wanted }]
	];
	for (const [address, fields] of forms) {
		const { headers } = await sendForm(server.url, address, fields, sender(username));
		cookies.set(
			username,
			headers['set-cookie']?.map((line) => line.split(';')[0]).join('; ') ?? ''
		);
	}
}

/** Address of a hand-in of a report with a figure of its own by each name, once it is read. */
async function handIn(): Promise<string> {
	const files = Object.fromEntries(
		FILES.map((name, at) => [
			// As browsers write a quote in a name.
			name.replaceAll('"', '%22'),
			REPORT.replaceAll(/20( ?)21/g, `20$1${String(at % 20).padStart(2, '0')}`).replaceAll(
				'770.47',
				`${770 + at}.47`
			)
		])
	);
	const { headers } = await sendFiles(server.url, '/hand-in?/send', files, sender('performance'));
	const address = headers.location ?? '';
	for (;;) {
		const { headers } = await get(address, 'performance');
		if (headers.refresh === undefined) return address;
		await sleep(200);
	}
}

let waiting: string;

beforeAll(async () => {
	for (const who of passwords.keys()) await signIn(who);
	const topic = { topic_kind: 'measure', topic: 'spending_total', filing_id: String(filing) };
	for (const [at, text] of PAYLOADS.entries()) {
		const entries = (more: number) => String(at * 2 + more);
		await post(`${ROUND}?/ask&${OF_REPORT}`, 'performance', {
			...topic,
			text,
			entries: entries(0)
		});
		await post(`${ROUND}?/answer&${OF_REPORT}`, 'department', {
			...topic,
			text,
			entries: entries(1)
		});
	}
	const reason = `${PAYLOADS.join('\n').slice(0, 990)}\u202e`;
	const decision = { filing_id: String(filing), decisions: '0', due_on: '2030-01-01', reason };
	await post(`${ROUND}?/return&${OF_REPORT}`, 'performance', decision);
	waiting = await handIn();
});

/** The files that wait are looked at first; the last test confirms them. */
describe('nothing of it runs, even where no policy would stop it', () => {
	test.for([
		['/hand-in', 'performance'],
		['WAITING', 'performance'],
		[`${ROUND}?${OF_REPORT}`, 'performance'],
		[`${ROUND}?${OF_REPORT}`, 'department'],
		[`/tasks?area=${AREA}`, 'performance'],
		['/tasks', 'department'],
		[`/filings?${OF_REPORT}`, 'performance'],
		[`/departments/${CODE}?${OF_REPORT}`, 'performance'],
		['/audit', 'performance'],
		['/account', 'performance'],
		['/users', 'administrator']
	] as const)('%s for %s', async ([path, who], { browser }) => {
		const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN' });
		const [name = '', value = ''] = (cookies.get(who) ?? '').split(/=(.*)/s);
		await context.addCookies([{ name, value, url: server.url }]);
		const page = await context.newPage();
		const errors: string[] = [];
		page.on('pageerror', (error) => errors.push(error.message));
		page.on('dialog', (dialog) => {
			errors.push(`dialog: ${dialog.message()}`);
			void dialog.dismiss();
		});
		const response = await page.goto(server.url + path.replace('WAITING', waiting), {
			waitUntil: 'load'
		});
		expect(response?.status()).toBe(200);
		expect(await page.evaluate(() => 'executed' in window)).toBe(false);
		expect(await strangers(page)).toEqual([]);
		expect(errors).toEqual([]);
		expect(await page.content()).not.toContain('\u202e');
		await context.close();
	});
});

test('questions and answers are read as they were written', async ({ browser }) => {
	const context = await browser.newContext();
	const [name = '', value = ''] = (cookies.get('department') ?? '').split(/=(.*)/s);
	await context.addCookies([{ name, value, url: server.url }]);
	const page = await context.newPage();
	await page.goto(`${server.url}${ROUND}?${OF_REPORT}`);
	const texts = await page.locator('.entries .text').allTextContents();
	expect(texts).toEqual(PAYLOADS.flatMap((text) => [text, text]));
	await context.close();
});

test('files are stored under names that lead nowhere, and stay what they were', async () => {
	const { body } = await get(waiting, 'performance');
	const [, mark = ''] = /name="mark" value="(\w+)"/.exec(body) ?? [];
	const confirmed = await sendForm(
		server.url,
		`${waiting}?/confirm`,
		{ mark },
		sender('performance')
	);
	expect(confirmed.status).toBe(303);
	await expect.poll(async () => (await get(waiting, 'performance')).body).toContain('已入库');
	const db = openExisting(server.ledger);
	const stored = await db.selectFrom('source_file').select('name').execute();
	await db.destroy();
	const names = stored.map(({ name }) => name);
	expect(names.filter((name) => name !== visibleText(name) || name.length > 250)).toEqual([]);
	expect(names).toEqual(expect.arrayContaining([`<svg onload=window.executed=1>`, 'evil.txt']));
	expect(names.filter((name) => name.split('/').includes('..'))).toEqual([]);
	expect(existsSync(join(server.folder, 'evil.txt'))).toBe(false);
	expect(existsSync('/etc/evil.txt')).toBe(false);
	// The folder goes a moment after the page says that its files are stored.
	await expect.poll(() => readdirSync(`${server.ledger}-hand-ins`)).toEqual([]);
});
