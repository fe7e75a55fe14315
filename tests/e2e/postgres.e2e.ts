import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
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

/** When an export was made, as its own first lines say. */
const MADE_AT = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g;

/** A Word file bears the moment and random names of its making: what it says is compared, and all bytes of anything else. */
async function answerOf(site: string, path: string): Promise<string> {
	const answer = await fetch(site + path, { redirect: 'manual' });
	const bytes = Buffer.from(await answer.arrayBuffer());
	const type = answer.headers.get('content-type') ?? '';
	const isWord = answer.ok && type.includes('wordprocessingml');
	const body = isWord
		? JSON.stringify(await readDocument(bytes, 'answer.docx'))
		: bytes.toString('latin1');
	return `${answer.status} ${type}\n${body.replaceAll(MADE_AT, '')}`;
}

/** A workbook bears the moment at which it is packed, so what differs is asked again: a true difference stays. */
async function compare(file: string, postgres: string, path: string, attempts = 3) {
	const answers = [answerOf(file, path), answerOf(postgres, path)];
	const [onFile = '', onPostgres] = await Promise.all(answers);
	if (onFile === onPostgres || attempts === 1) return { onFile, isSame: onFile === onPostgres };
	return compare(file, postgres, path, attempts - 1);
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
