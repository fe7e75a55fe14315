/** A server that still runs while a newer program brings its ledger up: every way in and out refuses in one sentence. */
import SqliteConnection from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { ask } from './ask.ts';
import { copyLedger } from './ledger.ts';
import { startServer, type RunningServer } from './server.ts';

const REPORT = readFileSync(join(PROJECT_ROOT, 'tests/fixtures/reports/port-office-2021.txt'));
const HTML = { accept: 'text/html' };

let folder: string;
let path: string;
let server: RunningServer;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-newer-'));
	path = join(folder, 'ledger.db');
	await copyLedger(path);
	server = await startServer('serve', path);
});
afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

function post(address: string, body: string, type = 'application/x-www-form-urlencoded') {
	const headers = { ...HTML, origin: server.url, 'content-type': type };
	return ask(server.url, address, { method: 'POST', headers, body });
}

const send = () =>
	post(
		'/hand-in?/send',
		`--b\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n${REPORT.toString().replaceAll('1206.04', '1206.05')}\r\n--b--\r\n`,
		'multipart/form-data; boundary=b'
	);

/** All rows of all tables but the record of migrations. */
function content(): string {
	const db = new SqliteConnection(path, { readonly: true });
	const tables = db
		.prepare("select name from sqlite_schema where type = 'table' and name not like 'kysely%'")
		.pluck()
		.all() as string[];
	const rows = tables.map((table) => db.prepare(`select * from "${table}"`).raw().all());
	db.close();
	return JSON.stringify(rows);
}

function bringUp(): void {
	const db = new SqliteConnection(path);
	db.prepare(
		"insert into kysely_migration (name, timestamp) values ('2999-01-01-later', '2999-01-01')"
	).run();
	db.close();
}

test('it shows nothing more and writes nothing, and says what to do', async () => {
	const { headers } = await send();
	const address = headers.location ?? '';
	let preview = await ask(server.url, address, {});
	while (preview.headers.refresh !== undefined) {
		await sleep(100);
		preview = await ask(server.url, address, {});
	}
	const [, mark = ''] = /name="mark" value="(\w+)"/.exec(preview.body) ?? [];
	expect(mark).not.toBe('');

	bringUp();
	const before = content();
	const sentence = '账本已升级给新版程序用，而正在运行的还是旧版';
	const answers = [
		await ask(server.url, '/?area=430600', { headers: HTML }),
		await ask(server.url, '/departments/auto-port-office?area=430600', { headers: HTML }),
		await ask(server.url, '/api/v1/overview?area=430600', {}),
		await ask(server.url, '/exports/overview.csv?area=430600', {}),
		await ask(server.url, address, { headers: HTML }),
		await post(`${address}?/confirm`, `mark=${mark}`),
		await post(`${address}?/back`, ''),
		await send()
	];
	for (const { body } of answers) expect(body).toContain(sentence);
	expect(answers.filter(({ status }) => status < 500)).toEqual([]);
	expect((await ask(server.url, '/readyz', {})).status).toBe(503);
	expect((await ask(server.url, '/healthz', {})).status).toBe(200);
	expect(content()).toBe(before);
});
