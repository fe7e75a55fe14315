/**
 * No cliffs: a figure is moved by small steps away from what is usual, and its severity grows with it. It jumps at one
 * place alone, where the flag begins: there it is light, whichever bound of 口径 begins it.
 */
import { expect, test } from 'vitest';
import { clearingStep } from '#lib/comparison/flags/clearing.ts';
import { amountBehind } from '#lib/comparison/flags/at-stake.ts';
import { POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import { flagLines } from '#lib/comparison/flags/policy-flags.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import { fromScale, OUTLIER_TESTS, testOf, toScale } from '#lib/comparison/flags/outlier-tests.ts';
import { findOutliers } from '#lib/comparison/flags/outliers.ts';
import { makeCity, STYLES } from './simulation/backgrounds.ts';
import { chanceFor } from './simulation/chance.ts';
import { observe } from './simulation/ledger.ts';
import { plant } from './simulation/plants.ts';
import { moved } from './moved.ts';

const SETTINGS = { threshold: 3.5, peers: 'kind', lines: [] } as const;
const KEY = 'cliffs';
const STYLE = STYLES.smooth;
if (!STYLE) throw new Error('No such style');
const CITY = observe(
	plant(makeCity(STYLE, KEY, 40, [2018, 2019, 2020, 2021]), chanceFor(KEY), 30).ledger
);

/** A flag that leads of each measure and comparison. */
const cases = OUTLIER_TESTS.flatMap(({ measure }) => {
	const leading = findOutliers(CITY, { ...SETTINGS, measures: [measure] }).flags.filter(
		({ clears_at, tier }) => clears_at !== null && tier === 'leading'
	);
	const byReason = Map.groupBy(leading, ({ reason }) => reason);
	return [...byReason.values()].flatMap((some) =>
		some
			.filter(
				(flag) =>
					at(flag, toScale(flag.clears_at ?? NaN, testOf(measure).scale) ?? NaN) === undefined
			)
			.slice(0, 1)
			.map((flag) => ({ id: flag.id, measure, flag }))
	);
});

/** The strongest flag of the year, by whichever comparison, with the figure moved to a place on the scale of the test. */
function at(flag: Flag, place: number): Flag | undefined {
	const value = fromScale(place, testOf(flag.measure).scale);
	const { fiscal_year } = flag.observation;
	const settings = { ...SETTINGS, measures: [flag.measure] };
	return findOutliers(moved(CITY, flag, value), settings, fiscal_year)
		.flags.filter(({ observation }) => observation.department.id === flag.observation.department.id)
		.sort((a, b) => b.severity - a.severity)[0];
}

/** The strongest flags over `steps` equal steps of the span behind where the flag begins. */
function course(flag: Flag, start: number, steps: number): Flag[] {
	const { least } = testOf(flag.measure);
	const span = least * Math.sign(flag.score);
	return Array.from({ length: steps + 1 }, (_, step) => {
		const there = at(flag, start + (span * step) / steps);
		if (!there) throw new Error('The flag must last as its figure moves on');
		expect(there.tier).toBe(there.severity > 1 ? 'leading' : 'further');
		return there;
	});
}

/** The largest step within one comparison; where another one becomes the stronger, that flag begins. */
function largestStep(flags: readonly Flag[]): number {
	const steps = flags.slice(1).map((one, before) => {
		const from = flags[before];
		return from?.reason === one.reason ? one.severity - from.severity : 0;
	});
	return Math.max(...steps);
}

test('most measures have a flag that leads', () => {
	expect(new Set(cases.map(({ measure }) => measure)).size).toBeGreaterThan(10);
});

test.each(cases)('severity has no jumps, and tiers change at 1: $id', ({ flag, measure }) => {
	const { scale } = testOf(measure);
	const clears = flag.clears_at ?? NaN;
	const towards = clearingStep(flag.observation, measure) * Math.sign(flag.value - clears);
	const start = toScale(clears + towards, scale) ?? NaN;

	const [coarse, fine] = [course(flag, start, 4), course(flag, start, 16)];
	const severities = fine.map(({ severity }) => severity);
	expect(severities).toEqual(severities.toSorted((a, b) => a - b));
	// A jump stays as it is however small the steps; a slope gives way with them.
	expect(largestStep(fine)).toBeLessThan(largestStep(coarse) / 2);

	expect(fine[0]?.severity).toBeLessThan(1.1);
});

/** A flag beyond each policy line. */
const lined = POLICY_LINES.flatMap((line) => {
	const { measure, least_amount } = line;
	const flag = flagLines(CITY, { lines: [line], measures: [] })[0];
	return flag ? [{ id: flag.id, line, flag, measure, least_amount }] : [];
});

test('every policy line is crossed', () => {
	expect(lined.map(({ measure }) => measure)).toEqual(POLICY_LINES.map(({ measure }) => measure));
});

test.each(lined)('beyond a policy line nothing jumps: $id', ({ flag, line, least_amount }) => {
	const { measure, observation, value, at_stake } = flag;
	const begins = least_amount / (amountBehind(observation, measure, 1) ?? Infinity);
	const side = line.attention === 'above' ? 1 : -1;
	const beyond = (distance: number) =>
		flagLines(moved(CITY, flag, line.value + side * distance), {
			lines: [line],
			measures: []
		}).find(({ id }) => id === flag.id);
	expect(beyond(begins * 0.99)).toBeUndefined();
	const start = begins * 1.001 || 1e-6;
	const span = Math.min(Math.abs(value - line.value), Math.abs(line.value) || 1) - start;
	const courseOf = (steps: number) =>
		Array.from({ length: steps + 1 }, (_, step) => {
			const there = beyond(start + (span * step) / steps);
			if (!there) throw new Error('The flag must last as its figure moves on');
			return there;
		});
	const [coarse, fine] = [courseOf(4), courseOf(16)];
	const severities = fine.map(({ severity }) => severity);
	expect(severities).toEqual(severities.toSorted((a, b) => a - b));
	expect(largestStep(fine)).toBeLessThan(largestStep(coarse) / 2);
	expect(fine.at(-1)?.severity).toBeLessThan(0.5);
	// The money beyond the line, which orders the panel, begins at the least amount.
	if (at_stake !== null && measure !== 'staffing_rate')
		expect(Math.abs((fine[0]?.at_stake ?? NaN) - least_amount)).toBeLessThan(least_amount / 50);
});
