import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openZip } from '#lib/documents/archive/zip.ts';
import { readDocument } from '#lib/documents/read.ts';
import { LISTS } from '#lib/server/api/lists.ts';
import { backUp } from '#lib/server/ledger/integrity/backup.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { replaceByFile } from '#lib/server/ledger/schema/migrate-postgres.ts';
import { HAS_POSTGRES, startPostgres, type PostgresServer } from '../harness/postgres.ts';
import { startServer, type RunningServer } from './server.ts';

/** Enough of each kind of address; a ledger has thousands of departments and sources. */
const OF_A_KIND = 2;

/** SQLite takes the character that these hold, PostgreSQL does not. */
const WITH_NUL = [
	'/departments/%00',
	'/departments?area=%00',
	'/api/v1/figures?d=%00',
	'/exports/department/%00.csv',
	'/hand-in/%00'
];

/** When an export was made, as its own lines and properties say. */
const MADE_AT = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/g;

/** Every part of a workbook, which is packed with the moment of its making. */
function partsOf(workbook: Buffer): string {
	const archive = openZip(workbook);
	return archive.names
		.map((name) => `${name}\n${Buffer.from(archive.read(name)).toString('latin1')}`)
		.join('\n');
}

/** A Word file bears random names of its making: what it says is compared, all parts of a workbook, and all bytes of anything else. */
async function saidBy(type: string, bytes: Buffer): Promise<string> {
	if (type.includes('wordprocessingml'))
		return JSON.stringify(await readDocument(bytes, 'answer.docx'));
	return type.includes('spreadsheetml') ? partsOf(bytes) : bytes.toString('latin1');
}

async function answerOf(site: string, path: string): Promise<string> {
	const answer = await fetch(site + path, { redirect: 'manual' });
	const bytes = Buffer.from(await answer.arrayBuffer());
	const type = answer.headers.get('content-type') ?? '';
	const said = await saidBy(answer.ok ? type : '', bytes);
	return `${answer.status} ${type}\n${said.replaceAll(MADE_AT, '')}`;
}

async function compare(file: string, postgres: string, path: string) {
	const [onFile, onPostgres] = await Promise.all([answerOf(file, path), answerOf(postgres, path)]);
	return { onFile, isSame: onFile === onPostgres };
}

function linksOf(answer: string): string[] {
	return [...answer.matchAll(/\shref="(\/[^"#]*)/g)]
		.map(([, link = '']) => link.replaceAll('&amp;', '&'))
		.filter((link) => !link.startsWith('/_app/'));
}

/** The first step of the address; of an export the file. */
function kindOf(path: string): string | undefined {
	return /^\/(?:exports\/[^?]*|[^/?]*)/.exec(path)?.[0];
}

describe.skipIf(!HAS_POSTGRES)('on PostgreSQL (skipped where it is not installed)', () => {
	let postgres: PostgresServer;
	let site: RunningServer;
	let folder: string;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'mingzhang-same-'));
		postgres = await startPostgres();
		const address = postgres.createDatabase('same');
		const backup = join(folder, 'ledger.db');
		await backUp(inject('databasePath'), backup);
		// Not by `restoreBackup`, which adds a line to the log.
		const db = openExisting(address);
		await replaceByFile(backup, db).finally(() => db.destroy());
		site = await startServer('serve', '', { DATABASE_URL: address });
	});
	afterAll(async () => {
		await site.stop();
		postgres.stop();
		rmSync(folder, { recursive: true });
	});

	it('answers every kind of page, list and export with the same bytes', async () => {
		const baseUrl = inject('baseUrl');
		const lists = Object.keys(LISTS).map((list) => `/api/v1/${list}`);
		const paths = new Set(['/', ...lists, ...WITH_NUL]);
		const ofKind = new Map<string, number>();
		const different: string[] = [];
		for (const path of paths) {
			const { onFile, isSame } = await compare(baseUrl, site.url, path);
			if (!isSame) different.push(path);
			for (const next of linksOf(onFile)) {
				const kind = kindOf(next) ?? next;
				const count = ofKind.get(kind) ?? 0;
				if (paths.has(next) || count >= OF_A_KIND) continue;
				ofKind.set(kind, count + 1);
				paths.add(next);
			}
		}
		expect(different).toEqual([]);
		expect(paths.size).toBeGreaterThan(60);
	});
});
