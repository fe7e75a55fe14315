/**
 * Counts tries at passwords by address. The library's own count begins anew only after a whole window without a try, so
 * that sixty people who sign in through one proxy, one after the other, are refused; here a window begins with its first try.
 */
import { LRUCache } from 'lru-cache';

/** Further addresses take the place of those that tried longest ago. */
const MOST_ADDRESSES = 10_000;

interface TryRule {
	/** Seconds. */
	window: number;
	/** Tries in a window. */
	max: number;
}

export class TryCounter {
	readonly #tries: LRUCache<string, { count: number }>;

	/** @param clock tells milliseconds that never run back */
	constructor(clock: { now: () => number } = performance) {
		this.#tries = new LRUCache({ max: MOST_ADDRESSES, ttl: 1, ttlResolution: 0, perf: clock });
	}

	/** Counts one try; `retryAfter` are the seconds until the window ends, null where the try is allowed. */
	consume(
		key: string,
		{ window, max }: TryRule
	): Promise<{ allowed: boolean; retryAfter: number | null }> {
		const tries = this.#tries.get(key) ?? { count: 0 };
		if (tries.count === 0) this.#tries.set(key, tries, { ttl: window * 1000 });
		tries.count += 1;
		const allowed = tries.count <= max;
		const left = Math.ceil(this.#tries.getRemainingTTL(key) / 1000);
		return Promise.resolve({ allowed, retryAfter: allowed ? null : left });
	}
}
