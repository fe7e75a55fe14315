/** Copies a whole ledger from one engine to the other: for backups, dry runs, former versions, and to move house. */
import { CompiledQuery, sql, type Kysely } from 'kysely';
import { engineOf } from '../connection/engine.ts';
import { insertValues, type ColumnNames, type SqlValue } from '../connection/insert.ts';
import type { Database } from './schema.ts';

/** Rows read at once; files may be large. */
const AT_ONCE = 2_000;
const FILES_AT_ONCE = 16;

/**
 * Copies all rows into the same tables of another ledger, whose own rows go; also which migrations it has. One of the two
 * is on SQLite, and tells the tables. @param to in a transaction
 */
export async function copyRows(from: Kysely<Database>, to: Kysely<Database>): Promise<void> {
	const sqlite = engineOf(from).name === 'sqlite' ? from : to;
	await to.executeQuery(CompiledQuery.raw(engineOf(to).deferReferences));
	for (const table of await engineOf(sqlite).tableNames(sqlite)) {
		await copyTable(sqlite, from, to, table as keyof Database);
	}
}

/** As {@link copyRows}, as all was at one moment. @param from in no transaction */
export async function copySnapshot(from: Kysely<Database>, to: Kysely<Database>): Promise<void> {
	await from.executeQuery(CompiledQuery.raw(engineOf(from).beginSnapshot));
	try {
		await to.transaction().execute((transaction) => copyRows(from, transaction));
	} finally {
		await from.executeQuery(CompiledQuery.raw('commit'));
	}
}

async function copyTable(
	sqlite: Kysely<Database>,
	from: Kysely<Database>,
	to: Kysely<Database>,
	table: keyof Database
): Promise<void> {
	const { rows: columns } = await sql<{ name: string; pk: number }>`
		select name, pk from pragma_table_info(${table}) order by cid`.execute(sqlite);
	const names = columns.map(({ name }) => name);
	const key = sql.join(columns.filter(({ pk }) => pk > 0).map(({ name }) => sql.ref(name)));
	const size = names.includes('content') ? FILES_AT_ONCE : AT_ONCE;
	// Triggers and migrations may have written rows, which the copied ones replace.
	await sql`delete from ${sql.table(table)}`.execute(to);
	for (let at = 0; ; at += size) {
		const { rows } = await sql<Record<string, SqlValue>>`
			select * from ${sql.table(table)} order by ${key} limit ${size} offset ${at}`.execute(from);
		const values = rows.flatMap((row) => names.map((name) => row[name] ?? null));
		await insertValues(to, table, names as unknown as ColumnNames<typeof table>, values);
		if (rows.length < size) return;
	}
}
