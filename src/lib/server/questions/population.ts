/**
 * Departments' figures of one jurisdiction and year: what every comparison starts from.
 */
import type { Kysely, Selectable } from 'kysely';
import { REPORTED_IDS, type ReportedId } from '#lib/catalogue/measures.ts';
import { absent, present, type MissingReason, type Value } from '#lib/catalogue/values.ts';
import { addReported } from '#lib/comparison/aggregate.ts';
import type { DepartmentYear, Observation, ReportedValues } from '#lib/comparison/observation.ts';
import type { Database, DepartmentTable, DepartmentYearTable } from '#lib/server/store/schema.ts';
import { keep } from './kept.ts';

type StoredRow = Selectable<DepartmentYearTable> &
	Pick<Selectable<DepartmentTable>, 'code' | 'name' | 'division'>;

/** Rows of `department_year` with the department's name, ready to be filtered further. */
function storedYears(db: Kysely<Database>) {
	return db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.selectAll('y')
		.select(['d.code', 'd.name', 'd.division'])
		.orderBy('y.fiscal_year')
		.orderBy('d.code');
}

/** Every current filing of the jurisdiction, by year, then department code. */
async function departmentYears(db: Kysely<Database>, area: string): Promise<DepartmentYear[]> {
	const rows = await storedYears(db).where('y.jurisdiction_code', '=', area).execute();
	return rows.map(toDepartmentYear);
}

/** Every current filing of the jurisdiction in `years`, each with the year before it; by year, then code. */
export async function allObservations(
	db: Kysely<Database>,
	area: string,
	years: readonly number[]
): Promise<Observation[]> {
	const byYear = await observeArea(db, area);
	const wanted = new Set(years);
	return [...byYear].flatMap(([year, rows]) => (wanted.has(year) ? rows : []));
}

/** Every current filing of the jurisdiction in one year, each with the year before it; by code. */
export async function observationsOf(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<Observation[]> {
	return [...((await observeArea(db, area)).get(year) ?? [])];
}

/** By year, ascending. */
function observeArea(
	db: Kysely<Database>,
	area: string
): Promise<ReadonlyMap<number, readonly Observation[]>> {
	return keep(db, `observations ${area}`, async () => {
		const rows = await departmentYears(db, area);
		const predecessors = await listPredecessors(db, area);
		const found = new Map(rows.map((row) => [keyOf(row.department.id, row.fiscal_year), row]));
		const observed = rows.map((row) => ({
			...row,
			previous: previousOf(row, found, predecessors)
		}));
		return Map.groupBy(observed, ({ fiscal_year }) => fiscal_year);
	});
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

function keyOf(department: number, year: number): string {
	return `${department}:${year}`;
}

function previousOf(
	row: DepartmentYear,
	found: ReadonlyMap<string, DepartmentYear>,
	predecessors: Predecessors
): Observation['previous'] {
	const own = found.get(keyOf(row.department.id, row.fiscal_year - 1));
	const merged = (predecessors.get(row.department.id) ?? []).filter(
		(predecessor) => predecessor.from === row.fiscal_year
	);
	if (merged.length === 0) {
		return own ? { values: own.values, filing_id: own.filing_id, bridged_from: [] } : null;
	}
	const parts = merged.map((predecessor) => found.get(keyOf(predecessor.id, row.fiscal_year - 1)));
	const filed = [own, ...parts].filter((part) => part !== undefined);
	// A predecessor that did not file leaves the sum too small to compare with.
	if (filed.length === 0 || parts.includes(undefined)) return null;
	return {
		values: addReported(filed.map((part) => part.values)),
		filing_id: null,
		bridged_from: merged.map((predecessor) => predecessor.name)
	};
}

function toDepartmentYear(stored: StoredRow): DepartmentYear {
	return {
		department: {
			id: stored.department_id,
			code: stored.code,
			name: stored.name,
			kind: stored.kind,
			division: stored.division
		},
		fiscal_year: stored.fiscal_year,
		filing_id: stored.filing_id,
		template: stored.template,
		grade: stored.grade,
		findings: {
			fail: stored.findings_fail,
			warn: stored.findings_warn,
			not_checkable: stored.findings_not_checkable
		},
		values: toValues(stored)
	};
}

function toValues(stored: StoredRow): ReportedValues {
	const missing =
		stored.missing === '{}'
			? {}
			: (JSON.parse(stored.missing) as Partial<Record<ReportedId, MissingReason>>);
	const values = {} as Record<ReportedId, Value>;
	for (const id of REPORTED_IDS) {
		const value = stored[id];
		values[id] = value === null ? absent(missing[id] ?? 'blank') : present(value);
	}
	return values;
}
