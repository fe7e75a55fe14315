/**
 * Kysely's PostgreSQL dialect, made to answer as SQLite does: whole numbers come as numbers, null stands before everything
 * else, one of nothing is false, and all statements of a connection go one after another. Transactions wait for each other.
 */
import {
	CompiledQuery,
	PostgresAdapter,
	PostgresDialect,
	PostgresQueryCompiler,
	PrimitiveValueListNode,
	RawNode,
	ValueListNode,
	type BinaryOperationNode,
	type DatabaseConnection,
	type Dialect,
	type Driver,
	type OrderByItemNode,
	type QueryCompiler,
	type QueryResult
} from 'kysely';
import { finished } from 'node:stream/promises';
import type { Client, DatabaseError, QueryResultRow } from 'pg';
import { PROGRAM } from './engine.ts';
import { lostConnection, StoreError } from './errors.ts';
import { LAST_MIGRATION, refuseNewer } from '../schema/newer-program.ts';

/** Any number that other programs on the same database do not use. */
const WRITER_LOCK = 20_261_221;

/** So long a writer waits for another, as on SQLite twelve times five seconds. */
const LOCK_TIMEOUT_MS = 60_000;

/** A server that takes connections and does not answer is given up after so long. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Distinct statements that a connection lets the server keep, and the parameters that one may have. */
const PREPARED_STATEMENTS = 256;
const MOST_NAMED = 64;

/** The server would compile a statement for longer than the statement then runs: 1.2 of 1.4 s of the filings of an area. */
const NO_JIT = '-c jit=off';

/** Numbers of the types in PostgreSQL's catalogue; a sum of int8 is numeric. */
const INT8 = 20;
const NUMERIC = 1700;

/** Throws where the number cannot be held exactly. */
function wholeNumber(text: string): number {
	const value = Number(text);
	if (Number.isSafeInteger(value)) return value;
	throw new StoreError('number_too_large', `数据库中的数 ${text} 不是可以精确表示的整数。`);
}

/** Loaded with the first connection: a ledger in a file does without. */
async function newClient(address: string, options: string): Promise<Client> {
	const { default: pg } = await import('pg');
	const types = new pg.TypeOverrides();
	types.setTypeParser(INT8, wholeNumber);
	types.setTypeParser(NUMERIC, wholeNumber);
	return new pg.Client({
		connectionString: address,
		application_name: PROGRAM,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		keepAlive: true,
		types,
		options
	});
}

export class PostgresLedgerDialect extends PostgresDialect implements Dialect {
	readonly #driver: OneClientDriver;

	constructor(address: string, isReader: boolean) {
		super({ pool: () => Promise.reject(new Error('The ledger opens its own connection')) });
		this.#driver = new OneClientDriver(address, isReader);
	}

	override createAdapter(): PostgresAdapter {
		return new OneClientAdapter();
	}

	override createDriver(): Driver {
		return this.#driver;
	}

	override createQueryCompiler(): QueryCompiler {
		return new LikeSqliteCompiler();
	}
}

/** Lets Kysely give the connection to one transaction or statement after another, as it does on SQLite. */
class OneClientAdapter extends PostgresAdapter {
	override get supportsMultipleConnections(): boolean {
		return false;
	}
}

class LikeSqliteCompiler extends PostgresQueryCompiler {
	protected override visitOrderByItem(node: OrderByItemNode): void {
		super.visitOrderByItem(node);
		if (node.nulls) return;
		const { direction } = node;
		const isDescending = direction && RawNode.is(direction) && direction.sqlFragments[0] === 'desc';
		this.append(isDescending ? ' nulls last' : ' nulls first');
	}

	protected override visitBinaryOperation(node: BinaryOperationNode): void {
		const { operator, rightOperand: list } = node;
		const isEmpty =
			(PrimitiveValueListNode.is(list) || ValueListNode.is(list)) && list.values.length === 0;
		if (!isEmpty) super.visitBinaryOperation(node);
		else this.append('operator' in operator && operator.operator === 'in' ? 'false' : 'true');
	}
}

/** One connection, which is made anew after the server was lost. */
class OneClientDriver implements Driver {
	readonly #address: string;
	readonly #isReader: boolean;
	#connection: Promise<ClientConnection> | null = null;
	#hasMigrations = false;

	constructor(address: string, isReader: boolean) {
		this.#address = address;
		this.#isReader = isReader;
	}

	async init(): Promise<void> {
		// The first statement connects.
	}

	acquireConnection(): Promise<DatabaseConnection> {
		if (this.#connection) return this.#connection;
		const made = this.#connect(() => {
			if (this.#connection === made) this.#connection = null;
		});
		this.#connection = made;
		return made;
	}

