/** Finds whose the arriving filings and rows are. */
import { DocumentError } from '#lib/documents/document-error.ts';
import { inTransaction, type Session, type Step } from '../connection/session.ts';
import { resolveDepartment } from '../identity/departments.ts';
import type { RegisteredDepartment } from '../identity/registry.ts';
import type { ArrivingRow, OwnedRow } from './arriving.ts';
import { findOwner, type ArrivingFiling, type Owned } from './plan.ts';

/**
 * Refuses a file whole, before any of it is stored, where the session may not store for a department of it.
 * @throws DocumentError `department_not_own`
 */
export async function refuseOthers(
	session: Session,
	arriving: readonly (ArrivingFiling | ArrivingRow)[]
): Promise<void> {
	if (session.only === null) return;
	await inTransaction(session, async (step) => {
		for (const { department } of await findOwners(step, arriving)) {
			if (department.id !== session.only) throw notOwn(department);
		}
	});
}

function notOwn({ name }: RegisteredDepartment): DocumentError {
	return new DocumentError(
		'department_not_own',
		`文件里的部门是“${name}”，不是本账户的部门，未接收；部门账户只能报送本部门的材料。`,
		null
	);
}

/** In the order of the arriving. */
export async function findOwners(
	step: Step,
	arriving: readonly (ArrivingFiling | ArrivingRow)[]
): Promise<(Owned | OwnedRow)[]> {
	const owned: (Owned | OwnedRow)[] = [];
	for (const each of arriving) {
		const found = knownOwner(step, each) ?? (await ownerOf(step, each));
		// An owner that was found before may be the department that is gone.
		if (found === 'merged') return findOwners(step, arriving);
		owned.push(found);
	}
	return owned;
}

async function ownerOf(
	step: Step,
	arriving: ArrivingFiling | ArrivingRow
): Promise<Owned | OwnedRow | 'merged'> {
	return 'row' in arriving ? findOwnerOfRow(step, arriving) : findOwner(step, arriving);
}

/** Waits for nothing, since most rows have an owner that is known. */
function knownOwner({ session }: Step, arriving: ArrivingFiling | ArrivingRow): OwnedRow | null {
	if (!('row' in arriving)) return null;
	const { row, source } = arriving;
	const department = session.owners.get(row.owner);
	if (!department) return null;
	const { id } = department;
	return { row, source, department_id: id, fiscal_year: row.fiscal_year, department, issues: [] };
}

/** The owner is looked for anew until nothing is to be said of it. */
async function findOwnerOfRow(
	step: Step,
	{ row, source }: ArrivingRow
): Promise<OwnedRow | 'merged'> {
	const { owners } = step.session;
	const { owner, fiscal_year } = row;
	const resolved = await resolveDepartment(step.db, step.registry, row.claimed, owner, true);
	step.changed ||= resolved.changed;
	const { department, issues } = resolved;
	if (resolved.changed) owners.clear();
	else if (issues.length === 0) owners.set(owner, department);
	if (resolved.merged) return 'merged';
	return { row, source, department_id: department.id, fiscal_year, department, issues };
}
