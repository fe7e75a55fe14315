/** Tells whether a file is a ledger of this very schema: neither another program's database nor a trial version's. */
import { sql, type Kysely } from 'kysely';
import { commandOn } from '../connection/address.ts';
import { StoreError } from '../connection/errors.ts';
import type { Database } from './schema.ts';

/** Names of the tables shown in a refusal, at the most. */
const NAMED_TABLES = 3;

/**
 * Refuses a database that has tables, but no record of migrations: to migrate it would be to write into another
 * program's data. To be asked before the first pragma, since some of them write too.
 * @param tables names of all tables that are not SQLite's own
 * @throws StoreError
 */
export function refuseForeignTables(tables: readonly string[], path: string): void {
	if (tables.length === 0 || tables.includes('kysely_migration')) return;
	const named =
		tables.slice(0, NAMED_TABLES).join('、') + (tables.length > NAMED_TABLES ? '等' : '');
	throw new StoreError(
		'database_foreign',
		`“${path}”是另一个程序的数据库（含表 ${named}），没有写入任何内容。请检查 --db 或 DATABASE_URL。`
	);
}

/**
 * Refuses a database whose tables lack columns that `expected` has, or have other ones: its list of migrations says
 * that it is current, but it was made while the first of them was still being written.
 * @throws StoreError
 */
export async function requireSameTables(
	db: Kysely<Database>,
	expected: Kysely<Database>,
	path: string
): Promise<void> {
	const actual = new Map((await readTables(db)).map((table) => [table.name, table.columns]));
	const different = (await readTables(expected)).find(
		({ name, columns }) => actual.get(name) !== columns
	);
	if (different === undefined) return;
	throw trialDatabase(path, `表 ${different.name} 不同`);
}

/** The refusal of a database that was made before the first release; `sign` is what tells. */
export function trialDatabase(path: string, sign: string): StoreError {
	return new StoreError(
		'database_trial',
		`数据库“${path}”由较早的试用版程序建立（${sign}），不能接着使用，内容没有改动。请另选数据库文件，再把原始报告重新导入。`
	);
}

/** The refusal of a ledger of release 0.1.0 by all commands but the one that upgrades it. */
export function formerDatabase(path: string): StoreError {
	return new StoreError(
		'database_former',
		`数据库“${path}”由 0.1.0 版程序建立，内容没有改动。请运行 ${commandOn(path, 'npm run db:migrate')}：先留一份副本，再用其中存的原始报告升级。`
	);
}

/** Each table with its columns and their types in one text. Tables that someone has added do no harm. */
async function readTables(db: Kysely<Database>): Promise<{ name: string; columns: string }[]> {
	const { rows } = await sql<{ name: string; columns: string }>`
		select t.name, group_concat(c.name || ' ' || c.type || ' ' || c."notnull", ', ' order by c.name) as columns
		from sqlite_schema as t join pragma_table_info(t.name) as c
		where t.type = 'table' and t.name not like 'sqlite\\_%' escape '\\'
		group by t.name order by t.name`.execute(db);
	return rows;
}