	/** @param lost called when the connection can no longer be used */
	async #connect(lost: () => void): Promise<ClientConnection> {
		const readOnly = this.#isReader ? 'on' : 'off';
		const client = await newClient(
			this.#address,
			`-c lock_timeout=${LOCK_TIMEOUT_MS} -c default_transaction_read_only=${readOnly} ${NO_JIT}`
		);
		client.on('error', lost);
		client.on('end', lost);
		try {
			await client.connect();
		} catch (error) {
			lost();
			throw lostConnection(error);
		}
		return new ClientConnection(client);
	}

	async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await run(connection, 'begin');
		try {
			await run(connection, `select pg_advisory_xact_lock(${WRITER_LOCK})`);
			await this.#refuseNewer(connection);
		} catch (error) {
			await run(connection, 'rollback');
			throw error;
		}
	}

	/** @throws StoreError before anything is written to a ledger that a newer program has brought up */
	async #refuseNewer(connection: DatabaseConnection): Promise<void> {
		const ask = <R>(text: string) => connection.executeQuery<R>(CompiledQuery.raw(text));
		this.#hasMigrations ||= (await ask<{ there: boolean }>(HAS_MIGRATIONS)).rows[0]?.there === true;
		if (!this.#hasMigrations) return;
		refuseNewer((await ask<{ name: string | null }>(LAST_MIGRATION)).rows[0]?.name);
	}

	async commitTransaction(connection: DatabaseConnection): Promise<void> {
		await run(connection, 'commit');
	}

	/** Numbers that were given in vain are given again, as on SQLite. */
	async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		if (this.#connection === null) return;
		await run(connection, 'rollback');
		await run(connection, COUNT_ON);
	}

	async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
		await run(connection, `savepoint "${name}"`);
	}

	async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
		await run(connection, `rollback to "${name}"`);
		await run(connection, COUNT_ON);
	}

	async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
		await run(connection, `release "${name}"`);
	}

	async releaseConnection(): Promise<void> {
		// It is kept.
	}

	async destroy(): Promise<void> {
		const connection = await this.#connection?.catch(() => null);
		this.#connection = null;
		await connection?.end();
	}
}

const HAS_MIGRATIONS = `select to_regclass('kysely_migration') is not null as there`;

/** Lets every key that counts up go on after the highest that is there. */
export const COUNT_ON = `do $$
declare
	k record;
begin
	for k in
		select quote_ident(table_name) as rows, quote_ident(column_name) as key from information_schema.columns
		where table_schema = current_schema() and is_identity = 'YES'
	loop
		execute format('select setval(pg_get_serial_sequence(%L, %L), coalesce(max(%s), 0) + 1, false) from %s',
			k.rows, k.key, k.key, k.rows);
	end loop;
end $$`;

async function run(connection: DatabaseConnection, text: string): Promise<void> {
	await connection.executeQuery(CompiledQuery.raw(text));
}

/** An error that came from the server, or from reading what came. */
function isAnswer(error: unknown): error is DatabaseError | StoreError {
	return (
		[StoreError, TypeError].some((kind) => error instanceof kind) || 'severity' in Object(error)
	);
}

class ClientConnection implements DatabaseConnection {
	readonly #client: Client;
	readonly #names = new Map<string, string>();

	constructor(client: Client) {
		this.#client = client;
	}

	async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
		try {
			if (text.startsWith('copy ')) return await this.#copy(text, String(parameters[0]));
			const { rows, rowCount } = await this.#client.query<R & QueryResultRow>({
				name: this.#nameOf(text, parameters.length),
				text,
				values: [...parameters]
			});
			return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
		} catch (error) {
			throw isAnswer(error) ? error : lostConnection(error);
		}
	}

	/** A statement with a name is read and planned by the server once. */
	#nameOf(text: string, parameters: number): string | undefined {
		const known = this.#names.get(text);
		const isWorthIt =
			parameters > 0 && parameters <= MOST_NAMED && this.#names.size < PREPARED_STATEMENTS;
		if (known !== undefined || !isWorthIt) return known;
		const name = `s${this.#names.size}`;
		this.#names.set(text, name);
		return name;
	}

	/** @param rows as `copy-text.ts` writes them */
	async #copy(text: string, rows: string): Promise<QueryResult<never>> {
		const stream = this.#client.query((await import('pg-copy-streams')).from(text));
		stream.end(rows);
		await finished(stream);
		return { rows: [], numAffectedRows: BigInt(stream.rowCount) };
	}

	streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
		throw new Error('The ledger answers with whole results');
	}

	async end(): Promise<void> {
		await this.#client.end();
	}
}
