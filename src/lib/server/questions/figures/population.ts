/**
 * Departments' figures of one jurisdiction and year: what every comparison starts from.
 */
import type { Kysely } from 'kysely';
import {
	originsIn,
	type FormerDepartment,
	type KnownDepartments
} from '#lib/catalogue/succession.ts';
import { addReported, NOTHING_COMPARABLE } from '#lib/comparison/aggregate.ts';
import type { Corrected } from '#lib/comparison/corrected.ts';
import type { DepartmentYear, Observation, ReportedValues } from '#lib/comparison/observation.ts';
import { withoutSuspects, type Suspects } from '#lib/comparison/flags/suspects.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { correctedFilings } from '../reports/corrections.ts';
import { filingsOf, filingsOfYears } from '../departments/years.ts';
import { cached, cachedEach } from '../../cache.ts';
import { suspectsOf } from './suspects.ts';

/** A year, and the one that it is compared with. */
interface ComparedYear {
	year: number;
	base: number;
}

/**
 * Every current filing of the jurisdiction in `years`, each with the year compared with, by default the one before it;
 * by year, then code.
 */
export async function allObservations(
	db: Kysely<Database>,
	area: string,
	years: readonly number[],
	base?: number
): Promise<Observation[]> {
	return (await observations(db, area, spansOf(years, base))).flat();
}

/**
 * Every current filing of the jurisdiction in one year, each with the year compared with, by default the one before;
 * by code.
 */
export async function observationsOf(
	db: Kysely<Database>,
	area: string,
	year: number,
	base = year - 1
): Promise<readonly Observation[]> {
	const [found = []] = await observations(db, area, [{ year, base }]);
	return found;
}

/** As {@link observationsOf}, without figures that are probably errors: what totals and comparisons are made from. */
export async function comparablesOf(
	db: Kysely<Database>,
	area: string,
	year: number,
	base = year - 1
): Promise<readonly Observation[]> {
	const [found = []] = await comparables(db, area, [{ year, base }]);
	return found;
}

/** As {@link allObservations}, without figures that are probably errors. */
export async function allComparables(
	db: Kysely<Database>,
	area: string,
	years: readonly number[]
): Promise<Observation[]> {
	return (await comparables(db, area, spansOf(years))).flat();
}

