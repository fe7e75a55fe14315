import { copyFileSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject } from 'vitest';
import { ask } from './ask.ts';
import { follow, test } from './page.ts';
import { startServer } from './server.ts';

test('an unknown page says so, in Chinese, with a way back', async ({ openPage }) => {
	const page = await openPage('/no-such-page', { status: 404 });
	expect(await page.textContent('main')).toContain('没有这个页面。请检查网址，或从总览重新进入。');
	await follow(page.getByRole('link', { name: '回到总览' }));
	expect(new URL(page.url()).pathname).toBe('/');
});

describe('a ledger that went away', () => {
	test('is an apology with a code; the log has the code, and no folder of this machine', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'mingzhang-lost-'));
		const databasePath = join(folder, 'ledger.db');
		copyFileSync(inject('databasePath'), databasePath);
		const server = await startServer('serve', databasePath);
		truncateSync(databasePath);
		const { status, body, headers } = await ask(server.url, '/scores');
		expect(await server.stop()).toBe(0);
		rmSync(folder, { recursive: true });
		expect(status).toBe(500);
		expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
		const reference =
			/服务器内部出错，这个页面暂时打不开。.*请把编号 ([0-9a-f]{8}) 告诉管理员。/.exec(body)?.[1];
		expect(server.output()).toContain(`"reference":"${reference ?? 'none'}"`);
		expect(server.output()).not.toContain(folder);
		expect(server.output()).not.toContain(process.cwd());
	});
});
