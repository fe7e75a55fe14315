/**
 * Verifies that a database still holds what was written. SQLite's own check misses one in five harmful bit flips, so
 * every filing is hashed anew, every stored file too, and the projection is computed anew and compared.
 */
import { sql, type Kysely } from 'kysely';
import { DocumentError } from '#lib/documents/document-error.ts';
import { engineOf } from '../connection/engine.ts';
import { verifyAudit } from '../audit/verify.ts';
import { contentHash, formerRecordHash, recordHash } from './hash.ts';
import {
	projectedDepartments,
	PROJECTION_COLUMNS,
	projectDepartment
} from '../filing/projection.ts';
import { layoutHash, loadLayouts } from '../filing/layouts.ts';
import { loadStored, type StoredFiling } from '../filing/read.ts';
import {
	FINDING_COLUMNS,
	findingsHash,
	VERDICT_COLUMNS,
	verdictSetHash
} from '../review/verdicts.ts';
import type { Database } from '../schema/schema.ts';
import { mismatchedRows } from './row-hashes.ts';
import { readSource } from '../filing/sources.ts';

export interface Verification {
	filings: number;
	sources: number;
	/** Chinese sentences, one a problem; empty where all is well. */
	problems: string[];
}

/** More than a person reads; a damaged database has either a few problems or thousands. */
const MOST_PROBLEMS = 100;

export async function verifyLedger(db: Kysely<Database>): Promise<Verification> {
	const problems: string[] = [];
	const checks = [
		checkIntegrity,
		(ledger: Kysely<Database>) => engineOf(db).brokenReferences(ledger),
		checkVersions,
		checkProjection,
		checkAreaYears,
		checkVerdicts,
		checkLayouts,
		checkRowHashes,
		async () => (await verifyAudit(db, null)).problems
	];
	for (const check of checks) problems.push(...(await attempt(() => check(db))));
	const filings = await listIds(db, problems);
	for (const id of filings) problems.push(...(await attempt(() => checkFiling(db, id))));
	const sources = await listSources(db, problems);
	for (const hash of sources) problems.push(...(await attempt(() => checkSource(db, hash))));
	return { filings: filings.length, sources: sources.length, problems: shorten(problems) };
}

/** A page that cannot be read at all is a problem like any other. */
async function attempt(check: () => Promise<string[]>): Promise<string[]> {
	try {
		return await check();
	} catch (error) {
		return [`读取数据库时出错：${error instanceof Error ? error.message : String(error)}。`];
	}
}

async function checkIntegrity(db: Kysely<Database>): Promise<string[]> {
	return (await engineOf(db).damage(db, 'whole')).map((found) => `数据库结构损坏：${found}。`);
}

async function checkVersions(db: Kysely<Database>): Promise<string[]> {
	const rows = await db
		.selectFrom('filing')
		.select(['department_id', 'fiscal_year'])
		.groupBy(['department_id', 'fiscal_year'])
		.having((e) => e.fn.sum('is_current'), '<>', 1)
		.execute();
	return rows.map(
		(row) => `部门 ${row.department_id} 的 ${row.fiscal_year} 年度报告应有且只有一个现行版本。`
	);
}

async function checkProjection(db: Kysely<Database>): Promise<string[]> {
	const problems: string[] = [];
	for (const department of await projectedDepartments(db)) {
		const stored = await db
			.selectFrom('department_year')
			.select(PROJECTION_COLUMNS)
			.where('department_id', '=', department.id)
			.orderBy('fiscal_year')
			.execute();
		const computed = await projectDepartment(db, department);
		if (inOrder(stored) !== inOrder(computed)) {
			problems.push(
				`部门 ${department.id} 的年度汇总与其报告不一致；请运行 npm run db:rebuild-projection。`
			);
		}
	}
	return problems;
}

async function checkAreaYears(db: Kysely<Database>): Promise<string[]> {
	const { rows } = await sql<{ jurisdiction_code: string; fiscal_year: number }>`
		select jurisdiction_code, fiscal_year from (
			select jurisdiction_code, fiscal_year, filings from area_year
			union all
			select jurisdiction_code, fiscal_year, -count(*) from department_year
			group by jurisdiction_code, fiscal_year
		) as counted group by jurisdiction_code, fiscal_year having sum(filings) <> 0`.execute(db);
	return rows.map(
		(row) =>
			`地区 ${row.jurisdiction_code} 的 ${row.fiscal_year} 年度报告数与年度汇总不一致；请运行 npm run db:rebuild-projection。`
	);
}

