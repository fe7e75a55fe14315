/** One import: what its transactions share, and how each begins and ends. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { DocumentError } from '#lib/documents/document-error.ts';
import type { PlainOwner } from '#lib/forms/table/plain-rows.ts';
import { commandActor } from '../audit/actor.ts';
import { raiseDataVersion } from '../filing/projection.ts';
import {
	loadAllAreas,
	openRegistry,
	type RegisteredDepartment,
	type Registry
} from '../identity/registry.ts';
import type { Database } from '../schema/schema.ts';
import { FilingCache } from '../filing/filing-cache.ts';

/** Used by one caller at a time. */
export interface Session {
	/** A transaction where all that the session does is stored at once or not at all. */
	db: Kysely<Database>;
	/** Whoever acts, as the audit log names them. */
	actor: string;
	/** The one department whose filings may be stored; null for all. */
	only: number | null;
	/** ISO date on which documents were handed in; null where that is not known. */
	filed_on: string | null;
	/** Null until first needed, and after a rollback has made it stale. */
	registry: { value: Registry; version: number } | null;
	cache: FilingCache;
	/** Departments of rows whose owner gives no cause for a remark, as the registry is now. */
	owners: Map<PlainOwner, RegisteredDepartment>;
	/** Hashes of files that this session has stored. */
	sources: Set<string>;
	/** The import run; null until something is stored. */
	run_id: number | null;
	/** ISO 8601 UTC. */
	started_at: string;
	/** ISO 8601 UTC at which all came that the session stores, where it stores again what another ledger held; else null. */
	moment: string | null;
	/** The transaction that several steps share; null where each has its own. */
	shared: Transaction<Database> | null;
}

/** One transaction of a session. */
export interface Step {
	session: Session;
	db: Transaction<Database>;
	registry: Registry;
	cache: FilingCache;
	/** Something that pages show has changed. */
	changed: boolean;
}

export function startSession(
	db: Kysely<Database>,
	{
		actor = commandActor(),
		only = null,
		filed_on = null,
		moment = null
	}: Partial<Pick<Session, 'actor' | 'only' | 'filed_on' | 'moment'>> = {}
): Session {
	return {
		db,
		actor,
		only,
		filed_on,
		registry: null,
		cache: new FilingCache(),
		owners: new Map(),
		sources: new Set(),
		run_id: null,
		started_at: moment ?? new Date().toISOString(),
		moment,
		shared: null
	};
}

/**
 * Steps within `act` share one transaction, so that they wait for the disk once: all that they write is stored or, when
 * `act` throws, nothing. A step that refuses its document takes back what it wrote itself and nothing else.
 */
export async function sharingTransaction<T>(session: Session, act: () => Promise<T>): Promise<T> {
	const { run_id } = session;
	try {
		return await inOneTransaction(session.db, (db) => {
			session.shared = db;
			return act();
		});
	} catch (error) {
		forget(session);
		session.run_id = run_id;
		throw error;
	} finally {
		session.shared = null;
	}
}

/** Acts in one transaction: all that `act` writes is stored, or, when it throws, nothing. */
export async function inTransaction<T>(
	session: Session,
	act: (step: Step) => Promise<T>
): Promise<T> {
	const { run_id } = session;
	const whole = async (db: Transaction<Database>): Promise<T> => {
		const step = await beginStep(session, db);
		const result = await act(step);
		if (step.changed) await raiseVersion(step);
		return result;
	};
	try {
		return await inOneTransaction(session.shared ?? session.db, whole);
	} catch (error) {
		forget(session);
		session.run_id = run_id;
		throw error;
	}
}

/**
 * Acts in a transaction of its own, or where `db` is one in that: what `act` wrote before it refused a document is then taken
 * back, and nothing else.
 */
export async function inOneTransaction<T>(
	db: Kysely<Database>,
	act: (db: Transaction<Database>) => Promise<T>
): Promise<T> {
	return isOpen(db) ? inSavepoint(db, act) : db.transaction().execute(act);
}

function isOpen(db: Kysely<Database>): db is Transaction<Database> {
	return db.isTransaction;
}

/** Where the database itself fails, the savepoint may be gone, and the transaction is taken back as a whole. */
async function inSavepoint<T>(
	db: Transaction<Database>,
	act: (db: Transaction<Database>) => Promise<T>
): Promise<T> {
	await sql`savepoint step`.execute(db);
	try {
		const result = await act(db);
		await sql`release savepoint step`.execute(db);
		return result;
	} catch (error) {
		if (error instanceof DocumentError) await sql`rollback to savepoint step`.execute(db);
		throw error;
	}
}

/** Drops the caches where the data version shows that another process has written. */
async function beginStep(session: Session, db: Transaction<Database>): Promise<Step> {
	const { version } = await db
		.selectFrom('data_version')
		.select('version')
		.where('id', '=', 1)
		.executeTakeFirstOrThrow();
	if (session.registry?.version !== version) {
		forget(session);
		session.registry = { value: await openRegistry(db), version };
	}
	// Documents ask for the part that they need; a table names so many departments that all are read at once.
	if (!session.shared) await loadAllAreas(db, session.registry.value);
	return { session, db, registry: session.registry.value, cache: session.cache, changed: false };
}

async function raiseVersion({ session, db, registry }: Step): Promise<void> {
	session.registry = { value: registry, version: await raiseDataVersion(db) };
}

function forget(session: Session): void {
	session.registry = null;
	session.cache.clear();
	session.owners.clear();
	session.sources.clear();
}

/** ISO 8601 UTC at which what is stored now came. */
export function arrivalTime({ moment }: Session): string {
	return moment ?? new Date().toISOString();
}

/** Ends a run that writes no report of files. */
export async function finishRun({ db, session }: Step): Promise<void> {
	await db
		.updateTable('import_run')
		.set({ finished_at: new Date().toISOString() })
		.where('id', '=', session.run_id)
		.execute();
}

/** The run of the session; begun with the first thing that is stored. */
export async function ensureRun(session: Session, db: Kysely<Database>): Promise<number> {
	if (session.run_id !== null) return session.run_id;
	const { id } = await db
		.insertInto('import_run')
		.values({ started_at: session.started_at, finished_at: null, summary: null })
		.returning('id')
		.executeTakeFirstOrThrow();
	session.run_id = id;
	return id;
}
