/**
 * Departments' figures of one jurisdiction and year: what every comparison starts from.
 */
import type { Kysely } from 'kysely';
import { addReported } from '#lib/comparison/aggregate.ts';
import type { DepartmentYear, Observation } from '#lib/comparison/observation.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { currentFilings, filingsOfYear, toDepartmentYear } from './department-years.ts';
import { keepLarge } from './kept.ts';

/** Every current filing of the jurisdiction in `years`, each with the year before it; by year, then code. */
export async function allObservations(
	db: Kysely<Database>,
	area: string,
	years: readonly number[]
): Promise<Observation[]> {
	const ascending = [...new Set(years)].sort((a, b) => a - b);
	const { observations } = await populationOf(db, area);
	const found: (readonly Observation[])[] = [];
	for (const year of ascending) found.push(await observations(year));
	return found.flat();
}

/** Every current filing of the jurisdiction in one year, each with the year before it; by code. */
export async function observationsOf(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<readonly Observation[]> {
	return (await populationOf(db, area)).observations(year);
}

/** All years of some departments, each with the year before it; by year, then code. Reads nobody else's. */
export async function historiesOf(
	db: Kysely<Database>,
	area: string,
	departments: readonly number[]
): Promise<Observation[]> {
	const { predecessors } = await populationOf(db, area);
	const merged = departments.flatMap((id) => (predecessors.get(id) ?? []).map((one) => one.id));
	const wanted = [...new Set([...departments, ...merged])];
	if (wanted.length === 0) return [];
	const rows = await currentFilings(db, area).where('y.department_id', 'in', wanted).execute();
	const byYear = Map.groupBy(rows.map(toDepartmentYear), ({ fiscal_year }) => fiscal_year);
	const asked = new Set(departments);
	return [...byYear].flatMap(([year, filed]) =>
		observe(
			filed.filter(({ department }) => asked.has(department.id)),
			byYear.get(year - 1) ?? [],
			predecessors
		)
	);
}

/** A jurisdiction's filings year by year, each year read when it is first asked for. */
interface Population {
	observations: (year: number) => Promise<readonly Observation[]>;
	predecessors: Predecessors;
}

function populationOf(db: Kysely<Database>, area: string): Promise<Population> {
	return keepLarge(db, `population ${area}`, async () => {
		const predecessors = await listPredecessors(db, area);
		const filed = once((year) => filingsOfYear(db, area, year));
		const observations = once(async (year) =>
			observe(await filed(year), await filed(year - 1), predecessors)
		);
		return { observations, predecessors };
	});
}

/** The answer of each year, made once. */
function once<T>(make: (year: number) => Promise<T>): (year: number) => Promise<T> {
	const made = new Map<number, Promise<T>>();
	return (year) => {
		const answer = made.get(year) ?? make(year);
		made.set(year, answer);
		answer.catch(() => made.delete(year));
		return answer;
	};
}

function observe(
	rows: readonly DepartmentYear[],
	before: readonly DepartmentYear[],
	predecessors: Predecessors
): Observation[] {
	const found = new Map(before.map((row) => [row.department.id, row]));
	return rows.map((row) => ({ ...row, previous: previousOf(row, found, predecessors) }));
}

/** Departments that the successor took over, with the first year in which it reports for them. */
type Predecessors = Map<number, { id: number; name: string; from: number }[]>;

async function listPredecessors(db: Kysely<Database>, area: string): Promise<Predecessors> {
	const rows = await db
		.selectFrom('department')
		.select(['id', 'name', 'successor_id', 'succeeded_from'])
		.where('jurisdiction_code', '=', area)
		.where('successor_id', 'is not', null)
		.execute();
	const bySuccessor: Predecessors = new Map();
	for (const row of rows) {
		if (row.successor_id === null || row.succeeded_from === null) continue;
		const list = bySuccessor.get(row.successor_id) ?? [];
		list.push({ id: row.id, name: row.name, from: row.succeeded_from });
		bySuccessor.set(row.successor_id, list);
	}
	return bySuccessor;
}

function previousOf(
	row: DepartmentYear,
	found: ReadonlyMap<number, DepartmentYear>,
	predecessors: Predecessors
): Observation['previous'] {
	const own = found.get(row.department.id);
	const merged = (predecessors.get(row.department.id) ?? []).filter(
		(predecessor) => predecessor.from === row.fiscal_year
	);
	if (merged.length === 0) {
		return own ? { values: own.values, filing_id: own.filing_id, bridged_from: [] } : null;
	}
	const parts = merged.map((predecessor) => found.get(predecessor.id));
	const filed = [own, ...parts].filter((part) => part !== undefined);
	// A predecessor that did not file leaves the sum too small to compare with.
	if (filed.length === 0 || parts.includes(undefined)) return null;
	return {
		values: addReported(filed.map((part) => part.values)),
		filing_id: null,
		bridged_from: merged.map((predecessor) => predecessor.name)
	};
}
