import { expect, test } from 'vitest';
import { runOf } from '#lib/comparison/change/change.ts';
import { observation } from './samples.ts';

/** One department's spending year by year from 2018; null where it did not file. */
function history(amounts: readonly (number | null)[]) {
	return amounts.flatMap((amount, index) => {
		const before = amounts[index - 1];
		if (amount === null) return [];
		return [
			observation({
				id: 1,
				year: 2018 + index,
				now: { spending_total: amount },
				...(typeof before === 'number' ? { before: { spending_total: before } } : {})
			})
		];
	});
}

test.each([
	[[10], 0],
	[[10, 11], 1],
	[[10, 11, 12, 13], 3],
	[[13, 12, 11], -2],
	[[10, 12, 11], -1],
	[[10, 9, 12, 13], 2],
	[[10, 11, 11], 0],
	[[10, 11, 11, 12], 1],
	[[10, 11, null, 12, 13], 1],
	[[10, 11, 12, null], 2],
	[[], 0]
])('%j is a run of %d', (amounts, expected) => {
	expect(runOf(history(amounts), 'spending_total')).toBe(expected);
});
