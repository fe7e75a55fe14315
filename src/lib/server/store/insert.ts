/**
 * Inserts of many rows. Kysely compiles a statement once a table and number of rows, since compiling costs more than
 * the insert itself; rows go in by the largest such statement that they fill.
 */
import { sql, type CompiledQuery, type Insertable, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Largest first. With eight columns the first stays below SQLite's 32,766 parameters by far. */
const ROWS_AT_ONCE = [256, 64, 16, 8, 4, 2, 1] as const;

type Table = keyof Database;
type TableWithId = 'filing' | 'unit';
/** Column names of a table; every row is written and read in this order. */
export type Columns<T extends Table> = readonly (keyof Insertable<Database[T]> & string)[];
export type Row<T extends Table, C extends Columns<T>> = Pick<Insertable<Database[T]>, C[number]>;

const compiled = new WeakMap<object, Map<string, CompiledQuery>>();

/** Writes `rows` in their order; `db` is a transaction. */
export async function insertRows<T extends Table, C extends Columns<T>>(
	db: Kysely<Database>,
	table: T,
	columns: C,
	rows: readonly Row<T, C>[]
): Promise<void> {
	let done = 0;
	for (const size of ROWS_AT_ONCE) {
		for (; rows.length - done >= size; done += size) {
			const parameters: unknown[] = [];
			for (const row of rows.slice(done, done + size)) {
				for (const column of columns) parameters.push(row[column as keyof typeof row] ?? null);
			}
			await db.executeQuery({ ...statement(db, table, columns, size), parameters });
		}
	}
}

/** Writes one row and returns the key that the database gave it. */
export async function insertRow<T extends TableWithId, C extends Columns<T>>(
	db: Kysely<Database>,
	table: T,
	columns: C,
	row: Row<T, C>
): Promise<number> {
	const { rows } = await db.executeQuery<{ id: number }>({
		...(statement(db, table, columns, 1, true) as CompiledQuery<{ id: number }>),
		parameters: columns.map((column) => row[column as keyof typeof row] ?? null)
	});
	const [inserted] = rows;
	if (!inserted) throw new Error(`The insert into ${table} gave no key back`);
	return inserted.id;
}

function statement<T extends Table>(
	db: Kysely<Database>,
	table: T,
	columns: Columns<T>,
	size: number,
	returnsId = false
): CompiledQuery {
	const adapter = db.getExecutor().adapter;
	let ofDialect = compiled.get(adapter);
	if (!ofDialect) compiled.set(adapter, (ofDialect = new Map<string, CompiledQuery>()));
	const key = `${table}:${size}:${returnsId}`;
	const known = ofDialect.get(key);
	if (known) return known;
	const blank = Object.fromEntries(columns.map((column) => [column, 0]));
	const rows = Array.from({ length: size }, () => blank) as unknown as Insertable<Database[T]>[];
	const insert = db.insertInto(table).values(rows);
	const query = (returnsId ? insert.returning(sql.ref('id').as('id')) : insert).compile();
	ofDialect.set(key, query);
	return query;
}
