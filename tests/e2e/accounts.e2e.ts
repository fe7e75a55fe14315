/** A bureau with accounts as its readers meet it: who gets what, by every way of asking, and the pages to sign in. */
import { describe, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { RIGHTS, ROLES, type Role } from '#lib/catalogue/roles.ts';
import { ROUTE_RULES } from '#lib/server/web/access.ts';
import { accessibilityProblems } from './accessibility.ts';
import { ask } from './ask.ts';
import {
	AREA,
	changePassword,
	CONTACT,
	cookies,
	enter,
	form,
	get,
	keys,
	named,
	otherNames,
	OWN,
	ownSource,
	passwords,
	server,
	sharedName,
	sharedSource
} from './bureau.ts';
import { follow, test } from './page.ts';
import { statusesOf } from './route-statuses.ts';

describe('what each role is answered', () => {
	test.each(statusesOf({ area: AREA, department: OWN }))(
		'%s',
		async (path, statuses, anonymous) => {
			// The second time from what is stored; exports are made anew each time.
			const times = path.startsWith('/exports/') ? 1 : 2;
			for (let time = 1; time <= times; time++) {
				const answers = await Promise.all(ROLES.map((role) => get(named(path), role)));
				expect(answers.map(({ status }) => status)).toEqual(statuses);
				expect((await get(named(path), 'nobody')).status).toBe(anonymous);
				const told = ['division', 'department'].map(
					(role) => answers[ROLES.indexOf(role as Role)]?.body
				);
				for (const body of told)
					expect(otherNames.filter((name) => body?.includes(name))).toEqual([]);
			}
			// A key reads lists and exports as its account does, and nothing else.
			const isOfKeys = /^\/(api|exports)\//.test(path);
			for (const [at, role] of ROLES.entries()) {
				const authorization = `Bearer ${keys.get(role) ?? ''}`;
				const { status } = await get(named(path), 'nobody', { authorization });
				expect([role, status]).toEqual([role, isOfKeys ? statuses[at] : anonymous]);
			}
		}
	);

	test('no route is left out', () => {
		const paths = statusesOf({ area: AREA, department: OWN }).map(([path]) => path.split('?')[0]);
		const asked = (route: string) => {
			const parts = route.replace(/\/\[\[\w+\]\]/, '(/[^/]+)?').replace(/\[\w+\]/g, '[^/]+');
			const pattern = new RegExp(`^${parts.replace(/\[\.\.\.\w+\]/, '.+')}$`);
			return paths.some((path) => pattern.test(path ?? ''));
		};
		expect(Object.keys(ROUTE_RULES).filter((route) => !asked(route))).toEqual([]);
	});

	test('a whole page and its data say nothing to whoever is not signed in', async () => {
		for (const path of [
			'/',
			'/login',
			'/__data.json',
			'/departments/101/__data.json',
			'/no-such-page'
		]) {
			const { body } = await get(path, 'nobody');
			expect([...otherNames, '岳阳', '示例市'].filter((name) => body.includes(name))).toEqual([]);
		}
	});

	test('contacts stand on their page alone', async () => {
		const [path, contacts] = [`/departments/${OWN}`, `/departments/${OWN}/contacts`];
		expect((await get(`${contacts}?area=${AREA}`, 'division')).body).toContain(CONTACT);
		for (const role of ROLES) {
			expect((await get(`${path}?area=${AREA}`, role)).body).not.toContain(CONTACT);
			expect((await get(`/sources/${ownSource}`, role)).body).not.toContain(CONTACT);
		}
	});
});

describe('forced ways', () => {
	test.each<[string, Record<string, string>]>([
		['the header of our own requests', { 'x-mingzhang-prefetch': '1' }],
		['a forwarded address', { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' }],
		['a made-up session', { cookie: 'mingzhang.session_token=abc.def' }],
		['a validator of a page', { 'if-none-match': '*' }]
	])('%s opens nothing', async (_name, headers) => {
		expect((await get('/departments', 'nobody', headers)).status).toBe(303);
	});

	test.each(['/departments', '/account', '/users', '/users?/add'])(
		'a form of another site, to %s',
		async (path) => {
			const answer = await form(path, {}, 'administrator', 'http://evil.example');
			expect(answer.status).toBe(403);
		}
	);

	test.each(['leader', 'performance', 'division', 'department', 'nobody'])(
		'an account made by %s',
		async (who) => {
			for (const [path, fields] of [
				['/users?/add', { username: 'made', name: 'made', role: 'administrator' }],
				['/users/departments?/make', { area: AREA, department: '102', username: 'made' }]
			] as const)
				expect((await form(path, fields, who)).status).toBe(who === 'nobody' ? 401 : 403);
			expect((await get('/users', 'administrator')).body).not.toContain('made');
		}
	);

	test.each(['leader', 'division', 'department', 'administrator', 'nobody'])(
		'scores and samples of the bureau by %s',
		async (who) => {
			const fields = {
				area: '999900',
				year: '2022',
				department: '101',
				method: 'random',
				size: '3'
			};
			for (const act of ['assess', 'draw', 'withdraw']) {
				const answer = await form(`/reassessments/edit?/${act}`, fields, who);
				expect(answer.status).toBe(who === 'nobody' ? 401 : 403);
			}
			for (const act of ['correct', 'takeBack']) {
				const correction = { filing: '1', measure: 'staff_quota', printed: '1', reason: 'x' };
				const answer = await form(`/corrections/edit?/${act}`, correction, who);
				expect(answer.status).toBe(who === 'nobody' ? 401 : 403);
			}
		}
	);

	test('the session of another department reads its own alone', async () => {
		await enter('other', passwords.get('other') ?? '');
		expect((await get('/departments/101?area=999900', 'other')).headers.location).toBe('/account');
		await changePassword('other');
		expect((await get('/departments/101?area=999900', 'other')).status).toBe(200);
		expect((await get(`/departments/${OWN}?area=${AREA}`, 'other')).status).toBe(403);
		expect((await get(`/sources/${ownSource}`, 'other')).status).toBe(403);
	});

	test.each([
		`/departments/101?area=${AREA}&as_of=2`,
		`/departments/101/__data.json?area=${AREA}&as_of=2`,
		`/exports/department/101.csv?area=${AREA}&as_of=2`,
		`/api/v1/figures?d=101&area=${AREA}&as_of=2`
	])(
		'a version before the jurisdiction had filed, when its code led elsewhere: %s',
		async (path) => {
			if (!cookies.has('twin')) {
				await enter('twin', passwords.get('twin') ?? '');
				await changePassword('twin');
			}
			const { status, body } = await get(path, 'twin');
			expect([status, body.includes(sharedName)]).toEqual([403, false]);
		}
	);

	test.each([
		['/login', 'text/plain', 400],
		['/appearance', 'text/plain', 400],
		['/users?/add', 'multipart/form-data; boundary=b', 400],
		['/users?/default', 'application/x-www-form-urlencoded', 405]
	])('what is no form of ours, to %s as %s', async (path, type, status) => {
		const headers = { origin: server.url, 'content-type': type, accept: 'text/html' };
		const cookie = cookies.get('administrator') ?? '';
		const asking = { method: 'POST', headers: { ...headers, cookie }, body: 'a=b' };
		expect((await ask(server.url, path, asking)).status).toBe(status);
	});

	test('of a table of all departments one sees its own rows, wherever the address points', async () => {
		for (const search of [
			'',
			'?file=2',
			'?at=field-40-3',
			'?at=2-field-40-3',
			'?measure=staff_quota'
		])
			for (const path of [`/sources/${sharedSource}`, `/sources/${sharedSource}/__data.json`]) {
				const { status, body } = await get(path + search, 'other');
				expect(status).toBe(200);
				expect(otherNames.filter((name) => name !== sharedName && body.includes(name))).toEqual([]);
			}
		const { body } = await get(`/sources/${sharedSource}?measure=staff_quota`, 'other');
		expect(body).toContain('id="at"');
		expect((await get(`/sources/${sharedSource}`, 'leader')).body).toMatch(
			new RegExp(otherNames.filter((name) => name !== sharedName).join('|'))
		);
	});

	// Guides tell each role of its pages. Of other pages one of each kind is followed, and all codes of own ones.
	test.each<[string, Role, string]>([
		...ROLES.map((role): [string, Role, string] => [
			role,
			role,
			`/departments/${OWN}?area=${AREA}`
		]),
		['other', 'department', '/departments/101?area=999900&year=2019']
	])('no page shows %s a link that it may not follow', async (who, role, own) => {
		if (!cookies.has(who)) {
			await enter(who, passwords.get(who) ?? '');
			await changePassword(who);
		}
		const isOwn = RIGHTS[role].reads === 'own';
		const kind = (path: string) =>
			isOwn && path.startsWith('/recheck') ? path : path.replace(/[?#].*|\d+|auto-[a-z-]+/g, '');
		const waiting = ['/tasks', '/account', own].map((path) => ({ path, from: '' }));
		const met = new Set(waiting.map(({ path }) => kind(path)));
		const refused: object[] = [];
		for (const { path, from } of waiting) {
			const { status, headers, body } = await get(path, who);
			if (status === 403) refused.push({ path, from });
			if (!String(headers['content-type']).startsWith('text/html')) continue;
			if (/^\/(guides|welcome)/.test(path)) continue;
			for (const [, found = ''] of body.matchAll(/href="(\/[^"#]*)/g)) {
				const next = found.replaceAll('&amp;', '&');
				if (met.has(kind(next)) || /\.\w+(\?|$)/.test(next)) continue;
				met.add(kind(next));
				waiting.push({ path: next, from: path });
			}
		}
		expect(refused).toEqual([]);
		expect(waiting.length).toBeGreaterThan(5);
	});

	test.each([
		'https://evil.example/',
		'//evil.example/',
		'/\\evil.example/',
		'javascript:alert(1)'
	])('a sign-in does not lead to %s', async (next) => {
		const { headers } = await enter('leader', passwords.get('leader') ?? '', next);
		expect(headers.location).toBe('/');
	});
});

describe('in a browser', () => {
	const signIn = async (page: Page, who: string) => {
		await page.getByLabel('用户名').fill(who);
		await page.getByLabel('密码').fill(passwords.get(who) ?? '');
		await follow(page.getByRole('button', { name: '登录' }));
		expect(new URL(page.url()).pathname).not.toBe('/login');
	};

	test('without script: from a page through signing in back to it, and out', async ({
		openPage,
		problems
	}) => {
		const page = await openPage(`${server.url}/login?next=%2Ffilings`, { javaScript: false });
		await page.getByLabel('用户名').fill('leader');
		await page.getByLabel('密码').fill('wrong');
		await follow(page.getByRole('button', { name: '登录' }));
		expect(await page.getByRole('status').innerText()).toBe('用户名或密码不对，请核对后再试。');
		expect(problems.splice(0)).toContain(`400: ${page.url()}`);
		await signIn(page, 'leader');
		expect(page.url()).toBe(`${server.url}/filings`);
		await follow(page.getByRole('link', { name: '我的账户' }));
		await follow(page.getByRole('button', { name: '退出登录' }));
		expect(page.url()).toBe(`${server.url}/login`);
		await page.goto(`${server.url}/filings`);
		expect(page.url()).toContain('/login?next=');
	});

	test('the pages of accounts are accessible', async ({ openPage }) => {
		const page = await openPage(`${server.url}/login`);
		expect(await accessibilityProblems(page)).toEqual([]);
		await signIn(page, 'administrator');
		for (const path of ['/account', '/users', '/audit', '/hand-in']) {
			await page.goto(server.url + path);
			expect(await accessibilityProblems(page), path).toEqual([]);
		}
	});

	test('绩效科 draws a sample and gives scores; what is refused is said', async ({
		openPage,
		problems
	}) => {
		const page = await openPage(`${server.url}/login`);
		await signIn(page, 'performance');
		await page.goto(`${server.url}/reassessments/edit?area=999900&year=2022&d=101`);
		await page.getByLabel('复评得分： 总分').fill('101');
		await follow(page.getByRole('button', { name: '保存' }));
		expect(await page.getByRole('status').innerText()).toContain('0 至 100 之间');
		expect(await page.getByLabel('复评得分： 总分').inputValue()).toBe('101');
		expect(problems.splice(0)).toHaveLength(2);
		await page.getByLabel('复评得分： 总分').fill('90.5');
		await follow(page.getByRole('button', { name: '保存' }));
		expect(await page.getByRole('status').innerText()).toBe('已保存 1 项复评得分。');
		await page.getByLabel('家数').fill('3');
		await page.getByLabel('随机种子').fill('七号');
		await follow(page.getByRole('button', { name: '抽取', exact: true }));
		expect(await page.getByRole('status').innerText()).toContain('抽取 3 家（随机种子 七号）');
		expect(await accessibilityProblems(page)).toEqual([]);
		await page.goto(`${server.url}/departments/101/contacts?area=999900`);
		expect(await accessibilityProblems(page)).toEqual([]);
		await page.goto(`${server.url}/reassessments/edit?area=999900&year=2022&d=101`);
		await follow(page.getByRole('link', { name: '看复评结果' }));
		expect(await page.getByRole('row', { name: /市委办公室.*90\.5/ }).count()).toBe(1);
	});

	test('a department sees its report, without the others', async ({ openPage }) => {
		const page = await openPage(`${server.url}/login`);
		await signIn(page, 'department');
		expect(page.url()).toBe(`${server.url}/tasks`);
		await page.goto(`${server.url}/account`);
		await follow(page.getByRole('main').getByRole('link').first());
		expect(await page.getByRole('navigation').count()).toBe(0);
		expect(await page.getByText('位次').count()).toBe(0);
		expect(await accessibilityProblems(page)).toEqual([]);
	});
});
