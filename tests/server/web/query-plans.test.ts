/** No page, list or export reads a table of all areas from end to end: what it costs must not grow with the nation. */
import SqliteConnection from 'better-sqlite3';
import { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIST_IDS } from '#lib/server/api/list.ts';
import { answerList } from '#lib/server/api/answer.ts';
import { exportFile } from '#lib/server/exports/file.ts';
import { LedgerDialect } from '#lib/server/ledger/connection/dialect.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { PagePieces } from '#lib/charts/page-pieces.ts';
import { AT_HOME } from '#lib/server/accounts/reader.ts';
import { firstPages } from '#lib/server/web/first-pages.ts';
import { readingFrom } from '#lib/server/request/ledger.ts';
import { AREA, buildTown, type Town } from '../questions/town.ts';

type Load = (event: object) => Promise<unknown>;
const PAGES = import.meta.glob<{ load?: Load }>('../../../src/routes/**/+{page,layout}.server.ts');

/** Routes of accounts and acts tell of no data of areas. */
const OTHERS = /\/(?:account|login|users|hand-in|recheck|audit)\b/;

const QUERIES = ['', '?q=甲&kind=文化', '?year=2020&d=101&pin=102&whole=yes&slide=change'];

let town: Town;
let connection: SqliteConnection.Database;
let db: Kysely<Database>;
const statements = new Set<string>();
let growing: ReadonlySet<string>;

beforeAll(async () => {
	town = await buildTown();
	connection = new SqliteConnection(town.database, { readonly: true });
	growing = new Set(growingTables());
	db = new Kysely<Database>({
		dialect: new LedgerDialect({ database: connection }),
		log: ({ query }) => {
			statements.add(query.sql);
		}
	});
});

afterAll(async () => {
	await db.destroy();
	await town.close();
});

/** Tables of as many rows as a nation has departments, reports or acts: those that refer to one of them. */
function growingTables(): string[] {
	return connection
		.prepare<[], string>(
			`select distinct t.name from sqlite_schema as t, pragma_table_info(t.name) as c
			where t.type = 'table' and t.name not like 'sqlite%' and t.name <> 'area_year'
				and (c.name in ('department_id', 'filing_id', 'jurisdiction_code', 'source_id', 'verdict_set_id')
					or t.name in ('source_file', 'verdict_set'))`
		)
		.pluck()
		.all();
}

/** Names in a statement, and in the views that it reads, of tables. */
function namesIn(sql: string): Map<string, string> {
	const views = connection
		.prepare<[], string>(`select sql from sqlite_schema where type = 'view'`)
		.pluck()
		.all();
	const pattern = /(?:from|join) "?(\w+)"?(?: as "?(\w+)"?)?/g;
	return new Map(
		[...views, sql]
			.flatMap((text) => [...text.matchAll(pattern)])
			.flatMap(([, table = '', alias = table]) => [
				[alias, table] as const,
				[table, table] as const
			])
	);
}

/**
 * Reads of a statement that go through all areas: of a whole table, of a year or of what is current everywhere, or of
 * one area after the other.
 */
function readsOfAllAreas(sql: string): string[] {
	const tables = namesIn(sql);
	const values = Array.from({ length: sql.split('?').length - 1 }, () => 1);
	const plan = connection
		.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
		.all(values)
		.map(({ detail }) => detail);
	const isOfEveryArea = plan.some((detail) => {
		const [, name = ''] = /^SCAN (\w+)/.exec(detail) ?? [];
		return tables.get(name) === 'jurisdiction';
	});
	return plan.filter((detail) => {
		const [, how, name = ''] = /^(SCAN|SEARCH) (\w+)/.exec(detail) ?? [];
		if (!growing.has(tables.get(name) ?? '')) return false;
		return how === 'SCAN' || isOfEveryArea || /\((?:fiscal_year|is_current)=\?\)$/.test(detail);
	});
}

const url = (address: string) => new URL(address, 'http://localhost');

async function load(file: string, params: Record<string, string>, query: string): Promise<void> {
	const { load } = (await PAGES[file]?.()) ?? {};
	const path = file.replace(/^.*\/routes/, '').replace(/\/\+.*$/, '') || '/';
	const pieces = new PagePieces();
	const locals = { reader: AT_HOME, hydrates: false, appearance: 'system', pieces };
	// A page may refuse the address or lead elsewhere: what it asked until then counts all the same.
	await load?.({ url: url(path + query), params, locals }).catch((refusal: unknown) => {
		if (refusal instanceof Error) throw refusal;
	});
}

test('what reads all areas is recognised', () => {
	expect([...growing]).toEqual(
		expect.arrayContaining(['correction', 'filing', 'finding', 'inquiry_entry', 'verdict'])
	);
	const all = readsOfAllAreas('select count(*) from "department_year" as "y"');
	expect(all).toEqual([expect.stringMatching(/^SCAN department_year/)]);
	const each = `select count(*) from "jurisdiction" as "j"
		join "department_year" as "y" on "y"."jurisdiction_code" = "j"."code" group by "j"."code"`;
	expect(readsOfAllAreas(each)).toEqual([expect.stringMatching(/^SEARCH y/)]);
	expect(readsOfAllAreas('select * from "figure" where "measure" = ?')).not.toEqual([]);
	expect(readsOfAllAreas('select * from "department_year" where "fiscal_year" = 1')).not.toEqual(
		[]
	);
});

test('pages read no table of all areas', async () => {
	const filing = String(await town.filing('101', 2021));
	await readingFrom(db, async () => {
		for (const file of Object.keys(PAGES).filter((name) => !OTHERS.test(name))) {
			for (const query of QUERIES) {
				const params = file.includes('[filing]') ? { filing } : { code: '101' };
				await load(file, params, query ? `${query}&area=${AREA}` : '');
			}
		}
		await firstPages(db);
		for (const id of LIST_IDS) await answerList(db, id, url(`/api/v1/${id}?area=${AREA}`));
		for (const name of ['overview', 'structure', 'department/101', 'outliers', 'findings'])
			await exportFile(`${name}.csv`, url(`/exports/${name}.csv?area=${AREA}`));
	});
	expect(statements.size).toBeGreaterThan(40);
	const found = [...statements].flatMap((sql) =>
		readsOfAllAreas(sql).map((detail) => `${detail}: ${sql}`)
	);
	expect(found).toEqual([]);
});
