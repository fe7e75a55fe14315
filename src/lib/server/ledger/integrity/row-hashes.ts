/**
 * Seals on the rows that belong to no filing: names of departments, deadlines, decisions, inquiries. Each row bears a hash of
 * itself, so that a changed bit on the disk is found there too. Whoever writes such a row leaves it without a row_hash
 * (`UNHASHED`); it gets one at the end of the transaction.
 */
import { sql, type Kysely } from 'kysely';
import { setColumn } from '../connection/insert.ts';
import type { Database } from '../schema/schema.ts';
import { sha256 } from './sha256.ts';

export const UNHASHED = { row_hash: '' } as const;

/** Columns by which a row is found, and its other ones. */
const HASHED = {
	jurisdiction: [['code'], ['name', 'is_demo']],
	department: [
		['id'],
		['jurisdiction_code', 'code', 'name', 'kind', 'division', 'successor_id', 'succeeded_from']
	],
	department_alias: [['department_id', 'alias'], []],
	expected_filing: [['department_id', 'fiscal_year'], ['due_on']],
	filing_decision: [
		['id'],
		[
			'department_id',
			'fiscal_year',
			'filing_id',
			'decision',
			'reason',
			'due_on',
			'decided_by',
			'decided_at'
		]
	],
	inquiry_entry: [
		['id'],
		[
			'department_id',
			'fiscal_year',
			'topic_kind',
			'topic',
			'filing_id',
			'entry',
			'text',
			'written_by',
			'written_at'
		]
	],
	reassessment: [
		['department_id', 'fiscal_year', 'indicator'],
		['score', 'reason', 'assessed_by', 'assessed_at']
	],
	reassessment_sample: [
		['id'],
		['jurisdiction_code', 'fiscal_year', 'method', 'seed', 'pool', 'drawn_by', 'drawn_at']
	],
	correction: [
		['id'],
		[
			'corrected_filing_id',
			'filing_id',
			'unit',
			'measure',
			'basis',
			'place',
			'old_value',
			'old_missing',
			'old_printed',
			'value',
			'missing',
			'printed',
			'printed_unit',
			'reason',
			'corrected_by',
			'corrected_at',
			'replaces_id',
			'taken_back_filing_id',
			'taken_back_by',
			'taken_back_at',
			'taken_back_reason'
		]
	],
	data_version: [['id'], ['version', 'changed_at']]
} as const satisfies { [T in keyof Database]?: readonly [readonly string[], readonly string[]] };

type HashedTable = keyof typeof HASHED;
type HashedRow = Record<string, string | number | null> & { row_hash: string };

const TABLES = Object.keys(HASHED) as HashedTable[];

/** Tells whether the rows of a table bear a hash of themselves. */
export function isHashed(table: keyof Database): boolean {
	return Object.hasOwn(HASHED, table);
}

/** Enough against chance; nobody is kept from writing both a row and its row_hash. */
const ROW_HASH_LENGTH = 16;

/** Seals what this transaction has written. */
export async function hashRows(db: Kysely<Database>): Promise<void> {
	for (const table of TABLES) {
		const [keys] = HASHED[table];
		const rows = await readRows(db, table, sql` where row_hash = ''`);
		const hashed = rows.map((row) => ({ ...row, row_hash: rowHashOf(table, row) }));
		await setColumn(db, table, 'row_hash', hashed, keys);
	}
}

/** Counts the rows of each table that do not bear their row_hash. */
export async function mismatchedRows(
	db: Kysely<Database>
): Promise<{ table: string; count: number }[]> {
	const broken: { table: string; count: number }[] = [];
	for (const table of TABLES) {
		const rows = await readRows(db, table, sql``);
		const count = rows.filter((row) => row.row_hash !== rowHashOf(table, row)).length;
		if (count > 0) broken.push({ table, count });
	}
	return broken;
}

async function readRows(
	db: Kysely<Database>,
	table: HashedTable,
	where: ReturnType<typeof sql>
): Promise<HashedRow[]> {
	const { rows } = await sql<HashedRow>`select * from ${sql.table(table)}${where}`.execute(db);
	return rows;
}

function rowHashOf(table: HashedTable, row: HashedRow): string {
	const values = HASHED[table].flat().map((column) => row[column]);
	return sha256(JSON.stringify([table, ...values])).slice(0, ROW_HASH_LENGTH);
}
