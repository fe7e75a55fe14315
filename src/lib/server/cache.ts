/**
 * The cache of answers: what is computed from the data is valid for one data version, and the least recently used
 * entries leave when the bytes of all entries exceed the budget. Drawings have their own, `charts/drawings.ts`.
 */
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import { dataVersion } from './ledger/data-version.ts';
import type { Database } from './ledger/schema/schema.ts';

/** Entries of one data version, counted in bytes. A newer version empties the cache. */
export class VersionedCache<V extends object> {
	readonly #entries: LRUCache<string, V>;
	#version = -1;

	/** An entry of more than `largest` bytes is never stored. */
	constructor(budget: number, largest = budget) {
		this.#entries = new LRUCache({ maxSize: budget, maxEntrySize: Math.min(budget, largest) });
	}

	/** The entry of `key` under the data version, or undefined. */
	get(version: number, key: string): V | undefined {
		if (version !== this.#version) this.#empty(version);
		return this.#entries.get(key);
	}

	/** Stores the entry, unless data changed while it was made, or it is too large; tells whether it is stored. */
	set(version: number, key: string, value: V, bytes: number): boolean {
		if (version !== this.#version) return false;
		// The library keeps the former size of a value that is set again.
		this.#entries.delete(key);
		this.#entries.set(key, value, { size: Math.max(1, Math.ceil(bytes)) });
		return this.#entries.has(key);
	}

	delete(key: string): void {
		this.#entries.delete(key);
	}

	#empty(version: number): void {
		this.#entries.clear();
		this.#version = version;
	}
}

/**
 * Bytes of what is kept of one database. Answers to questions, the figures of a few large jurisdictions, serve every page and
 * choice; parts of one page, with its charts, serve those alone who order or write its table in another way. Of their own
 * budget, so that pages which nobody opens again drive no answers out.
 */
const BUDGETS = {
	answers: 16 * 1024 * 1024,
	parts: 8 * 1024 * 1024
};
type CacheShare = keyof typeof BUDGETS;

/** Objects of stored answers: an answer that mentions those of another one is not charged for them again. */
const counted = new WeakSet<object>();

/** Counts the objects of one answer among those of all, until it turns out not to be stored. */
class Counting {
	readonly #own: object[] = [];

	has(one: object): boolean {
		return counted.has(one);
	}

	add(one: object): void {
		counted.add(one);
		this.#own.push(one);
	}

	/** Lets those that mention an answer which is not stored be charged for it: they alone keep it alive. */
	undo(): void {
		for (const one of this.#own) counted.delete(one);
	}
}

const cachesOf = new WeakMap<
	Kysely<Database>,
	Record<CacheShare, VersionedCache<Promise<unknown>>>
>();

/**
 * The answer of `make` under the key, computed at most once per data version. Nobody may change what is returned:
 * others are given the same object.
 */
export async function cached<T>(
	db: Kysely<Database>,
	key: string,
	make: () => Promise<T>,
	share: CacheShare = 'answers'
): Promise<T> {
	const answers = await current(db, share);
	return answers.known<T>(key) ?? answers.keep(key, make());
}

/** As {@link cached} for each of `wanted`, in its order: what is not kept yet is made together. */
export async function cachedEach<K, T>(
	db: Kysely<Database>,
	wanted: readonly K[],
	{ keyOf, make }: { keyOf: (one: K) => string; make: (missing: readonly K[]) => Promise<T[]> }
): Promise<T[]> {
	const answers = await current(db, 'answers');
	const found = new Map(wanted.map((one) => [one, answers.known<T>(keyOf(one))]));
	const missing = [...found].flatMap(([one, known]) => (known ? [] : [one]));
	if (missing.length > 0) {
		const made = make(missing);
		for (const [index, one] of missing.entries()) {
			const answer = made.then((all) => all[index] as T);
			found.set(one, answers.keep(keyOf(one), answer));
		}
	}
	return Promise.all(wanted.map((one) => found.get(one) as Promise<T>));
}

/** The share of the cache that holds for the data version of now. */
async function current(db: Kysely<Database>, share: CacheShare) {
	// The version is read before the data: what is computed meanwhile from newer data is dropped at the next question.
	const { version } = await dataVersion(db);
	const caches = cachesOf.get(db) ?? { answers: emptyCache('answers'), parts: emptyCache('parts') };
	cachesOf.set(db, caches);
	const answers = caches[share];
	return {
		known: <T>(key: string) => answers.get(version, key) as Promise<T> | undefined,
		/** Stored at once, so that readers who ask meanwhile wait for the same answer; counted when it is known. */
		keep: <T>(key: string, answer: Promise<T>): Promise<T> => {
			answers.set(version, key, answer, 1);
			answer.then(
				(value) => {
					const counting = new Counting();
					const bytes = estimateBytes(value, counting);
					if (!answers.set(version, key, answer, bytes)) counting.undo();
				},
				() => {
					answers.delete(key);
				}
			);
			return answer;
		}
	};
}

/** One that is larger than half of the budget would drive out all others: it is given and forgotten. */
function emptyCache(share: CacheShare): VersionedCache<Promise<unknown>> {
	return new VersionedCache(BUDGETS[share], BUDGETS[share] / 2);
}

interface Counted {
	has(one: object): boolean;
	add(one: object): unknown;
}

/** Elements of a long array that are looked at; the other ones are taken to be of their mean size. */
const SAMPLE = 8;
const WORD = 8;
const OBJECT = 24;
/** Bytes of an object that is counted already: those of its mention. */
const MENTION = 2 * WORD;

/**
 * About how many bytes a plain value takes in memory beside the objects already in `counted`, to which its own are
 * added. So shared parts are counted once, and the time it takes does not grow with the mentions.
 */
export function estimateBytes(value: unknown, counted: Counted = new WeakSet<object>()): number {
	if (typeof value === 'string') return OBJECT + value.length * 2;
	if (typeof value !== 'object' || value === null || counted.has(value)) return WORD;
	counted.add(value);
	if (ArrayBuffer.isView(value)) return OBJECT + value.byteLength;
	if (value instanceof Map || value instanceof Set)
		return OBJECT + estimateBytes([...value], counted);
	if (!Array.isArray(value)) return OBJECT + sumBytes(Object.values(value), counted);
	const fresh = new Set<unknown>();
	const others: unknown[] = [];
	for (const one of value as unknown[]) {
		if (typeof one === 'object' && one !== null && !counted.has(one)) fresh.add(one);
		else others.push(one);
	}
	const repeated = value.length - others.length - fresh.size;
	const bytes = sampledBytes(others, counted) + sampledBytes([...fresh], counted);
	// The size of those that were not looked at is in the mean.
	for (const one of fresh) counted.add(one as object);
	return OBJECT + bytes + repeated * MENTION;
}

function sampledBytes(values: readonly unknown[], counted: Counted): number {
	const step = Math.max(1, Math.floor(values.length / SAMPLE));
	const sample = values.filter((_, index) => index % step === 0);
	return (sumBytes(sample, counted) * values.length) / Math.max(1, sample.length);
}

function sumBytes(values: readonly unknown[], counted: Counted): number {
	return values.reduce<number>((sum, one) => sum + WORD + estimateBytes(one, counted), 0);
}
