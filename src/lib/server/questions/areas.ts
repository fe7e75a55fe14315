import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import { cached } from '../cache.ts';

/** A jurisdiction that has filings, with how many. */
export interface Area {
	code: string;
	name: string;
	is_demo: boolean;
	filings: number;
}

/** Jurisdictions with current filings, the one with the most first: that is the default of every page. */
export async function listAreas(db: Kysely<Database>): Promise<readonly Area[]> {
	return (await areasOf(db)).areas;
}

/** Those of {@link listAreas}, and the one asked for where nothing is filed in it but its departments must file. */
export async function listRoundAreas(
	db: Kysely<Database>,
	asked: string | null
): Promise<readonly Area[]> {
	const filed = await listAreas(db);
	if (asked === null || filed.some(({ code }) => code === asked)) return filed;
	const listed = await listedArea(db, asked);
	return listed ? [...filed, listed] : filed;
}

async function listedArea(db: Kysely<Database>, code: string): Promise<Area | null> {
	const row = await db
		.selectFrom('jurisdiction as j')
		.innerJoin('department as d', 'd.jurisdiction_code', 'j.code')
		.innerJoin('expected_filing as e', 'e.department_id', 'd.id')
		.select(['j.code', 'j.name', 'j.is_demo'])
		.where('j.code', '=', code)
		.limit(1)
		.executeTakeFirst();
	return row ? { ...row, is_demo: row.is_demo === 1, filings: 0 } : null;
}

/** Fiscal years with current filings in the jurisdiction, ascending. */
export async function listYears(db: Kysely<Database>, area: string): Promise<readonly number[]> {
	return (await areasOf(db)).years.get(area) ?? [];
}

/** Every jurisdiction with its years: what each page offers to choose from. */
export async function listAreasWithYears(
	db: Kysely<Database>
): Promise<(Area & { years: readonly number[] })[]> {
	const { areas, years } = await areasOf(db);
	return areas.map((area) => ({ ...area, years: years.get(area.code) ?? [] }));
}

function areasOf(db: Kysely<Database>) {
	return cached(db, 'areas', () => readAreas(db));
}

async function readAreas(
	db: Kysely<Database>
): Promise<{ areas: Area[]; years: ReadonlyMap<string, number[]> }> {
	const rows = await db
		.selectFrom('area_year as y')
		.innerJoin('jurisdiction as j', 'j.code', 'y.jurisdiction_code')
		.select(['j.code', 'j.name', 'j.is_demo', 'y.fiscal_year', 'y.filings'])
		.orderBy('j.code')
		.orderBy('y.fiscal_year')
		.execute();
	const byCode = Map.groupBy(rows, ({ code }) => code);
	const areas = [...byCode].flatMap(([code, [first, ...others]]): Area[] => {
		if (!first) return [];
		const filings = others.reduce((sum, row) => sum + row.filings, first.filings);
		return [{ code, name: first.name, is_demo: first.is_demo === 1, filings }];
	});
	return {
		// A stable sort: those with as many stay in the order of their codes.
		areas: areas.sort((a, b) => b.filings - a.filings),
		years: new Map([...byCode].map(([code, all]) => [code, all.map((row) => row.fiscal_year)]))
	};
}

/** Fiscal years with current filings, or with departments that must file; ascending. */
export function listRoundYears(db: Kysely<Database>, area: string): Promise<readonly number[]> {
	return cached(db, `round years ${area}`, async () => {
		const rows = await db
			.selectFrom('expected_filing as e')
			.innerJoin('department as d', 'd.id', 'e.department_id')
			.select('e.fiscal_year')
			.distinct()
			.where('d.jurisdiction_code', '=', area)
			.execute();
		const years = new Set([...(await listYears(db, area)), ...rows.map((row) => row.fiscal_year)]);
		return [...years].sort((a, b) => a - b);
	});
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
