/** A ledger in which nothing is filed: every page leads to the one that says how to begin. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGES } from '#lib/components/shell.ts';
import { ask } from '../ask.ts';
import { type RunningServer, startServer } from '../server.ts';

let folder: string;
let server: RunningServer;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-empty-'));
	server = await startServer('serve', join(folder, 'ledger.db'));
});

afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

test.for(PAGES.map(({ path }) => path))('%s', async (path) => {
	const { status, headers } = await ask(server.url, path);
	if (path === '/definitions') return expect(status).toBeLessThan(400);
	expect([status, headers.location]).toEqual([307, '/welcome']);
});

test('the page to begin with names the command and no jurisdiction', async () => {
	const { status, body } = await ask(server.url, '/welcome');
	expect(status).toBe(200);
	expect(body).toContain('账本里还没有报告');
	expect(body).toContain('npm run import -- ');
	expect(body).toContain('<span>尚无数据</span>');
	expect(body).not.toContain('1970');
});

test.for([
	['/departments/101', 307],
	['/sources/1', 404],
	['/api/v1/departments', 200],
	['/exports/structure.csv', 307]
] as const)('%s: %i', async ([path, status]) => {
	expect((await ask(server.url, path)).status).toBe(status);
});
