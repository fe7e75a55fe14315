/** Reviews filings that change, and again those of later years whose review looks back at them. */
import type { Kysely } from 'kysely';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import { reviewFiling } from '#lib/review/review.ts';
import { packFindings, type PackedReview } from './findings.ts';
import { findingsHash } from '../integrity/hash.ts';
import type { Shelf } from '../filing/filing-cache.ts';
import type { Database } from '../schema/schema.ts';
import {
	keyText,
	type CurrentFiling,
	type FilingKey,
	type Standing,
	type Version
} from '../filing/current-filings.ts';

export interface Reviewed extends FilingKey {
	/** Null for a filing that has no id yet. */
	stored: Version | null;
	filing: RecognisedFiling;
	review: PackedReview;
	findings_sha256: string;
}

/** `changed` are the keys of filings that `standing` already holds as they will be. Each is reviewed once. */
export async function reviewChanged(
	db: Kysely<Database>,
	shelf: Shelf,
	standing: Standing,
	changed: readonly FilingKey[]
): Promise<Reviewed[]> {
	const affected = new Map<string, CurrentFiling>();
	for (const key of changed) {
		const own = standing.current(key);
		for (const each of [...(own ? [own] : []), ...standing.later(key)]) {
			affected.set(keyText(each), each);
		}
	}
	const subjects = [...affected.values()];
	await fetchAll(db, shelf, standing, subjects);
	return subjects.map((subject) => {
		const filing = factsOf(shelf, subject);
		const earlier = standing.earlier(subject).map((each) => factsOf(shelf, each));
		const review = packFindings(reviewFiling(filing, earlier), filing);
		const { department_id, fiscal_year, stored } = subject;
		const findings_sha256 = findingsHash(review.row);
		return { department_id, fiscal_year, stored, filing, review, findings_sha256 };
	});
}

async function fetchAll(
	db: Kysely<Database>,
	shelf: Shelf,
	standing: Standing,
	subjects: readonly CurrentFiling[]
): Promise<void> {
	const needed = subjects.flatMap((subject) => [subject, ...standing.earlier(subject)]);
	const ids = needed.flatMap(({ filing, stored }) => (filing ? [] : [stored.id]));
	await shelf.fetch(db, ids);
}

function factsOf(shelf: Shelf, { filing, stored }: CurrentFiling): RecognisedFiling {
	return filing ?? shelf.take(stored.id);
}
