/** Writes what a review found: findings, their hash, and the projected row, which counts them. */
import type { Kysely } from 'kysely';
import { REVIEW_COLUMNS } from './findings.ts';
import { insertRows, runOften } from '../connection/insert.ts';
import { PROJECTION_COLUMNS, projectFiling } from '../filing/projection.ts';
import { toRecord, totalOf, type FilingRecord } from '../filing/record.ts';
import type { Registry } from '../identity/registry.ts';
import type { Reviewed } from './review.ts';
import type { Database } from '../schema/schema.ts';

const STORED_REVIEW_COLUMNS = ['filing_id', ...REVIEW_COLUMNS] as const;

/** A review of a filing under the id that it now has. */
export interface IdentifiedReview extends Reviewed {
	filing_id: number;
	/** Its rows, which were written just now with the hash of the findings; null where only its review is new. */
	written: FilingRecord | null;
}

/** What a review finds as before is not written again. */
export async function writeReviewed(
	db: Kysely<Database>,
	registry: Registry,
	reviewed: readonly IdentifiedReview[]
): Promise<void> {
	const isNews = (each: IdentifiedReview) =>
		each.written !== null || each.findings_sha256 !== each.stored?.findings_sha256;
	await writeAll(db, registry, reviewed.filter(isNews));
}

/** Of stored filings; also what is found as before, since another filing or department stands behind it now. */
export async function rewriteReviewed(
	db: Kysely<Database>,
	registry: Registry,
	reviewed: readonly Reviewed[]
): Promise<void> {
	const identified = reviewed.flatMap((each) =>
		each.stored ? [{ ...each, filing_id: each.stored.id, written: null }] : []
	);
	await writeAll(db, registry, identified);
}

async function writeAll(
	db: Kysely<Database>,
	registry: Registry,
	news: readonly IdentifiedReview[]
): Promise<void> {
	for (const { written, filing_id, findings_sha256 } of news) {
		if (!written) await clearReview(db, filing_id, findings_sha256);
	}
	await keepUnchecked(db, news);
	const rows = news.map(({ filing_id, review }) => ({ filing_id, ...review.row }));
	await insertRows(db, 'review', STORED_REVIEW_COLUMNS, rows);
	await writeProjection(db, registry, news);
}

async function keepUnchecked(db: Kysely<Database>, news: readonly Reviewed[]): Promise<void> {
	const texts = new Map(news.map(({ review }) => [review.unchecked.sha256, review.unchecked]));
	for (const unchecked of texts.values()) {
		await db
			.insertInto('unchecked')
			.values(unchecked)
			.onConflict((conflict) => conflict.column('sha256').doNothing())
			.execute();
	}
}

/** Takes the former review away, under the hash of the one that follows. */
async function clearReview(
	db: Kysely<Database>,
	filing_id: number,
	findings_sha256: string
): Promise<void> {
	const remove = () => db.deleteFrom('review').where('filing_id', '=', 0);
	await runOften(db, 'delete review', remove, [filing_id]);
	const update = () => db.updateTable('filing').set({ findings_sha256: '' }).where('id', '=', 0);
	await runOften(db, 'update findings_sha256', update, [findings_sha256, filing_id]);
}

async function writeProjection(
	db: Kysely<Database>,
	registry: Registry,
	reviewed: readonly IdentifiedReview[]
): Promise<void> {
	const remove = () =>
		db.deleteFrom('department_year').where('department_id', '=', 0).where('fiscal_year', '=', 0);
	for (const { department_id, fiscal_year } of reviewed) {
		await runOften(db, 'delete department_year', remove, [department_id, fiscal_year]);
	}
	const rows = reviewed.map((each) => projectReviewed(registry, each));
	await insertRows(db, 'department_year', PROJECTION_COLUMNS, rows);
}

function projectReviewed(registry: Registry, reviewed: IdentifiedReview) {
	const department = registry.department(reviewed.department_id);
	if (!department) throw new Error(`Department ${reviewed.department_id} is not in the registry`);
	const { head, units } = reviewed.written ?? toRecord(reviewed.filing);
	const filing = { id: reviewed.filing_id, ...head };
	const { figures } = totalOf(units);
	return projectFiling({ department, filing, figures, states: reviewed.review.row.states });
}
