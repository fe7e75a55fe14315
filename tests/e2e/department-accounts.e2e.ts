/** The administrator makes accounts for all departments at once, and takes them away as files. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { addUser } from '#lib/server/accounts/users.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { openCsv, openXlsx } from '../server/exports/opened.ts';
import { accessibilityProblems } from './accessibility.ts';
import { serveCopy } from './own-server.ts';
import { downloaded, follow, test } from './page.ts';
import { REAL } from './pages/paths.ts';

/** The only department of the jurisdiction. */
const CODE = 'auto-port-office';
const NAME = '人民政府口岸管理办公室';

let password: string;

const server = serveCopy(async ({ ledger }) => {
	const db = openExisting(ledger);
	const user = { username: 'admin', name: '管理员', role: 'administrator', own: null } as const;
	password = await addUser(db, user);
	await db.destroy();
});

async function signIn(page: Page): Promise<void> {
	await page.getByLabel('用户名').fill('admin');
	await page.getByLabel('密码').fill(password);
	await follow(page.getByRole('button', { name: '登录' }));
	await page.getByLabel('现在的密码').fill(password);
	await page.getByLabel('新密码', { exact: true }).fill('a-new-password');
	await page.getByLabel('再输一次新密码').fill('a-new-password');
	await follow(page.getByRole('button', { name: '修改密码' }));
}

/** The link holds the file itself. */
const fileOf = (page: Page, ending: string) =>
	downloaded(page.getByRole('link', { name: new RegExp(`下载.*${ending}`) }));

test('one account for each department, handed out once', async ({ openPage, problems }) => {
	const page = await openPage(`${server.url}/login`);
	await signIn(page);
	await page.goto(`${server.url}/users`);
	await follow(page.getByRole('link', { name: '为每个部门建账户' }));
	await page.getByLabel('地区').selectOption(REAL.code);
	await follow(page.getByRole('button', { name: '拟定用户名' }));
	const username = page.getByLabel(`用户名：${NAME}`);
	expect(await page.getByLabel('用户名：').count()).toBe(1);
	expect(await username.inputValue()).toMatch(/^[a-z]+$/);
	expect(await accessibilityProblems(page)).toEqual([]);

	await username.fill('admin');
	await follow(page.getByRole('button', { name: '建立账户' }));
	await page.getByText('用户名“admin”已经有人使用').waitFor();
	expect(problems.splice(0)).toContain(`400: ${page.url()}`);
	expect(await username.inputValue()).toBe('admin');

	await username.fill('kab');
	const answering = page.waitForResponse((response) => response.request().method() === 'POST');
	await follow(page.getByRole('button', { name: '建立账户' }));
	await page.getByText('已为 1 个部门建立账户').waitFor();
	// The length of a password that is compressed with what was typed would tell of it.
	expect(await (await answering).headerValue('content-encoding')).toBeNull();
	expect(await accessibilityProblems(page)).toEqual([]);
	const row = await page.getByRole('row', { name: NAME }).innerText();
	const [, handedOut = ''] = /kab\s+(\S+)/.exec(row) ?? [];
	const account = [CODE, NAME, 'kab', handedOut];
	expect((await openXlsx(await fileOf(page, 'xlsx'))).get('部门账户')?.[1]).toEqual(account);
	expect(openCsv((await fileOf(page, 'csv')).toString())[1]).toEqual(account);

	const asked = await page.goto(`${server.url}/users/departments?area=${REAL.code}`);
	expect(await asked?.headerValue('content-encoding')).toBe('gzip');
	await page.getByText('当年在册的部门都有账户了').waitFor();
	expect(await page.content()).not.toContain(handedOut);
	const own = await openPage(`${server.url}/login`);
	await own.getByLabel('用户名').fill('kab');
	await own.getByLabel('密码').fill(handedOut);
	await follow(own.getByRole('button', { name: '登录' }));
	expect(new URL(own.url()).pathname).toBe('/account');
});
