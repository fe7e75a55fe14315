/** Decides what becomes of arriving filings: whose each is, whether it is known, and which version it would be. */
import { DocumentError } from '#lib/documents/document-error.ts';
import type { Issue } from '#lib/documents/issue.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { Step } from '../connection/session.ts';
import { resolveDepartment, type DepartmentDetails } from '../identity/departments.ts';
import { loadAreaOf } from '../identity/needed-areas.ts';
import type { RegisteredDepartment } from '../identity/registry.ts';
import { noChanges } from '../union/changes.ts';
import { keyText, type CurrentFilings, type FilingKey, type Version } from './current-filings.ts';
import type { SourceFile } from './sources.ts';
import {
	findBySource,
	formerVersion,
	fromSource,
	planVersion,
	type ChangePlan,
	type Plan
} from './versions.ts';

/** A filing on its way into the ledger. */
export interface ArrivingFiling {
	filing: RecognisedFiling;
	source: SourceFile;
	details: DepartmentDetails;
	/** ISO date on which it was filed, where known. */
	filed_on: string | null;
	/** True where the same file holds filings of other departments too, so that its bytes do not tell whose it is. */
	shares_file?: boolean;
}

/** An arriving filing and whose it is. */
export interface Owned extends ArrivingFiling, FilingKey {
	department: RegisteredDepartment;
	/** Version that came from the same bytes, where that is known before all else. */
	known: Version | null;
	issues: Issue[];
}

export interface Planned extends Owned {
	plan: Plan;
}

/** A report is known by its bytes alone, a row of a table only together with its department. */
export async function findOwner(step: Step, arriving: ArrivingFiling): Promise<Owned | 'merged'> {
	const { db, registry } = step;
	const { filing, source, details } = arriving;
	const { fiscal_year } = filing;
	const isTable = filing.template === 'csv';
	const known =
		isTable || arriving.shares_file ? null : await findBySource(db, source.sha256, fiscal_year);
	if (known) await loadAreaOf(db, registry, known.department_id);
	const owner = known && registry.department(known.department_id);
	if (owner) {
		const key = { department_id: owner.id, fiscal_year };
		return { ...arriving, ...key, department: owner, known, issues: [] };
	}
	const resolved = await resolveDepartment(db, registry, filing, details, isTable);
	step.changed ||= resolved.changed;
	if (resolved.merged) return 'merged';
	const { department, issues } = resolved;
	return { ...arriving, department_id: department.id, fiscal_year, department, known, issues };
}

/** A change of the filing of a department and year, which `currentFilings` has already. */
export interface PlannedChange extends FilingKey {
	plan: ChangePlan;
	filed_on: string | null;
}

export async function planAll(
	step: Step,
	currentFilings: CurrentFilings,
	owned: readonly Owned[],
	seen: Set<string>
): Promise<Planned[]> {
	await fetchCurrent(step, currentFilings, owned);
	return owned.map((each) => {
		if (seen.has(keyText(each))) throw twice(each.department, each.filing);
		seen.add(keyText(each));
		const plan = planOne(step, currentFilings, each);
		if (plan.kind === 'change') currentFilings.replace(each, plan.fills, plan.filing);
		return { ...each, plan };
	});
}

/** Reads the stored statements only where a file is new to the filing. */
async function fetchCurrent(
	step: Step,
	currentFilings: CurrentFilings,
	owned: readonly Owned[]
): Promise<void> {
	const ids = owned.flatMap((each) => {
		const stored = currentFilings.current(each)?.stored;
		return stored && !knownVersion(currentFilings, each) ? [stored.id] : [];
	});
	await step.cache.fetch(step.db, ids);
}

/** The version that came from the same bytes; a row of a table is looked for among those of its department alone. */
function knownVersion(currentFilings: CurrentFilings, owned: Owned): Version | null {
	if (owned.known || !sharesFile(owned)) return owned.known;
	return fromSource(currentFilings.versions(owned), owned.source.sha256);
}

function sharesFile({ filing, shares_file = false }: ArrivingFiling): boolean {
	return filing.template === 'csv' || shares_file;
}

function planOne(step: Step, currentFilings: CurrentFilings, owned: Owned): Plan {
	const { filing, source } = owned;
	const same = knownVersion(currentFilings, owned);
	if (same) {
		const issues = same.is_current === 1 ? [] : [formerVersion(same)];
		return { kind: 'unchanged', version: same, changes: noChanges(), issues };
	}
	const versions = currentFilings.versions(owned);
	const current = versions.find((version) => version.is_current === 1);
	const stored = current ? step.cache.take(current.id) : null;
	const { sha256 } = source;
	return planVersion(versions, stored, filing, { sha256, template: filing.template });
}

export function twice({ name }: RegisteredDepartment, filing: RecognisedFiling): DocumentError {
	return new DocumentError(
		'department_twice',
		`“${name}”${filing.fiscal_year}年度在同一文件中有两条记录（写法不同，是同一部门），同一部门同一年度只应有一条；请保留正确的一条再导入。`,
		filing.claims[0]?.place ?? null
	);
}
