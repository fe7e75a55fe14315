/**
 * What is computed from a whole jurisdiction is computed once a data version, not once a page.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#lib/server/store/schema.ts';
import { dataVersion } from './areas.ts';

interface Kept {
	version: number;
	answers: Map<string, Promise<unknown>>;
}

const kept = new WeakMap<Kysely<Database>, Kept>();

/** Answers of one version; a reader's whims make no more of them than this. */
const MOST = 24;

/**
 * The answer of `make` under the key, computed at most once as long as the data stay as they are. Nobody may change
 * what is returned: others are given the same object.
 */
export async function keep<T>(
	db: Kysely<Database>,
	key: string,
	make: () => Promise<T>
): Promise<T> {
	// Read before the data: what is computed meanwhile from newer data is dropped at the next question.
	const { version } = await dataVersion(db);
	const { answers } = current(db, version);
	const known = answers.get(key) as Promise<T> | undefined;
	if (known) return known;
	const answer = make();
	const [oldest] = answers.keys();
	if (answers.size >= MOST && oldest !== undefined) answers.delete(oldest);
	answers.set(key, answer);
	answer.catch(() => answers.delete(key));
	return answer;
}

function current(db: Kysely<Database>, version: number): Kept {
	const known = kept.get(db);
	if (known?.version === version) return known;
	const fresh: Kept = { version, answers: new Map() };
	kept.set(db, fresh);
	return fresh;
}
