/** Reviews filings that change, and again those of later years whose review looks back at them. */
import type { Kysely } from 'kysely';
import type { Filing } from '#lib/filing/filing.ts';
import { reviewToStore } from '#lib/review/review-filing.ts';
import type { FilingCache } from '../filing/filing-cache.ts';
import type { Database } from '../schema/schema.ts';
import {
	keyText,
	type CurrentFiling,
	type CurrentFilings,
	type FilingKey,
	type Version
} from '../filing/current-filings.ts';
import { toReviewRecord, type ReviewRecord } from './verdicts.ts';

export interface Reviewed extends FilingKey {
	/** Null for a filing that has no id yet. */
	stored: Version | null;
	filing: Filing;
	review: ReviewRecord;
}

/** `changed` are the keys of filings that `currentFilings` already holds as they will be. Each is reviewed once. */
export async function reviewChanged(
	db: Kysely<Database>,
	cache: FilingCache,
	currentFilings: CurrentFilings,
	changed: readonly FilingKey[]
): Promise<Reviewed[]> {
	const affected = new Map<string, CurrentFiling>();
	for (const key of changed) {
		const own = currentFilings.current(key);
		if (own) affected.set(keyText(own), own);
		for (const each of currentFilings.later(key)) affected.set(keyText(each), each);
	}
	const subjects = [...affected.values()].map((subject) => {
		return {
			subject,
			before: currentFilings.earlier(subject),
			lack: currentFilings.lack(subject)
		};
	});
	await cache.fetch(db, subjects.flatMap(idsOfStored));
	return subjects.map(({ subject, before, lack }) => {
		const filing = factsOf(cache, subject);
		const earlier = before.map((each) => factsOf(cache, each));
		const review = toReviewRecord(reviewToStore(filing, earlier, { lack }), filing);
		const { department_id, fiscal_year, stored } = subject;
		return { department_id, fiscal_year, stored, filing, review };
	});
}

interface SubjectYears {
	subject: CurrentFiling;
	/** The filings of earlier years that its review looks at. */
	before: readonly CurrentFiling[];
}

/** Ids of the filings whose facts are only in the database. */
function idsOfStored({ subject, before }: SubjectYears): number[] {
	const ids: number[] = [];
	for (const { filing, stored } of [subject, ...before]) if (!filing) ids.push(stored.id);
	return ids;
}

function factsOf(cache: FilingCache, { filing, stored }: CurrentFiling): Filing {
	return filing ?? cache.take(stored.id);
}