/** The current filings of one year by code, without figures that are probably errors; nothing is compared. */
export async function soundFilings(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<readonly DepartmentYear[]> {
	const [rows = []] = await filed(db, area, [year]);
	const suspects = await suspectsOf(db, area);
	return suspects.size === 0 ? rows : rows.map((row) => withoutSuspects(row, suspects));
}

/** Each year once, ascending. */
function spansOf(years: readonly number[], base?: number): ComparedYear[] {
	const ascending = [...new Set(years)].sort((a, b) => a - b);
	return ascending.map((year) => ({ year, base: base ?? year - 1 }));
}

function observations(
	db: Kysely<Database>,
	area: string,
	spans: readonly ComparedYear[]
): Promise<(readonly Observation[])[]> {
	return cachedEach(db, spans, {
		keyOf: ({ year, base }) => `observations ${area} ${year} ${base}`,
		make: async (missing) => {
			const filed = observeEach(missing, await read(db, area, missing));
			const suspects = await suspectsOf(db, area);
			if (suspects.size === 0) return filed;
			const sound = await comparables(db, area, missing);
			return filed.map((rows, at) => besideSound(rows, sound[at] ?? []));
		}
	});
}

/** The rows as filed; beside each that has a suspect figure in either year, that of its department in `sound`, which has none. */
function besideSound(rows: readonly Observation[], sound: readonly Observation[]): Observation[] {
	const byDepartment = new Map(sound.map((row) => [row.department.id, row]));
	return rows.map((row) => {
		const same = byDepartment.get(row.department.id);
		const isSound = same?.values === row.values && same.previous?.values === row.previous?.values;
		return same === undefined || isSound ? row : { ...row, sound: same };
	});
}

function comparables(
	db: Kysely<Database>,
	area: string,
	spans: readonly ComparedYear[]
): Promise<(readonly Observation[])[]> {
	return cachedEach(db, spans, {
		keyOf: ({ year, base }) => `comparables ${area} ${year} ${base}`,
		make: async (missing) => {
			const suspects = await suspectsOf(db, area);
			// One list for both questions, made and kept once.
			if (suspects.size === 0) return observations(db, area, missing);
			const { byYear, predecessors } = await read(db, area, missing);
			const sound = [...byYear].map(
				([year, rows]) => [year, rows.map((row) => withoutSuspects(row, suspects))] as const
			);
			return observeEach(missing, { byYear: new Map(sound), predecessors });
		}
	});
}

/** Filings of several years and the reorganisations between them, to make observations from. */
interface YearsRead {
	byYear: ReadonlyMap<number, readonly DepartmentYear[]>;
	predecessors: Predecessors;
}

async function read(
	db: Kysely<Database>,
	area: string,
	spans: readonly ComparedYear[]
): Promise<YearsRead> {
	const years = [...new Set(spans.flatMap(({ year, base }) => [year, base]))];
	const filings = await filed(db, area, years);
	return {
		byYear: new Map(years.map((year, index) => [year, filings[index] ?? []])),
		predecessors: await predecessorsOf(db, area)
	};
}

function observeEach(
	spans: readonly ComparedYear[],
	{ byYear, predecessors }: YearsRead
): Observation[][] {
	return spans.map(({ year, base }) =>
		observe(byYear.get(year) ?? [], { year: base, rows: byYear.get(base) ?? [] }, predecessors)
	);
}

/** Filings of each of the years; those of years that are not kept yet are read in one statement. */
function filed(
	db: Kysely<Database>,
	area: string,
	years: readonly number[]
): Promise<(readonly DepartmentYear[])[]> {
	return cachedEach(db, years, {
		keyOf: (year) => `filed ${area} ${year}`,
		make: async (missing) => {
			const rows = await filingsOfYears(db, area, missing);
			const filings = withCorrections(rows, await correctedFilings(db, area));
			const byYear = Map.groupBy(filings, ({ fiscal_year }) => fiscal_year);
			return missing.map((year) => byYear.get(year) ?? []);
		}
	});
}

function withCorrections(
	rows: readonly DepartmentYear[],
	corrected: ReadonlyMap<number, Corrected>
): readonly DepartmentYear[] {
	if (corrected.size === 0) return rows;
	return rows.map((row) => {
		const own = corrected.get(row.filing_id);
		return own ? { ...row, corrected: own, values: markCorrected(row.values, own) } : row;
	});
}

function markCorrected(values: ReportedValues, corrected: Corrected): ReportedValues {
	const marked = { ...values };
	for (const id of Object.keys(corrected) as (keyof Corrected)[])
		marked[id] = { ...values[id], corrected: 'itself' };
	return marked;
}

/**
 * All years of some departments, each with the year before it; by year, then code. Reads nobody else's. As filed, unless
 * `suspects` are given, which are left out.
 */
export async function historiesOf(
	db: Kysely<Database>,
	area: string,
	departments: readonly number[],
	suspects: Suspects = new Map()
): Promise<Observation[]> {
	const predecessors = await predecessorsOf(db, area);
	const wanted = withPredecessors(departments, predecessors);
	const rows = await filingsOf(db, area, wanted);
	const filed = withCorrections(rows, await correctedFilings(db, area));
	const filings = filed.map((row) => withoutSuspects(row, suspects));
	const byYear = Map.groupBy(filings, ({ fiscal_year }) => fiscal_year);
	const asked = new Set(departments);
	return [...byYear].flatMap(([year, rowsOfYear]) =>
		observe(
			rowsOfYear.filter(({ department }) => asked.has(department.id)),
			{ year: year - 1, rows: byYear.get(year - 1) ?? [] },
			predecessors
		)
	);
}

/** The departments with all that they took over, directly or through others. */
function withPredecessors(departments: readonly number[], known: Predecessors): number[] {
	const found = new Set(departments);
	// Those that are found while the set is gone through are gone through too.
	for (const id of found) for (const former of known.predecessors(id)) found.add(former.id);
	return [...found];
}

/** The year compared with and its filings. */
interface Earlier {
	year: number;
	rows: readonly DepartmentYear[];
}

function observe(
	rows: readonly DepartmentYear[],
	{ year, rows: before }: Earlier,
	predecessors: Predecessors
): Observation[] {
	// A year is compared with an earlier one alone.
	const isEarlier = year < (rows[0]?.fiscal_year ?? year);
	const found = new Map((isEarlier ? before : []).map((row) => [row.department.id, row]));
	return rows.map((row) => ({ ...row, previous: previousOf(row, { year, found }, predecessors) }));
}

interface Predecessor extends FormerDepartment {
	name: string;
}

/** Departments that a successor took over, and the first year for which each filed itself. */
interface Predecessors extends KnownDepartments<Predecessor> {
	/** All departments that another took over, and those others. */
	reorganised: ReadonlySet<number>;
}

/** Departments that another took over, and those that took others over. */
export async function reorganisedDepartments(
	db: Kysely<Database>,
	area: string
): Promise<ReadonlySet<number>> {
	return (await predecessorsOf(db, area)).reorganised;
}

/** The reorganisations of the jurisdiction, to ask who stood for whom. */
export function predecessorsOf(db: Kysely<Database>, area: string): Promise<Predecessors> {
	return cached(db, `predecessors ${area}`, () => readPredecessors(db, area));
}

/**
 * The first year for which each department of the jurisdiction filed itself, by its id. In one statement: asked of each
 * department for itself, a ledger on several servers would be asked as many times.
 */
function firstFiledYears(db: Kysely<Database>, area: string): Promise<ReadonlyMap<number, number>> {
	return cached(db, `first years ${area}`, async () => {
		const rows = await db
			.selectFrom('department_year')
			.select(['department_id', (e) => e.fn.min('fiscal_year').as('since')])
			.where('jurisdiction_code', '=', area)
			.groupBy('department_id')
			.execute();
		return new Map(rows.map(({ department_id, since }) => [department_id, since]));
	});
}

async function readPredecessors(db: Kysely<Database>, area: string): Promise<Predecessors> {
	const rows = await db
		.selectFrom('department as d')
		.select(['d.id', 'd.name', 'd.successor_id', 'd.succeeded_from'])
		.where('d.jurisdiction_code', '=', area)
		.where('d.successor_id', 'is not', null)
		.execute();
	const bySuccessor = Map.groupBy(rows, (row) => row.successor_id);
	const nobody: ReadonlyMap<number, number> = new Map();
	const firstYears = rows.length === 0 ? nobody : await firstFiledYears(db, area);
	return {
		reorganised: new Set(rows.flatMap((row) => [row.id, row.successor_id ?? row.id])),
		predecessors: (id) => bySuccessor.get(id) ?? [],
		firstFiled: (id) => firstYears.get(id) ?? null
	};
}

function previousOf(
	row: DepartmentYear,
	{ year, found }: { year: number; found: ReadonlyMap<number, DepartmentYear> },
	predecessors: Predecessors
): Observation['previous'] {
	const span = { then: year, now: row.fiscal_year };
	const { own, former } = originsIn(row.department.id, span, predecessors);
	const itself = found.get(row.department.id);
	if (former.length === 0) {
		return itself
			? { fiscal_year: year, values: itself.values, filing_id: itself.filing_id, bridged_from: [] }
			: null;
	}
	const parts = [...(own ? [itself] : []), ...former.map(({ id }) => found.get(id))];
	const filed = parts.filter((part) => part !== undefined);
	if (filed.length === 0) return null;
	const joined = { fiscal_year: year, filing_id: null };
	// One that stood then and did not file leaves the sum too small to compare with.
	if (filed.length < parts.length)
		return { ...joined, values: NOTHING_COMPARABLE, bridged_from: [], incomplete: true };
	return {
		...joined,
		values: addReported(filed.map((part) => part.values)),
		bridged_from: former.map(({ name }) => name)
	};
}
