/** The parts of a nation on several PostgreSQL servers, and the database that asks them all. */
import { CompiledQuery, type Kysely } from 'kysely';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

/** A database that holds the areas from one number to before another. */
export interface Part {
	address: string;
	from: number;
	to: number;
}

export const YEARS = Array.from({ length: 10 }, (_, index) => 2014 + index);

/** The tables of which each server holds the rows of its areas. */
const PARTED = ['department_year', 'department', 'area_year'];

/** Six digits, as codes of areas have. */
export function areaNumbered(number: number): string {
	return String(100_000 + number);
}

export async function rawRows(db: Kysely<Database>, text: string): Promise<unknown[]> {
	return (await db.executeQuery(CompiledQuery.raw(text))).rows;
}

/** Fills the parts, all at once, and joins them in `nation`. */
export async function makeParts(
	nation: string,
	parts: readonly Part[],
	departments: number
): Promise<void> {
	await Promise.all(
		parts.map((part) => withLedger(part.address, (db) => fill(db, part, departments)))
	);
	await withLedger(nation, (db) => join(db, parts));
}

async function withLedger(address: string, act: (db: Kysely<Database>) => Promise<void>) {
	const db = openWriter(address);
	try {
		await migrate(db, address);
		await act(db);
	} finally {
		await db.destroy();
	}
}

/** Without the triggers and references of the ledger, since the filings of these rows do not exist. */
async function fill(db: Kysely<Database>, { from, to }: Part, departments: number): Promise<void> {
	const areas = `generate_series(${from}, ${to - 1}) as area`;
	const code = '(100000 + area)::text';
	const id = `area::bigint * ${departments} + d`;
	const measures = await measureColumns(db);
	const values = measures.map(
		(_, index) => `((${id}) * ${(index + 7) * 7919} + year * 104729) % 900000 * 100 + 10000`
	);
	const kinds = `(array['党政机关', '事业单位', '群团组织'])[1 + d % 3]`;
	const statements = [
		'set session_replication_role = replica',
		'set synchronous_commit = off',
		'alter table department_year set unlogged',
		`insert into area_year select ${code}, year, ${departments} from ${areas}, ${years()}`,
		`insert into department (id, jurisdiction_code, code, name, kind)
			select ${id}, ${code}, (1000 + d)::text, '测试县第' || d || '局', ${kinds}
			from ${areas}, generate_series(1, ${departments}) as d`,
		`insert into department_year (department_id, fiscal_year, jurisdiction_code, filing_id, kind, template,
				findings_fail, findings_warn, findings_not_checkable, verdict_set_id, missing, ${measures.join()})
			select ${id}, year, ${code}, (${id}) * 10 + year % 10, ${kinds}, 'csv', 0, 0, 0, 1, '{}', ${values.join()}
			from ${areas}, generate_series(1, ${departments}) as d, ${years()}`,
		// Sums over the nation read it instead of the wide rows.
		'create index department_year_nation on department_year (fiscal_year, jurisdiction_code) include (spending_total)'
	];
	for (const text of statements) await rawRows(db, text);
	await rawRows(db, 'vacuum analyze');
}

const years = () => `generate_series(${YEARS[0]}, ${YEARS.at(-1)}) as year`;

/** Columns of amounts, budgets apart. */
async function measureColumns(db: Kysely<Database>): Promise<string[]> {
	const rows = await rawRows(
		db,
		`select column_name as name from information_schema.columns
			where table_name = 'department_year' and column_name ~ '^(income|spending|balance|three_public|assets|staff)_'
				and column_name !~ '_budget_' order by ordinal_position`
	);
	return (rows as { name: string }[]).map(({ name }) => name);
}

/** The parted tables become tables of partitions, each on its server; what is small is here alone. */
async function join(db: Kysely<Database>, parts: readonly Part[]): Promise<void> {
	await rawRows(db, 'create extension postgres_fdw');
	for (const [index, { address }] of parts.entries()) {
		const { hostname, port, pathname, username } = new URL(address);
		await rawRows(
			db,
			`create server part${index} foreign data wrapper postgres_fdw options (use_remote_estimate 'true', host '${hostname}', port '${port}',
				dbname '${pathname.slice(1)}', fetch_size '10000', async_capable 'true')`
		);
		await rawRows(
			db,
			`create user mapping for current_user server part${index} options (user '${username}')`
		);
	}
	for (const table of PARTED) {
		await rawRows(db, `alter table ${table} rename to whole_${table}`);
		const columns = await columnsOf(db, `whole_${table}`);
		await rawRows(db, `create table ${table} (${columns}) partition by range (jurisdiction_code)`);
		for (const [index, { from, to }] of parts.entries()) {
			await rawRows(
				db,
				`create foreign table ${table}_${index} partition of ${table}
					for values from ('${areaNumbered(from)}') to ('${areaNumbered(to)}')
					server part${index} options (table_name '${table}')`
			);
		}
	}
	const last = parts.at(-1)?.to ?? 0;
	await rawRows(
		db,
		`insert into jurisdiction (code, name, is_demo)
			select (100000 + area)::text, '测试' || area || '县', 1 from generate_series(0, ${last - 1}) as area`
	);
	for (const setting of ['partitionwise_aggregate', 'partitionwise_join']) {
		await rawRows(db, `alter database nation set enable_${setting} = on`);
	}
}

/** Texts are ordered as the database does. */
async function columnsOf(db: Kysely<Database>, table: string): Promise<string> {
	const rows = await rawRows(
		db,
		`select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, null), ', ' order by attnum) as columns
			from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped`
	);
	return (rows as { columns: string }[])[0]?.columns ?? '';
}
