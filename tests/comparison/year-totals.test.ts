import { expect, test } from 'vitest';
import { yearTotals } from '#lib/comparison/change/year-totals.ts';
import { observation } from './samples.ts';

const spent = (id: number, year: number, now: number | null, before: number | null) =>
	observation({
		id,
		year,
		now: now === null ? {} : { spending_total: now },
		before: before === null ? null : { spending_total: before }
	});

test.each([
	['the same departments', [spent(1, 2021, 5, 4), spent(2, 2021, 7, 6)], false],
	['one did not file', [spent(1, 2021, 5, 4)], true],
	['one joined', [spent(1, 2021, 5, 4), spent(2, 2021, 7, 6), spent(3, 2021, 1, null)], true],
	['one left the figure out', [spent(1, 2021, 5, 4), spent(2, 2021, null, 6)], true],
	['one took over both', [spent(3, 2021, 12, 10)], false]
])('%s', (_, later, isBreak) => {
	const earlier = [spent(1, 2020, 4, null), spent(2, 2020, 6, null)];
	const [first, second] = yearTotals([...later, ...earlier], 'spending_total');
	expect(first?.isBreak).toBe(false);
	expect(second?.isBreak).toBe(isBreak);
});
