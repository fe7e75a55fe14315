/**
 * The one place that opens the database. A writer commits durably and takes the write lock at `begin`; a reader
 * cannot write at all. Both are Kysely over one better-sqlite3 connection each.
 */
import SqliteConnection from 'better-sqlite3';
import { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandOn, isPostgresAddress, localPath } from './address.ts';
import { LedgerDialect } from './dialect.ts';
import { asStoreError, StoreError } from './errors.ts';
import { PostgresLedgerDialect } from './postgres-dialect.ts';
import { refuseForeignTables } from '../schema/layout.ts';
import type { Database } from '../schema/schema.ts';

/** Path of a database that lives as long as its connection; dry runs and tests use it. */
export const IN_MEMORY = ':memory:';

/** Older libraries can corrupt a database when the write-ahead log is reset (the WAL-reset bug). */
const LOWEST_SQLITE_VERSION = '3.51.3';

/**
 * WAL alone would lower `synchronous` to NORMAL, and a power cut could then undo an acknowledged import.
 * The size limit returns the log's disk space after a large import.
 */
const WRITER_PRAGMAS = [
	'busy_timeout = 5000',
	'journal_mode = WAL',
	'synchronous = FULL',
	'foreign_keys = ON',
	'trusted_schema = OFF',
	'cell_size_check = ON',
	'journal_size_limit = 67108864'
];

const READER_PRAGMAS = [
	'busy_timeout = 5000',
	'query_only = ON',
	'foreign_keys = ON',
	'trusted_schema = OFF',
	'cell_size_check = ON'
];

/** Creates the file, which only its owner may read, and its folder where missing. Throws {@link StoreError}. Close with `destroy()`. */
export function openWriter(path: string): Kysely<Database> {
	if (isPostgresAddress(path)) return openPostgres(path, false);
	if (path !== IN_MEMORY && !existsSync(path)) attempt(path, () => createPrivate(path));
	return open(path, path, {}, WRITER_PRAGMAS);
}

/** SQLite would let everybody on the machine read it, the hashes of passwords too. Its log takes the rights of the file. */
export function createPrivate(path: string): void {
	mkdirSync(dirname(path), { recursive: true });
	closeSync(openSync(path, 'a', 0o600));
}

/** As {@link openWriter}, for a file that must exist. */
export function openExisting(path: string): Kysely<Database> {
	if (!isPostgresAddress(path)) requireFile(path);
	return openWriter(path);
}

/** Connects with the first statement. */
function openPostgres(address: string, isReader: boolean): Kysely<Database> {
	return new Kysely<Database>({ dialect: new PostgresLedgerDialect(address, isReader) });
}

/** The file must exist. Throws {@link StoreError}. Close with `destroy()`. */
export function openReader(path: string): Kysely<Database> {
	if (isPostgresAddress(path)) return openPostgres(path, true);
	requireFile(path);
	takeBackUnfinished(path);
	return open(path, path, { readonly: true, fileMustExist: true }, READER_PRAGMAS);
}

function requireFile(path: string): void {
	if (existsSync(path)) return;
	throw new StoreError(
		'database_missing',
		`找不到数据库文件“${path}”。请检查 --db 或 DATABASE_URL；要新建账本，运行 ${commandOn(path, 'npm run db:migrate')}。`
	);
}

/**
 * Undoes, from the journal, what a kill left half written. SQLite does so at the next reading, but refuses to read over a
 * connection that cannot write.
 */
function takeBackUnfinished(path: string): void {
	if (!existsSync(`${path}-journal`)) return;
	try {
		const connection = new SqliteConnection(path, { fileMustExist: true });
		try {
			tableNames(connection);
		} finally {
			connection.close();
		}
	} catch (error) {
		throw asStoreError(error) ?? unusable(path, error);
	}
}

/**
 * A writable copy in memory of the database as it is now, its file unchanged. Throws {@link StoreError}.
 */
export function openCopyInMemory(path: string): Kysely<Database> {
	takeBackUnfinished(path);
	const content = attempt(path, () => {
		const connection = new SqliteConnection(path, { readonly: true, fileMustExist: true });
		try {
			refuseForeignTables(tableNames(connection), path);
			return connection.serialize();
		} finally {
			connection.close();
		}
	});
	// A database in memory has no write-ahead log; its header says so with version 1 for reading and writing.
	content.fill(1, FORMAT_VERSIONS.start, FORMAT_VERSIONS.end);
	return open(content, path, {}, WRITER_PRAGMAS);
}

