/** Answers an address as of a former data version: `?as_of=3` shows the pages, exports and lists of then. */
import type { Kysely } from 'kysely';
import { configuration } from '../config.ts';
import { firstVersion, openAsOf } from '../ledger/filing/as-of.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { dataVersion } from '../ledger/data-version.ts';
import { ledger, readingFrom } from './ledger.ts';

/** Each is a copy of the ledger in memory. */
const COPIES = 2;

/** By version; the one asked for last is at the end. Everything but the filings is as when the copy was made. */
const copies = new Map<number, { copied: number; db: Promise<Kysely<Database>> }>();

/** Answers from the ledger of a former version, or says in a sentence why there is none. */
export async function answerAsOf<T>(
	asked: string,
	answer: () => Promise<T>
): Promise<{ answer: T } | { problem: string }> {
	const { version: now } = await dataVersion(ledger());
	const first = await firstVersion(ledger());
	const version = /^\d{1,9}$/.test(asked) ? Number(asked) : -1;
	if (version < first || version > now) {
		return { problem: `as_of 应为 ${first} 至 ${now} 之间的数据版本。` };
	}
	if (version === now) return { answer: await answer() };
	return { answer: await readingFrom(await formerLedger(version, now), answer) };
}

/** The ledger as it was in a version that {@link firstVersion} and the present one enclose. */
export async function formerLedger(version: number, now: number): Promise<Kysely<Database>> {
	const found = copies.get(version);
	copies.delete(version);
	const isFresh = found?.copied === now;
	const entry = isFresh
		? found
		: { copied: now, db: openAsOf(configuration().databasePath, version) };
	copies.set(version, entry);
	// Left to the garbage collector: an answer may still be made from it.
	for (const old of [...copies.keys()].slice(0, -COPIES)) copies.delete(old);
	entry.db.catch(() => copies.delete(version));
	return entry.db;
}
