/** The files of a hand-in are not in a backup: one that was being stored when it was made stores nothing after a restore, and says so. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { beginHandIn, confirmHandIn, findHandIn } from '#lib/server/hand-in/hand-ins.ts';
import { folderOf } from '#lib/server/hand-in/spool.ts';
import { unstoredHandIns } from '#lib/server/hand-in/unstored.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import { backUp } from '#lib/server/ledger/integrity/backup.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { Workspace } from '../import/workspace.ts';
import { sampleReport, store } from '../ledger/samples.ts';
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

test('whoever restores a backup is told which files of it are not there', async () => {
	const workspace = new Workspace();
	const db = openWriter(workspace.database);
	await migrate(db, workspace.database);
	await store(startSession(db), 'a', sampleReport());
	const [here] = await db.selectFrom('source_file').select('sha256').execute();
	const confirm = async (actor: string, files: { path: string; sha256: string | null }[]) => {
		const id = await beginHandIn(db, { actor, user_id: null, department_id: null });
		const handIn = await findHandIn(db, id, null);
		if (handIn) await confirmHandIn(db, handIn, files, actor);
		return id;
	};
	const stored = { path: '预算.docx', sha256: here?.sha256 ?? '' };
	await confirm('wangmou', [stored, { path: '决算.docx', sha256: 'f'.repeat(64) }]);
	await confirm('limou', [stored]);
	const backup = `${workspace.database}.copy`;
	await backUp(workspace.database, backup);
	const waiting = await confirm('zhaomou', [{ path: '后来.docx', sha256: 'e'.repeat(64) }]);
	mkdirSync(folderOf(workspace.database, waiting), { recursive: true });
	expect(await unstoredHandIns(db, workspace.database)).toMatchObject([{ actor: 'wangmou' }]);
	await db.destroy();
	const args = ['scripts/restore-backup.ts', backup, '--db', workspace.database];
	const { stdout } = spawnSync(process.execPath, args, { cwd: PROJECT_ROOT, encoding: 'utf8' });
	expect(stdout.split('\n')).toEqual([
		expect.stringMatching(/^已把 /),
		expect.stringMatching(
			/^备份时wangmou的一次报送（.+确认）正在入库，其中1个文件不在备份里，请报送人重新报送：决算\.docx。$/
		),
		''
	]);
	workspace.remove();
});
