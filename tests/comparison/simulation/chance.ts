/** Draws from the distributions that backgrounds are made of. */
import { randomFor } from '../../../scripts/demo/city/random.ts';

export interface Chance {
	unit(): number;
	between(low: number, high: number): number;
	whole(low: number, high: number): number;
	chance(share: number): boolean;
	pick<T>(items: readonly T[]): T;
	/** Unbounded, unlike the generator's own. */
	normal(): number;
	/** exp of a normal: `spread` is the standard deviation of the logarithm. */
	lognormal(median: number, spread: number): number;
	exponential(mean: number): number;
	gamma(shape: number): number;
	beta(a: number, b: number): number;
	/** Shares that add up to 1. */
	dirichlet(weights: readonly number[]): number[];
}

export function chanceFor(key: string): Chance {
	const random = randomFor(`simulation ${key}`);
	const open = () => Math.max(random.unit(), 1e-12);
	const normal = () => Math.sqrt(-2 * Math.log(open())) * Math.cos(2 * Math.PI * random.unit());
	const gamma = (shape: number): number => {
		if (shape < 1) return gamma(shape + 1) * open() ** (1 / shape);
		// Marsaglia and Tsang 2000.
		const d = shape - 1 / 3;
		for (;;) {
			const x = normal();
			const v = (1 + x / Math.sqrt(9 * d)) ** 3;
			if (v > 0 && Math.log(open()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
		}
	};
	return {
		...random,
		normal,
		lognormal: (median, spread) => median * Math.exp(spread * normal()),
		exponential: (mean) => -mean * Math.log(open()),
		gamma,
		beta: (a, b) => {
			const [x, y] = [gamma(a), gamma(b)];
			return x / (x + y);
		},
		dirichlet: (weights) => {
			const draws = weights.map(gamma);
			const sum = draws.reduce((a, b) => a + b, 0);
			return draws.map((draw) => draw / sum);
		}
	};
}
