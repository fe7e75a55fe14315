/**
 * What every page loader begins with: the jurisdiction, the year and the page's own parameters, read from the URL
 * and repaired where they are not allowed.
 */
import { redirect } from '@sveltejs/kit';
import type { Kysely } from 'kysely';
import { ledger } from './reader.ts';
import { listAreas, listYears, type Area } from '../questions/areas.ts';
import { cached } from '../cache.ts';
import {
	readParameters,
	yearAmong,
	type Parameter,
	type ParameterProblem,
	type ValuesOf
} from '../questions/parameters.ts';
import type { Database } from '../ledger/schema/schema.ts';

export interface PageRequest<V> {
	db: Kysely<Database>;
	area: Area;
	/** Years with filings in the jurisdiction, ascending; never empty. */
	years: readonly number[];
	year: number;
	values: V;
	/** Parameters of the URL that were repaired; pages say so. */
	problems: ParameterProblem[];
	/** What the reader chose in the URL; null where the defaults serve. Links keep it. */
	chosen: { area: string | null; year: number | null };
}

/** Reads the request of a page. An empty ledger leads to the page that says how to import. */
export async function readPage<S extends Record<string, Parameter<unknown>>>(
	url: URL,
	specification: S
): Promise<PageRequest<ValuesOf<S>>> {
	const db = ledger();
	const { area, problem } = chooseArea(await listAreas(db), url.searchParams.get('area'));
	if (!area) redirect(307, '/welcome');
	const years = await listYears(db, area.code);
	const { values, problems } = readParameters(url.searchParams, {
		...specification,
		year: yearAmong(years)
	});
	const year = (values as { year: number | null }).year ?? years.at(-1);
	if (year === undefined) redirect(307, '/welcome');
	const yearChosen = url.searchParams.get('year') === String(year) ? year : null;
	const areaChosen = url.searchParams.get('area') === area.code ? area.code : null;
	return {
		db,
		area,
		years,
		year,
		values: values,
		problems: problem ? [problem, ...problems] : problems,
		chosen: { area: areaChosen, year: yearChosen }
	};
}

/** Parameters that choose among the rows of a page's table, or how they are written; its charts are the same. */
const BESIDE_CHARTS = ['offset', 'unit'];

/** The charts of the page, drawn once per data version for each choice that they depend on. */
export function cachedCharts<T>(db: Kysely<Database>, url: URL, draw: () => T): Promise<T> {
	const search = new URLSearchParams(url.searchParams);
	for (const name of BESIDE_CHARTS) search.delete(name);
	search.sort();
	return cached(db, `charts ${url.pathname}?${search.toString()}`, async () => draw());
}

/** The jurisdiction asked for, else the one with the most filings; null where nothing is filed at all. */
export function chooseArea(
	areas: readonly Area[],
	asked: string | null
): { area: Area | null; problem: ParameterProblem | null } {
	const found = areas.find((area) => area.code === asked);
	const area = found ?? areas[0] ?? null;
	if (asked === null || asked === '' || found || !area) return { area, problem: null };
	const allowed = areas.map((candidate) => `${candidate.code}（${candidate.name}）`).join('、');
	return { area, problem: { parameter: 'area', read: asked.slice(0, 80), allowed } };
}

/** For a page that shows no year: what of the address was repaired. */
export async function areaProblems(url: URL): Promise<ParameterProblem[]> {
	const { problem } = chooseArea(await listAreas(ledger()), url.searchParams.get('area'));
	return problem ? [problem] : [];
}

/** The jurisdiction of a filing, current or not; null where there is no filing of that number. */
export async function areaOfFiling(
	db: Kysely<Database>,
	filing: string
): Promise<Omit<Area, 'filings'> | null> {
	if (!/^\d{1,9}$/.test(filing)) return null;
	const row = await db
		.selectFrom('filing as f')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.innerJoin('jurisdiction as j', 'j.code', 'd.jurisdiction_code')
		.select(['j.code', 'j.name', 'j.is_demo'])
		.where('f.id', '=', Number(filing))
		.executeTakeFirst();
	return row ? { ...row, is_demo: row.is_demo === 1 } : null;
}
