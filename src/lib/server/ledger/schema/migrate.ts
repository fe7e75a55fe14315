/** Brings a database to the newest schema: all pending migrations in one transaction, or none. */
import { sql, type Kysely } from 'kysely';
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NEWER, StoreError } from '../connection/errors.ts';
import { engineOf } from '../connection/engine.ts';
import { formerDatabase, refuseForeignTables, requireSameTables, trialDatabase } from './layout.ts';
import { createOnPostgres, upgradeOnPostgres } from './migrate-postgres.ts';
import { FIRST_RELEASE, FORMER_RELEASE, MIGRATIONS, type Migrations } from './migrations.ts';
import { commandOn, localPath } from '../connection/address.ts';
import { createPrivate } from '../connection/open.ts';
import { refuseNewerRules } from './newer-program.ts';
import { upgrade, withNewDatabase } from './run-migrations.ts';
import type { Database } from './schema.ts';

export interface MigrationReport {
	/** Names of the migrations that ran now, in order. */
	applied: string[];
	/** Copy of the database as it was; null where there was nothing to copy. */
	copy: string | null;
}

/**
 * `path` names the file that `db` is open on; the copy is put into `backups` beside it.
 * Throws {@link StoreError}, and then the database is as before.
 */
export async function migrate(
	db: Kysely<Database>,
	path: string,
	migrations: Migrations = MIGRATIONS
): Promise<MigrationReport> {
	const before = await appliedMigrations(db);
	refuseOtherRelease(before, migrations, path);
	const pending = Object.keys(migrations).filter((name) => !before.includes(name));
	if (pending.length === 0) {
		await refuseOther(db, migrations, path);
		return { applied: [], copy: null };
	}
	const onPostgres = engineOf(db).name === 'postgres';
	if (onPostgres) refuseForeignTables(await engineOf(db).tableNames(db), path);
	const copied = before.length > 0 && (onPostgres || (await isOnDisk(db)));
	const copy = copied ? copyPath(path, pending[0] ?? '') : null;
	try {
		if (onPostgres) return { applied: await migratePostgres(db, migrations, before, copy), copy };
		if (copy !== null) {
			createPrivate(copy);
			await sql`vacuum into ${copy}`.execute(db);
		}
		return { applied: await upgrade(db, migrations, before), copy };
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		throw new StoreError(
			'migration_failed',
			`数据库“${path}”升级失败（${detail}），已全部撤回，数据保持原样。请检查磁盘空间后重试。`,
			{ cause: error }
		);
	}
}

/** Refuses to go on with a database whose schema is not this program's. Throws {@link StoreError}. */
export async function requireMigrated(db: Kysely<Database>, path: string): Promise<void> {
	const applied = await appliedMigrations(db);
	refuseOtherRelease(applied, MIGRATIONS, path);
	if (Object.keys(MIGRATIONS).every((name) => applied.includes(name))) {
		return refuseOther(db, MIGRATIONS, path);
	}
	throw new StoreError(
		'migration_pending',
		`数据库“${path}”的结构不是最新。请先运行 ${commandOn(path, 'npm run db:migrate')}。`
	);
}

/** Tells whether it is a ledger of release 0.1.0, which `former-ledger.ts` upgrades. */
export async function isFormerLedger(db: Kysely<Database>): Promise<boolean> {
	return isFormer(await appliedMigrations(db));
}

function isFormer(applied: readonly string[]): boolean {
	return applied.length === 1 && applied[0] === FORMER_RELEASE;
}

async function appliedMigrations(db: Kysely<Database>): Promise<string[]> {
	if (!(await engineOf(db).tableNames(db)).includes('kysely_migration')) return [];
	const { rows } = await sql<{ name: string }>`
		select name from kysely_migration order by name`.execute(db);
	return rows.map((row) => row.name);
}

function refuseOtherRelease(
	applied: readonly string[],
	migrations: Migrations,
	path: string
): void {
	const unknown = applied.filter((name) => !(name in migrations));
	if (unknown.length === 0) return;
	if (isFormer(applied)) throw formerDatabase(path);
	if (unknown.some((name) => name < FIRST_RELEASE))
		throw trialDatabase(path, `含 ${unknown.join('、')}`);
	throw new StoreError(
		NEWER,
		`数据库“${path}”由更新版本的程序建立（含 ${unknown.join('、')}）。请改用新版程序，或另选数据库文件；要退回这一版程序，请用升级前的副本（账本旁 backups 里名字含“.before-”的文件）恢复，升级以后存入的不在其中。`
	);
}

/** Refuses what the names of the migrations do not tell. */
async function refuseOther(
	db: Kysely<Database>,
	migrations: Migrations,
	path: string
): Promise<void> {
	await refuseTrialDatabase(db, migrations, path);
	const judged = await db.selectFrom('data_version').select('rule_version').executeTakeFirst();
	refuseNewerRules(judged?.rule_version ?? '');
}

/** No trial version kept its ledger on PostgreSQL. */
async function refuseTrialDatabase(
	db: Kysely<Database>,
	migrations: Migrations,
	path: string
): Promise<void> {
	if (engineOf(db).name === 'postgres') return;
	await withNewDatabase(migrations, (expected) => requireSameTables(db, expected, path));
}

/** A dry run works on a copy in memory, under the name of the file. */
async function isOnDisk(db: Kysely<Database>): Promise<boolean> {
	const { rows } = await sql<{ file: string | null }>`
		select file from pragma_database_list where name = 'main'`.execute(db);
	return Boolean(rows[0]?.file);
}

/** A name in `backups` beside the ledger for what it is before `change`; it is not among those that `--keep` deletes. */
export function copyPath(path: string, change: string): string {
	const local = localPath(path);
	const folder = join(dirname(local), 'backups');
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const moment = new Date().toISOString().replaceAll(/[:.]/g, '-');
	return join(folder, `${basename(local)}.before-${change}.${moment}`);
}

async function migratePostgres(
	db: Kysely<Database>,
	migrations: Migrations,
	before: readonly string[],
	copy: string | null
): Promise<string[]> {
	return copy === null
		? createOnPostgres(db, migrations)
		: upgradeOnPostgres(db, migrations, before, copy);
}
