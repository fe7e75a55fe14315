/** Tells the distances that nature explains from those that it does not. */
import { quantile } from './spread.ts';

/** Nothing odd is as frequent as this, so what lies below is how far figures stray by nature. */
export const TAIL = { from: 0.75, to: 0.9 };

/** The tail ends where so many distances are expected beyond it: in seven ledgers of ten there is none. */
export const LEFT_BEYOND = 0.3;

/**
 * The farthest of so many distances that their own tail leads to expect: an exponential tail through two quantiles,
 * continued until {@link LEFT_BEYOND} distances are left beyond it. 0 where the distances have no tail.
 */
export function expectedFarthest(ascending: ArrayLike<number>): number {
	const [from, to] = [quantile(ascending, TAIL.from), quantile(ascending, TAIL.to)];
	const step = (to - from) / Math.log((1 - TAIL.from) / (1 - TAIL.to));
	const left = ((1 - TAIL.to) * ascending.length) / LEFT_BEYOND;
	return Math.max(0, to + step * Math.log(Math.max(1, left)));
}
