import { expect, test } from 'vitest';
import { runInWords, runOf } from '#lib/comparison/runs.ts';
import { observation } from './samples.ts';

/** One department's spending from 2018 on; null where nothing was filed. */
const history = (amounts: readonly (number | null)[]) =>
	amounts.flatMap((amount, index) => {
		const before = amounts[index - 1];
		return amount === null
			? []
			: [
					observation({
						id: 1,
						year: 2018 + index,
						now: { spending_total: amount },
						before: typeof before === 'number' ? { spending_total: before } : null
					})
				];
	});

test.each([
	['rises', [1, 2, 3, 4], 3, '连增3年'],
	['falls after a rise', [1, 5, 4, 3], -2, '连降2年'],
	['one rise is no run', [5, 4, 4, 6], 1, ''],
	['a standstill ends it', [1, 2, 3, 3], 0, ''],
	['a year without a filing ends it', [1, null, 3, 4], 1, ''],
	['the first year', [null, null, null, 4], 0, '']
])('%s', (_, amounts, run, words) => {
	expect(runOf(history(amounts), 'spending_total', 2021)).toBe(run);
	expect(runInWords(run)).toBe(words);
});
