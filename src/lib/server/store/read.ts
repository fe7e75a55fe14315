/** A stored filing as its facts: for review, for the source page, and to verify it. */
import type { Kysely } from 'kysely';
import type { RecognisedFiling } from '#lib/catalogue/filing.ts';
import type { Finding } from '#lib/review/findings.ts';
import { FACT_TABLES, type FactRows, type FactTable } from './facts.ts';
import { FINDING_COLUMNS, fromFindingRow, type FindingRow } from './findings.ts';
import type { Identity } from './hash.ts';
import { fromRecord, HEAD_COLUMNS, type FilingRecord, type UnitRecord } from './record.ts';
import type { Database } from './schema.ts';

export interface StoredFiling {
	id: number;
	is_current: number;
	identity: Identity;
	record_sha256: string;
	findings_sha256: string;
	record: FilingRecord;
}

/** The filing as it was recognised; null where there is none of that id. */
export async function loadFiling(
	db: Kysely<Database>,
	id: number
): Promise<RecognisedFiling | null> {
	const stored = await loadStored(db, id);
	return stored ? fromRecord(stored.record) : null;
}

/** As {@link loadFiling}, as rows and with the hashes stored beside them. */
export async function loadStored(db: Kysely<Database>, id: number): Promise<StoredFiling | null> {
	const row = await db
		.selectFrom('filing')
		.select(HEAD_COLUMNS)
		.select(['id', 'is_current', 'department_id', 'version', 'record_sha256', 'findings_sha256'])
		.select(['source_sha256', 'score_source_sha256', 'content_sha256'])
		.select(['import_run_id', 'imported_at', 'filed_on'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) return null;
	const { is_current, record_sha256, findings_sha256, ...rest } = row;
	const record = { head: rest, units: await loadUnits(db, id), facts: await loadFacts(db, id) };
	return { id, is_current, identity: rest, record_sha256, findings_sha256, record };
}

async function loadUnits(db: Kysely<Database>, filing: number): Promise<UnitRecord[]> {
	const units = await db
		.selectFrom('unit')
		.select(['id', 'name', 'role'])
		.where('filing_id', '=', filing)
		.orderBy('position')
		.execute();
	const figures = await db
		.selectFrom('figure')
		.select(['unit_id', 'measure', 'value', 'missing', 'printed', 'place'])
		.where('filing_id', '=', filing)
		.orderBy('measure')
		.execute();
	return units.map(({ id, name, role }) => ({
		name,
		role,
		figures: figures.filter((row) => row.unit_id === id)
	}));
}

async function loadFacts(db: Kysely<Database>, filing: number): Promise<FactRows> {
	const pairs = await Promise.all(
		FACT_TABLES.map(async (table) => [table, await loadTable(db, table, filing)] as const)
	);
	return Object.fromEntries(pairs) as unknown as FactRows;
}

async function loadTable(db: Kysely<Database>, table: FactTable, filing: number) {
	return db
		.selectFrom(table)
		.selectAll()
		.where('filing_id', '=', filing)
		.orderBy('position')
		.execute();
}

export async function loadFindings(db: Kysely<Database>, filing: number): Promise<Finding[]> {
	return (await loadFindingRows(db, filing)).map(fromFindingRow);
}

export async function loadFindingRows(db: Kysely<Database>, filing: number): Promise<FindingRow[]> {
	return db
		.selectFrom('finding')
		.select(FINDING_COLUMNS)
		.where('filing_id', '=', filing)
		.orderBy('id')
		.execute();
}
