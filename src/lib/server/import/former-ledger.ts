/**
 * Upgrades a ledger of release 0.1.0, whose tables are others: from the registry and the originals that it holds, today's import
 * builds a new ledger in a file beside it, which then takes its place at once. A copy of the former one is kept.
 */
import { sql, type Kysely } from 'kysely';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { DocumentError } from '#lib/documents/document-error.ts';
import type { LocalForm } from '#lib/forms/local/definition.ts';
import { commandActor } from '../ledger/audit/actor.ts';
import { recordAct } from '../ledger/audit/append.ts';
import { isPostgresAddress } from '../ledger/connection/address.ts';
import { StoreError } from '../ledger/connection/errors.ts';
import { createPrivate, openExisting, openReader, openWriter } from '../ledger/connection/open.ts';
import {
	databaseInUse,
	leaveLog,
	removeDatabase,
	takeRights
} from '../ledger/connection/replace.ts';
import { startSession } from '../ledger/connection/session.ts';
import { raiseDataVersion } from '../ledger/filing/projection.ts';
import { makeCurrent } from '../ledger/filing/restore.ts';
import { readSource } from '../ledger/filing/sources.ts';
import { copyRegistry } from '../ledger/identity/copy-registry.ts';
import { verifyLedger } from '../ledger/integrity/verify.ts';
import { trialDatabase } from '../ledger/schema/layout.ts';
import { copyPath, isFormerLedger, migrate } from '../ledger/schema/migrate.ts';
import { FIRST_RELEASE } from '../ledger/schema/migrations.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { compareFigures, type FigureComparison } from './former-figures.ts';
import {
	formerExpected,
	formerFiles,
	formerFollowUps,
	formerRegistry,
	formerRestored,
	formerRuns,
	type FormerFile,
	type FormerFollowUp,
	type FormerReport
} from './former-rows.ts';
import { importAll } from './import.ts';
import { PARSER_LIMITS, ParserPool, WORKER } from './parser/process.ts';
import type { ArrivingFile } from './read-ahead.ts';
import type { FileReport } from './report.ts';

export interface FormerUpgrade extends FigureComparison {
	/** The former ledger as it was. */
	copy: string;
	files: number;
	/** Originals of which today's reader takes nothing, with the reasons; the new ledger does not hold them. */
	refused: FileReport[];
	/** Notes on findings whose report is no longer there. */
	lost_notes: FormerFollowUp[];
	/** Reports of which a person had chosen a former version, which is no version now. */
	lost_choices: FormerReport[];
}

export interface UpgradeOptions {
	forms: readonly LocalForm[];
	/** Before each file. */
	begin: (name: string, done: number, total: number) => Promise<void>;
}

export async function isFormerLedgerAt(address: string): Promise<boolean> {
	if (isPostgresAddress(address) || !existsSync(address)) return false;
	const db = openReader(address);
	return isFormerLedger(db).finally(() => db.destroy());
}

const UNDONE = '没有升级';

/** @throws StoreError, and then the ledger at `path` is as before. A kill leaves either the former ledger there or the new one. */
export async function upgradeFormerLedger(
	path: string,
	options: UpgradeOptions
): Promise<FormerUpgrade> {
	const draft = `${path}.upgrading`;
	const copy = copyPath(path, FIRST_RELEASE);
	removeDatabase(draft);
	try {
		const former = openExisting(path);
		try {
			await leaveLog(former, path, UNDONE);
			await requireOriginals(former, path);
			createPrivate(copy);
			await sql`vacuum into ${copy}`.execute(former);
			// The transaction keeps other programs from writing what would be lost.
			const upgrade = await former.transaction().execute(async (locked) => {
				await requireNoLog(locked, path);
				return buildAnew(locked, draft, basename(copy), options);
			});
			takeRights(draft, path);
			await former.destroy();
			renameSync(draft, path);
			return { ...upgrade, copy };
		} finally {
			await former.destroy();
		}
	} catch (error) {
		rmSync(copy, { force: true });
		// The name of the migration is older than the release, and so are some ledgers with it.
		const lacks = error instanceof Error && /^no such (?:table|column)/.test(error.message);
		throw lacks ? trialDatabase(path, '表不同') : error;
	} finally {
		removeDatabase(draft);
	}
}

/** Whoever wrote since the log was left, and so after the copy, has begun a new one. @throws StoreError */
async function requireNoLog(former: Kysely<Database>, path: string): Promise<void> {
	const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(former);
	if (rows[0]?.journal_mode !== 'delete') throw databaseInUse(path, UNDONE);
}

/** @throws StoreError where an original is not there or not the one that was filed. */
async function requireOriginals(former: Kysely<Database>, path: string): Promise<void> {
	const faulty: string[] = [];
	for (const { sha256, name } of await formerFiles(former)) {
		if (name === null || !(await isWhole(former, sha256))) faulty.push(name ?? sha256);
	}
	if (faulty.length === 0) return;
	throw new StoreError(
		'original_damaged',
		`数据库“${path}”没有升级，内容没有改动：其中${faulty.length}个原始文件缺失或已损坏（${faulty.join('、')}）。请从备份恢复后再升级；没有备份的，另建账本，把原始报告重新导入。`
	);
}

async function isWhole(former: Kysely<Database>, sha256: string): Promise<boolean> {
	try {
		await readSource(former, sha256);
		return true;
	} catch (error) {
		if (error instanceof DocumentError) return false;
		throw error;
	}
}

