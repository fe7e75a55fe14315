import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { startSession } from '#lib/server/ledger/connection/session.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { Workspace } from '../server/import/workspace.ts';
import { sampleReport, store } from '../server/ledger/samples.ts';

let workspace: Workspace;
beforeAll(async () => {
	workspace = new Workspace();
	const db = openWriter(workspace.database);
	await migrate(db, workspace.database);
	await store(startSession(db), 'a', sampleReport());
	await db.destroy();
});
afterAll(() => {
	workspace.remove();
});

function verify(...noted: string[]) {
	const script = join(PROJECT_ROOT, 'scripts/audit-verify.ts');
	const args = [script, ...noted, '--db', workspace.database];
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
	return { status, stdout, stderr };
}

test('a whole log says its last line and what it cannot prove; noted, that it is still there', () => {
	const first = verify();
	expect(first).toMatchObject({ status: 0, stderr: '' });
	expect(first.stdout).toContain('逐行相接');
	expect(first.stdout).toContain('不能证明末尾没有被删去');
	const [, line = '', hash = ''] = /最后一行：(\d+) ([0-9a-f]{64})/.exec(first.stdout) ?? [];
	expect(verify(line, hash).stdout).toContain('与当时一致');
	expect(verify(line, '0'.repeat(64)).status).toBe(1);
	expect(verify('x').status).toBe(2);
});
