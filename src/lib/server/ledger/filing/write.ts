/**
 * Stores filings, each whole or not at all. The same bytes change nothing; the same facts from other bytes change
 * nothing; other facts become the next version, and the former stays.
 */
import type { Issue } from '#lib/documents/issue.ts';
import type { DepartmentRef } from '#lib/filing/filing.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import { recordFilings } from '../audit/filings.ts';
import { writeChanges, type FilingChange } from './changes.ts';
import type { RegisteredDepartment, Registry } from '../identity/registry.ts';
import { reviewChanged, type Reviewed } from '../review/review.ts';
import {
	storeVerdictSets,
	verdictSetId,
	writeReviewed,
	type IdentifiedReview,
	type VerdictSets
} from '../review/write-review.ts';
import { ensureRun, inTransaction, type Session, type Step } from '../connection/session.ts';
import type { PartChanges } from '../union/changes.ts';
import { writeSource, type SourceFile } from './sources.ts';
import { keyText, loadCurrentFilings, type CurrentFilings } from './current-filings.ts';
import {
	findOwner,
	planAll,
	type ArrivingFiling,
	type Owned,
	type Planned,
	type PlannedChange
} from './plan.ts';

export interface StoredOutcome {
	status: 'stored' | 'replaced' | 'unchanged';
	/** The filing that bears these facts: the new one, or the one that already did. */
	filing_id: number;
	version: number;
	fiscal_year: number;
	department: DepartmentRef;
	/** The file changed this of the filing; nothing is named where it is the only one. */
	changes: PartChanges;
	issues: Issue[];
}

export async function storeFiling(
	session: Session,
	arriving: ArrivingFiling
): Promise<StoredOutcome> {
	const [outcome] = await storeFilings(session, [arriving]);
	if (!outcome) throw new Error('One filing has one outcome');
	return outcome;
}

/**
 * Stores filings in one transaction: all of them or, when this throws, none.
 * @throws DocumentError where one does not say whose it is, or two are of one department and year.
 */
export async function storeFilings(
	session: Session,
	arriving: readonly ArrivingFiling[]
): Promise<StoredOutcome[]> {
	return inTransaction(session, async (step) => {
		const outcomes: StoredOutcome[] = [];
		const changed: PlannedChange[] = [];
		const seen = new Set<string>();
		for (let at = 0; at < arriving.length; at += FILINGS_AT_ONCE) {
			const portion = await storePortion(step, arriving.slice(at, at + FILINGS_AT_ONCE), seen);
			outcomes.push(...portion.outcomes);
			changed.push(...portion.changed);
		}
		await recordFilings(step, changed);
		return outcomes;
	});
}

/**
 * Refuses a file whole, before any of it is stored, where the session may not store for a department of it.
 * @throws DocumentError `department_not_own`
 */
