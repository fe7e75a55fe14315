/** Reviews a current filing against its earlier years and writes the findings and the projected row. */
import type { Kysely } from 'kysely';
import type { RecognisedFiling } from '#lib/catalogue/filing.ts';
import { reviewFiling } from '#lib/review/review.ts';
import type { ReviewedYear } from '#lib/review/subject.ts';
import { findEarlier, findLater, type FilingRef } from './earlier.ts';
import { FINDING_COLUMNS, toFindingRow, type FindingRow } from './findings.ts';
import { findingsHash } from './hash.ts';
import { insertRows } from './insert.ts';
import { PROJECTION_COLUMNS, projectFiling } from './project.ts';
import { loadFiling } from './read.ts';
import { toRecord, totalOf } from './record.ts';
import type { Registry } from './registry.ts';
import type { Database } from './schema.ts';

const STORED_FINDING_COLUMNS = ['filing_id', ...FINDING_COLUMNS] as const;

/** Reviews a filing just made current, and again those later ones whose review looks back at it. */
export async function reviewAround(
	db: Kysely<Database>,
	registry: Registry,
	ref: FilingRef,
	filing: RecognisedFiling
): Promise<void> {
	await reviewOne(db, registry, ref, filing);
	for (const later of await findLater(db, registry, ref)) {
		const loaded = await loadFiling(db, later.id);
		if (loaded) await reviewOne(db, registry, later, loaded);
	}
}

async function reviewOne(
	db: Kysely<Database>,
	registry: Registry,
	ref: FilingRef,
	filing: RecognisedFiling
): Promise<void> {
	const earlier = await loadEarlier(db, registry, ref);
	const findings = reviewFiling(filing, earlier).map(toFindingRow);
	await writeFindings(db, ref.id, findings);
	await writeProjection(db, registry, ref, filing, findings);
}

async function loadEarlier(
	db: Kysely<Database>,
	registry: Registry,
	ref: FilingRef
): Promise<ReviewedYear[]> {
	const years: ReviewedYear[] = [];
	for (const { id } of await findEarlier(db, registry, ref)) {
		const year = await loadFiling(db, id);
		if (year) years.push(year);
	}
	return years;
}

async function writeFindings(
	db: Kysely<Database>,
	filing_id: number,
	findings: readonly FindingRow[]
): Promise<void> {
	await db.deleteFrom('finding').where('filing_id', '=', filing_id).execute();
	const rows = findings.map((finding) => ({ filing_id, ...finding }));
	await insertRows(db, 'finding', STORED_FINDING_COLUMNS, rows);
	await db
		.updateTable('filing')
		.set({ findings_sha256: findingsHash(findings) })
		.where('id', '=', filing_id)
		.execute();
}

async function writeProjection(
	db: Kysely<Database>,
	registry: Registry,
	ref: FilingRef,
	filing: RecognisedFiling,
	findings: readonly FindingRow[]
): Promise<void> {
	const department = registry.department(ref.department_id);
	if (!department) throw new Error(`Department ${ref.department_id} is not in the registry`);
	const { head, units } = toRecord(filing);
	const { figures } = totalOf(units);
	const row = projectFiling({ department, filing: { id: ref.id, ...head }, figures, findings });
	await db
		.deleteFrom('department_year')
		.where('department_id', '=', ref.department_id)
		.where('fiscal_year', '=', ref.fiscal_year)
		.execute();
	await insertRows(db, 'department_year', PROJECTION_COLUMNS, [row]);
}
