/** Writes the rows of one filing: new, or anew under the same id. The caller's transaction holds all of it. */
import type { Kysely } from 'kysely';
import { FACT_COLUMNS, FACT_TABLES, type FactTable } from './facts.ts';
import { contentHash, recordHash, type Identity } from './hash.ts';
import { insertRow, insertRows, type Columns } from './insert.ts';
import { FIGURE_COLUMNS, HEAD_COLUMNS, type FilingRecord } from './record.ts';
import type { Database } from './schema.ts';

const FILING_COLUMNS = [
	'department_id',
	'version',
	'is_current',
	'source_sha256',
	'score_source_sha256',
	'content_sha256',
	'record_sha256',
	'findings_sha256',
	'import_run_id',
	'imported_at',
	'filed_on',
	...HEAD_COLUMNS
] as const satisfies Columns<'filing'>;
const UNIT_COLUMNS = ['filing_id', 'position', 'name', 'role'] as const satisfies Columns<'unit'>;
const UNIT_FIGURE_COLUMNS = ['filing_id', 'unit_id', ...FIGURE_COLUMNS] as const;

/** What is known of a filing before its hashes are computed. */
export type NewFiling = Omit<Identity, 'content_sha256'>;

/** Writes a filing as the current one; its findings come after it. Returns its id. */
export async function writeFiling(
	db: Kysely<Database>,
	filing: NewFiling,
	record: FilingRecord
): Promise<number> {
	const identity = { ...filing, content_sha256: contentHash(record) };
	const id = await insertRow(db, 'filing', FILING_COLUMNS, {
		...identity,
		...record.head,
		is_current: 1,
		record_sha256: recordHash(identity, record),
		findings_sha256: ''
	});
	await writeRows(db, id, record);
	return id;
}

/** Writes other facts under the id of a filing: what it had is replaced, its findings too. */
export async function rewriteFiling(
	db: Kysely<Database>,
	id: number,
	filing: NewFiling,
	record: FilingRecord
): Promise<void> {
	const identity = { ...filing, content_sha256: contentHash(record) };
	for (const table of ['figure', 'unit', 'finding', ...FACT_TABLES] as const) {
		await db.deleteFrom(table).where('filing_id', '=', id).execute();
	}
	await db
		.updateTable('filing')
		.set({ ...identity, ...record.head, record_sha256: recordHash(identity, record) })
		.where('id', '=', id)
		.execute();
	await writeRows(db, id, record);
}

async function writeRows(
	db: Kysely<Database>,
	filing_id: number,
	{ units, facts }: FilingRecord
): Promise<void> {
	for (const [position, { name, role, figures }] of units.entries()) {
		const unit_id = await insertRow(db, 'unit', UNIT_COLUMNS, { filing_id, position, name, role });
		const rows = figures.map((figure) => ({ ...figure, filing_id, unit_id }));
		await insertRows(db, 'figure', UNIT_FIGURE_COLUMNS, rows);
	}
	for (const table of FACT_TABLES) {
		const rows = facts[table].map((row, position) => ({ ...row, filing_id, position }));
		if (rows.length > 0) await insertRows(db, table, orderedColumns(table), rows as never[]);
	}
}

function orderedColumns(table: FactTable): Columns<FactTable> {
	return ['filing_id', 'position', ...FACT_COLUMNS[table]] as unknown as Columns<FactTable>;
}
