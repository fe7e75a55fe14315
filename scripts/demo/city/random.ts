/**
 * This module draws random numbers that are the same at every run. Every use has its own stream, named by a key, so
 * that adding one draw leaves all others as they were and the demo data changes only where it was meant to.
 */

/** Tests draw other cities with another seed. */
const SEED = process.env.DEMO_SEED ?? 'mingzhang demo 1';

export interface Random {
	/** Draws a number from 0 (included) to 1 (excluded). */
	unit: () => number;
	between: (low: number, high: number) => number;
	/** Draws a whole number; both ends are included. */
	whole: (low: number, high: number) => number;
	chance: (share: number) => boolean;
	pick: <T>(items: readonly T[]) => T;
	/** Draws from a bell-shaped distribution with mean 0 and standard deviation 1, cut at ±3. */
	normal: () => number;
}

export function randomFor(key: string): Random {
	const unit = mulberry(hash(`${SEED}|${key}`));
	const between = (low: number, high: number) => low + (high - low) * unit();
	const whole = (low: number, high: number) => low + Math.floor((high - low + 1) * unit());
	return {
		unit,
		between,
		whole,
		chance: (share) => unit() < share,
		pick: (items) => {
			const item = items[whole(0, items.length - 1)];
			if (item === undefined) throw new Error(`Nothing to pick from for "${key}"`);
			return item;
		},
		normal: () => {
			// Twelve uniform draws are added up: without a logarithm, every machine gives the same bits.
			let sum = -6;
			for (let draw = 0; draw < 12; draw++) sum += unit();
			return Math.max(-3, Math.min(3, sum));
		}
	};
}

/** This is the FNV-1a hash over UTF-16 code units. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) {
		value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	}
	return value >>> 0;
}

/** This is the Mulberry32 generator by Tommy Ettinger, which is in the public domain. */
function mulberry(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
