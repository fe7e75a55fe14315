/**
 * The one reading connection of the running server, opened at the first question; while a former data version is asked
 * for, that of the ledger as it was.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { statSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { configuration } from '../config.ts';
import { isPostgresAddress } from '../ledger/connection/address.ts';
import { MOVED, StoreError } from '../ledger/connection/errors.ts';
import { openReader } from '../ledger/connection/open.ts';
import type { Database } from '../ledger/schema/schema.ts';

const asked = new AsyncLocalStorage<Kysely<Database>>();
let reader: { db: Kysely<Database>; file: string | null } | null = null;

/**
 * Read-only; every page and every API answer asks through this.
 * @throws StoreError where another file has taken the place of the one that is open, or none: forms would write to that
 * other, while pages went on showing this one, which has no name any more.
 */
export function ledger(): Kysely<Database> {
	const former = asked.getStore();
	if (former) return former;
	const path = configuration().databasePath;
	reader ??= { db: openReader(path), file: fileAt(path) };
	if (fileAt(path) !== reader.file) throw new StoreError(MOVED, MOVED_SENTENCE);
	return reader.db;
}

/** The system's own name of the file at a path; null where there is none. */
function fileAt(path: string): string | null {
	if (isPostgresAddress(path)) return null;
	const file = statSync(path, { throwIfNoEntry: false });
	return file ? `${file.dev}-${file.ino}` : null;
}

const MOVED_SENTENCE =
	'账本文件在服务运行中被移走或换成了另一个文件，页面打不开，也不会写入；请放回原来的文件，或重新启动服务。';

/** Answers everything that `answer` asks from `db` instead. */
export function readingFrom<T>(db: Kysely<Database>, answer: () => Promise<T>): Promise<T> {
	return asked.run(db, answer);
}
