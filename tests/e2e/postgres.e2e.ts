import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { LISTS } from '#lib/server/api/lists.ts';
import { backUp } from '#lib/server/ledger/integrity/backup.ts';
import { restoreBackup } from '#lib/server/operation/restore-backup.ts';
import { HAS_POSTGRES, startPostgres, type PostgresServer } from '../harness/postgres.ts';
import { startServer, type RunningServer } from './server.ts';

/** Enough of each kind of address, by its first two steps and the names of its parameters. */
const OF_A_KIND = 3;

async function answerOf(site: string, path: string): Promise<Buffer> {
	const answer = await fetch(site + path, { redirect: 'manual' });
	const head = `${answer.status} ${answer.headers.get('content-type')}\n`;
	return Buffer.concat([Buffer.from(head), Buffer.from(await answer.arrayBuffer())]);
}

function linksOf(answer: Buffer): string[] {
	return [...answer.toString('utf8').matchAll(/\shref="(\/[^"#]*)/g)]
		.map(([, link = '']) => link.replaceAll('&amp;', '&'))
		.filter((link) => !link.startsWith('/_app/'));
}

function kindOf(path: string): string {
	const { pathname, searchParams } = new URL(path, 'http://localhost');
	return [...pathname.split('/').slice(1, 3), ...searchParams.keys()].join(' ');
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
		await restoreBackup(backup, address, new Date());
		site = await startServer('serve', '', { DATABASE_URL: address });
	}, 120_000);
	afterAll(async () => {
		await site.stop();
		postgres.stop();
		rmSync(folder, { recursive: true });
	});

	it('answers every kind of page, list and export with the same bytes', async () => {
		const baseUrl = inject('baseUrl');
		const paths = new Set(['/', ...Object.keys(LISTS).map((list) => `/api/v1/${list}`)]);
		const ofKind = new Map<string, number>();
		const different: string[] = [];
		for (const path of paths) {
			const [onFile, onPostgres] = await Promise.all([
				answerOf(baseUrl, path),
				answerOf(site.url, path)
			]);
			if (!onFile.equals(onPostgres)) different.push(path);
			for (const next of linksOf(onFile)) {
				const count = ofKind.get(kindOf(next)) ?? 0;
				if (paths.has(next) || count >= OF_A_KIND) continue;
				ofKind.set(kindOf(next), count + 1);
				paths.add(next);
			}
		}
		expect(different).toEqual([]);
		expect(paths.size).toBeGreaterThan(60);
	}, 120_000);
});
