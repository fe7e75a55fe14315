/**
 * Kysely's SQLite dialect with four changes that this store relies on: transactions take the write lock at once
 * (a deferred one that reads and then writes fails with BUSY_SNAPSHOT in spite of the timeout), the lock is waited for
 * without stopping the process (SQLite's own waiting would hold up every page of a server), schema changes are
 * transactional (which SQLite does and Kysely's adapter denies), and statements are prepared once.
 */
import {
	CompiledQuery,
	SqliteAdapter,
	SqliteDialect,
	SqliteDriver,
	type DatabaseConnection,
	type Driver,
	type QueryResult,
	type SqliteDatabase,
	type SqliteStatement
} from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { LAST_MIGRATION, refuseNewer } from '../schema/newer-program.ts';

/** Distinct statements cached as prepared; above it the one unused for longest is dropped. */
const PREPARED_STATEMENTS = 256;

/**
 * For so many times its timeout a connection waits for the lock, since SQLite gives it to no one in turn; of the usual timeout
 * that is less than the minute after which most proxies answer in the server's place.
 */
const TIMEOUTS = 10;

/** Others hold the lock for a tenth of a second; whoever asks at random moments gets between two of them. */
const ASKED_AGAIN_MS = 25;

/** The connection, which also knows whether a transaction is open. */
export interface LedgerConnection extends SqliteDatabase {
	readonly inTransaction: boolean;
	pragma: (source: string, options?: { simple: boolean }) => unknown;
	prepare: (sql: string) => LedgerStatement;
}

interface LedgerStatement extends SqliteStatement {
	readonly readonly: boolean;
}

export class LedgerDialect extends SqliteDialect {
	readonly #database: LedgerConnection;

	constructor(config: { database: LedgerConnection }) {
		super(config);
		this.#database = config.database;
	}

	override createAdapter(): SqliteAdapter {
		return new TransactionalSchemaAdapter();
	}

	override createDriver(): Driver {
		return new ImmediateDriver({ database: this.#database });
	}
}

class TransactionalSchemaAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

class ImmediateDriver extends SqliteDriver {
	readonly #database: LedgerConnection;
	readonly #connection: PreparingConnection;

	constructor(config: { database: LedgerConnection }) {
		super(config);
		this.#database = config.database;
		this.#connection = new PreparingConnection(config.database);
	}

	override async acquireConnection(): Promise<DatabaseConnection> {
		return this.#connection;
	}

	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
		try {
			this.#connection.refuseNewer();
		} catch (error) {
			await this.rollbackTransaction(connection);
			throw error;
		}
	}

	/** A full disk has taken the transaction back already; asking again would hide what happened. */
	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		if (this.#database.inTransaction) await super.rollbackTransaction(connection);
	}
}

function runStatement<R>(
	statement: SqliteStatement,
	parameters: readonly unknown[]
): QueryResult<R> {
	if (statement.reader) return { rows: statement.all(parameters) as R[] };
	const { changes, lastInsertRowid } = statement.run(parameters);
	return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}

function isBusy(error: unknown): boolean {
	return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

const HAS_MIGRATIONS = `select 1 from sqlite_schema where name = 'kysely_migration'`;

class PreparingConnection implements DatabaseConnection {
	readonly #database: LedgerConnection;
	readonly #statements = new Map<string, LedgerStatement>();
	#hasMigrations = false;

	constructor(database: LedgerConnection) {
		this.#database = database;
	}

	async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
		const statement = this.#prepare(query.sql);
		const run = (): QueryResult<R> => runStatement(statement, query.parameters);
		// A pragma writes no row, and asks for more than the lock, as for nobody else having the file open.
		const isPragma = query.sql.startsWith('pragma');
		if (this.#database.inTransaction || statement.readonly || isPragma) return run();
		this.refuseNewer();
		return this.#retryWhileBusy(run);
	}

	/** @throws StoreError before anything is written to a ledger that a newer program has brought up */
	refuseNewer(): void {
		this.#hasMigrations ||= this.#prepare(HAS_MIGRATIONS).all([]).length > 0;
		if (!this.#hasMigrations) return;
		const [row] = this.#prepare(LAST_MIGRATION).all([]) as { name: string | null }[];
		refuseNewer(row?.name);
	}

	/** @throws what SQLite says; that the file is locked only after {@link TIMEOUTS} timeouts */
	async #retryWhileBusy<T>(run: () => T): Promise<T> {
		const timeout = Number(this.#database.pragma('busy_timeout', { simple: true }));
		const end = performance.now() + TIMEOUTS * timeout;
		for (;;) {
			this.#database.pragma('busy_timeout = 0');
			try {
				return run();
			} catch (error) {
				if (!isBusy(error) || performance.now() >= end) throw error;
			} finally {
				this.#database.pragma(`busy_timeout = ${timeout}`);
			}
			await sleep(Math.random() * ASKED_AGAIN_MS);
		}
	}

	/** An open statement would keep the write-ahead log from being reset, and it would grow without bound. */
	streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
		throw new Error(
			'The ledger answers with whole results; bound the query instead of streaming it'
		);
	}

	#prepare(sql: string): LedgerStatement {
		const known = this.#statements.get(sql);
		if (known) {
			this.#statements.delete(sql);
			this.#statements.set(sql, known);
			return known;
		}
		const statement = this.#database.prepare(sql);
		this.#statements.set(sql, statement);
		if (this.#statements.size > PREPARED_STATEMENTS) {
			const [oldest] = this.#statements.keys();
			if (oldest !== undefined) this.#statements.delete(oldest);
		}
		return statement;
	}
}
