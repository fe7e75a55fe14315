/**
 * The departments of a year in the order of a view's table: every list of departments on pages, in exports and in
 * the API comes from here.
 */
import type { Kysely } from 'kysely';
import type { Observation } from '#lib/comparison/observation.ts';
import { filterTable, sortTable, type TableOrder } from '#lib/comparison/table.ts';
import { VIEWS, type ViewId } from '#lib/comparison/views.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { cached } from '../../cache.ts';
import { alphabetOf, departmentsNamed } from './directory.ts';
import { comparablesOf, observationsOf } from '../figures/population.ts';

export interface ViewRequest {
	view: ViewId;
	area: string;
	year: number;
	/** The year compared with. */
	base: number;
	/** `words` are searched for in names, aliases and pinyin; empty for all. */
	filter: { kind: string | null; words: string };
	order: TableOrder;
}

export interface ViewAnswer {
	/** The rows that fit, in order. */
	rows: Observation[];
	/** The same rows without figures that are probably errors: what totals, sentences and charts are made from. */
	comparable: Observation[];
	/** The comparable rows with the year before each: balances are carried over from year to year, whatever the base. */
	yearly: Observation[];
	/** Every department of the year: what the rows are compared with. */
	population: readonly Observation[];
}

export async function answerView(db: Kysely<Database>, request: ViewRequest): Promise<ViewAnswer> {
	const { area, year, base } = request;
	const population = await observationsOf(db, area, year, base);
	const { kind, words } = request.filter;
	const departments = await departmentsNamed(db, request.area, words);
	const alphabet = await alphabetOf(db, request.area);
	const fitting = filterTable(population, { kind, departments });
	const rows = sortTable(fitting, VIEWS[request.view].columns, request.order, alphabet);
	const soundSince = async (earlier: number) => {
		const sound = await comparablesOf(db, area, year, earlier);
		const byFiling = new Map(sound.map((row) => [row.filing_id, row]));
		return rows.flatMap((row) => byFiling.get(row.filing_id) ?? []);
	};
	const comparable = await soundSince(base);
	const yearly = base === year - 1 ? comparable : await soundSince(year - 1);
	return { rows, comparable, yearly, population };
}

/** Kinds of the jurisdiction's departments, for the filter. */
export function listKinds(db: Kysely<Database>, area: string): Promise<readonly string[]> {
	return cached(db, `kinds ${area}`, () => readKinds(db, area));
}

async function readKinds(db: Kysely<Database>, area: string): Promise<string[]> {
	const rows = await db
		.selectFrom('department')
		.select('kind')
		.distinct()
		.where('jurisdiction_code', '=', area)
		.where('kind', 'is not', null)
		.orderBy('kind')
		.execute();
	return rows.flatMap((row) => (row.kind === null ? [] : [row.kind]));
}

/** Names of departments by their ids; those that are not registered are left out. */
export async function departmentNames(
	db: Kysely<Database>,
	ids: readonly number[]
): Promise<ReadonlyMap<number, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('department')
		.select(['id', 'name'])
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}
