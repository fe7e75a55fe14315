import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	distancesFrom,
	modifiedZ,
	quantile,
	spearman,
	spreadOf,
	tiedRanks,
	valueAtZ,
	type Spread
} from '#lib/comparison/flags/spread.ts';

const CLOSE = 12;
/** Without −0, which no figure is. */
const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);

function known(values: readonly number[]): Spread {
	const spread = spreadOf(values);
	if (!spread) throw new Error('No values');
	return spread;
}

// R: quantile(x, p, type = 7); NumPy: percentile(x, 100 p, method = 'linear').
test.each([
	[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.25, 3.25],
	[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.5, 5.5],
	[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9.1],
	[[15, 20, 35, 40, 50], 0.4, 29],
	[[1, 3, 4, 8], 0.1, 1.6],
	[[7], 0.3, 7],
	[[1, 2], 0, 1],
	[[1, 2], 1, 2]
])('the type 7 quantile of %j at %d is %d', (values, p, expected) => {
	expect(quantile(values, p)).toBeCloseTo(expected, CLOSE);
});

test('a quantile of nothing is refused', () => {
	expect(() => quantile([], 0.5)).toThrow('A quantile needs at least one value');
});

test('quantiles rise with their share and stay within the values', () => {
	const shares = fc.double({ min: 0, max: 1, noNaN: true });
	fc.assert(
		fc.property(fc.array(numbers, { minLength: 1 }), shares, shares, (values, a, b) => {
			const ascending = [...values].sort((x, y) => x - y);
			const [low, high] = [Math.min(a, b), Math.max(a, b)].map((p) => quantile(ascending, p));
			expect(low).toBeLessThanOrEqual((high ?? NaN) + 1e-9);
			expect(low).toBeGreaterThanOrEqual(ascending[0] ?? NaN);
			expect(high).toBeLessThanOrEqual(ascending.at(-1) ?? NaN);
		})
	);
});

describe('spread', () => {
	// The worked example of the median absolute deviation: deviations 1 1 0 0 2 4 7.
	const spread = known([9, 1, 6, 1, 2, 4, 2]);

	test.each([
		['count', 7],
		['min', 1],
		['q1', 1.5],
		['median', 2],
		['q3', 5],
		['max', 9],
		['mad', 1],
		['mean_ad', 15 / 7]
	] as const)('%s is %d', (key, expected) => {
		expect(spread[key]).toBeCloseTo(expected, CLOSE);
	});

	test('of nothing is nothing', () => expect(spreadOf([])).toBeNull());

	test('moves and scales with the values', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1 }), (values) => {
				const before = known(values);
				const after = known(values.map((value) => 3 * value + 10));
				expect(after.median).toBeCloseTo(3 * before.median + 10, 6);
				expect(after.mad).toBeCloseTo(3 * before.mad, 6);
				expect(after.mean_ad).toBeCloseTo(3 * before.mean_ad, 6);
			})
		);
	});
});

describe('modified z-score', () => {
	test.each([
		// 0.6745 × (9 − 2) ÷ 1
		[9, [1, 1, 2, 2, 4, 6, 9], 4.7215],
		[1, [1, 1, 2, 2, 4, 6, 9], -0.6745],
		[2, [1, 1, 2, 2, 4, 6, 9], 0],
		// More than half equal: 10 ÷ (1.253314 × 10 ÷ 5)
		[10, [0, 0, 0, 0, 10], 5 / 1.253314]
	])('of %d among %j is %d', (value, values, expected) => {
		expect(modifiedZ(value, known(values))).toBeCloseTo(expected, CLOSE);
	});

	test('where all are equal there is none', () => {
		expect(modifiedZ(5, known([5, 5, 5]))).toBeNull();
		expect(valueAtZ(3.5, known([5, 5, 5]))).toBeNull();
	});

	test('the value at a score has that score', () => {
		const scores = fc.double({ min: -20, max: 20, noNaN: true });
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 3 }),
				scores,
				(values, z) => {
					const spread = known(values);
					const value = valueAtZ(z, spread);
					if (value !== null) expect(modifiedZ(value, spread)).toBeCloseTo(z, 9);
				}
			)
		);
	});
});

test.each([
	[
		[10, 20, 30],
		[1, 2, 3]
	],
	[
		[30, 10, 10, 20],
		[4, 1.5, 1.5, 3]
	],
	[
		[5, 5, 5],
		[2, 2, 2]
	],
	[[], []]
])('the ranks of %j are %j', (values, ranks) => expect(tiedRanks(values)).toEqual(ranks));

describe('Spearman’s correlation', () => {
	test.each([
		// IQ against hours of television, as printed in textbooks: 1 − 6·194 ÷ (10·99).
		[
			[106, 100, 86, 101, 99, 103, 97, 113, 112, 110],
			[7, 27, 2, 50, 28, 29, 20, 12, 6, 17],
			-29 / 165
		],
		// Ties: ranks 1 2.5 2.5 4 against 1 3 2 4.
		[[1, 2, 2, 3], [1, 3, 2, 4], Math.sqrt(0.9)],
		[[1, 2, 3], [9, 8, 7], -1]
	])('of %j and %j is %d', (x, y, expected) => {
		expect(spearman(x, y)).toBeCloseTo(expected, CLOSE);
	});

	test.each([
		[
			[1, 2],
			[1, 2]
		],
		[
			[1, 1, 1],
			[1, 2, 3]
		],
		[
			[1, 2, 3],
			[1, 2]
		]
	])('of %j and %j there is none', (x, y) => expect(spearman(x, y)).toBeNull());
});

test('distances from a value, ascending, are those that sorting gives', () => {
	fc.assert(
		fc.property(fc.array(numbers), numbers, (values, middle) => {
			const ascending = new Float64Array(values).sort();
			const sorted = ascending.map((value) => Math.abs(value - middle)).sort();
			expect(distancesFrom(ascending, middle)).toEqual(sorted);
		})
	);
});
