/** The value at which a flag clears, for every rule: the figure is moved there, and just short of it. */
import { describe, expect, test } from 'vitest';
import { POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import { clearingStep } from '#lib/comparison/flags/clearing.ts';
import { OUTLIER_TESTS } from '#lib/comparison/flags/outlier-tests.ts';
import { findOutliers } from '#lib/comparison/flags/outliers.ts';
import { makeCity, STYLES } from './simulation/backgrounds.ts';
import { chanceFor } from './simulation/chance.ts';
import { observe } from './simulation/ledger.ts';
import { plant } from './simulation/plants.ts';
import { moved } from './moved.ts';

const SETTINGS = { threshold: 3.5, peers: 'kind', lines: POLICY_LINES } as const;

const several = ['smooth', 'beta', 'kinds', 'lumpy', 'small', 'wild', 'redrawn', 'steady'].map(
	(style) => {
		const key = `clearing ${style}`;
		const years = [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021];
		const city = makeCity(STYLES[style] ?? fail(), key, 80, years);
		// No planted oddity moves where the income comes from, and none makes nearly all of it a project.
		const drivers = city[0]?.years.get(2019);
		if (drivers) drivers.income_shares = [0.3, 0.1, 0.1, 0.5];
		// Lasting from early on, so that its other years are like the year of the change.
		for (const [year, lasting] of city[4]?.years ?? [])
			if (year >= 2017) lasting.income_shares = [0.3, 0.1, 0.1, 0.5];
		const other = city[1]?.years.get(2019);
		if (other) other.project = 40 * (other.personnel + other.operating);
		// Assets that lie idle after quiet years.
		const idle = city[2]?.years.get(2021);
		if (idle) idle.utilisation *= 0.5;
		// Two scores of one report that differ.
		const torn = city[3]?.years.get(2019);
		if (torn) torn.sheet_score = torn.score - 8;
		return observe(plant(city, chanceFor(key), 60).ledger);
	}
);

// In a single year nothing but the peers is there to stand out from.
const single = several.map((all) =>
	all.filter(({ fiscal_year }) => fiscal_year === 2019).map((one) => ({ ...one, previous: null }))
);
const cities = [...several, ...single];

function fail(): never {
	throw new Error('No such style');
}

const measures = new Set([...OUTLIER_TESTS, ...POLICY_LINES].map(({ measure }) => measure));

/** Up to two flags of a measure and reason, each with its city, the measure asked for alone so that each may lead. */
const cases = [...measures].flatMap((measure) => {
	const found = cities.flatMap((all) =>
		findOutliers(all, { ...SETTINGS, measures: [measure] })
			.flags.filter(({ clears_at }) => clears_at !== null)
			.map((flag) => ({ all, flag, measure, reason: flag.reason, id: flag.id }))
	);
	return [...Map.groupBy(found, ({ reason }) => reason).values()].flatMap((some) =>
		some.length < 2 ? some : [...some.slice(0, 1), ...some.slice(-1)]
	);
});

test('every rule has flags that clear somewhere', () => {
	const rules = OUTLIER_TESTS.flatMap(({ measure, peers, history }) => [
		...(peers ? [`${measure} peers`] : []),
		...(history ? [`${measure} history`, `${measure} past`] : [])
	]);
	const lines = POLICY_LINES.map(({ measure }) => `${measure} line`);
	const known = new Set(cases.map(({ measure, reason }) => `${measure} ${reason}`));
	expect([...rules, ...lines].filter((rule) => !known.has(rule))).toEqual([]);
});

describe('a flag', () => {
	test.each(cases)(
		'is gone at the value, and there just short of it: $id',
		({ all, flag, measure }) => {
			const isFlagged = (value: number) =>
				findOutliers(moved(all, flag, value), { ...SETTINGS, measures: [measure] }).flags.some(
					({ id }) => id === flag.id
				);
			const clears = flag.clears_at ?? NaN;
			const towards = clearingStep(flag.observation, measure) * Math.sign(flag.value - clears);
			expect(isFlagged(clears)).toBe(false);
			expect(isFlagged(clears + towards)).toBe(true);
		}
	);
});
