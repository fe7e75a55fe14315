/** Files of a hand-in on their way: empty ones, none at all, and those that take long. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { ask, formOfFiles, sendFiles, sendForm } from './ask.ts';
import { serveCopy } from './own-server.ts';
import { test, textOnceWith } from './page.ts';

const REPORT = readFileSync(join(PROJECT_ROOT, 'tests/fixtures/reports/port-office-2021.txt'));

/** On a server without accounts everybody at the machine hands in. */
const server = serveCopy();

/** Sends the first half of a form of files; the returned function sends the rest, and tells the answer's status. */
function sendHalf(address: string, files: Record<string, Buffer>): () => Promise<number> {
	const { hostname, port } = new URL(server.url);
	const { type, body } = formOfFiles(files);
	const half = body.length / 2;
	const headers = {
		origin: server.url,
		accept: 'text/html',
		'content-type': type,
		'content-length': body.length
	};
	const sending = request({ method: 'POST', headers, hostname, port, path: address });
	const answered = new Promise<number>((resolve, reject) => {
		sending.on('error', reject).on('response', (response) => {
			response.resume();
			resolve(response.statusCode ?? 0);
		});
	});
	sending.write(body.subarray(0, half));
	return () => {
		sending.end(body.subarray(half));
		return answered;
	};
}

test('a form without a file is refused in a sentence, and leaves only lines of the log', async () => {
	const answer = await sendFiles(server.url, '/hand-in?/send', { '': '' });
	expect([answer.status, answer.body]).toEqual([
		400,
		expect.stringContaining('没有选择文件，请先选择文件或文件夹。') as string
	]);
	const db = openReader(server.ledger);
	const handIns = await db.selectFrom('hand_in').select('state').execute();
	await db.destroy();
	expect(handIns).toEqual([{ state: 'taken_back' }]);
});

test('an empty file is counted among those that are not accepted', async ({ openPage }) => {
	const page = await openPage(`${server.url}/hand-in`, { javaScript: false });
	await page.getByLabel('选择文件（').setInputFiles([
		{ name: '空白.docx', mimeType: '', buffer: Buffer.alloc(0) },
		{
			name: '自评.txt',
			mimeType: '',
			buffer: Buffer.from(String(REPORT).replaceAll('1206.04', '1206.05'))
		}
	]);
	await page.getByRole('button', { name: '报送并读取' }).click();
	const shown = await textOnceWith(page.getByRole('button', { name: '撤回' }));
	expect(shown).toContain('“空白.docx”未接收：是空文件');
	expect(shown).toMatch(/共 2 个文件：可以入库 1 个，.*不能接收 1 个。/);
});

test('while a file arrives, its hand-in is neither read nor confirmed nor taken back', async () => {
	const first = await sendFiles(server.url, '/hand-in?/send&more', { 'a.txt': REPORT });
	const address = first.headers.location ?? '';
	const finish = sendHalf(`${address}?/add`, { 'b.txt': REPORT });
	await sleep(500);
	for (const act of ['again', 'confirm', 'back']) {
		const answer = await sendForm(server.url, `${address}?/${act}`);
		expect([answer.status, answer.body], act).toEqual([
			409,
			expect.stringContaining('这次报送的文件还在发送，请等发送完再操作。') as string
		]);
	}
	expect(await finish()).toBe(303);
	const page = async () => (await ask(server.url, address)).body;
	await expect.poll(page, { timeout: 60_000 }).toContain('<h2>读到的文件</h2>');
	expect((await sendForm(server.url, `${address}?/back`)).status).toBe(303);
});
