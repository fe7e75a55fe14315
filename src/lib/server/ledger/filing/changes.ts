/** Writes the rows of filings that change, table by table: new versions, and parts that come to a stored one. */
import type { Insertable, Kysely } from 'kysely';
import { FACT_COLUMNS, FACT_TABLES } from './facts.ts';
import { toStoredUnits, type StoredUnit } from './figure-cells.ts';
import { layoutId, storeLayouts } from './layouts.ts';
import { recordHash } from '../integrity/hash.ts';
import { insertReturning, insertRows, type ColumnNames } from '../connection/insert.ts';
import { HEAD_COLUMNS } from './record.ts';
import type { Database, FilingTable } from '../schema/schema.ts';
import { keyText, type FilingKey } from './current-filings.ts';
import { sourceIds } from './sources.ts';
import type { ChangePlan } from './versions.ts';

const FILING_COLUMNS = [
	'department_id',
	'version',
	'is_current',
	'content_sha256',
	'record_sha256',
	'findings_sha256',
	'verdict_set_id',
	'import_run_id',
	'imported_at',
	'filed_on',
	...HEAD_COLUMNS
] as const satisfies ColumnNames<'filing'>;
const UNIT_COLUMNS = [
	'filing_id',
	'position',
	'name',
	'role',
	'layout_id',
	'line',
	'cells'
] as const satisfies ColumnNames<'unit'>;
const SOURCE_COLUMNS = [
	'filing_id',
	'number',
	'source_id',
	'template'
] as const satisfies ColumnNames<'filing_source'>;

/** A filing that becomes the current one of its department and year. */
export interface FilingChange extends FilingKey, Omit<ChangePlan, 'kind' | 'filing'> {
	filed_on: string | null;
	findings_sha256: string;
	verdict_set_id: number;
}

/** Run and time that all changes of a transaction share. */
export interface RunContext {
	import_run_id: number;
	/** ISO 8601 UTC. */
	imported_at: string;
}

type FilingInsert = Omit<Insertable<FilingTable>, 'id'>;

/** Returns the id under which each change is stored, by {@link keyText}. Findings are not among the rows. */
export async function writeChanges(
	db: Kysely<Database>,
	changes: readonly FilingChange[],
	run: RunContext
): Promise<Map<string, number>> {
	const written = changes.map((change) => ({
		...change,
		units: toStoredUnits(change.record.units)
	}));
	const retired = changes.flatMap(({ retires }) => (retires ? [retires.id] : []));
	if (retired.length > 0) {
		await db.updateTable('filing').set({ is_current: 0 }).where('id', 'in', retired).execute();
	}
	const ids = await insertNew(
		db,
		written.filter((change) => !change.fills),
		run
	);
	for (const change of written) {
		if (!change.fills) continue;
		await clearFilled(db, change.fills.id, filingRow(change, run));
		ids.set(keyText(change), change.fills.id);
	}
	const identified = written.map((change) => ({ ...change, id: idOf(ids, change) }));
	await insertSources(db, identified);
	await insertUnits(db, identified);
	await insertFacts(db, identified);
	return ids;
}

type WrittenChange = FilingChange & { units: readonly StoredUnit[] };
type IdentifiedChange = WrittenChange & { id: number };

function idOf(ids: ReadonlyMap<string, number>, key: FilingKey): number {
	const id = ids.get(keyText(key));
	if (id === undefined) throw new Error(`Filing ${keyText(key)} was not written`);
	return id;
}

function filingRow(change: WrittenChange, run: RunContext): FilingInsert {
	const { department_id, version, record, content_sha256 } = change;
	const { filed_on, findings_sha256, verdict_set_id } = change;
	const identity = { department_id, version, content_sha256, ...run, filed_on };
	const hashes = { record_sha256: recordHash(identity, record, change.units), findings_sha256 };
	return { ...record.head, ...identity, ...hashes, is_current: 1, verdict_set_id };
}

async function insertNew(
	db: Kysely<Database>,
	changes: readonly WrittenChange[],
	run: RunContext
): Promise<Map<string, number>> {
	const rows = changes.map((change) => filingRow(change, run));
	const keys = ['id', 'department_id', 'fiscal_year'] as const;
	const inserted = await insertReturning(db, 'filing', FILING_COLUMNS, rows, keys);
	return new Map(inserted.map((row) => [keyText(row), row.id]));
}

/** Leaves a filing without rows of its own, under its new head. */
async function clearFilled(db: Kysely<Database>, id: number, row: FilingInsert): Promise<void> {
	for (const table of ['unit', 'finding', 'filing_source', ...FACT_TABLES] as const) {
		await db.deleteFrom(table).where('filing_id', '=', id).execute();
	}
	await db.updateTable('filing').set(row).where('id', '=', id).execute();
}

async function insertSources(
	db: Kysely<Database>,
	changes: readonly IdentifiedChange[]
): Promise<void> {
	const ids = await sourceIds(
		db,
		changes.flatMap(({ record }) => record.sources.map(({ sha256 }) => sha256))
	);
	const rows = changes.flatMap(({ id, record }) =>
		record.sources.map(({ sha256, template }, index) => ({
			filing_id: id,
			number: index + 1,
			source_id: ids.get(sha256) ?? 0,
			template
		}))
	);
	await insertRows(db, 'filing_source', SOURCE_COLUMNS, rows);
}

async function insertUnits(
	db: Kysely<Database>,
	changes: readonly IdentifiedChange[]
): Promise<void> {
	const units = changes.flatMap(({ id, units: own }) =>
		own.map((unit, position) => ({ filing_id: id, position, ...unit }))
	);
	const layouts = await storeLayouts(
		db,
		units.map(({ layout }) => layout)
	);
	const rows = units.map(({ layout, ...unit }) => ({
		...unit,
		layout_id: layoutId(layouts, layout)
	}));
	await insertRows(db, 'unit', UNIT_COLUMNS, rows);
}

async function insertFacts(
	db: Kysely<Database>,
	changes: readonly IdentifiedChange[]
): Promise<void> {
	for (const table of FACT_TABLES) {
		// The tables share their key and differ in their columns, which are those of the rows.
		const columns = ['filing_id', 'position', ...FACT_COLUMNS[table]] as unknown as ColumnNames<
			typeof table
		>;
		const rows = changes.flatMap(({ id, record }) =>
			record.facts[table].map((row, position) => ({ ...row, filing_id: id, position }))
		);
		await insertRows(db, table, columns, rows as never[]);
	}
}
