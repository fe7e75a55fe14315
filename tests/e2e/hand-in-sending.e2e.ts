/** Files of a hand-in on their way: empty ones, none at all, and those that take long. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { ask } from './ask.ts';
import { copyLedger } from './ledger.ts';
import { test, textOnceWith } from './page.ts';
import { startServer, type RunningServer } from './server.ts';

const REPORT = readFileSync(join(PROJECT_ROOT, 'tests/fixtures/reports/port-office-2021.txt'));

let folder: string;
let path: string;
let server: RunningServer;

/** On a server without accounts everybody at the machine hands in. */
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-sending-'));
	path = join(folder, 'ledger.db');
	await copyLedger(path);
	server = await startServer('serve', path);
});
afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

const MULTIPART = 'multipart/form-data; boundary=b';

function part(name: string, content: Buffer | string): Buffer {
	const head = `--b\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`;
	return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')]);
}

const post = (address: string, body = '', type = 'application/x-www-form-urlencoded') =>
	ask(server.url, address, {
		method: 'POST',
		headers: { origin: server.url, accept: 'text/html', 'content-type': type },
		body
	});

/** Sends the first half of a form; the returned function sends the rest, and tells the answer's status. */
function sendHalf(address: string, form: Buffer): () => Promise<number> {
	const { hostname, port } = new URL(server.url);
	const half = form.length / 2;
	const headers = {
		origin: server.url,
		accept: 'text/html',
		'content-type': MULTIPART,
		'content-length': form.length
	};
	const sending = request({ method: 'POST', headers, hostname, port, path: address });
	const answered = new Promise<number>((resolve, reject) => {
		sending.on('error', reject).on('response', (response) => {
			response.resume();
			resolve(response.statusCode ?? 0);
		});
	});
	sending.write(form.subarray(0, half));
	return () => {
		sending.end(form.subarray(half));
		return answered;
	};
}

const NO_FILE = `--b\r\ncontent-disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--b--\r\n`;

test('a form without a file is refused in a sentence, and leaves only lines of the log', async () => {
	const answer = await post('/hand-in?/send', NO_FILE, MULTIPART);
	expect([answer.status, answer.body]).toEqual([
		400,
		expect.stringContaining('没有选择文件，请先选择文件或文件夹。') as string
	]);
	const db = openReader(path);
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
	const form = (name: string) => Buffer.concat([part(name, REPORT), Buffer.from('--b--\r\n')]);
	const first = await post('/hand-in?/send&more', String(form('a.txt')), MULTIPART);
	const address = first.headers.location ?? '';
	const finish = sendHalf(`${address}?/add`, form('b.txt'));
	await sleep(500);
	for (const act of ['again', 'confirm', 'back']) {
		const answer = await post(`${address}?/${act}`);
		expect([answer.status, answer.body], act).toEqual([
			409,
			expect.stringContaining('这次报送的文件还在发送，请等发送完再操作。') as string
		]);
	}
	expect(await finish()).toBe(303);
	const page = async () => (await ask(server.url, address)).body;
	await expect.poll(page, { timeout: 60_000 }).toContain('<h2>读到的文件</h2>');
	expect((await post(`${address}?/back`)).status).toBe(303);
});
