/**
 * No cliffs: a figure is moved by small steps away from what is usual, and its severity grows with it. It jumps at one
 * place alone, where the flag begins: there it is light, unless the distance is the least one that 口径 publishes.
 */
import { expect, test } from 'vitest';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { clearingStep } from '#lib/comparison/flags/clearing.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import { fromScale, testOf, toScale } from '#lib/comparison/flags/outlier-tests.ts';
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

const MEASURES = [
	'carry_over_rate',
	'three_public_total',
	'personnel_per_head',
	'spending_total',
	'project_share'
] as const satisfies readonly MeasureId[];

const cases = MEASURES.flatMap((measure) =>
	findOutliers(CITY, { ...SETTINGS, measures: [measure] })
		.flags.filter(({ clears_at, tier }) => clears_at !== null && tier === 'leading')
		.slice(0, 1)
		.map((flag) => ({ id: flag.id, measure, flag }))
);

/** The flag with its figure moved to a place on the scale of the test. */
function at(flag: Flag, place: number): Flag | undefined {
	const value = fromScale(place, testOf(flag.measure).scale);
	const { fiscal_year } = flag.observation;
	const settings = { ...SETTINGS, measures: [flag.measure] };
	return findOutliers(moved(CITY, flag, value), settings, fiscal_year).flags.find(
		({ id }) => id === flag.id
	);
}

/** Severities over `steps` equal steps of the span behind where the flag begins. */
function course(flag: Flag, start: number, steps: number): number[] {
	const { least } = testOf(flag.measure);
	const span = least * Math.sign(flag.score);
	return Array.from({ length: steps + 1 }, (_, step) => {
		const there = at(flag, start + (span * step) / steps);
		if (!there) throw new Error('The flag must last as its figure moves on');
		expect(there.tier).toBe(there.severity > 1 ? 'leading' : 'further');
		return there.severity;
	});
}

function largestStep(severities: readonly number[]): number {
	return Math.max(...severities.slice(1).map((one, at) => Math.abs(one - (severities[at] ?? 0))));
}

test('every measure has a flag that leads', () => {
	expect(cases.map(({ measure }) => measure)).toEqual(MEASURES);
});

test.each(cases)('severity has no jumps, and tiers change at 1: $id', ({ flag, measure }) => {
	const { scale, least } = testOf(measure);
	const clears = flag.clears_at ?? NaN;
	const towards = clearingStep(flag.observation, measure) * Math.sign(flag.value - clears);
	const start = toScale(clears + towards, scale) ?? NaN;
	expect(at(flag, toScale(clears, scale) ?? NaN)).toBeUndefined();

	const [coarse, fine] = [course(flag, start, 4), course(flag, start, 16)];
	expect(fine).toEqual(fine.toSorted((a, b) => a - b));
	// A jump stays as it is however small the steps; a slope gives way with them.
	expect(largestStep(fine)).toBeLessThan(largestStep(coarse) / 2);

	const first = fine[0] ?? NaN;
	const { peers, previous, reason } = flag;
	const usual =
		reason === 'peers'
			? (toScale(peers?.median ?? NaN, scale) ?? NaN)
			: (toScale(previous ?? NaN, scale) ?? NaN) +
				(reason === 'history' ? (peers?.median ?? 0) : 0);
	const isLeast = Math.abs(Math.abs(start - usual) - least) < least * 0.05;
	expect(isLeast || first < 1.1).toBe(true);
});
