import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { ask } from './ask.ts';
import { startServer } from './server.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-start-'));
});

afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

function run(command: string, env: Record<string, string>) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${command}.ts`], {
		cwd: PROJECT_ROOT,
		env: { ...process.env, DATABASE_URL: `file:${join(folder, 'ledger.db')}`, ...env },
		encoding: 'utf8'
	});
	return { status, stdout, stderr };
}

describe('a second start', () => {
	test('builds and imports nothing', async () => {
		const server = await startServer('start', inject('databasePath'));
		expect(await server.stop()).toBe(0);
		expect(server.output()).toMatch(/^明账已就绪：http:\/\/127\.0\.0\.1:\d+（按 Ctrl\+C 停止）\n$/);
	});
});

describe('what cannot start says why in one sentence, with its exit status', () => {
	test('a wrong setting', () => {
		expect(run('start', { PORT: 'abc' })).toEqual({
			status: 2,
			stdout: '',
			stderr: '设置 PORT 的值“abc”不能使用：请写 0 到 65535 之间的整数，例如 3000。\n'
		});
	});

	test.each(['start', 'serve'])('%s on an address that others can reach', (command) => {
		const { status, stdout, stderr } = run(command, { HOST: '0.0.0.0', PORT: '0' });
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
		expect(stderr).toMatch(
			/^设置 HOST 的值“0\.0\.0\.0”会让网络上的任何人不经登录读到全部数据.*\n$/
		);
		expect(readdirSync(folder)).toEqual([]);
	});

	test('a taken port', () => {
		const { port } = new URL(inject('baseUrl'));
		const { status, stderr } = run('serve', { PORT: port });
		expect(status).toBe(2);
		expect(stderr).toMatch(new RegExp(`^端口 ${port} 已被别的程序占用。`));
	});

	test('a file that is no database', () => {
		const { status, stderr } = run('serve', {
			DATABASE_URL: `file:${join(PROJECT_ROOT, 'package.json')}`,
			PORT: '0'
		});
		expect(status).toBe(3);
		expect(stderr).toMatch(/^“.*package\.json”不是数据库，没有写入任何内容。/);
	});
});

test.runIf(process.platform === 'linux')('npm that is killed leaves no server behind', async () => {
	const npm = spawn('npm', ['run', '--silent', 'serve'], {
		cwd: PROJECT_ROOT,
		env: { ...process.env, PORT: '0', DATABASE_URL: `file:${join(folder, 'new.db')}` },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [said] = (await once(npm.stdout, 'data')) as [Buffer];
	const url = /http:\/\/[\d.:]+/.exec(said.toString())?.[0] ?? '';
	expect((await ask(url, '/healthz')).status).toBe(200);
	npm.kill('SIGKILL');
	const isGone = () =>
		ask(url, '/healthz').then(
			() => false,
			() => true
		);
	await expect.poll(isGone).toBe(true);
});

test('an empty ledger is served too', async () => {
	const server = await startServer('serve', join(folder, 'new.db'));
	const { status, headers } = await ask(server.url, '/');
	const { body } = await ask(server.url, headers.location ?? '/');
	expect(await server.stop()).toBe(0);
	expect(status).toBeLessThan(400);
	expect(body).toContain('账本里还没有报告');
});

test('a form may be posted from the page itself, under each of its names, and from nowhere else', async () => {
	const { port } = new URL(inject('baseUrl'));
	const post = (host: string, origin: string) =>
		ask(inject('baseUrl'), '/no-such-page', {
			method: 'POST',
			headers: { host, origin, 'content-type': 'application/x-www-form-urlencoded' }
		});
	for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
		expect((await post(host, `http://${host}`)).status).not.toBe(403);
		expect((await post(host, 'http://evil.example')).status).toBe(403);
	}
});
