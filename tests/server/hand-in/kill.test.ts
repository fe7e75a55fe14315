/**
 * The process that stores a hand-in is killed at any moment, again and again, until the hand-in is whole: after each kill
 * no filing is half stored, and the chain of the audit log is whole, which it writes to with every filing.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginHandIn, confirmHandIn, findHandIn } from '#lib/server/hand-in/hand-ins.ts';
import { folderOf, spooledFiles, spoolFile } from '#lib/server/hand-in/spool.ts';
import { verifyAudit } from '#lib/server/ledger/audit/verify.ts';
import { openExisting, openWriter } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { figuresTable, Workspace } from '../import/workspace.ts';
import { work } from './work.ts';

/** More by `KILLS=200`, for a night. */
const KILLS = Number(process.env.KILLS ?? 8);
const FILES = 40;
const SENDER = { actor: 'tester', user_id: null, department_id: null };

let workspace: Workspace;
beforeEach(async () => {
	workspace = new Workspace();
	const db = openWriter(workspace.database);
	await migrate(db, workspace.database);
	await db.destroy();
});
afterEach(() => {
	workspace.remove();
});

async function handIn(year: number): Promise<string> {
	const db = openExisting(workspace.database);
	const id = await beginHandIn(db, SENDER);
	const folder = folderOf(workspace.database, id);
	for (let file = 0; file < FILES; file++) {
		const pieces = [Buffer.from(figuresTable(file + 1, [year], 100 + file))];
		await spoolFile(folder, { filename: `${file}.csv`, read: async () => pieces.shift() ?? null });
	}
	expect(await work(workspace.database, id, 'read')).toBe(0);
	const found = await findHandIn(db, id, null);
	const files = spooledFiles(folder).map(({ path }) => ({ path, sha256: null }));
	if (found) await confirmHandIn(db, found, files, 'tester');
	await db.destroy();
	return id;
}

async function stored(year: number) {
	const db = openExisting(workspace.database);
	const ledger = await verifyLedger(db);
	const audit = await verifyAudit(db, null);
	const filings = await db
		.selectFrom('filing')
		.select('id')
		.where('fiscal_year', '=', year)
		.where('is_current', '=', 1)
		.execute();
	const acts = await db.selectFrom('audit_log').select('action').execute();
	await db.destroy();
	return { problems: [...ledger.problems, ...audit.problems], filings: filings.length, acts };
}

test(`${KILLS} kills while hand-ins are stored`, async () => {
	let kills = 0;
	let whole = 0;
	for (let year = 2001; kills < KILLS; year++) {
		const id = await handIn(year);
		let status: number | null = null;
		while (status !== 0) {
			// Some land in the start of the process, most while it writes.
			status = await work(
				workspace.database,
				id,
				'store',
				kills < KILLS ? 250 + Math.random() * 900 : null
			);
			if (status !== 0) kills += 1;
			const now = await stored(year);
			expect(now.problems).toEqual([]);
			if (status !== 0) continue;
			whole += 1;
			expect(now.filings).toBe(FILES);
			const ends = now.acts.filter(({ action }) => action === 'hand_in_stored');
			expect(ends).toHaveLength(whole);
		}
	}
	expect(kills).toBe(KILLS);
});
