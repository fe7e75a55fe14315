/**
 * Brings a ledger on PostgreSQL to the newest schema. Migrations are written for SQLite alone: a new database gets the
 * schema that they end with, and one with data goes through a file of SQLite and back, in one transaction.
 */
import { CompiledQuery, type Kysely } from 'kysely';
import { copyFileSync, rmSync } from 'node:fs';
import { COUNT_ON } from '../connection/postgres-dialect.ts';
import { openWriter } from '../connection/open.ts';
import { copyRows } from './copy-rows.ts';
import type { Migrations } from './migrations.ts';
import { createLike, dropAll } from './postgres-schema.ts';
import { runMigrations, upgrade, withNewDatabase } from './run-migrations.ts';
import type { Database } from './schema.ts';

/** Makes the tables in an empty database. */
export async function createOnPostgres(
	db: Kysely<Database>,
	migrations: Migrations
): Promise<string[]> {
	await withNewDatabase(migrations, (sqlite) =>
		db.transaction().execute((transaction) => replaceBy(sqlite, transaction))
	);
	return Object.keys(migrations);
}

/** @param copy path of the SQLite file that keeps the ledger as it was */
export async function upgradeOnPostgres(
	db: Kysely<Database>,
	migrations: Migrations,
	before: readonly string[],
	copy: string
): Promise<string[]> {
	const draft = `${copy}.part`;
	return db.transaction().execute(async (transaction) => {
		const known = Object.entries(migrations).filter(([name]) => before.includes(name));
		await withFile(copy, async (sqlite) => {
			await runMigrations(sqlite, Object.fromEntries(known));
			await sqlite.transaction().execute((into) => copyRows(transaction, into));
		});
		copyFileSync(copy, draft);
		try {
			return await withFile(draft, async (sqlite) => {
				const applied = await upgrade(sqlite, migrations, before);
				await replaceBy(sqlite, transaction);
				return applied;
			});
		} finally {
			for (const ending of ['', '-wal', '-shm']) rmSync(draft + ending, { force: true });
		}
	});
}

/** Puts the ledger of an SQLite file in the place of all that a PostgreSQL database holds. */
export async function replaceByFile(path: string, db: Kysely<Database>): Promise<void> {
	await withFile(path, (sqlite) =>
		db.transaction().execute((transaction) => replaceBy(sqlite, transaction))
	);
}

async function withFile<T>(path: string, act: (db: Kysely<Database>) => Promise<T>): Promise<T> {
	const db = openWriter(path);
	try {
		return await act(db);
	} finally {
		await db.destroy();
	}
}

/** All that `postgres` holds goes, and the ledger of `sqlite` takes its place. @param postgres in a transaction */
async function replaceBy(sqlite: Kysely<Database>, postgres: Kysely<Database>): Promise<void> {
	await dropAll(postgres);
	await createLike(sqlite, postgres);
	await copyRows(sqlite, postgres);
	await postgres.executeQuery(CompiledQuery.raw(COUNT_ON));
}
