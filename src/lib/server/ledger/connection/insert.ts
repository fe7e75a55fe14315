/**
 * Writes of many rows. Kysely compiles a statement once a table and number of rows, since compiling costs more than
 * the insert itself; rows go in by the largest such statement that they fill.
 */
import type { Compilable, CompiledQuery, Insertable, Kysely, Selectable } from 'kysely';
import type { Database } from '../schema/schema.ts';

/** Largest first. With thirty-odd columns the first stays below SQLite's 32,766 parameters by far. */
const ROWS_AT_ONCE = [256, 64, 16, 8, 4, 2, 1] as const;

type Table = keyof Database;
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
	for (const { size, parameters } of portions(columns, rows)) {
		const query = compileInsert(db, table, columns, size);
		await db.executeQuery({ ...query, parameters });
	}
}

/** As {@link insertRows}, of rows whose values stand one after another in one list. */
export async function insertValues<T extends Table>(
	db: Kysely<Database>,
	table: T,
	columns: Columns<T>,
	values: readonly (string | number | null)[]
): Promise<void> {
	let done = 0;
	for (const size of ROWS_AT_ONCE) {
		const width = size * columns.length;
		for (; values.length - done >= width; done += width) {
			const query = compileInsert(db, table, columns, size);
			await db.executeQuery({ ...query, parameters: values.slice(done, done + width) });
		}
	}
}

/** As {@link insertRows}; gives back the columns by which the caller tells the rows apart, in no order. */
export async function insertReturning<
	T extends 'filing' | 'unit',
	C extends Columns<T>,
	K extends keyof Selectable<Database[T]> & string
>(
	db: Kysely<Database>,
	table: T,
	columns: C,
	rows: readonly Row<T, C>[],
	keys: readonly K[]
): Promise<Pick<Selectable<Database[T]>, K>[]> {
	const inserted: Pick<Selectable<Database[T]>, K>[] = [];
	for (const { size, parameters } of portions(columns, rows)) {
		const query = compileOnce(db, `insert returning ${table} ${size}`, () =>
			db
				.insertInto(table)
				.values(blankRows<T>(columns, size))
				.returning(keys as readonly never[])
		);
		const result = await db.executeQuery({ ...query, parameters });
		inserted.push(...(result.rows as Pick<Selectable<Database[T]>, K>[]));
	}
	return inserted;
}

/**
 * Runs a statement that is compiled once under its name; `build` gives it with any values in the places of
 * `parameters`, all of which must be such values, in the order in which the statement has them.
 */
export async function runOften(
	db: Kysely<Database>,
	name: string,
	build: () => Compilable,
	parameters: readonly unknown[]
): Promise<void> {
	await db.executeQuery({ ...compileOnce(db, name, build), parameters });
}

function compileInsert(
	db: Kysely<Database>,
	table: Table,
	columns: readonly string[],
	size: number
): CompiledQuery {
	return compileOnce(db, `insert ${table} ${size}`, () =>
		db.insertInto(table).values(blankRows(columns, size))
	);
}

function compileOnce(db: Kysely<Database>, name: string, build: () => Compilable): CompiledQuery {
	const { adapter } = db.getExecutor();
	let ofDialect = compiled.get(adapter);
	if (!ofDialect) compiled.set(adapter, (ofDialect = new Map<string, CompiledQuery>()));
	const known = ofDialect.get(name);
	if (known) return known;
	const query = build().compile();
	ofDialect.set(name, query);
	return query;
}

interface Portion {
	size: number;
	parameters: unknown[];
}

function* portions(columns: readonly string[], rows: readonly object[]): Generator<Portion> {
	let done = 0;
	for (const size of ROWS_AT_ONCE) {
		for (; rows.length - done >= size; done += size) {
			const parameters: unknown[] = [];
			for (let at = done; at < done + size; at++) {
				const row = rows[at] as Readonly<Record<string, unknown>>;
				for (const column of columns) parameters.push(row[column] ?? null);
			}
			yield { size, parameters };
		}
	}
}

function blankRows<T extends Table>(
	columns: readonly string[],
	size: number
): Insertable<Database[T]>[] {
	const blank = Object.fromEntries(columns.map((column) => [column, 0]));
	return Array.from({ length: size }, () => blank as unknown as Insertable<Database[T]>);
}
