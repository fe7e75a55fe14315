/**
 * Kysely's SQLite dialect with three changes that this store relies on: transactions take the write lock at once
 * (a deferred one that reads and then writes fails with BUSY_SNAPSHOT in spite of the timeout), schema changes are
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

/** Distinct statements cached as prepared; above it the one unused for longest is dropped. */
const PREPARED_STATEMENTS = 256;

/** SQLite gives the lock to no one in turn: among eight writers one may lose it for a whole timeout. */
const BEGIN_ATTEMPTS = 12;

/** The connection, which also knows whether a transaction is open. */
export interface LedgerConnection extends SqliteDatabase {
	readonly inTransaction: boolean;
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
		for (let attempt = 1; ; attempt++) {
			try {
				await connection.executeQuery(CompiledQuery.raw('begin immediate'));
				return;
			} catch (error) {
				if (attempt === BEGIN_ATTEMPTS || !isBusy(error)) throw error;
			}
		}
	}

	/** A full disk has taken the transaction back already; asking again would hide what happened. */
	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		if (this.#database.inTransaction) await super.rollbackTransaction(connection);
	}
}

function isBusy(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}

class PreparingConnection implements DatabaseConnection {
	readonly #database: SqliteDatabase;
	readonly #statements = new Map<string, SqliteStatement>();

	constructor(database: SqliteDatabase) {
		this.#database = database;
	}

	async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
		const statement = this.#prepare(query.sql);
		if (statement.reader) return { rows: statement.all(query.parameters) as R[] };
		const { changes, lastInsertRowid } = statement.run(query.parameters);
		return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
	}

	/** An open statement would keep the write-ahead log from being reset, and it would grow without bound. */
	streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
		throw new Error(
			'The ledger answers with whole results; bound the query instead of streaming it'
		);
	}

	#prepare(sql: string): SqliteStatement {
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
