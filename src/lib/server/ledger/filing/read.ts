/** Stored filings as their facts: for review, for the source page, and to verify them. */
import type { Kysely } from 'kysely';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { ReportedId } from '#lib/catalogue/measures.ts';
import type { Finding } from '#lib/review/findings.ts';
import { fromPlaceText } from './cells.ts';
import { FACT_TABLES, type FactRows, type FactTable } from './facts.ts';
import { REVIEW_COLUMNS, unpackFindings, type Quoted, type ReviewRow } from '../review/findings.ts';
import type { Identity } from '../integrity/hash.ts';
import { fromRecord, HEAD_COLUMNS, type FilingRecord, type UnitRecord } from './record.ts';
import type { Database } from '../schema/schema.ts';

export interface StoredFiling {
	id: number;
	identity: Identity;
	record_sha256: string;
	findings_sha256: string;
	record: FilingRecord;
}

/** Filings a query: a list of parameters has its bounds. */
const FILINGS_AT_ONCE = 200;

/** The filing as it was recognised; null where there is none of that id. */
export async function loadFiling(
	db: Kysely<Database>,
	id: number
): Promise<RecognisedFiling | null> {
	return (await loadFilings(db, [id])).get(id) ?? null;
}

/** By id; those that do not exist are left out. */
export async function loadFilings(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, RecognisedFiling>> {
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
		.select(['source_sha256', 'score_source_sha256', 'content_sha256'])
		.select(['import_run_id', 'imported_at', 'filed_on'])
		.where('id', 'in', ids)
		.orderBy('id')
		.execute();
	const units = await loadUnits(db, ids);
	const facts = await loadFacts(db, ids);
	return heads.map((head) => {
		const { id, record_sha256, findings_sha256 } = head;
		const record = { head, units: units.get(id) ?? [], facts: factsOf(facts, id) };
		return { id, identity: head, record_sha256, findings_sha256, record };
	});
}

async function loadUnits(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, UnitRecord[]>> {
	const units = await db
		.selectFrom('unit')
		.select(['id', 'filing_id', 'name', 'role'])
		.where('filing_id', 'in', ids)
		.orderBy('filing_id')
		.orderBy('position')
		.execute();
	const figures = await db
		.selectFrom('figure')
		.select(['unit_id', 'measure', 'value', 'missing', 'printed', 'place'])
		.where('filing_id', 'in', ids)
		.orderBy('filing_id')
		.orderBy('unit_id')
		.orderBy('measure')
		.execute();
	const byUnit = Map.groupBy(figures, (row) => row.unit_id);
	const records = units.map(({ id, filing_id, name, role }) => ({
		filing_id,
		record: { name, role, figures: byUnit.get(id) ?? [] }
	}));
	const byFiling = Map.groupBy(records, (unit) => unit.filing_id);
	return new Map([...byFiling].map(([id, of]) => [id, of.map(({ record }) => record)]));
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

/** In the order of the rules; none where there is no filing of that id. */
export async function loadFindings(db: Kysely<Database>, filing: number): Promise<Finding[]> {
	return (await loadReviews(db, [filing])).get(filing) ?? [];
}

/** What the reviews of filings found, by the filings' ids. */
export async function loadReviews(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, Finding[]>> {
	const loaded = new Map<number, Finding[]>();
	for (let at = 0; at < ids.length; at += FILINGS_AT_ONCE) {
		const portion = ids.slice(at, at + FILINGS_AT_ONCE);
		const quoted = await loadQuoted(db, portion);
		for (const row of await reviewRows(db, portion)) {
			const figures = quoted.get(row.filing_id) ?? {};
			const { fiscal_year } = row;
			loaded.set(row.filing_id, unpackFindings(row, row.unchecked, { fiscal_year, figures }));
		}
	}
	return loaded;
}

function reviewRows(db: Kysely<Database>, ids: readonly number[]) {
	return db
		.selectFrom('review')
		.innerJoin('filing', 'filing.id', 'review.filing_id')
		.innerJoin('unchecked', 'unchecked.sha256', 'review.unchecked_sha256')
		.select(['review.filing_id', 'filing.fiscal_year', 'unchecked.findings as unchecked'])
		.select(['review.states', 'review.findings', 'review.unchecked_sha256'])
		.where('review.filing_id', 'in', ids)
		.execute();
}

/** The figures of the total rows, as findings quote them. */
async function loadQuoted(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<Map<number, Quoted['figures']>> {
	const rows = await db
		.selectFrom('figure')
		.innerJoin('unit', 'unit.id', 'figure.unit_id')
		.select(['figure.filing_id', 'measure', 'printed', 'place'])
		.where('figure.filing_id', 'in', ids)
		.where('unit.role', '=', 'total')
		.execute();
	const byFiling = Map.groupBy(rows, (row) => row.filing_id);
	return new Map([...byFiling].map(([id, figures]) => [id, quotedFigures(figures)]));
}

function quotedFigures(
	rows: readonly { measure: ReportedId; printed: string; place: string | null }[]
): Quoted['figures'] {
	const pairs = rows.map(({ measure, printed, place }) => [
		measure,
		{ printed, place: fromPlaceText(place) }
	]);
	return Object.fromEntries(pairs) as Quoted['figures'];
}

/** The review of one filing as it is stored. */
export async function loadReviewRow(
	db: Kysely<Database>,
	filing: number
): Promise<ReviewRow | undefined> {
	return db
		.selectFrom('review')
		.select(REVIEW_COLUMNS)
		.where('filing_id', '=', filing)
		.executeTakeFirst();
}
