/** A server that still runs while a newer program brings its ledger up: every way in and out refuses in one sentence. */
import SqliteConnection from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { RULE_VERSION } from '#lib/catalogue/rules.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { ask, sendFiles, sendForm } from './ask.ts';
import { serveCopy } from './own-server.ts';

const REPORT = readFileSync(join(PROJECT_ROOT, 'tests/fixtures/reports/port-office-2021.txt'));
const HTML = { accept: 'text/html' };

const server = serveCopy();

const send = () =>
	sendFiles(server.url, '/hand-in?/send', {
		'a.txt': String(REPORT).replaceAll('1206.04', '1206.05')
	});

/** All rows of all tables but the record of migrations. */
function content(): string {
	const db = new SqliteConnection(server.ledger, { readonly: true });
	const tables = db
		.prepare("select name from sqlite_schema where type = 'table' and name not like 'kysely%'")
		.pluck()
		.all() as string[];
	const rows = tables.map((table) => db.prepare(`select * from "${table}"`).raw().all());
	db.close();
	return JSON.stringify(rows);
}

function write(statement: string): void {
	const db = new SqliteConnection(server.ledger);
	db.exec(statement);
	db.close();
}

test.each([
	[
		'rules',
		"update data_version set rule_version = '2999.1'",
		`update data_version set rule_version = '${RULE_VERSION}'`
	],
	[
		'tables',
		"insert into kysely_migration (name, timestamp) values ('2999-01-01-later', '2999-01-01')",
		"delete from kysely_migration where name like '2999%'"
	]
])(
	'of newer %s it shows nothing and writes nothing, and says what to do',
	async (_name, up, down) => {
		const { headers } = await send();
		const address = headers.location ?? '';
		let preview = await ask(server.url, address, {});
		while (preview.headers.refresh !== undefined) {
			await sleep(100);
			preview = await ask(server.url, address, {});
		}
		const [, mark = ''] = /name="mark" value="(\w+)"/.exec(preview.body) ?? [];
		expect(mark).not.toBe('');

		write(up);
		const before = content();
		const sentence = '账本已升级给新版程序用，而正在运行的还是旧版';
		const answers = [
			await ask(server.url, '/?area=430600', { headers: HTML }),
			await ask(server.url, '/departments/auto-port-office?area=430600', { headers: HTML }),
			await ask(server.url, '/api/v1/overview?area=430600', {}),
			await ask(server.url, '/exports/overview.csv?area=430600', {}),
			await ask(server.url, address, { headers: HTML }),
			await sendForm(server.url, `${address}?/confirm`, { mark }),
			await sendForm(server.url, `${address}?/back`),
			await send()
		];
		for (const { body } of answers) expect(body).toContain(sentence);
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
		expect((await ask(server.url, '/readyz', {})).status).toBe(503);
		expect((await ask(server.url, '/healthz', {})).status).toBe(200);
		expect(content()).toBe(before);
		write(down);
	}
);
