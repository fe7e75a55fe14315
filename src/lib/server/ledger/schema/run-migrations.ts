/** Runs migrations on SQLite, the one engine that they are written for. */
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { IN_MEMORY, openWriter } from '../connection/open.ts';
import { rebuildProjection } from '../filing/projection.ts';
import { FIRST_RELEASE, type Migrations } from './migrations.ts';
import type { Database } from './schema.ts';

/** Runs in one transaction around all, since Kysely's own handling would leave its bookkeeping behind on a failure. */
export async function runMigrations(
	db: Kysely<Database>,
	migrations: Migrations
): Promise<string[]> {
	return db.transaction().execute((transaction) => runAll(transaction, migrations));
}

/** Fills the columns of measures and budgets that a migration adds: filings may have stated them before. */
export async function upgrade(
	db: Kysely<Database>,
	migrations: Migrations,
	before: readonly string[]
): Promise<string[]> {
	return db.transaction().execute(async (transaction) => {
		const applied = await runAll(transaction, migrations);
		if (before.includes(FIRST_RELEASE)) await rebuildProjection(transaction);
		return applied;
	});
}

async function runAll(db: Kysely<Database>, migrations: Migrations): Promise<string[]> {
	const provider = { getMigrations: async () => ({ ...migrations }) };
	const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
	if (error instanceof Error) throw error;
	if (error !== undefined) throw new Error('A migration failed', { cause: error });
	return (results ?? []).map((result) => result.migrationName);
}

/** Acts with a new database in memory, which takes some milliseconds to make. */
export async function withNewDatabase<T>(
	migrations: Migrations,
	act: (db: Kysely<Database>) => Promise<T>
): Promise<T> {
	const db = openWriter(IN_MEMORY);
	try {
		await runMigrations(db, migrations);
		return await act(db);
	} finally {
		await db.destroy();
	}
}
