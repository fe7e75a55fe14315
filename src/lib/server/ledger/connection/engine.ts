/** All that the ledger asks of its two database engines in different words. What they understand alike stands with its caller. */
import { SqliteAdapter, sql, type Kysely } from 'kysely';
import type { Database } from '../schema/schema.ts';

/** The name by which this program's connections are known to a PostgreSQL server. */
export const PROGRAM = 'mingzhang';

export interface Engine {
	name: 'sqlite' | 'postgres';
	/** A text that differs once another connection has written. */
	changesSeen: (db: Kysely<Database>) => Promise<string>;
	tableNames: (db: Kysely<Database>) => Promise<string[]>;
	/** Lists what the engine itself finds damaged, in its own words; the quick check leaves out the indexes. */
	damage: (db: Kysely<Database>, check: 'quick' | 'whole') => Promise<string[]>;
	/** Chinese sentences, one a row whose parent is not there. */
	brokenReferences: (db: Kysely<Database>) => Promise<string[]>;
	/** The highest number that a line of the audit log ever had; 0 for none. */
	highestAuditLine: (db: Kysely<Database>) => Promise<number>;
	/** Tells whether another process of this program has the database open; SQLite's files tell that themselves. */
	isUsedByOthers: (db: Kysely<Database>) => Promise<boolean>;
	/** Begins to read everything as it is at one moment; ended with `commit`. */
	beginSnapshot: string;
	/** Plain rows of a table that are made and written together. */
	rowsAtOnce: number;
	/** Lets the rows of a transaction arrive before those that they refer to. */
	deferReferences: string;
	/** Writes the statement with the engine's own sign for a parameter in place of each `?`. */
	withParameters: (text: string) => string;
}

const SQLITE: Engine = {
	name: 'sqlite',
	changesSeen: async (db) => {
		const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db);
		return String(rows[0]?.data_version);
	},
	tableNames: async (db) => {
		const { rows } = await sql<{ name: string }>`
			select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'
			order by rowid`.execute(db);
		return rows.map(({ name }) => name);
	},
	damage: async (db, check) => {
		const pragma = check === 'quick' ? 'quick_check' : 'integrity_check';
		const { rows } = await sql<{ line: string }>`
			select ${sql.ref(pragma)} as line from ${sql.table(`pragma_${pragma}`)}`.execute(db);
		// One row holds many lines, below the name of the database.
		const lines = rows.flatMap(({ line }) => line.split('\n'));
		return lines.filter((line) => line !== 'ok' && !line.startsWith('***'));
	},
	brokenReferences: async (db) => {
		const { rows } = await sql<{ table: string; rowid: number | null; parent: string }>`
			pragma foreign_key_check`.execute(db);
		return rows.map(
			(row) => `表 ${row.table} 第 ${row.rowid ?? '?'} 行所指的 ${row.parent} 记录不存在。`
		);
	},
	highestAuditLine: async (db) => {
		const { rows } = await sql<{ seq: number }>`
			select seq from sqlite_sequence where name = 'audit_log'`.execute(db);
		return rows[0]?.seq ?? 0;
	},
	isUsedByOthers: async () => false,
	beginSnapshot: 'begin',
	// So few that what is made of them is given up before the collector would move it to the memory of what stays.
	rowsAtOnce: 64,
	deferReferences: 'pragma defer_foreign_keys = on',
	withParameters: (text) => text
};

const POSTGRES: Engine = {
	name: 'postgres',
	changesSeen: async (db) => {
		const { rows } = await sql<{ seen: string }>`
			select pg_current_snapshot()::text as seen`.execute(db);
		return rows[0]?.seen ?? '';
	},
	tableNames: async (db) => {
		const { rows } = await sql<{ name: string }>`
			select table_name as name from information_schema.tables
			where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(db);
		return rows.map(({ name }) => name);
	},
	// The server checks its own pages and references; the hashes of the ledger show the rest.
	damage: async () => [],
	brokenReferences: async () => [],
	highestAuditLine: async (db) => {
		const { rows } = await sql<{ sequence: number }>`
			select sequence from audit_log_end`.execute(db);
		return rows[0]?.sequence ?? 0;
	},
	isUsedByOthers: async (db) => {
		const { rows } = await sql`
			select 1 from pg_stat_activity
			where datname = current_database() and application_name = ${PROGRAM} and pid <> pg_backend_pid()`.execute(
			db
		);
		return rows.length > 0;
	},
	beginSnapshot: 'begin isolation level repeatable read read only',
	// Each table is one wait for the server.
	rowsAtOnce: 1_000,
	deferReferences: 'set constraints all deferred',
	withParameters: (text) => {
		let number = 0;
		return text.replaceAll('?', () => `$${++number}`);
	}
};

export function engineOf(db: Kysely<Database>): Engine {
	return db.getExecutor().adapter instanceof SqliteAdapter ? SQLITE : POSTGRES;
}
