/** Rows of the yearly table as filings with their figures. */
import type { Kysely, Selectable } from 'kysely';
import { BUDGET_IDS } from '#lib/catalogue/budgets.ts';
import { REPORTED_IDS, STORED_IDS, type ReportedId } from '#lib/catalogue/measures.ts';
import {
	absent,
	present,
	type Absent,
	type MissingReason,
	type Value
} from '#lib/catalogue/values.ts';
import type { DepartmentYear, ReportedValues } from '#lib/comparison/observation.ts';
import type { Database, DepartmentTable, DepartmentYearTable } from '../../ledger/schema/schema.ts';

type StoredDepartmentYear = Omit<
	Selectable<DepartmentYearTable>,
	'jurisdiction_code' | 'verdict_set_id'
> &
	Pick<Selectable<DepartmentTable>, 'code' | 'name' | 'division'>;

/** Current filings of the jurisdiction by year, then department code; to be filtered further. */
export function currentFilings(db: Kysely<Database>, area: string) {
	return db
		.selectFrom('department_year as y')
		.innerJoin('department as d', (join) =>
			join
				.onRef('d.id', '=', 'y.department_id')
				// Where areas lie on several servers, this tells which one holds the department.
				.onRef('d.jurisdiction_code', '=', 'y.jurisdiction_code')
		)
		.select(STORED_IDS.map((id) => `y.${id}` as const))
		.select(['y.department_id', 'y.fiscal_year', 'y.filing_id', 'y.template', 'y.grade'])
		.select(['y.findings_fail', 'y.findings_warn', 'y.findings_not_checkable', 'y.missing'])
		.select(['y.kind', 'd.code', 'd.name', 'd.division'])
		.where('y.jurisdiction_code', '=', area)
		.orderBy('y.fiscal_year')
		.orderBy('d.code');
}

/** Current filings of the jurisdiction in some years, by year, then department code. */
export async function filingsOfYears(
	db: Kysely<Database>,
	area: string,
	years: readonly number[]
): Promise<DepartmentYear[]> {
	const rows = await currentFilings(db, area).where('y.fiscal_year', 'in', years).execute();
	return rows.map(toDepartmentYear);
}

/** All current filings of some departments of the jurisdiction, by year, then department code. */
export async function filingsOf(
	db: Kysely<Database>,
	area: string,
	departments: readonly number[]
): Promise<DepartmentYear[]> {
	if (departments.length === 0) return [];
	const rows = await currentFilings(db, area).where('y.department_id', 'in', departments).execute();
	return rows.map(toDepartmentYear);
}

export function toDepartmentYear(stored: StoredDepartmentYear): DepartmentYear {
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

const REPORTED: ReadonlySet<string> = new Set(REPORTED_IDS);

/** Every id in one order: copying it and filling in the copy is much faster than naming the ids one by one. */
const EMPTY = Object.fromEntries(
	STORED_IDS.map((id): [string, Value] => [
		id,
		absent(REPORTED.has(id) ? 'blank' : 'budget_missing')
	])
) as ReportedValues;

function toValues(stored: StoredDepartmentYear): ReportedValues {
	const missing = readMissing(stored.missing);
	const values = { ...EMPTY };
	for (const id of REPORTED_IDS) {
		const value = stored[id];
		values[id] = value === null ? (missing[id] ?? NOT_IN_TEMPLATE) : present(value);
	}
	for (const id of BUDGET_IDS) {
		const value = stored[id];
		if (value !== null) values[id] = present(value);
	}
	return values;
}

type Missing = Partial<Record<ReportedId, Absent>>;

/** Where `department_year` gives no reason. */
const NOT_IN_TEMPLATE = absent('not_in_template');

/** Departments leave out the same figures for the same reasons, so few texts are read at all. */
const MOST_READ = 1_000;
const missingRead = new Map<string, Missing>();

function readMissing(text: string): Missing {
	const known = missingRead.get(text);
	if (known) return known;
	const reasons = JSON.parse(text) as Partial<Record<ReportedId, MissingReason>>;
	const missing: Missing = Object.fromEntries(
		Object.entries(reasons).map(([id, reason]) => [id, absent(reason)])
	);
	if (missingRead.size >= MOST_READ) missingRead.clear();
	missingRead.set(text, missing);
	return missing;
}
