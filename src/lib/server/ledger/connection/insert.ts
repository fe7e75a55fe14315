/**
 * Writes of many rows. The statements are written out here, since to have Kysely compile one with thousands of values
 * costs more than the insert itself. Rows go in by the largest statement that they fill. A column that is null in all
 * of them is left out, since binding a null costs as much as binding a figure: null is what it then becomes.
 */
import { CompiledQuery, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../schema/schema.ts';
import { copyStatement, isCopied } from './copy-text.ts';
import { engineOf } from './engine.ts';

/** Largest first. With sixty columns the first stays below SQLite's 32,766 parameters by half. */
const ROWS_AT_ONCE = [256, 64, 16, 8, 4, 2, 1] as const;

type InsertTable = keyof Database;
/** Column names of a table; every row is written and read in this order. */
export type ColumnNames<T extends InsertTable> = readonly (keyof Insertable<Database[T]> &
	string)[];
export type InsertRow<T extends InsertTable, C extends ColumnNames<T>> = Pick<
	Insertable<Database[T]>,
	C[number]
>;
export type SqlValue = string | number | null;

/** Writes `rows` in their order; `db` is a transaction. */
export async function insertRows<T extends InsertTable, C extends ColumnNames<T>>(
	db: Kysely<Database>,
	table: T,
	columns: C,
	rows: readonly InsertRow<T, C>[]
): Promise<void> {
	await run(db, { table, columns, rows, ending: '' });
}

/** As {@link insertRows}; a row with the same key is overwritten. */
export async function upsertRows<T extends InsertTable, C extends ColumnNames<T>>(
	db: Kysely<Database>,
	table: T,
	columns: C,
	rows: readonly InsertRow<T, C>[],
	key: readonly C[number][]
): Promise<void> {
	const changes = columns
		.filter((column) => !key.includes(column))
		.map((column) => `${quote(column)} = excluded.${quote(column)}`);
	const ending = ` on conflict (${key.map(quote).join()}) do update set ${changes.join()}`;
	await run(db, { table, columns, rows, ending });
}

/** Sets one column of rows that are all there. Each is given whole, since the engine reads them as rows to insert. */
export async function setColumn(
	db: Kysely<Database>,
	table: InsertTable,
	column: string,
	rows: readonly Readonly<Record<string, SqlValue>>[],
	key: readonly string[]
): Promise<void> {
	const name = quote(column);
	const ending = ` on conflict (${key.map(quote).join()}) do update set ${name} = excluded.${name}`;
	await run(db, { table, columns: Object.keys(rows[0] ?? {}), rows, ending });
}

/** As {@link insertRows}; returns the columns by which the caller tells the rows apart, in no order. */
export async function insertReturning<
	T extends 'filing' | 'department',
	C extends ColumnNames<T>,
	K extends keyof Selectable<Database[T]> & string
>(
	db: Kysely<Database>,
	table: T,
	columns: C,
	rows: readonly InsertRow<T, C>[],
	keys: readonly K[]
): Promise<Pick<Selectable<Database[T]>, K>[]> {
	const ending = ` returning ${keys.map(quote).join()}`;
	const inserted = await run(db, { table, columns, rows, ending });
	return inserted as Pick<Selectable<Database[T]>, K>[];
}

/**
 * As {@link insertRows}, of rows whose values stand one after another in the order of the columns.
 * @param shared columns that are the same in all of the rows: each of their values is bound once
 */
export async function insertValues<T extends InsertTable>(
	db: Kysely<Database>,
	table: T,
	columns: ColumnNames<T>,
	values: readonly SqlValue[],
	shared: Readonly<Record<string, SqlValue>> = {}
): Promise<void> {
	const width = columns.length;
	const common = Object.values(shared);
	let done = 0;
	if (mayCopy(db, values.length / width) && !values.some((value) => Buffer.isBuffer(value))) {
		const all = common.length === 0 ? values : withShared(values, width, common);
		return copyIn(db, table, [...Object.keys(shared), ...columns], all);
	}
	if (common.length > 0 && engineOf(db).name === 'postgres') {
		// The server would take the types of the values from their texts.
		const whole = [...Object.keys(shared), ...columns] as unknown as ColumnNames<T>;
		return insertValues(db, table, whole, withShared(values, width, common));
	}
	for (const size of ROWS_AT_ONCE) {
		for (; values.length - done >= size * width; done += size * width) {
			const portion = values.slice(done, done + size * width);
			const text = sharingText(db, { table, columns, shared: Object.keys(shared) }, size);
			await db.executeQuery(CompiledQuery.raw(text, common.concat(portion)));
		}
	}
}

function withShared(
	values: readonly SqlValue[],
	width: number,
	common: readonly SqlValue[]
): SqlValue[] {
	const all: SqlValue[] = [];
	for (let at = 0; at < values.length; at += width) {
		all.push(...common, ...values.slice(at, at + width));
	}
	return all;
}

function sharingText(
	db: Kysely<Database>,
	{
		table,
		columns,
		shared
	}: { table: string; columns: readonly string[]; shared: readonly string[] },
	size: number
): string {
	if (shared.length === 0) return insertText(db, table, columns, size);
	return textOnce(db, `${table} ${size} ${columns.join()} ${shared.join()}`, () => {
		const rows = rowsText(columns.length, size);
		const chosen = [...shared.map(() => '?'), ...columns.map((_, at) => `column${at + 1}`)];
		const into = [...shared, ...columns].map(quote).join();
		return `insert into ${quote(table)} (${into}) select ${chosen.join()} from (values ${rows}) as rows`;
	});
}

interface Insert {
	table: InsertTable;
	/** All that the rows may fill. */
	columns: readonly string[];
	rows: readonly object[];
	/** The end of the statement, behind the values; empty for none. */
	ending: string;
}

async function run(
	db: Kysely<Database>,
	{ table, rows, ending, ...given }: Insert
): Promise<unknown[]> {
	const columns = given.columns.filter((column) =>
		rows.some((row) => valueOf(row, column) !== null)
	);
	const returned: unknown[] = [];
	let done = 0;
	if (ending === '' && mayCopy(db, rows.length)) {
		await copyIn(db, table, columns, valuesOf(columns, rows, 0, rows.length));
		return returned;
	}
	for (const size of ROWS_AT_ONCE) {
		for (; rows.length - done >= size; done += size) {
			const text = insertText(db, table, columns, size) + ending;
			const values = valuesOf(columns, rows, done, done + size);
			returned.push(...(await db.executeQuery(CompiledQuery.raw(text, values))).rows);
		}
	}
	return returned;
}

function mayCopy(db: Kysely<Database>, rows: number): boolean {
	return engineOf(db).name === 'postgres' && isCopied(rows);
}

async function copyIn(
	db: Kysely<Database>,
	table: string,
	columns: readonly string[],
	values: readonly SqlValue[]
): Promise<void> {
	const into = `${quote(table)} (${columns.map(quote).join()})`;
	await db.executeQuery(copyStatement(into, values, columns.length));
}

const texts = new Map<string, string>();

/** There are as many texts as tables times sizes, for each choice of columns that rows came with. */
function insertText(
	db: Kysely<Database>,
	table: string,
	columns: readonly string[],
	size: number
): string {
	return textOnce(db, `${table} ${size} ${columns.join()}`, () => {
		const rows = rowsText(columns.length, size);
		return `insert into ${quote(table)} (${columns.map(quote).join()}) values ${rows}`;
	});
}

function textOnce(db: Kysely<Database>, of: string, make: () => string): string {
	const engine = engineOf(db);
	const key = `${engine.name} ${of}`;
	const known = texts.get(key);
	if (known !== undefined) return known;
	const text = engine.withParameters(make());
	texts.set(key, text);
	return text;
}

function rowsText(width: number, size: number): string {
	const row = `(${Array.from({ length: width }, () => '?').join()})`;
	return Array.from({ length: size }, () => row).join();
}

/** Names come from the schema, never from a file. */
function quote(name: string): string {
	return `"${name}"`;
}

function valuesOf(
	columns: readonly string[],
	rows: readonly object[],
	from: number,
	to: number
): SqlValue[] {
	const values: SqlValue[] = [];
	for (let at = from; at < to; at++) {
		for (const column of columns) values.push(valueOf(rows[at] ?? {}, column));
	}
	return values;
}

function valueOf(row: object, column: string): SqlValue {
	return (row as Readonly<Record<string, SqlValue | undefined>>)[column] ?? null;
}
