/** The files of a hand-in are not in a backup: one that was being stored when it was made stores nothing after a restore, and says so. */
import { expect, test } from 'vitest';
import { beginHandIn, confirmHandIn, findHandIn } from '#lib/server/hand-in/hand-ins.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { Workspace } from '../import/workspace.ts';
import { work } from './work.ts';

test('a hand-in without its files is not called stored', async () => {
	const workspace = new Workspace();
	const db = openWriter(workspace.database);
	await migrate(db, workspace.database);
	const id = await beginHandIn(db, { actor: 'tester', user_id: null, department_id: null });
	const handIn = await findHandIn(db, id, null);
	if (handIn) await confirmHandIn(db, handIn, [{ path: 'a.txt', sha256: null }], 'tester');
	expect(await work(workspace.database, id, 'store')).toBe(0);
	expect((await findHandIn(db, id, null))?.state).toBe('expired');
	const acts = await db.selectFrom('audit_log').select('action').orderBy('sequence').execute();
	expect(acts.map(({ action }) => action)).toEqual(['hand_in_confirmed', 'hand_in_expired']);
	await db.destroy();
	workspace.remove();
});
