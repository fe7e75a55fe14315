/** A verified copy of the database, made while it is in use. */
import { sql } from 'kysely';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StoreError } from '../connection/errors.ts';
import { filled } from '../schema/copies.ts';
import { requireMigrated } from '../schema/migrate.ts';
import { isPostgresAddress, localPath } from '../connection/address.ts';
import { createPrivate, openExisting, openReader, openWriter } from '../connection/open.ts';
import { verifyLedger, type Verification } from './verify.ts';

export interface Backup {
	path: string;
	verification: Verification;
}

/** `名-时刻.db` in `folder`, which is `backups` beside the database unless another is named. */
export function backupPath(databasePath: string, moment: Date, folder?: string): string {
	const time = moment.toISOString().replaceAll(/[:.]/g, '-');
	return join(folder ?? backupFolder(databasePath), `${nameOf(databasePath)}-${time}.db`);
}

export function backupFolder(databasePath: string): string {
	return join(dirname(localPath(databasePath)), 'backups');
}

/** Backups of the database in `folder` as {@link backupPath} names them, the newest first: what else is there is not ours. */
export function listBackups(databasePath: string, folder: string): string[] {
	const start = `${nameOf(databasePath)}-`;
	return readdirSync(folder)
		.filter((name) => name.startsWith(start) && TIMED.test(name.slice(start.length)))
		.sort()
		.reverse()
		.map((name) => join(folder, name));
}

const TIMED = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.db$/;

/** Deletes all backups in `folder` but the newest `keep`, and tells which. */
export function deleteOldBackups(databasePath: string, folder: string, keep: number): string[] {
	const old = listBackups(databasePath, folder).slice(keep);
	for (const path of old) rmSync(path);
	return old;
}

function nameOf(databasePath: string): string {
	return basename(localPath(databasePath)).replace(/\.db$/, '');
}

/**
 * Copies a ledger on SQLite with VACUUM INTO, which finishes under a steady writer as SQLite's backup interface does not, verifies the
 * copy, which is a file of SQLite for either engine, and only then gives it its name. @throws StoreError, and then no file of that name is left.
 */
export async function backUp(databasePath: string, target: string): Promise<Backup> {
	if (existsSync(target)) {
		throw new StoreError(
			'backup_exists',
			`备份文件“${target}”已经存在，没有覆盖；请换一个文件名。`
		);
	}
	const unfinished = `${target}.part`;
	mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
	rmSync(unfinished, { force: true });
	try {
		await copy(databasePath, unfinished);
		const verification = await verifyCopy(unfinished);
		renameSync(unfinished, target);
		return { path: target, verification };
	} finally {
		for (const suffix of ['', '-wal', '-shm']) rmSync(unfinished + suffix, { force: true });
	}
}

async function copy(databasePath: string, target: string): Promise<void> {
	if (isPostgresAddress(databasePath)) {
		const db = await filled(databasePath, openWriter(target));
		return db.destroy();
	}
	// Not a reader: SQLite counts the copy as writing.
	const db = openExisting(databasePath);
	try {
		await requireMigrated(db, databasePath);
		createPrivate(target);
		await sql`vacuum into ${target}`.execute(db);
	} catch (error) {
		if (error instanceof StoreError) throw error;
		const detail = error instanceof Error ? error.message : String(error);
		throw new StoreError(
			'backup_failed',
			`备份没有写成（${detail}）。请检查“${dirname(target)}”的磁盘空间和权限后重试。`,
			{ cause: error }
		);
	} finally {
		await db.destroy();
	}
}

async function verifyCopy(path: string): Promise<Verification> {
	const db = openReader(path);
	try {
		const verification = await verifyLedger(db);
		const [first] = verification.problems;
		if (first === undefined) return verification;
		throw new StoreError(
			'backup_damaged',
			`备份没有通过校验：${first}请先运行 npm run db:verify 检查数据库本身。`
		);
	} finally {
		await db.destroy();
	}
}
