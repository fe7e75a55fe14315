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

/** Distinct statements kept prepared; above it the one unused for longest is dropped. */
const PREPARED_STATEMENTS = 256;

export class LedgerDialect extends SqliteDialect {
	readonly #database: SqliteDatabase;

	constructor(config: { database: SqliteDatabase }) {
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
	readonly #connection: PreparingConnection;

	constructor(config: { database: SqliteDatabase }) {
		super(config);
		this.#connection = new PreparingConnection(config.database);
	}

	override async acquireConnection(): Promise<DatabaseConnection> {
		return this.#connection;
	}

	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}
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
