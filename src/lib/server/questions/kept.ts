/**
 * What is computed from a whole jurisdiction is computed once a data version, not once a page.
 */
import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import { dataVersion } from './version.ts';

interface Kept {
	version: number;
	/** The one unused for longest first. */
	answers: Map<string, Promise<unknown>>;
	large: Map<string, Promise<unknown>>;
	drawn: Map<string, Promise<unknown>>;
}

type Shelf = 'answers' | 'large' | 'drawn';

const kept = new WeakMap<Kysely<Database>, Kept>();

/** Answers of one version; a reader's whims make no more of them than this. */
const MOST: Record<Shelf, number> = { answers: 240, large: 24, drawn: 60 };

/**
 * The answer of `make` under the key, computed at most once as long as the data stay as they are. Nobody may change
 * what is returned: others are given the same object.
 */
export function keep<T>(db: Kysely<Database>, key: string, make: () => Promise<T>): Promise<T> {
	return keepIn(db, 'answers', key, make);
}

/** {@link keep} for what holds every figure of a jurisdiction: fewer of these fit into memory. */
export function keepLarge<T>(
	db: Kysely<Database>,
	key: string,
	make: () => Promise<T>
): Promise<T> {
	return keepIn(db, 'large', key, make);
}

/** {@link keep} for the charts of a page, with all that is drawn. */
export function keepDrawn<T>(
	db: Kysely<Database>,
	key: string,
	make: () => Promise<T>
): Promise<T> {
	return keepIn(db, 'drawn', key, make);
}

async function keepIn<T>(
	db: Kysely<Database>,
	shelf: Shelf,
	key: string,
	make: () => Promise<T>
): Promise<T> {
	// Read before the data: what is computed meanwhile from newer data is dropped at the next question.
	const { version } = await dataVersion(db);
	const answers = current(db, version)[shelf];
	const known = answers.get(key) as Promise<T> | undefined;
	const answer = known ?? make();
	answers.delete(key);
	answers.set(key, answer);
	if (known) return known;
	const [oldest] = answers.keys();
	if (answers.size > MOST[shelf] && oldest !== undefined) answers.delete(oldest);
	answer.catch(() => answers.delete(key));
	return answer;
}

function current(db: Kysely<Database>, version: number): Kept {
	const known = kept.get(db);
	if (known?.version === version) return known;
	const fresh: Kept = { version, answers: new Map(), large: new Map(), drawn: new Map() };
	kept.set(db, fresh);
	return fresh;
}