/**
 * A writable copy of the database as it is now, in a file of its own beside it that goes with its connection. What is written
 * to it may be lost, but nothing of it stands in memory. Throws {@link StoreError}.
 */
export function openPassingCopy(path: string): Kysely<Database> {
	requireFile(path);
	return openPassing(path, (copy) => {
		const source = new SqliteConnection(path, { fileMustExist: true });
		try {
			source.prepare('vacuum into ?').run(copy);
		} finally {
			source.close();
		}
	});
}

/** As {@link openPassingCopy}, of a file that `write` makes; without it the file is empty. */
export function openPassing(
	address: string,
	write: (copy: string) => void = () => {}
): Kysely<Database> {
	const folder = `${localPath(address)}-copies`;
	const copy = join(folder, `${randomUUID()}.db`);
	return attempt(address, () => {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		// Those of a server that was killed; one that is open goes on without its name.
		for (const name of readdirSync(folder)) removeIfFree(join(folder, name));
		try {
			write(copy);
			return open(copy, address, {}, PASSING_PRAGMAS);
		} finally {
			removeIfFree(copy);
		}
	});
}

/** Windows keeps the name of a file while it is open: it goes when the next copy is made. */
function removeIfFree(path: string): void {
	try {
		rmSync(path, { force: true });
	} catch {
		// In use.
	}
}

const PASSING_PRAGMAS = [
	'journal_mode = MEMORY',
	'synchronous = OFF',
	'temp_store = MEMORY',
	'foreign_keys = ON',
	'trusted_schema = OFF',
	'cell_size_check = ON'
];

/** Bytes 18 and 19 of the header: 2 where the database uses a write-ahead log. */
const FORMAT_VERSIONS = { start: 18, end: 20 };

function open(
	file: string | Buffer,
	path: string,
	options: SqliteConnection.Options,
	pragmas: readonly string[]
): Kysely<Database> {
	return attempt(path, () => {
		refuseFolder(path);
		refuseOneByte(path);
		const connection = new SqliteConnection(file, options);
		try {
			refuseOldLibrary(connection);
			refuseForeignTables(tableNames(connection), path);
			for (const pragma of pragmas) connection.pragma(pragma);
		} catch (error) {
			connection.close();
			throw error;
		}
		return new Kysely<Database>({ dialect: new LedgerDialect({ database: connection }) });
	});
}

function attempt<T>(path: string, act: () => T): T {
	try {
		return act();
	} catch (error) {
		throw error instanceof StoreError ? error : unusable(path, error);
	}
}

function refuseFolder(path: string): void {
	if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
	throw new StoreError(
		'database_unusable',
		`“${path}”是文件夹，不是数据库文件。请在 --db 或 DATABASE_URL 中写明文件名，如“${join(path, 'own.db')}”。`
	);
}

/** SQLite takes a file of one byte for an empty database, and would write over it. */
function refuseOneByte(path: string): void {
	if (statSync(path, { throwIfNoEntry: false })?.size !== 1) return;
	throw new SqliteConnection.SqliteError('file is not a database', 'SQLITE_NOTADB');
}

function tableNames(connection: SqliteConnection.Database): string[] {
	return connection
		.prepare<[], string>(
			`select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'`
		)
		.pluck()
		.all();
}

function refuseOldLibrary(connection: SqliteConnection.Database): void {
	const version = String(connection.prepare('select sqlite_version()').pluck().get());
	if (isAtLeast(version, LOWEST_SQLITE_VERSION)) return;
	throw new StoreError(
		'sqlite_too_old',
		`SQLite 版本为 ${version}，低于要求的 ${LOWEST_SQLITE_VERSION}。请重新运行 npm install。`
	);
}

function isAtLeast(version: string, lowest: string): boolean {
	return version.localeCompare(lowest, 'en', { numeric: true }) >= 0;
}

function unusable(path: string, error: unknown): StoreError {
	const code = error instanceof SqliteConnection.SqliteError ? error.code : '';
	if (code === 'SQLITE_NOTADB') {
		return new StoreError(
			'database_unusable',
			`“${path}”不是数据库，没有写入任何内容。请检查 --db 或 DATABASE_URL；确是账本的，文件已损坏，请移到别处，再从备份恢复。`,
			{ cause: error }
		);
	}
	const known = /^SQLITE_(?:CORRUPT|FULL)/.test(code) ? asStoreError(error) : null;
	if (known !== null) return known;
	const detail = error instanceof Error ? error.message : String(error);
	return new StoreError(
		'database_unusable',
		`数据库文件“${path}”无法打开（${detail}）。请检查路径、权限，以及该文件是否为本系统的数据库。`,
		{ cause: error }
	);
}
