/** Finds or registers the department of a filing, inside the transaction that stores the filing. */
import type { Kysely } from 'kysely';
import type { Issue } from '#lib/documents/issue.ts';
import type { IdentityClaim, JurisdictionClaim } from '#lib/filing/filing.ts';
import { fullerName, identify, newDepartmentIssue, type Identification } from './identify.ts';
import { loadNeeded } from './needed-areas.ts';
import {
	isProvisional,
	type RegisteredDepartment,
	type Jurisdiction,
	type Registry
} from './registry.ts';
import type { Database } from '../schema/schema.ts';
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
}

/**
 * `strictCode` as in {@link identify}. Changes `registry` along with the database: after a rollback it must be loaded
 * again. @throws DocumentError where the filing does not say whose it is.
 */
export async function resolveDepartment(
	db: Kysely<Database>,
	registry: Registry,
	filing: { claims: readonly IdentityClaim[]; jurisdiction: JurisdictionClaim | null },
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
		return { department, jurisdiction, issues, changed: true };
	}
	const department = found.department;
	const renamed = await takeFullerName(db, registry, department, found.spelling);
	const completed = await completeDepartment(db, registry, department, found.code, details);
	return { department, jurisdiction, issues, changed: renamed || completed };
}

/** A name that a person or a registry gave stays: it left an alias, or came with a code. */
async function takeFullerName(
	db: Kysely<Database>,
	registry: Registry,
	department: RegisteredDepartment,
	spelling: string
): Promise<boolean> {
	if (!isProvisional(department.code) || fullerName(spelling, department.name) === department.name)
		return false;
	const alias = await db
		.selectFrom('department_alias')
		.select('alias')
		.where('department_id', '=', department.id)
		.executeTakeFirst();
	if (alias) return false;
	await db
		.updateTable('department')
		.set({ name: spelling, ...UNHASHED })
		.where('id', '=', department.id)
		.execute();
	registry.renameDepartment(department, spelling);
	return true;
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

async function registerDepartment(
	db: Kysely<Database>,
	registry: Registry,
	found: Identification,
	details: DepartmentDetails
): Promise<RegisteredDepartment> {
	const department = await db
		.insertInto('department')
		.values({
			jurisdiction_code: found.jurisdiction.code,
			code: found.code,
			name: found.name,
			kind: details.kind,
			division: details.division,
			successor_id: null,
			succeeded_from: null
		})
		.returningAll()
		.executeTakeFirstOrThrow();
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
