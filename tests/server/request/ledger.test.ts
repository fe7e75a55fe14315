import { renameSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { Workspace } from '../import/workspace.ts';

let workspace: Workspace;

beforeEach(async () => {
	workspace = new Workspace();
	await create(workspace.database);
	vi.stubEnv('DATABASE_URL', `file:${workspace.database}`);
});
afterEach(() => {
	vi.unstubAllEnvs();
	workspace.remove();
});

async function create(path: string): Promise<void> {
	const db = openWriter(path);
	await migrate(db, path);
	await db
		.insertInto('session_secret')
		.values({ id: 1, secret: 'x'.repeat(32) })
		.execute();
	await db.destroy();
}

test('a file that was moved or replaced is not read on nor written to, and is once it is back', async () => {
	const { ledger } = await import('#lib/server/request/ledger.ts');
	const { auth, withWriter } = await import('#lib/server/web/accounts.ts');
	const write = vi.fn(() => Promise.resolve('written'));
	const read = async () => ledger().selectFrom('filing').select('id').execute();
	const away = `${workspace.database}.away`;
	const other = `${workspace.database}.other`;
	expect(await read()).toEqual([]);
	// Opened before, so that it holds a connection to the file.
	await auth();
	renameSync(workspace.database, away);
	await expect(read).rejects.toThrow('账本文件在服务运行中被移走或换成了另一个文件');
	// Made elsewhere: in this same process, a file made in place would share the -shm file of the open one.
	await create(other);
	renameSync(other, workspace.database);
	await expect(read).rejects.toThrow('账本文件在服务运行中被移走或换成了另一个文件');
	await expect(withWriter(write)).rejects.toThrow('也不会写入');
	await expect(auth()).rejects.toThrow('也不会写入');
	expect(write).not.toHaveBeenCalled();
	renameSync(away, workspace.database);
	expect(await read()).toEqual([]);
	expect(await withWriter(write)).toBe('written');
	await ledger().destroy();
});
