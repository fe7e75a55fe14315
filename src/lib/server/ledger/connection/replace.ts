/** Steps of putting another SQLite file in the place of a ledger. */
import { sql, type Kysely } from 'kysely';
import { chmodSync, chownSync, rmSync, statSync } from 'node:fs';
import type { Database } from '../schema/schema.ts';
import { StoreError } from './errors.ts';

/** A log or journal left beside a file of another content would be played into it. */
export const DATABASE_FILES = ['', '-wal', '-shm', '-journal'] as const;

export function removeDatabase(path: string): void {
	for (const ending of DATABASE_FILES) rmSync(path + ending, { force: true });
}

/** Whoever may use the database that is replaced may use its successor: the service often runs as another user. */
export function takeRights(draft: string, target: string): void {
	const replaced = statSync(target, { throwIfNoEntry: false });
	if (replaced === undefined) return;
	chmodSync(draft, 0o600 | replaced.mode);
	if (process.getuid?.() === 0) chownSync(draft, replaced.uid, replaced.gid);
}

/**
 * Leaving the write-ahead log needs the database alone, so it fails while a server or an import has it open; it also
 * puts the log into the file.
 * @param undone says that what was asked for was not done, e.g. 没有恢复
 * @throws StoreError
 */
export async function leaveLog(db: Kysely<Database>, path: string, undone: string): Promise<void> {
	try {
		await sql`pragma journal_mode = delete`.execute(db);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		throw /^SQLITE_(?:BUSY|LOCKED)/.test(code) ? databaseInUse(path, undone, error) : error;
	}
}

export function databaseInUse(path: string, undone: string, cause?: unknown): StoreError {
	return new StoreError(
		'database_in_use',
		`账本“${path}”正被服务或别的命令使用，${undone}。请先停止它们，再运行一次。`,
		{ cause }
	);
}