export async function refuseOthers(
	session: Session,
	arriving: readonly ArrivingFiling[]
): Promise<void> {
	if (session.only === null) return;
	await inTransaction(session, async (step) => {
		for (const each of arriving) {
			const { department } = await findOwner(step, each);
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

/** So few that what is made of them is given up before the collector would move it to the memory of what stays. */
const FILINGS_AT_ONCE = 50;

/** @param seen departments and years of the portions before, to which those of this one are added */
async function storePortion(
	step: Step,
	arriving: readonly ArrivingFiling[],
	seen: Set<string>
): Promise<{ outcomes: StoredOutcome[]; changed: PlannedChange[] }> {
	const owned: Owned[] = [];
	for (const each of arriving) owned.push(await findOwner(step, each));
	const currentFilings = await loadCurrentFilings(
		step.db,
		step.registry,
		owned.map(({ department }) => department)
	);
	const planned = await planAll(step, currentFilings, owned, seen);
	const changing = planned.filter(
		(each): each is Planned & PlannedChange => each.plan.kind === 'change'
	);
	for (const { source } of changing) await storeSource(step, source);
	const ids = await writeAndReview(step, currentFilings, changing);
	const outcomes = planned.map((each) => toOutcome(step.registry, each, ids));
	return { outcomes, changed: changing };
}

/** Writes filings whose sources are stored, reviews them and their neighbours, and records it in the audit log. */
export async function writePlanned(
	step: Step,
	currentFilings: CurrentFilings,
	changing: readonly PlannedChange[]
): Promise<void> {
	await writeAndReview(step, currentFilings, changing);
	await recordFilings(step, changing);
}

/** Returns the ids of the written filings by {@link keyText}. */
export async function writeAndReview(
	step: Step,
	currentFilings: CurrentFilings,
	changing: readonly PlannedChange[]
): Promise<ReadonlyMap<string, number>> {
	if (changing.length === 0) return new Map();
	step.changed = true;
	const { db, registry, session, cache } = step;
	const run = {
		import_run_id: await ensureRun(session, db),
		imported_at: new Date().toISOString()
	};
	const reviewed = await reviewChanged(db, cache, currentFilings, changing);
	const sets = await storeVerdictSets(db, reviewed);
	const ids = await writeChanges(db, toChanges(changing, reviewed, sets), run);
	const identified = identifyReviews(reviewed, changing, ids);
	await writeReviewed(db, registry, identified, sets);
	for (const { filing_id, filing } of identified) cache.put(filing_id, filing);
	return ids;
}

function toChanges(
	changing: readonly PlannedChange[],
	reviewed: readonly Reviewed[],
	sets: VerdictSets
): FilingChange[] {
	const reviews = new Map(reviewed.map((each) => [keyText(each), each.review]));
	return changing.map((each) => {
		const { department_id, fiscal_year, plan } = each;
		const review = reviews.get(keyText(each));
		if (!review) throw new Error(`Filing ${keyText(each)} was not reviewed`);
		const filed_on = each.filed_on ?? plan.fills?.filed_on ?? null;
		const { findings_sha256 } = review;
		const verdict_set_id = verdictSetId(sets, review);
		return { ...plan, department_id, fiscal_year, filed_on, findings_sha256, verdict_set_id };
	});
}

/** A filing that changed has its id by now; one that was only reviewed again had one before. */
function identifyReviews(
	reviewed: readonly Reviewed[],
	changing: readonly PlannedChange[],
	ids: ReadonlyMap<string, number>
): IdentifiedReview[] {
	const records = new Map(changing.map((each) => [keyText(each), each.plan.record]));
	return reviewed.flatMap((each) => {
		const filing_id = ids.get(keyText(each)) ?? each.stored?.id;
		const written = records.get(keyText(each)) ?? null;
		return filing_id === undefined ? [] : [{ ...each, filing_id, written }];
	});
}

async function storeSource({ session, db }: Step, source: SourceFile): Promise<void> {
	if (session.sources.has(source.sha256)) return;
	await writeSource(db, source);
	session.sources.add(source.sha256);
}

function toOutcome(
	registry: Registry,
	planned: Planned,
	ids: ReadonlyMap<string, number>
): StoredOutcome {
	const { plan, department, fiscal_year } = planned;
	return {
		...placeOf(planned, ids),
		fiscal_year,
		department: registry.refer(department),
		changes: plan.changes,
		issues: [...planned.issues, ...plan.issues]
	};
}

/** The id and version under which the facts are stored now. */
function placeOf(
	planned: Planned,
	ids: ReadonlyMap<string, number>
): Pick<StoredOutcome, 'status' | 'filing_id' | 'version'> {
	const { plan } = planned;
	if (plan.kind === 'unchanged') {
		return { status: 'unchanged', filing_id: plan.version.id, version: plan.version.version };
	}
	const filing_id = ids.get(keyText(planned));
	if (filing_id === undefined) throw new Error(`Filing ${keyText(planned)} was not written`);
	return { status: plan.retires ? 'replaced' : 'stored', filing_id, version: plan.version };
}
