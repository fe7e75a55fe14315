import fc from 'fast-check';
import { expect, test } from 'vitest';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { describePosition, positionOf, shortPosition } from '#lib/comparison/rank.ts';

const of = (values: readonly (number | null)[]) =>
	values.map((value): Value => (value === null ? absent('blank') : present(value)));

test.each([
	[9, [9, 5, 1], { from: 1, to: 1, tied: 1, ranked: 3, missing: 0 }, '第1位，共3家'],
	[5, [9, 5, 5, 1], { from: 2, to: 3, tied: 2, ranked: 4, missing: 0 }, '并列第2—3位，共4家'],
	[
		5,
		[9, 5, null],
		{ from: 2, to: 3, tied: 1, ranked: 2, missing: 1 },
		'第2位，共2家，另有1家缺少数据'
	]
])('%d among %j stands at %j', (value, values, position, words) => {
	const found = positionOf(present(value), of(values));
	expect(found).toEqual(position);
	expect(found && describePosition(found)).toBe(words);
});

test.each([
	[9, [9, 5, 1], '1/3'],
	[5, [9, 5, 5, 1], '并列2/4'],
	[0, [0, 0], '并列1/2'],
	[5, [5, null], '不可比'],
	[null, [null, 5, 1], '不可比']
])('%j among %j is %s in a narrow column', (value, values, words) => {
	expect(shortPosition(positionOf(of([value])[0] ?? absent('blank'), of(values)))).toBe(words);
});

test('a missing value has no position', () => {
	expect(positionOf(absent('not_filed'), of([1, 2]))).toBeNull();
});

test('the interval holds the position whatever the missing values turn out to be', () => {
	const few = fc.integer({ min: 0, max: 5 });
	const others = fc.array(fc.record({ value: few, known: fc.boolean() }), { maxLength: 12 });
	fc.assert(
		fc.property(few, others, (own, rest) => {
			const seen = rest.map(({ value, known }) => (known ? value : null));
			const position = positionOf(present(own), of([own, ...seen]));
			const place = rest.filter(({ value }) => value > own).length + 1;
			expect(place).toBeGreaterThanOrEqual(position?.from ?? NaN);
			expect(place).toBeLessThanOrEqual(position?.to ?? NaN);
		})
	);
});
