import { copyFileSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, inject } from 'vitest';
import { accessibilityProblems } from './accessibility.ts';
import { ask } from './ask.ts';
import { follow, test } from './page.ts';
import { startServer } from './server.ts';

test.for([
	['/no-such-page', 404, '没有这个页面。请检查网址，或从总览重新进入。'],
	['/departments?as_of=0', 400, '数据版本']
] as const)('%s says in Chinese why it is %i, with a way back', async (named, { openPage }) => {
	const [path, status, words] = named;
	const page = await openPage(path, { status });
	expect(await page.textContent('main')).toContain(words);
	expect(await accessibilityProblems(page)).toEqual([]);
	await follow(page.getByRole('link', { name: /^回到/ }));
	expect(new URL(page.url()).pathname).toBe('/');
});

/** The answer of a server whose ledger was broken by `breakIt` after its start, and what it logged. */
async function answerAfter(breakIt: (databasePath: string) => void, path: string) {
	const folder = mkdtempSync(join(tmpdir(), 'mingzhang-lost-'));
	const databasePath = join(folder, 'ledger.db');
	copyFileSync(inject('databasePath'), databasePath);
	const server = await startServer('serve', databasePath);
	breakIt(databasePath);
	const answer = await ask(server.url, path);
	expect(await server.stop()).toBe(0);
	rmSync(folder, { recursive: true });
	return { ...answer, log: server.output(), folder };
}

describe('a ledger that broke while it was served', () => {
	test('without a table is an apology with a code, which the log has too', async () => {
		const { status, body, log } = await answerAfter((path) => {
			const connection = new DatabaseSync(path);
			connection.exec('pragma foreign_keys = off; drop table score_item');
			connection.close();
		}, '/scores?year=2018');
		expect(status).toBe(500);
		const reference =
			/服务器内部出错，这个页面暂时打不开。.*请把编号 ([0-9a-f]{8}) 告诉管理员。/.exec(body)?.[1];
		expect(log).toContain(`"reference":"${reference ?? 'none'}"`);
	});

	test('without its bytes shows nothing but the failure, and the log names no folder of this machine', async () => {
		const { status, headers, log, folder } = await answerAfter((path) => {
			truncateSync(path);
		}, '/scores');
		expect(status).toBe(503);
		expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
		expect(log).toContain('"msg":"page failed"');
		expect(log).not.toContain(folder);
		expect(log).not.toContain(process.cwd());
	});
});
