/** Writes what a review found: verdicts, findings, their hash, and the projected row, which counts them. */
import type { Kysely } from 'kysely';
import { insertRows, upsertRows } from '../connection/insert.ts';
import { PROJECTION_COLUMNS, PROJECTION_KEY, projectFiling } from '../filing/projection.ts';
import { toRecord, totalOf, type FilingRecord } from '../filing/record.ts';
import type { Registry } from '../identity/registry.ts';
import type { Database, DepartmentYearRow } from '../schema/schema.ts';
import type { Reviewed } from './review.ts';
import { FINDING_COLUMNS, VERDICT_COLUMNS, type ReviewRecord } from './verdicts.ts';

/** A review of a filing under the id that it now has. */
export interface IdentifiedReview extends Reviewed {
	filing_id: number;
	/** Its rows, which were written just now with the hash of the findings; null where only its review is new. */
	written: FilingRecord | null;
}

/** Ids of verdict sets by their hashes. */
export type VerdictSets = ReadonlyMap<string, number>;

/**
 * Stores the sets of verdicts that no filing has had so far.
 * @param sets ids that this transaction knows, to which those of the others are added
 */
export async function storeVerdictSets(
	db: Kysely<Database>,
	reviewed: readonly Pick<Reviewed, 'review'>[],
	sets = new Map<string, number>()
): Promise<VerdictSets> {
	const wanted = new Map<string, ReviewRecord>();
	for (const { review } of reviewed) {
		if (!sets.has(review.set_sha256)) wanted.set(review.set_sha256, review);
	}
	if (wanted.size === 0) return sets;
	const known = await db
		.selectFrom('verdict_set')
		.select(['id', 'sha256'])
		.where('sha256', 'in', [...wanted.keys()])
		.execute();
	for (const { id, sha256 } of known) sets.set(sha256, id);
	for (const [sha256, review] of wanted) {
		if (!sets.has(sha256)) sets.set(sha256, await insertVerdictSet(db, review));
	}
	return sets;
}

async function insertVerdictSet(db: Kysely<Database>, review: ReviewRecord): Promise<number> {
	const { id } = await db
		.insertInto('verdict_set')
		.values({ sha256: review.set_sha256 })
		.returning('id')
		.executeTakeFirstOrThrow();
	const rows = review.verdicts.map((verdict) => ({ verdict_set_id: id, ...verdict }));
	await insertRows(db, 'verdict', ['verdict_set_id', ...VERDICT_COLUMNS], rows);
	return id;
}

/** A review that found the same as before is not written again. */
export async function writeReviewed(
	db: Kysely<Database>,
	registry: Registry,
	reviewed: readonly IdentifiedReview[],
	sets: VerdictSets
): Promise<void> {
	const isNews = (each: IdentifiedReview) =>
		each.written !== null || each.review.findings_sha256 !== each.stored?.findings_sha256;
	await writeAll(db, registry, reviewed.filter(isNews), sets);
}

/** Writes the reviews of stored filings; also what is found as before, since another filing or department may be projected now. */
export async function rewriteReviewed(
	db: Kysely<Database>,
	registry: Registry,
	reviewed: readonly Reviewed[]
): Promise<void> {
	const identified = reviewed.flatMap((each) =>
		each.stored ? [{ ...each, filing_id: each.stored.id, written: null }] : []
	);
	await writeAll(db, registry, identified, await storeVerdictSets(db, reviewed));
}

async function writeAll(
	db: Kysely<Database>,
	registry: Registry,
	news: readonly IdentifiedReview[],
	sets: VerdictSets
): Promise<void> {
	await removeFormer(
		db,
		news.filter(({ written }) => !written),
		sets
	);
	const rows = news.flatMap(({ filing_id, review }) =>
		review.findings.map((finding) => ({ filing_id, ...finding }))
	);
	await insertRows(db, 'finding', ['filing_id', ...FINDING_COLUMNS], rows);
	const projected = news.map((each) => projectReviewed(registry, each, sets));
	await upsertRows(db, 'department_year', PROJECTION_COLUMNS, projected, PROJECTION_KEY);
}

export function verdictSetId(sets: VerdictSets, { set_sha256 }: ReviewRecord): number {
	const id = sets.get(set_sha256);
	if (id === undefined) throw new Error('A review is written before its verdicts');
	return id;
}

/** Takes the former findings away, under the hash of those that follow. */
async function removeFormer(
	db: Kysely<Database>,
	reviewed: readonly IdentifiedReview[],
	sets: VerdictSets
): Promise<void> {
	for (const { filing_id, review } of reviewed) {
		await db.deleteFrom('finding').where('filing_id', '=', filing_id).execute();
		const { findings_sha256 } = review;
		await db
			.updateTable('filing')
			.set({ findings_sha256, verdict_set_id: verdictSetId(sets, review) })
			.where('id', '=', filing_id)
			.execute();
	}
}

function projectReviewed(
	registry: Registry,
	reviewed: IdentifiedReview,
	sets: VerdictSets
): DepartmentYearRow {
	const department = registry.department(reviewed.department_id);
	if (!department) throw new Error(`Department ${reviewed.department_id} is not in the registry`);
	const { review } = reviewed;
	const { head, units } = reviewed.written ?? toRecord(reviewed.filing);
	const { figures } = totalOf(units);
	const verdict_set_id = verdictSetId(sets, review);
	const filing = { ...head, id: reviewed.filing_id, verdict_set_id };
	return projectFiling({ department, filing, figures, verdicts: review.verdicts });
}
