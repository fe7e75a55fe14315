/**
 * A department registered under a provisional code turns out to be one of the registry, once the registry knows the name: its
 * filings move there, and the provisional department goes.
 */
import { sql, type Kysely } from 'kysely';
import { recordHash } from '../integrity/hash.ts';
import { loadStored } from '../filing/read.ts';
import { isUnsettled } from './better-names.ts';
import { loadRegistry, type RegisteredDepartment, type Registry } from './registry.ts';
import { reviewChanged } from '../review/review.ts';
import { rewriteReviewed } from '../review/write-review.ts';
import type { Database } from '../schema/schema.ts';
import { isHashed, UNHASHED } from '../integrity/row-hashes.ts';
import { FilingCache } from '../filing/filing-cache.ts';
import { loadCurrentFilings } from '../filing/current-filings.ts';

/**
 * Takes over all departments with a provisional code that bear the department's name or an alias of it. One that has filed
 * for the same year as the department itself stays: which of the two holds is for a person to say.
 * Returns the registry as it is afterwards; the same object where nothing was taken over.
 */
export async function mergeProvisional(
	db: Kysely<Database>,
	registry: Registry,
	department: RegisteredDepartment,
	names: readonly string[]
): Promise<Registry> {
	const area = department.jurisdiction_code;
	const alike = new Set(names.flatMap((name) => registry.departmentsNamed(area, name)));
	let merged = false;
	for (const provisional of alike) {
		if (provisional.id === department.id || !isUnsettled(provisional, department.code)) continue;
		if (await sharesYear(db, provisional.id, department.id)) continue;
		await moveFilings(db, registry, provisional.id, department.id);
		merged = true;
	}
	return merged ? loadRegistry(db) : registry;
}

/** Tells whether both have filed for one year. */
export async function sharesYear(
	db: Kysely<Database>,
	provisional: number,
	own: number
): Promise<boolean> {
	const shared = await db
		.selectFrom('filing as theirs')
		.innerJoin('filing as ours', 'ours.fiscal_year', 'theirs.fiscal_year')
		.select('ours.id')
		.where('theirs.department_id', '=', provisional)
		.where('ours.department_id', '=', own)
		.limit(1)
		.executeTakeFirst();
	return shared !== undefined;
}

/**
 * Moves all versions of all filings and what was noted of them; the department that they leave goes. Of a year that
 * both have filed, the versions that come are former ones behind those that are there.
 */
export async function moveFilings(
	db: Kysely<Database>,
	registry: Registry,
	from: number,
	department_id: number
): Promise<void> {
	const filings = await db
		.selectFrom('filing')
		.select(['id', 'fiscal_year', 'version'])
		.where('department_id', '=', from)
		.orderBy('fiscal_year')
		.orderBy('version')
		.execute();
	await db.deleteFrom('department_year').where('department_id', '=', from).execute();
	const taken = await lastVersions(db, department_id);
	for (const { id, fiscal_year, version } of filings) {
		const before = taken.get(fiscal_year);
		const behind = before === undefined ? null : before + version;
		await rehome(db, id, department_id, behind);
	}
	await reviewMoved(db, registry, department_id, filings);
	await leaveFormerDecisions(db, from, [...taken.keys()]);
	await db
		.updateTable('department')
		.set({ successor_id: department_id, ...UNHASHED })
		.where('successor_id', '=', from)
		.execute();
	for (const table of Object.keys(MOVED) as (keyof typeof MOVED)[]) {
		await moveRows(db, table, from, department_id);
	}
	for (const table of LEFT) await db.deleteFrom(table).where('department_id', '=', from).execute();
	await db.deleteFrom('department').where('id', '=', from).execute();
}

/** Decisions on versions that are former ones now go; the audit log keeps them. */
async function leaveFormerDecisions(
	db: Kysely<Database>,
	from: number,
	taken: readonly number[]
): Promise<void> {
	await db
		.deleteFrom('filing_decision')
		.where('department_id', '=', from)
		.where('fiscal_year', 'in', taken)
		.execute();
}

/**
 * The tables whose rows go along, with the columns that tell the rows of one department apart; of those that both have,
 * the department keeps its own. A table that refers to departments is here, in {@link LEFT}, or moves with the filings.
 */
export const MOVED = {
	filing_decision: ['id'],
	inquiry_entry: ['id'],
	reassessment: ['fiscal_year', 'indicator'],
	reassessment_draw: ['sample_id'],
	app_user: ['id']
} as const;

/** The tables whose rows say nothing of what was filed. */
export const LEFT = ['department_alias', 'expected_filing'] as const;

async function moveRows(
	db: Kysely<Database>,
	table: keyof typeof MOVED,
	from: number,
	to: number
): Promise<void> {
	const rows = sql.table(table);
	const isSame = sql.join(
		MOVED[table].map((key) => sql`${sql.ref(`own.${key}`)} = ${sql.ref(`${table}.${key}`)}`),
		sql` and `
	);
	await sql`delete from ${rows} where department_id = ${from} and exists (
		select 1 from ${rows} as own where own.department_id = ${to} and ${isSame})`.execute(db);
	const unhashed = isHashed(table) ? sql`, row_hash = ${UNHASHED.row_hash}` : sql``;
	await sql`update ${rows} set department_id = ${to}${unhashed} where department_id = ${from}`.execute(
		db
	);
}

/** The filings now have the neighbours of the department that they came to. */
async function reviewMoved(
	db: Kysely<Database>,
	registry: Registry,
	department_id: number,
	filings: readonly { fiscal_year: number }[]
): Promise<void> {
	const department = registry.department(department_id);
	if (!department) throw new Error(`Department ${department_id} is not in the registry`);
	const currentFilings = await loadCurrentFilings(db, registry, [department]);
	const keys = filings.map(({ fiscal_year }) => ({ department_id, fiscal_year }));
	const reviewed = await reviewChanged(db, new FilingCache(), currentFilings, keys);
	await rewriteReviewed(db, registry, reviewed);
}

async function lastVersions(
	db: Kysely<Database>,
	department_id: number
): Promise<Map<number, number>> {
	const rows = await db
		.selectFrom('filing')
		.select((column) => ['fiscal_year', column.fn.max<number>('version').as('last')])
		.where('department_id', '=', department_id)
		.groupBy('fiscal_year')
		.execute();
	return new Map(rows.map(({ fiscal_year, last }) => [fiscal_year, last]));
}

/** @param behind the version as which it is no longer current; null where it stays what it is */
async function rehome(
	db: Kysely<Database>,
	id: number,
	department_id: number,
	behind: number | null
): Promise<void> {
	const [stored] = await loadStored(db, [id]);
	if (!stored) return;
	const version = behind ?? stored.identity.version;
	const identity = { ...stored.identity, department_id, version };
	const record_sha256 = recordHash(identity, stored.record, stored.units);
	await db
		.updateTable('filing')
		.set({ department_id, version, record_sha256, ...(behind === null ? {} : { is_current: 0 }) })
		.where('id', '=', id)
		.execute();
}
