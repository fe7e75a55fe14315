/**
 * Filings read or written lately, since neighbouring years of one department are reviewed together. Holds what is in
 * the database: it must be emptied after a rollback and after another process has written.
 */
import type { Kysely } from 'kysely';
import type { Filing } from '#lib/filing/filing.ts';
import { loadFilings } from './read.ts';
import type { Database } from '../schema/schema.ts';

/** A report takes some fifty kilobytes. */
const MOST_FILINGS = 60;

export class FilingCache {
	readonly #filings = new Map<number, Filing>();

	/** Loads those of the ids that are not cached; they stay cached until the next call. */
	async fetch(db: Kysely<Database>, ids: readonly number[]): Promise<void> {
		const missing = [...new Set(ids)].filter((id) => !this.#filings.has(id));
		this.#shrink(ids);
		if (missing.length === 0) return;
		for (const [id, filing] of await loadFilings(db, missing)) this.put(id, filing);
	}

	/** One that was fetched. */
	take(id: number): Filing {
		const filing = this.#filings.get(id);
		if (!filing) throw new Error(`Filing ${id} was not fetched`);
		return filing;
	}

	put(id: number, filing: Filing): void {
		this.#filings.delete(id);
		this.#filings.set(id, filing);
	}

	clear(): void {
		this.#filings.clear();
	}

	/** Drops the oldest beyond the bound, but none of those asked for, which become the newest. */
	#shrink(needed: readonly number[]): void {
		let renewed = 0;
		for (const id of new Set(needed)) {
			const filing = this.#filings.get(id);
			if (!filing) continue;
			this.put(id, filing);
			renewed += 1;
		}
		for (const id of this.#filings.keys()) {
			if (this.#filings.size <= Math.max(MOST_FILINGS, renewed)) return;
			this.#filings.delete(id);
		}
	}
}
