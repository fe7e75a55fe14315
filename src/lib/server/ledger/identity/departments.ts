/** Finds or registers the department of a filing, inside the transaction that stores the filing. */
import type { Kysely } from 'kysely';
import type { Issue } from '#lib/documents/issue.ts';
import type { ClaimedFiling } from '#lib/filing/filing.ts';
import { takeName } from './filed-names.ts';
import { identify, newDepartmentIssue, type Identification } from './identify.ts';
import { loadNeeded } from './needed-areas.ts';
import type { RegisteredDepartment, Jurisdiction, Registry } from './registry.ts';
import type { Database } from '../schema/schema.ts';
import { insertReturning, type ColumnNames } from '../connection/insert.ts';
import { UNHASHED } from '../integrity/row-hashes.ts';

/** A table may state this of a department beside its name. */
export interface DepartmentDetails {
	kind: string | null;
	division: string | null;
}

export interface ResolvedDepartment {
	department: RegisteredDepartment;
	jurisdiction: Jurisdiction;
	issues: Issue[];
	/** The registry was changed. */
	changed: boolean;
	/** Two departments turned out to be one: what was found before has to be found again. */
	merged: boolean;
}

/**
 * `strictCode` as in {@link identify}. Changes `registry` along with the database: after a rollback it must be loaded
 * again. @throws DocumentError where the filing does not say whose it is.
 */
export async function resolveDepartment(
	db: Kysely<Database>,
	registry: Registry,
	filing: ClaimedFiling,
	details: DepartmentDetails,
	strictCode: boolean
): Promise<ResolvedDepartment> {
	await loadNeeded(db, registry, filing.claims, filing.jurisdiction);
	const found = identify(registry, filing.claims, filing.jurisdiction, strictCode);
	const { jurisdiction, issues } = found;
	await registerJurisdiction(db, registry, jurisdiction);
	if (!found.department) {
		issues.push(newDepartmentIssue(registry, found, filing.claims[0]?.place ?? null));
		const department = await registerDepartment(db, registry, found, details);
		return { department, jurisdiction, issues, changed: true, merged: false };
	}
	const department = found.department;
	const completed = await completeDepartment(db, registry, department, found.code, details);
	const { fiscal_year } = filing;
	const named = await takeName(db, registry, department, found.spelling, fiscal_year);
	const changed = named.changed || completed;
	return { department, jurisdiction, issues, changed, merged: named.merged };
}

async function registerJurisdiction(
	db: Kysely<Database>,
	registry: Registry,
	jurisdiction: Jurisdiction
): Promise<void> {
	if (registry.jurisdiction(jurisdiction.code)) return;
	await db.insertInto('jurisdiction').values(jurisdiction).execute();
	registry.addJurisdiction(jurisdiction);
}

const STATED_COLUMNS = [
	'jurisdiction_code',
	'code',
	'name',
	'kind',
	'division',
	'is_filed'
] as const satisfies ColumnNames<'department'>;

async function registerDepartment(
	db: Kysely<Database>,
	registry: Registry,
	found: Identification,
	details: DepartmentDetails
): Promise<RegisteredDepartment> {
	const stated = {
		jurisdiction_code: found.jurisdiction.code,
		code: found.code,
		name: found.name,
		kind: details.kind,
		division: details.division,
		is_filed: 1
	};
	// A table may name another department in every row: to have Kysely compile each statement would cost more than the insert.
	const [inserted] = await insertReturning(db, 'department', STATED_COLUMNS, [stated], ['id']);
	if (!inserted) throw new Error(`Department ${found.code} was not written`);
	const department = { ...inserted, ...stated, successor_id: null, succeeded_from: null };
	registry.addDepartment(department);
	registry.added += 1;
	return department;
}

/** Fills in what the registry did not know; what it knows, a filing does not change. */
async function completeDepartment(
	db: Kysely<Database>,
	registry: Registry,
	department: RegisteredDepartment,
	code: string,
	details: DepartmentDetails
): Promise<boolean> {
	const kind = department.kind ?? details.kind;
	const division = department.division ?? details.division;
	const isComplete =
		code === department.code && kind === department.kind && division === department.division;
	if (isComplete) return false;
	await db
		.updateTable('department')
		.set({ code, kind, division, ...UNHASHED })
		.where('id', '=', department.id)
		.execute();
	if (kind !== department.kind) {
		await db
			.updateTable('department_year')
			.set({ kind })
			.where('department_id', '=', department.id)
			.execute();
	}
	if (code !== department.code) registry.recode(department, code);
	Object.assign(department, { kind, division });
	return true;
}
