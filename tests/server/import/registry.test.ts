import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { figuresTable, Workspace } from './workspace.ts';

/** More by `KILLS=200`, for a night. */
const KILLS = Math.ceil(Number(process.env.KILLS ?? 20) / 2);
const SCRIPT = join(import.meta.dirname, '../../../scripts/import.ts');
const TABLES = ['jurisdiction', 'department', 'expected_filing'] as const;

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
	workspace.write('a.csv', figuresTable(1, [2021]));
});
afterEach(() => {
	workspace.remove();
});

/** Imports with the registry that comes with the project; killed after so many milliseconds. */
async function run(database: string, kill_after: number | null): Promise<void> {
	const args = [SCRIPT, workspace.path('a.csv'), '--db', database];
	const child = spawn(process.execPath, args, { stdio: 'ignore' });
	const timer = kill_after === null ? null : setTimeout(() => child.kill('SIGKILL'), kill_after);
	await new Promise((resolve) => child.once('close', resolve));
	if (timer) clearTimeout(timer);
}

/** Counts the rows of each table of the registry; null where there is no database yet. */
async function counts(database: string): Promise<number[] | null> {
	if (!existsSync(database)) return null;
	const db = openReader(database);
	try {
		const counted = TABLES.map((table) =>
			db
				.selectFrom(table)
				.select((e) => e.fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow()
		);
		return (await Promise.all(counted)).map(({ count }) => count);
	} catch {
		return null;
	} finally {
		await db.destroy();
	}
}

test(`${KILLS} kills leave the registry whole or empty, and the next import completes it`, async () => {
	const whole = join(workspace.folder, 'whole.db');
	const began = performance.now();
	await run(whole, null);
	const taken = performance.now() - began;
	const expected = await counts(whole);
	expect(Math.min(...(expected ?? [0]))).toBeGreaterThan(0);
	for (let kill = 0; kill < KILLS; kill++) {
		const database = join(workspace.folder, `${kill}.db`);
		await run(database, taken * (0.2 + (0.6 * kill) / KILLS));
		const found = await counts(database);
		if (found?.some((count) => count > 0)) expect(found).toEqual(expected);
		await run(database, null);
		expect(await counts(database)).toEqual(expected);
	}
});
