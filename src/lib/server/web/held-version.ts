/**
 * The data version by which answers are kept. Every file of a hand-in raises it, and with it all pages would be made
 * anew; so while one is being stored readers are given the pages as they were, for a while. An act of anybody ends that:
 * whoever has written sees it.
 */

/** So long, from the first change on, pages may be older than the data. */
const LONGEST_MS = 30_000;

export class HeldVersion {
	readonly #version: () => Promise<number>;
	readonly #isStoring: () => Promise<boolean>;
	readonly #longest: number;
	#held: number | null = null;
	/** Until when the held version serves, although data changed; null while it has not. */
	#until: number | null = null;

	constructor(
		version: () => Promise<number>,
		isStoring: () => Promise<boolean>,
		longest = LONGEST_MS
	) {
		this.#version = version;
		this.#isStoring = isStoring;
		this.#longest = longest;
	}

	async now(): Promise<number> {
		const version = await this.#version();
		if (this.#held === null || version === this.#held || !(await this.#isStoring())) {
			return this.#take(version);
		}
		this.#until ??= performance.now() + this.#longest;
		return performance.now() < this.#until ? this.#held : this.#take(version);
	}

	release(): void {
		this.#held = null;
	}

	#take(version: number): number {
		this.#held = version;
		this.#until = null;
		return version;
	}
}
