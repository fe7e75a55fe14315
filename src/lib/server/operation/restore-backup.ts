/** Puts a backup in the place of the database, which is kept. */
import { createHash } from 'node:crypto';
import {
	chmodSync,
	copyFileSync,
	createReadStream,
	existsSync,
	linkSync,
	mkdirSync,
	renameSync,
	statSync
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { commandActor } from '../ledger/audit/actor.ts';
import { lastLine, recordAct, type NotedLine } from '../ledger/audit/append.ts';
import { StoreError } from '../ledger/connection/errors.ts';
import { isPostgresAddress, localPath } from '../ledger/connection/address.ts';
import { engineOf } from '../ledger/connection/engine.ts';
import { openExisting, openReader } from '../ledger/connection/open.ts';
import {
	DATABASE_FILES,
	databaseInUse,
	leaveLog,
	removeDatabase,
	takeRights
} from '../ledger/connection/replace.ts';
import { backUp, backupPath } from '../ledger/integrity/backup.ts';
import { verifyLedger } from '../ledger/integrity/verify.ts';
import { refuseForeignTables } from '../ledger/schema/layout.ts';
import { replaceByFile } from '../ledger/schema/migrate-postgres.ts';
import { requireMigrated } from '../ledger/schema/migrate.ts';

const UNDONE = '没有恢复';

export interface RestoredBackup {
	/** Reports in the restored database, each verified. */
	filings: number;
	/** The replaced database is now here; null where there was none. */
	replaced: string | null;
}

/**
 * Verifies a copy of `backup`, and only then puts it at `target`. The backup itself is read and never written. The restored
 * log goes on with a line that tells of this, since the lines after the backup are gone with the ledger that it replaces.
 * Nobody stays signed in.
 * @throws StoreError, and then the database at `target` is as before.
 */
export async function restoreBackup(
	backup: string,
	target: string,
	moment: Date,
	actor = commandActor()
): Promise<RestoredBackup> {
	if (!statSync(backup, { throwIfNoEntry: false })?.isFile()) {
		throw new StoreError('backup_missing', `找不到备份文件“${backup}”。请检查文件名。`);
	}
	const draft = `${localPath(target)}.restoring`;
	const aside = backupPath(target, moment).replace(/\.db$/, '.replaced.db');
	mkdirSync(dirname(draft), { recursive: true });
	try {
		copyWithLog(backup, draft);
		const filings = await verifyDraft(draft, backup);
		const record = (replaced_as: string | null, replaced_last_line: NotedLine | null) =>
			recordIn(draft, actor, { backup, replaced_as, replaced_last_line, filings });
		if (isPostgresAddress(target)) {
			return { filings, replaced: await replaceOnPostgres(draft, target, aside, record) };
		}
		if (existsSync(target)) await requireUnused(target);
		await record(existsSync(target) ? aside : null, await lastLineIn(target));
		takeRights(draft, target);
		const replaced = setAside(target, aside);
		renameSync(draft, target);
		return { filings, replaced };
	} finally {
		removeDatabase(draft);
	}
}

/** The latest content of a database that was opened may be in the log alone, and what a kill left half written in the journal. */
function copyWithLog(backup: string, draft: string): void {
	removeDatabase(draft);
	for (const ending of ['', '-wal', '-journal']) {
		if (!existsSync(backup + ending)) continue;
		copyFileSync(backup + ending, draft + ending);
		// A backup may be write-protected, or readable for all, which the database in use must not be.
		chmodSync(draft + ending, 0o600);
	}
}

interface Restoring {
	backup: string;
	/** Path of the ledger that is replaced; null where there was none. */
	replaced_as: string | null;
	/** The end of its log: a line that was noted elsewhere may be found there alone. */
	replaced_last_line: NotedLine | null;
	filings: number;
}

async function recordIn(
	draft: string,
	actor: string,
	{ backup, replaced_as, ...rest }: Restoring
): Promise<void> {
	const subject = basename(backup);
	const detail = {
		backup: subject,
		sha256: await sha256Of(backup),
		replaced_as: replaced_as === null ? null : basename(replaced_as),
		...rest
	};
	const db = openExisting(draft);
	try {
		await db.transaction().execute(async (step) => {
			// Of those who were signed in then, some have signed out since, or were shut out.
			await step.deleteFrom('app_session').execute();
			await recordAct(step, { actor, action: 'backup_restored', subject, detail });
		});
	} finally {
		await db.destroy();
	}
}

async function sha256Of(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}

/** Null where there is no ledger, or none of which the log can be read: it is replaced all the same. */
async function lastLineIn(path: string): Promise<NotedLine | null> {
	if (!existsSync(path)) return null;
	try {
		const db = openReader(path);
		return await lastLine(db).finally(() => db.destroy());
	} catch {
		return null;
	}
}

/** Closing the writer puts the log into the file. */
async function verifyDraft(draft: string, backup: string): Promise<number> {
	const damaged = (problem: string) =>
		new StoreError(
			'backup_damaged',
			`备份“${backup}”没有通过校验，没有恢复，现在的账本未动：${problem}请换一个备份。`
		);
	try {
		const db = openExisting(draft);
		try {
			await requireMigrated(db, backup);
			const { filings, problems } = await verifyLedger(db);
			if (problems[0] !== undefined) throw damaged(problems[0]);
			return filings;
		} finally {
			await db.destroy();
		}
	} catch (error) {
		throw isDamage(error) ? damaged('文件已损坏或不是数据库。') : error;
	}
}

/** A database too damaged for that is moved as it is; a file that is no database may be named by mistake. */
async function requireUnused(target: string): Promise<void> {
	try {
		const db = openExisting(target);
		try {
			await leaveLog(db, target, UNDONE);
		} finally {
			await db.destroy();
		}
	} catch (error) {
		if (hasCode(error, /^SQLITE_CORRUPT/)) return;
		if (hasCode(error, /^SQLITE_NOTADB/)) {
			throw new StoreError(
				'not_a_database',
				`“${target}”不是数据库，没有恢复。请检查 --db；确是损坏的账本时，请先把它移到别处，再运行一次。`,
				{ cause: error }
			);
		}
		throw error;
	}
}

/** Keeps what is there as a file. Returns its path; null where the database was empty. */
async function replaceOnPostgres(
	draft: string,
	target: string,
	aside: string,
	record: (replaced_as: string | null, replaced_last_line: NotedLine | null) => Promise<void>
): Promise<string | null> {
	const db = openExisting(target);
	try {
		if (await engineOf(db).isUsedByOthers(db)) throw databaseInUse(target, UNDONE);
		const tables = await engineOf(db).tableNames(db);
		refuseForeignTables(tables, target);
		const replaced_as = tables.length > 0 ? aside : null;
		if (replaced_as !== null) await backUp(target, replaced_as);
		await record(replaced_as, replaced_as === null ? null : await lastLineIn(replaced_as));
		await replaceByFile(draft, db);
		return replaced_as;
	} finally {
		await db.destroy();
	}
}

function isDamage(error: unknown): boolean {
	return hasCode(error, /^SQLITE_(CORRUPT|NOTADB)/);
}

function hasCode(error: unknown, pattern: RegExp): boolean {
	if (!(error instanceof Error)) return false;
	if ('code' in error && typeof error.code === 'string' && pattern.test(error.code)) return true;
	return hasCode(error.cause, pattern);
}

function setAside(target: string, aside: string): string | null {
	const found = DATABASE_FILES.filter((ending) => existsSync(target + ending));
	if (found.length > 0) mkdirSync(dirname(aside), { recursive: true, mode: 0o700 });
	for (const ending of found) {
		if (ending === '') putAsideAlso(target, aside);
		else renameSync(target + ending, aside + ending);
	}
	return found.includes('') ? aside : null;
}

/** The file stays where it is until another takes its place at once: a kill leaves one of the two there. */
function putAsideAlso(target: string, aside: string): void {
	try {
		linkSync(target, aside);
	} catch {
		// Not every file system has links.
		copyFileSync(target, aside);
	}
}
