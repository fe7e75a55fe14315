/**
 * Stores filings, each whole or not at all. The same bytes change nothing; the same facts from other bytes change
 * nothing; other facts become the next version, and the former stays.
 */
import type { Kysely, Transaction } from 'kysely';
import type { DepartmentRef, Issue, RecognisedFiling } from '#lib/catalogue/filing.ts';
import { resolveDepartment, type DepartmentDetails } from './departments.ts';
import type { FilingRef } from './earlier.ts';
import { rewriteFiling, writeFiling } from './filings.ts';
import { raiseDataVersion } from './project.ts';
import { loadFiling } from './read.ts';
import { loadRegistry, type Registry } from './registry.ts';
import { reviewAround } from './review.ts';
import type { Database } from './schema.ts';
import { writeSource, type SourceFile } from './sources.ts';
import {
	findBySource,
	formerVersion,
	listVersions,
	planVersion,
	type Plan,
	type Version
} from './versions.ts';

/** A filing on its way into the ledger. */
export interface ArrivingFiling {
	filing: RecognisedFiling;
	source: SourceFile;
	details: DepartmentDetails;
	/** ISO date on which it was filed, where known. */
	filed_on: string | null;
}

export interface StoredOutcome {
	status: 'stored' | 'replaced' | 'unchanged';
	/** The filing that bears these facts: the new one, or the one that already did. */
	filing_id: number;
	version: number;
	fiscal_year: number;
	department: DepartmentRef;
	issues: Issue[];
}

/** One import: what its transactions share. Used by one caller at a time. */
export interface Session {
	db: Kysely<Database>;
	/** Null until first needed, and after a rollback has made it stale. */
	registry: { value: Registry; version: number } | null;
	/** The import run; null until something is stored. */
	run_id: number | null;
	/** ISO 8601 UTC. */
	started_at: string;
}

export function startSession(db: Kysely<Database>): Session {
	return { db, registry: null, run_id: null, started_at: new Date().toISOString() };
}

export async function storeFiling(
	session: Session,
	arriving: ArrivingFiling
): Promise<StoredOutcome> {
	const [outcome] = await storeFilings(session, [arriving]);
	if (!outcome) throw new Error('One filing has one outcome');
	return outcome;
}

/**
 * Stores filings in one transaction: all of them or, when this throws, none.
 * @throws IntakeError where one does not say whose it is.
 */
export async function storeFilings(
	session: Session,
	arriving: readonly ArrivingFiling[]
): Promise<StoredOutcome[]> {
	const { run_id } = session;
	try {
		return await session.db.transaction().execute(async (db) => {
			const step = await beginStep(session, db);
			const outcomes: StoredOutcome[] = [];
			for (const each of arriving) outcomes.push(await storeOne(step, each));
			if (step.changed) step.seen.version = await raiseDataVersion(db);
			return outcomes;
		});
	} catch (error) {
		session.registry = null;
		session.run_id = run_id;
		throw error;
	}
}

/** One transaction of a session. */
interface Step {
	session: Session;
	db: Transaction<Database>;
	registry: Registry;
	seen: { version: number };
	changed: boolean;
}

/** The registry is read anew where the data version shows that another process has written. */
async function beginStep(session: Session, db: Transaction<Database>): Promise<Step> {
	const { version } = await db
		.selectFrom('data_version')
		.select('version')
		.where('id', '=', 1)
		.executeTakeFirstOrThrow();
	if (session.registry?.version !== version) {
		session.registry = { value: await loadRegistry(db), version };
	}
	return { session, db, registry: session.registry.value, seen: session.registry, changed: false };
}

async function storeOne(step: Step, arriving: ArrivingFiling): Promise<StoredOutcome> {
	const { db, registry } = step;
	const { filing, source, details } = arriving;
	const { fiscal_year } = filing;
	const isTable = filing.template === 'csv';
	// A report is known by its bytes alone, a row of a table only together with its department.
	const known = isTable ? null : await findBySource(db, source.sha256, fiscal_year, null);
	if (known) return sameBytes(registry, known, []);
	const resolved = await resolveDepartment(db, registry, filing, details, isTable);
	step.changed ||= resolved.changed;
	const key = { department_id: resolved.department.id, fiscal_year };
	const row = isTable
		? await findBySource(db, source.sha256, fiscal_year, key.department_id)
		: null;
	if (row) return sameBytes(registry, row, resolved.issues);
	const versions = await listVersions(db, key);
	const current = versions.find((version) => version.is_current === 1);
	const stored = current && isTable ? await loadFiling(db, current.id) : null;
	const plan = planVersion(versions, stored, filing, source.sha256);
	return carryOut(step, arriving, key.department_id, versions, plan, resolved.issues);
}

async function carryOut(
	step: Step,
	arriving: ArrivingFiling,
	department_id: number,
	versions: readonly Version[],
	plan: Plan,
	issues: Issue[]
): Promise<StoredOutcome> {
	if (plan.kind === 'unchanged') {
		return toOutcome(step.registry, 'unchanged', plan.version, [...issues, ...plan.issues]);
	}
	const { db, registry } = step;
	step.changed = true;
	await writeSource(db, arriving.source);
	const filled = plan.kind === 'fill' ? plan.version : null;
	const version = filled?.version ?? (versions.at(-1)?.version ?? 0) + 1;
	const filing = {
		department_id,
		version,
		...plan.sources,
		import_run_id: await ensureRun(step),
		imported_at: new Date().toISOString(),
		filed_on: arriving.filed_on ?? filled?.filed_on ?? null
	};
	if (filled) await rewriteFiling(db, filled.id, filing, plan.record);
	else await retireCurrent(db, versions);
	const id = filled?.id ?? (await writeFiling(db, filing, plan.record));
	const ref: FilingRef = { id, department_id, fiscal_year: plan.filing.fiscal_year };
	await reviewAround(db, registry, ref, plan.filing);
	const status = filled || versions.length === 0 ? 'stored' : 'replaced';
	return toOutcome(registry, status, { ...ref, version }, issues);
}

async function retireCurrent(db: Kysely<Database>, versions: readonly Version[]): Promise<void> {
	for (const { id, is_current } of versions) {
		if (is_current === 0) continue;
		await db.updateTable('filing').set({ is_current: 0 }).where('id', '=', id).execute();
	}
}

async function ensureRun({ session, db }: Step): Promise<number> {
	if (session.run_id !== null) return session.run_id;
	const { id } = await db
		.insertInto('import_run')
		.values({ started_at: session.started_at, finished_at: null, summary: null })
		.returning('id')
		.executeTakeFirstOrThrow();
	session.run_id = id;
	return id;
}

function sameBytes(registry: Registry, version: Version, issues: readonly Issue[]): StoredOutcome {
	const former = version.is_current === 1 ? [] : [formerVersion(version)];
	return toOutcome(registry, 'unchanged', version, [...issues, ...former]);
}

function toOutcome(
	registry: Registry,
	status: StoredOutcome['status'],
	filing: FilingRef & { version: number },
	issues: Issue[]
): StoredOutcome {
	const department = registry.department(filing.department_id);
	const jurisdiction = registry.jurisdiction(department?.jurisdiction_code ?? '');
	if (!department || !jurisdiction) {
		throw new Error(`Department ${filing.department_id} is not in the registry`);
	}
	return {
		status,
		filing_id: filing.id,
		version: filing.version,
		fiscal_year: filing.fiscal_year,
		department: {
			code: department.code,
			name: department.name,
			jurisdiction: { code: jurisdiction.code, name: jurisdiction.name }
		},
		issues
	};
}
