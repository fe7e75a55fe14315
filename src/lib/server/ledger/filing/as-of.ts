/** The ledger as it was in a former data version: the filings that were current then, reviewed and projected anew. */
import type { Kysely } from 'kysely';
import { inTransaction, startSession, type Step } from '../connection/session.ts';
import { reviewChanged } from '../review/review.ts';
import { rewriteReviewed } from '../review/write-review.ts';
import { openFileCopy } from '../schema/copies.ts';
import type { Database } from '../schema/schema.ts';
import { loadCurrentFilings, type FilingKey } from './current-filings.ts';

const AT_ONCE = 500;

/**
 * A copy with the current filings of `version`. The registry of departments, the list of those that must file
 * and what was noted on findings are those of today. Close with `destroy()`.
 */
export async function openAsOf(path: string, version: number): Promise<Kysely<Database>> {
	const db = await openFileCopy(path);
	await inTransaction(startSession(db), (step) => goBack(step, version));
	const changed_at = await lastChange(db, version);
	await db.updateTable('data_version').set({ version, changed_at }).execute();
	return db;
}

/** The first version whose filings are on record; 0 in an empty ledger. */
export async function firstVersion(db: Kysely<Database>): Promise<number> {
	const { first } = await db
		.selectFrom('filing_validity')
		.select((e) => e.fn.min<number | null>('valid_from').as('first'))
		.executeTakeFirstOrThrow();
	return first ?? 0;
}

/** The filings that were current in `version`. */
export function currentIn(db: Kysely<Database>, version: number) {
	return db
		.selectFrom('filing_validity as v')
		.innerJoin('filing as f', 'f.id', 'v.filing_id')
		.where('v.valid_from', '<=', version)
		.where((w) => w.or([w('v.valid_until', 'is', null), w('v.valid_until', '>', version)]));
}

async function goBack(step: Step, version: number): Promise<void> {
	const { db } = step;
	const then = await currentIn(db, version)
		.select(['f.id', 'f.department_id', 'f.fiscal_year'])
		.execute();
	const now = await db
		.selectFrom('filing')
		.select(['id', 'department_id', 'fiscal_year'])
		.where('is_current', '=', 1)
		.execute();
	const ids = new Set(then.map(({ id }) => id));
	const known = new Set(now.map(({ id }) => id));
	const ended = now.filter(({ id }) => !ids.has(id));
	const returned = then.filter(({ id }) => !known.has(id));
	await setCurrent(db, ended, 0);
	await setCurrent(db, returned, 1);
	await undoCorrections(db, version);
	const changed: FilingKey[] = [...ended, ...returned];
	for (const { department_id, fiscal_year } of changed) {
		await db
			.deleteFrom('department_year')
			.where('department_id', '=', department_id)
			.where('fiscal_year', '=', fiscal_year)
			.execute();
	}
	await reviewAgain(step, changed);
}

/** So few departments that their filings are held in memory together. */
const DEPARTMENTS_AT_ONCE = 50;

async function reviewAgain(
	{ db, registry, cache }: Step,
	changed: readonly FilingKey[]
): Promise<void> {
	const keys = [...Map.groupBy(changed, ({ department_id }) => department_id)];
	for (let at = 0; at < keys.length; at += DEPARTMENTS_AT_ONCE) {
		const portion = keys.slice(at, at + DEPARTMENTS_AT_ONCE);
		const departments = portion.flatMap(([id]) => registry.department(id) ?? []);
		const current = await loadCurrentFilings(db, registry, departments);
		const own = portion.flatMap(([, of]) => of);
		await rewriteReviewed(db, registry, await reviewChanged(db, cache, current, own));
	}
}

/** Corrections by hand that were made, or taken back, later than `version`. */
async function undoCorrections(db: Kysely<Database>, version: number): Promise<void> {
	const later = db
		.selectFrom('filing_validity')
		.select('filing_id')
		.groupBy('filing_id')
		.having((e) => e(e.fn.min('valid_from'), '>', version));
	await db
		.updateTable('correction')
		.set({ taken_back_filing_id: null, taken_back_by: null })
		.set({ taken_back_at: null, taken_back_reason: null })
		.where('taken_back_filing_id', 'in', later)
		.execute();
	await db.deleteFrom('correction').where('filing_id', 'in', later).execute();
}

async function setCurrent(
	db: Kysely<Database>,
	filings: readonly { id: number }[],
	is_current: 0 | 1
): Promise<void> {
	for (let at = 0; at < filings.length; at += AT_ONCE) {
		const ids = filings.slice(at, at + AT_ONCE).map(({ id }) => id);
		await db.updateTable('filing').set({ is_current }).where('id', 'in', ids).execute();
	}
}

/** The time of the last filing that came by then; the epoch where none had come. */
async function lastChange(db: Kysely<Database>, version: number): Promise<string> {
	const { time } = await db
		.selectFrom('filing_validity as v')
		.innerJoin('filing as f', 'f.id', 'v.filing_id')
		.select((e) => e.fn.max<string | null>('f.imported_at').as('time'))
		.where('v.valid_from', '<=', version)
		.executeTakeFirstOrThrow();
	return time ?? new Date(0).toISOString();
}
