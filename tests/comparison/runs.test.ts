/** Years that continue a run of departures, and purchases that are ordinary among those of all departments. */
import { expect, test } from 'vitest';
import type { OutlierSettings } from '#lib/comparison/flags/flags.ts';
import { routineLumps } from '#lib/comparison/flags/lumps.ts';
import { findOutliers } from '#lib/comparison/flags/outliers.ts';
import { observation } from './samples.ts';

const SETTINGS: OutlierSettings = { threshold: 3.5, peers: 'all', lines: [], measures: [] };

/** Nineteen departments with 81 to 99 people for a hundred posts, and the first one with these. */
function staffedTown(people: readonly number[]) {
	return people.flatMap((own, year) =>
		Array.from({ length: 20 }, (_, index) =>
			observation({
				id: index + 1,
				year: 2020 + year,
				now: { staff_quota: 100, staff_actual: index === 0 ? own : 80 + index }
			})
		)
	);
}

test.each([
	['a near year between far ones', [130, 112, 130], [2020, 2021, 2022]],
	['near years after a far one', [140, 112, 112], [2020, 2021, 2022]],
	['a near year of two', [95, 112, 130], [2022]],
	['a near year after a gap', [112, 95, 130], [2022]],
	['years that are all near', [112, 112, 112], []],
	['a year that is nearer than near', [130, 104, 130], [2020, 2022]]
] as const)('of runs: %s', (_, people, years) => {
	const { flags } = findOutliers(staffedTown(people), SETTINGS);
	const flagged = flags.filter(({ measure }) => measure === 'staffing_rate');
	expect(flagged.map((flag) => flag.observation.fiscal_year).sort()).toEqual(years);
	expect(flagged.filter(({ clears_at }) => clears_at === null)).toEqual([]);
});

test('a near year of a run is gone where it would be near no longer, and not before', () => {
	const { flags } = findOutliers(staffedTown([130, 112, 130]), SETTINGS);
	const near = flags.find(({ observation: one }) => one.fiscal_year === 2021);
	const clears = Math.round((near?.clears_at ?? 0) * 100);
	const isFlagged = (people: number) =>
		findOutliers(staffedTown([130, people, 130]), SETTINGS).flags.some(({ id }) => id === near?.id);
	expect([isFlagged(clears), isFlagged(clears + 1)]).toEqual([false, true]);
});

test.each([
	['two and a half times the median of a few', [20, 20, 20, 20, 20], 50],
	['a factor that matters where a dozen are all alike', Array.from({ length: 12 }, () => 20), 32],
	['as far as their own spread reaches', [15, 16, 19, 20, 22, 23, 25, 28, 31, 33, 36, 40], 43.1]
] as const)('a purchase is ordinary up to %s', (_, amounts, most) => {
	const town = Array.from({ length: 100 }, (__, index) =>
		observation({
			id: index + 1,
			now: { three_public_vehicle_purchase: (amounts[index] ?? 0) * 1_000_000 }
		})
	);
	const { three_public_vehicle_purchase: limit } = routineLumps(town);
	expect(limit / 1_000_000).toBeCloseTo(most, 1);
});