async function buildAnew(
	former: Kysely<Database>,
	draft: string,
	copy: string,
	options: UpgradeOptions
): Promise<Omit<FormerUpgrade, 'copy'>> {
	const db = openWriter(draft);
	try {
		await migrate(db, draft);
		await takeRegistry(former, db);
		const files = await formerFiles(former);
		const refused = await importOriginals(former, db, files, options);
		const lost_choices = await restoreChosen(former, db);
		const lost_notes = await takeFollowUps(former, db);
		const compared = await compareFigures(former, db);
		await finish(db, { copy, files: files.length, differing: compared.differing.length });
		await leaveLog(db, draft, UNDONE);
		return { ...compared, files: files.length, refused, lost_choices, lost_notes };
	} finally {
		await db.destroy();
	}
}

/** Departments keep their ids. */
async function takeRegistry(former: Kysely<Database>, db: Kysely<Database>): Promise<void> {
	const registry = await formerRegistry(former);
	const expected = await formerExpected(former);
	await db.transaction().execute(async (transaction) => {
		await copyRegistry(transaction, registry);
		for (const row of expected)
			await transaction.insertInto('expected_filing').values(row).execute();
		await raiseDataVersion(transaction);
	});
}

/** Run by run, each at its time. Returns what is refused or passed over today. */
async function importOriginals(
	former: Kysely<Database>,
	db: Kysely<Database>,
	files: readonly FormerFile[],
	{ forms, begin }: UpgradeOptions
): Promise<FileReport[]> {
	const refused: FileReport[] = [];
	const pool = new ParserPool(PARSER_LIMITS, WORKER, forms);
	let done = 0;
	try {
		for (const { id, moment } of await formerRuns(former)) {
			const arriving = files.filter(({ run }) => run === id).map((file) => arrive(former, file));
			await importAll(startSession(db, { moment }), pool, arriving, {
				begin: (name) => begin(name, done, files.length),
				file: async (report) => {
					done += 1;
					if (report.status === 'failed' || report.status === 'skipped') refused.push(report);
				}
			});
		}
		return refused;
	} finally {
		pool.close();
	}
}

function arrive(
	former: Kysely<Database>,
	{ sha256, name, folder_names }: FormerFile
): ArrivingFile {
	const base = name ?? sha256;
	return {
		path: [...folder_names, base].join('/'),
		name: base,
		folder_names,
		read: () => readSource(former, sha256),
		issue: null
	};
}

/** Makes the versions current again that a person had chosen. Returns those that are no versions now. */
async function restoreChosen(
	former: Kysely<Database>,
	db: Kysely<Database>
): Promise<FormerReport[]> {
	const lost: FormerReport[] = [];
	for (const { hashes, ...report } of await formerRestored(former)) {
		const versions = await db
			.selectFrom('filing as f')
			.innerJoin('filing_source as o', 'o.filing_id', 'f.id')
			.innerJoin('source_file as s', 's.id', 'o.source_id')
			.select(['f.id', 's.sha256'])
			.where('f.department_id', '=', report.department_id)
			.where('f.fiscal_year', '=', report.fiscal_year)
			.execute();
		const chosen = [...Map.groupBy(versions, ({ id }) => id)].find(
			([, of]) =>
				of
					.map(({ sha256 }) => sha256)
					.sort()
					.join() === hashes.join()
		);
		if (chosen) await makeCurrent(startSession(db), chosen[0]);
		else lost.push(report);
	}
	return lost;
}

const ENTRIES = { open: 'reopen', asked: 'ask', explained: 'accept', corrected: 'accept' } as const;

/** As the migration `2026-12-08-rounds` does. Returns notes on reports that are no longer there. */
async function takeFollowUps(
	former: Kysely<Database>,
	db: Kysely<Database>
): Promise<FormerFollowUp[]> {
	const lost: FormerFollowUp[] = [];
	await db.transaction().execute(async (transaction) => {
		for (const followUp of await formerFollowUps(former)) {
			const { department_id, fiscal_year, rule, status, note, updated_at } = followUp;
			const year = await transaction
				.selectFrom('department_year')
				.select('filing_id')
				.where('department_id', '=', department_id)
				.where('fiscal_year', '=', fiscal_year)
				.executeTakeFirst();
			if (!year) {
				lost.push(followUp);
				continue;
			}
			await transaction
				.insertInto('inquiry_entry')
				.values({
					department_id,
					fiscal_year,
					topic_kind: 'rule',
					topic: rule,
					filing_id: year.filing_id,
					entry: ENTRIES[status],
					text: note,
					written_by: '〔升级前〕',
					written_at: updated_at
				})
				.execute();
		}
	});
	return lost;
}

/** Drops departments that only a former reading named, and verifies the whole. @throws StoreError */
async function finish(
	db: Kysely<Database>,
	detail: { copy: string; files: number; differing: number }
): Promise<void> {
	await db.transaction().execute(async (transaction) => {
		await sql`delete from department where is_filed = 1
			and id not in (select department_id from filing)
			and id not in (select department_id from expected_filing)
			and id not in (select department_id from department_alias)
			and id not in (select successor_id from department where successor_id is not null)`.execute(
			transaction
		);
		const actor = commandActor();
		await recordAct(transaction, { actor, action: 'ledger_rebuilt', subject: detail.copy, detail });
		await raiseDataVersion(transaction);
	});
	const { problems } = await verifyLedger(db);
	if (problems[0] === undefined) return;
	throw new StoreError(
		'upgrade_damaged',
		`没有升级，账本没有改动：升级后的账本没有通过校验：${problems[0]}请检查磁盘后再运行一次。`
	);
}
