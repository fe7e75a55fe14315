/** Stored filings as their facts: for review, for the source page, and to verify them. */
import type { Kysely } from 'kysely';
import type { FiledSource, Filing } from '#lib/filing/filing.ts';
import { FACT_TABLES, type FactRows, type FactTable } from './facts.ts';
import { fromStoredUnit, type StoredUnit } from './figure-cells.ts';
import { loadLayouts } from './layouts.ts';
import type { FilingIdentity } from '../integrity/hash.ts';
import { fromRecord, HEAD_COLUMNS, type FilingRecord } from './record.ts';
import type { Database } from '../schema/schema.ts';

export interface StoredFiling {
	id: number;
	verdict_set_id: number;
	identity: FilingIdentity;
	record_sha256: string;
	findings_sha256: string;
	record: FilingRecord;
	/** The units of the record as they stand in the database. */
	units: StoredUnit[];
}

/** Filings per query: a list of parameters has its bounds. */
const FILINGS_AT_ONCE = 200;

/** Null where there is no filing of that id. */
export async function loadFiling(db: Kysely<Database>, id: number): Promise<Filing | null> {
	return (await loadFilings(db, [id])).get(id) ?? null;
}

/** By id; those that do not exist are left out. */
export async function loadFilings(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, Filing>> {
	const stored = await loadStored(db, ids);
	return new Map(stored.map(({ id, record }) => [id, fromRecord(record)]));
}

/** As {@link loadFilings}, as rows and with the hashes stored beside them, in the order of their ids. */
export async function loadStored(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<StoredFiling[]> {
	const loaded: StoredFiling[] = [];
	for (let at = 0; at < ids.length; at += FILINGS_AT_ONCE) {
		loaded.push(...(await loadPortion(db, ids.slice(at, at + FILINGS_AT_ONCE))));
	}
	return loaded;
}

async function loadPortion(db: Kysely<Database>, ids: readonly number[]): Promise<StoredFiling[]> {
	const heads = await db
		.selectFrom('filing')
		.select(HEAD_COLUMNS)
		.select(['id', 'department_id', 'version', 'record_sha256', 'findings_sha256'])
		.select(['content_sha256', 'verdict_set_id', 'import_run_id', 'imported_at', 'filed_on'])
		.where('id', 'in', ids)
		.orderBy('id')
		.execute();
	const units = await loadUnits(db, ids);
	const facts = await loadFacts(db, ids);
	const sources = await loadSources(db, ids);
	return heads.map((head) => {
		const { id, verdict_set_id, record_sha256, findings_sha256 } = head;
		const own = units.get(id) ?? [];
		const record = {
			head,
			sources: sources.get(id) ?? [],
			units: own.map(fromStoredUnit),
			facts: factsOf(facts, id)
		};
		const hashes = { record_sha256, findings_sha256 };
		return { id, verdict_set_id, identity: head, ...hashes, record, units: own };
	});
}

/** The files of filings in the order of their numbers, by the filings' ids. */
export async function loadSources(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, FiledSource[]>> {
	const rows = await db
		.selectFrom('filing_source as f')
		.innerJoin('source_file as s', 's.id', 'f.source_id')
		.select(['f.filing_id', 's.sha256', 'f.template'])
		.where('f.filing_id', 'in', ids)
		.orderBy('f.filing_id')
		.orderBy('f.number')
		.execute();
	const byFiling = Map.groupBy(rows, (row) => row.filing_id);
	return new Map(
		[...byFiling].map(([id, of]) => [id, of.map(({ sha256, template }) => ({ sha256, template }))])
	);
}

async function loadUnits(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, StoredUnit[]>> {
	const units = await db
		.selectFrom('unit')
		.select(['filing_id', 'name', 'role', 'layout_id', 'line', 'cells'])
		.where('filing_id', 'in', ids)
		.orderBy('filing_id')
		.orderBy('position')
		.execute();
	const layouts = await loadLayouts(
		db,
		units.map(({ layout_id }) => layout_id)
	);
	const stored = units.map(({ layout_id, ...unit }) => {
		return { ...unit, layout: layouts.get(layout_id) ?? [] };
	});
	return Map.groupBy(stored, (unit) => unit.filing_id);
}

/** Rows of each table by filing. */
type FactIndex = ReadonlyMap<FactTable, ReadonlyMap<number, object[]>>;

async function loadFacts(db: Kysely<Database>, ids: readonly number[]): Promise<FactIndex> {
	const index = new Map<FactTable, Map<number, object[]>>();
	for (const table of FACT_TABLES) {
		const rows: { filing_id: number }[] = await db
			.selectFrom(table)
			.selectAll()
			.where('filing_id', 'in', ids)
			.orderBy('filing_id')
			.orderBy('position')
			.execute();
		index.set(
			table,
			Map.groupBy(rows, (row) => row.filing_id)
		);
	}
	return index;
}

function factsOf(index: FactIndex, id: number): FactRows {
	const pairs = FACT_TABLES.map((table) => [table, index.get(table)?.get(id) ?? []]);
	return Object.fromEntries(pairs) as FactRows;
}