function inOrder(rows: readonly Record<(typeof PROJECTION_COLUMNS)[number], unknown>[]): string {
	return JSON.stringify(rows.map((row) => PROJECTION_COLUMNS.map((column) => row[column])));
}

/** The hash of a filing's findings covers which set of verdicts it has; that the set is unchanged is seen here. */
async function checkVerdicts(db: Kysely<Database>): Promise<string[]> {
	const sets = await db.selectFrom('verdict_set').selectAll().execute();
	const rows = await db
		.selectFrom('verdict')
		.select(['verdict_set_id', ...VERDICT_COLUMNS])
		.orderBy('position')
		.execute();
	const bySet = Map.groupBy(rows, (row) => row.verdict_set_id);
	return sets
		.filter(({ id, sha256 }) => verdictSetHash(bySet.get(id) ?? []) !== sha256)
		.map(() => '一组核对结果与校验值不符，可能已损坏；请从备份恢复。');
}

/** Checks that each layout is still found by its hash; its content is covered by the hash of every filing. */
async function checkLayouts(db: Kysely<Database>): Promise<string[]> {
	const layouts = await db.selectFrom('figure_layout').selectAll().execute();
	const loaded = await loadLayouts(
		db,
		layouts.map(({ id }) => id)
	);
	return layouts
		.filter(({ id, sha256 }) => layoutHash(loaded.get(id) ?? []) !== sha256)
		.map(() => '一组数字的排列与校验值不符，可能已损坏；请从备份恢复。');
}

async function checkRowHashes(db: Kysely<Database>): Promise<string[]> {
	return (await mismatchedRows(db)).map(
		({ table, count }) => `表 ${table} 有${count}行与校验值不符，可能已损坏；请从备份恢复。`
	);
}

async function listIds(db: Kysely<Database>, problems: string[]): Promise<number[]> {
	const ids: number[] = [];
	const read = async () => {
		const rows = await db.selectFrom('filing').select('id').orderBy('id').execute();
		ids.push(...rows.map((row) => row.id));
		return [];
	};
	problems.push(...(await attempt(read)));
	return ids;
}

async function listSources(db: Kysely<Database>, problems: string[]): Promise<string[]> {
	const hashes: string[] = [];
	const read = async () => {
		const rows = await db.selectFrom('source_file').select('sha256').orderBy('sha256').execute();
		hashes.push(...rows.map((row) => row.sha256));
		return [];
	};
	problems.push(...(await attempt(read)));
	return hashes;
}

async function checkFiling(db: Kysely<Database>, id: number): Promise<string[]> {
	const [stored] = await loadStored(db, [id]);
	if (!stored) return [`报告 ${id} 无法读出。`];
	const { identity, record } = stored;
	const findings_sha256 = await findingsHashOf(db, stored);
	const checks: [string, string, string][] = [
		['数据', contentHash(record), identity.content_sha256],
		['记录', recordHashOf(stored), stored.record_sha256],
		['核对结果', findings_sha256, stored.findings_sha256]
	];
	return checks
		.filter(([, computed, noted]) => !noted.startsWith(computed))
		.map(
			([what]) =>
				`报告 ${id}（部门 ${identity.department_id}，${record.head.fiscal_year} 年度，第${identity.version}版）的${what}与校验值不符，可能已损坏；请从备份恢复。`
		);
}

/** By the recipe of the time at which the filing was stored. */
function recordHashOf({ identity, record, units, record_sha256 }: StoredFiling): string {
	const isFormer = /^[0-9a-f]{64}$/.test(record_sha256);
	return isFormer ? formerRecordHash(identity, record) : recordHash(identity, record, units);
}

async function findingsHashOf(
	db: Kysely<Database>,
	{ id, verdict_set_id }: StoredFiling
): Promise<string> {
	const findings = await db
		.selectFrom('finding')
		.select(FINDING_COLUMNS)
		.where('filing_id', '=', id)
		.orderBy('rule')
		.execute();
	const set = await db
		.selectFrom('verdict_set')
		.select('sha256')
		.where('id', '=', verdict_set_id)
		.executeTakeFirst();
	return findingsHash(set?.sha256 ?? '', findings);
}

async function checkSource(db: Kysely<Database>, hash: string): Promise<string[]> {
	try {
		await readSource(db, hash);
		return [];
	} catch (error) {
		if (error instanceof DocumentError) return [error.message];
		throw error;
	}
}

function shorten(problems: readonly string[]): string[] {
	if (problems.length <= MOST_PROBLEMS) return [...problems];
	const rest = problems.length - MOST_PROBLEMS;
	return [...problems.slice(0, MOST_PROBLEMS), `另有 ${rest} 处问题，不再列出。`];
}
