import { expect, test } from 'vitest';
import { isLargeBalance, untouchedIn, type TwoYears } from '#lib/catalogue/carry-over.ts';

const YEARS: TwoYears = {
	opening_before: 500,
	closing_before: 500,
	opening: 500,
	closing: 500,
	spending_before: 100,
	spending: 100
};

test.each<[Partial<TwoYears>, ReturnType<typeof untouchedIn>]>([
	[{}, { at_most: 500, at_least: 300 }],
	[{ opening: 200 }, { at_most: 200, at_least: 200 }],
	[{ spending: 400 }, { at_most: 500, at_least: 0 }],
	[{ spending: 401 }, { at_most: 500, at_least: 0 }],
	[{ spending_before: null }, { at_most: 500, at_least: 0 }],
	[{ closing: 499 }, null],
	[{ closing_before: 499 }, null],
	[{ opening: 0 }, null]
])('with %j, what may have lain untouched is %j', (changed, untouched) => {
	expect(untouchedIn({ ...YEARS, ...changed })).toEqual(untouched);
});

test.each([
	[100, 1000, true],
	[99, 1000, false],
	[1, null, true]
])('%i beside a spending of %s is large from a tenth on: %s', (at_most, spending, expected) => {
	expect(isLargeBalance({ at_most, at_least: 0 }, spending, 0.1)).toBe(expected);
});
