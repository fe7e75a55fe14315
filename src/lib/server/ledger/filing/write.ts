/**
 * Stores filings, each whole or not at all. The same bytes change nothing; the same facts from other bytes change
 * nothing; other facts become the next version, and the former stays.
 */
import { recordFilings, type FiledRecord } from '../audit/filings.ts';
import { writeChanges, type FilingChange } from './changes.ts';
import type { Registry } from '../identity/registry.ts';
import { reviewChanged, type Reviewed } from '../review/review.ts';
import {
	storeVerdictSets,
	verdictSetId,
	writeReviewed,
	type IdentifiedReview,
	type VerdictSets
} from '../review/write-review.ts';
import {
	arrivalTime,
	ensureRun,
	inTransaction,
	type Session,
	type Step
} from '../connection/session.ts';
import type { ArrivingRow, Stored, StoredOutcome } from './arriving.ts';
import { findOwners } from './owners.ts';
import { NewRows, portionsOf } from './row-store.ts';
import { storeSource } from './sources.ts';
import { keyText, loadCurrentFilings, type CurrentFilings } from './current-filings.ts';
import {
	planAll,
	type ArrivingFiling,
	type Owned,
	type Planned,
	type PlannedChange
} from './plan.ts';

export async function storeFiling(
	session: Session,
	arriving: ArrivingFiling
): Promise<StoredOutcome> {
	const [outcome] = await storeFilings(session, [[arriving]]);
	if (!outcome) throw new Error('One filing has one outcome');
	return outcome;
}

/**
 * Stores filings in one transaction: all of them or, when this throws, none.
 * @param arriving some at a time, so that what is made of these is given up before the next are read
 * @throws DocumentError where one does not say whose it is, or two are of one department and year.
 */
export async function storeFilings(
	session: Session,
	arriving: Iterable<readonly (ArrivingFiling | ArrivingRow)[]>
): Promise<StoredOutcome[]> {
	return inTransaction(session, async (step) => {
		const all: Stored = { outcomes: [], changed: [] };
		const seen = new Set<string>();
		const newRows = new NewRows(step);
		for (const some of arriving) {
			const portions = await portionsOf(step, await findOwners(step, some));
			newRows.begin(portions);
			for (const portion of portions) {
				const { outcomes, changed } =
					'rows' in portion
						? await newRows.store(portion.rows, seen)
						: await storePortion(step, portion.filings, seen);
				all.outcomes.push(...outcomes);
				all.changed.push(...changed);
			}
		}
		await recordFilings(step, all.changed);
		return all.outcomes;
	});
}

/** @param seen departments and years of the portions before, to which those of this one are added */
async function storePortion(
	step: Step,
	owned: readonly Owned[],
	seen: Set<string>
): Promise<Stored> {
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
	return { outcomes, changed: changing.map(filedRecord) };
}

function filedRecord({ department_id, fiscal_year, plan }: PlannedChange): FiledRecord {
	const { version, content_sha256, filing } = plan;
	const files = filing.sources.map(({ sha256 }) => sha256);
	return { department_id, fiscal_year, version, content_sha256, files };
}

/** Writes filings whose sources are stored, reviews them and their neighbours, and records it in the audit log. */
export async function writePlanned(
	step: Step,
	currentFilings: CurrentFilings,
	changing: readonly PlannedChange[]
): Promise<void> {
	await writeAndReview(step, currentFilings, changing);
	await recordFilings(step, changing.map(filedRecord));
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
		imported_at: arrivalTime(session)
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
