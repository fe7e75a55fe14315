import { describe, expect, test } from 'vitest';
import { POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { clearsAtText, flagSentence } from '#lib/comparison/flags/flag-words.ts';
import { TIERS, type Flag, type OutlierSettings } from '#lib/comparison/flags/flags.ts';
import { flagLines } from '#lib/comparison/flags/policy-flags.ts';
import { findOutliers } from '#lib/comparison/flags/outliers.ts';
import { leastZ } from '#lib/comparison/flags/strength.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { priorityOf } from '#lib/comparison/flags/severity.ts';
import { toScale } from '#lib/comparison/flags/outlier-tests.ts';
import { observation, type Stated } from './samples.ts';
import { STYLES } from './simulation/backgrounds.ts';
import { tryQuiet, tryStyle, type Trial } from './simulation/trial.ts';

const SETTINGS: OutlierSettings = { threshold: 3.5, peers: 'kind', lines: [], measures: [] };
const WAN = 1_000_000;

const trials = Object.entries(STYLES).map(([name, style]) => ({
	name,
	trials: [0, 1, 2, 3].map((seed) => tryStyle(style, `${name} ${seed}`))
}));
const everyFlag = trials.flatMap((one) => one.trials.flatMap(({ flags }) => flags));

describe('planted oddities', () => {
	const shareFound = (some: (typeof trials)[number]['trials']) =>
		some.reduce((sum, { found }) => sum + found, 0) /
		some.reduce((sum, { plants }) => sum + plants.length, 0);
	const meanOf = (some: (typeof trials)[number]['trials']) =>
		some.reduce((sum, { precision }) => sum + precision, 0) / some.length;

	test('are found, over all styles of city', () => {
		expect(shareFound(trials.flatMap((one) => one.trials))).toBeGreaterThan(0.97);
	});

	test('are what stands first, over all styles of city', () => {
		expect(meanOf(trials.flatMap((one) => one.trials))).toBeGreaterThan(0.94);
	});

	test.each(trials)('are found and first in the style $name', ({ trials: some }) => {
		expect(shareFound(some)).toBeGreaterThan(0.93);
		// The style `wild` has departments of its own that any eye would call odd.
		expect(meanOf(some)).toBeGreaterThan(0.84);
	});
});

describe('every flag', () => {
	const statistical = everyFlag.filter(({ reason }) => reason !== 'line');

	test('has the score that anybody computes from its peers', () => {
		for (const flag of statistical) {
			const { peers, score, reason } = flag;
			// The deviation of a department's own years stands in no field of the flag.
			if (!peers || peers.fallback || reason === 'past') continue;
			expect(((place(flag) - usual(flag)) * 0.6745) / peers.mad / score).toBeCloseTo(1, 9);
		}
	});

	test('lies beyond its threshold, or near it within a run, and clears inside it', () => {
		for (const { score, threshold, value, clears_at, reason } of statistical) {
			expect(Math.abs(score)).toBeGreaterThan(leastZ(reason, threshold));
			if (clears_at !== null) expect(Math.sign(value - clears_at)).toBe(Math.sign(score));
		}
	});

	test('is compared with at least eight others, or with all', () => {
		for (const { peers } of statistical) {
			expect(peers?.rule === 'all' || (peers?.count ?? 0) > 8).toBe(true);
		}
	});

	test('says its numbers in one sentence', () => {
		const sentences = everyFlag.map(flagSentence);
		const isWhole = (one: string) =>
			/^20\d\d年[^。]+。$/.test(one) && !/NaN|undefined|null|Infinity/.test(one);
		expect(sentences.filter((one) => !isWhole(one))).toEqual([]);
	});
});

function place({ value, previous, peers }: Flag): number {
	const scale = peers?.scale ?? 'linear';
	const at = toScale(value, scale) ?? NaN;
	return previous === null ? at : at - (toScale(previous, scale) ?? NaN);
}

function usual({ peers, reason }: Flag): number {
	if (!peers) return NaN;
	return reason === 'history' ? peers.median : (toScale(peers.median, peers.scale) ?? NaN);
}

test.each(trials)(
	'in $name, flags stand by tier and weight, one lead a department and year',
	(one) => {
		for (const { flags } of one.trials) {
			const order = flags.map(({ tier }) => TIERS.indexOf(tier));
			expect(order).toEqual(order.toSorted((a, b) => a - b));
			for (const tier of ['leading', 'further'] as const) {
				const weights = flags.filter((flag) => flag.tier === tier).map(priorityOf);
				expect(weights).toEqual(weights.toSorted((a, b) => b - a));
			}
			const leading = flags.filter(({ tier }) => tier === 'leading');
			expect(leading.every(({ severity, cause }) => severity > 1 && cause === null)).toBe(true);
			const keys = leading.map(
				({ observation: { department, fiscal_year } }) => `${department.id} ${fiscal_year}`
			);
			expect(new Set(keys).size).toBe(keys.length);
			const ids = new Set(leading.map(({ id }) => id));
			expect(flags.every(({ cause }) => cause === null || ids.has(cause))).toBe(true);
		}
	}
);

describe('leading flags', () => {
	const all = trials.flatMap((one) => one.trials);
	const sum = (of: (trial: Trial) => number) => all.reduce((total, one) => total + of(one), 0);
	const planted = sum(({ plants }) => plants.length);

	test('are the planted department years, over all styles of city', () => {
		expect(sum((trial) => trial.leading_planted) / sum((trial) => trial.leading)).toBeGreaterThan(
			0.97
		);
		expect(sum((trial) => trial.leading_planted) / planted).toBeGreaterThan(0.95);
	});

	test.each(Object.entries(STYLES))('are few where nothing is planted: %s', (name, style) => {
		const quiet = [0, 1, 2].map((seed) => tryQuiet(style, `${name} quiet ${seed}`));
		const leading = quiet.reduce((total, one) => total + one.leading, 0);
		const filed = quiet.reduce((total, one) => total + one.filed, 0);
		expect((100 * leading) / filed).toBeLessThanOrEqual(2);
	});
});

/** Twenty steady departments, the first of which has these amounts in its years. */
function steadyTown(
	measure: 'spending_total' | 'three_public_reception',
	amounts: readonly number[]
): Observation[] {
	const series = [
		amounts,
		...Array.from({ length: 19 }, (_, index) =>
			amounts.map((__, year) => 100 * (1 + ((index * 7 + year * 3) % 10) / 100))
		)
	];
	return series.flatMap((one, index) =>
		one.map((amount, year) => {
			const before = one[year - 1];
			const state = (value: number): Stated => ({ [measure]: Math.round(value * WAN) });
			return observation({
				id: index + 1,
				year: 2015 + year,
				now: state(amount),
				before: before === undefined ? null : state(before)
			});
		})
	);
}

test.each([
	['a spike, and not the return', [100, 100, 500, 100, 100], ['2017']],
	['a lasting rise, once', [100, 100, 500, 500, 500], ['2017']],
	['a fall', [100, 100, 20, 100, 100], ['2017']],
	['an odd first year, and not the return', [500, 100, 100, 100], ['2015']],
	['a rise in the last year', [100, 100, 100, 500], ['2018']],
	['nothing where nothing moves', [100, 101, 102, 101], []]
] as const)('of an amount’s past: %s', (_, amounts, years) => {
	const { flags } = findOutliers(steadyTown('spending_total', amounts), SETTINGS);
	const flagged = flags.map(
		({ observation: { department, fiscal_year } }) => `${department.id} ${fiscal_year}`
	);
	expect([...new Set(flagged)]).toEqual(years.map((year) => `1 ${year}`));
});

test('a fall of what is watched for rises alone is no flag', () => {
	const { flags } = findOutliers(
		steadyTown('three_public_reception', [100, 100, 10, 10]),
		SETTINGS
	);
	expect(flags).toEqual([]);
});

test('a rise after a low first year is flagged where low years are not', () => {
	const { flags } = findOutliers(
		steadyTown('three_public_reception', [10, 100, 100, 100]),
		SETTINGS
	);
	expect(flags.map((flag) => flag.observation.fiscal_year)).toEqual([2016]);
});

test('where the year before was not filed, the last one filed serves and is named', () => {
	const all = steadyTown('spending_total', [100, 100, 100, 500]).filter(
		({ department, fiscal_year }) => department.id !== 1 || fiscal_year !== 2017
	);
	const town = all.map((one) =>
		one.department.id === 1 && one.fiscal_year === 2018 ? { ...one, previous: null } : one
	);
	const [flag] = findOutliers(town, SETTINGS).flags;
	expect(flag).toMatchObject({ previous: 100 * WAN, previous_year: 2016 });
	expect(flag && flagSentence(flag)).toContain(
		'比2016年（100.00万元）增长400.0%（增加400.00万元）'
	);
});

test('one year alone has the flags that all years give it', () => {
	const all = steadyTown('spending_total', [100, 100, 500, 100, 100]);
	const whole = findOutliers(all, SETTINGS);
	const years = [2015, 2016, 2017, 2018, 2019].map((year) => findOutliers(all, SETTINGS, year));
	expect(years.flatMap(({ flags }) => flags)).toEqual(whole.flags);
	expect(years.reduce((sum, { tests }) => sum + tests, 0)).toBe(whole.tests);
});

test('missing figures are neither compared nor flagged', () => {
	const all = steadyTown('spending_total', [100, 100, 100]).map((one) =>
		one.department.id === 1 ? observation({ id: 1, year: one.fiscal_year }) : one
	);
	const { flags, tests, tests_by_filing } = findOutliers(all, SETTINGS);
	expect(flags).toEqual([]);
	// Of nineteen departments, the changes of three years, the first one's looking ahead.
	expect(tests).toBe(57);
	const alone = all.filter(({ department }) => department.id === 1);
	expect(alone.map(({ filing_id }) => tests_by_filing.get(filing_id))).toEqual(
		alone.map(() => undefined)
	);
	expect(tests_by_filing.size).toBe(57);
});

describe('policy lines', () => {
	const rates = [0.02, 0.05, 0.09, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.5];
	const town = rates.map((rate, index) =>
		observation({ id: index + 1, now: { balance_cumulative: rate * 1e9, spending_total: 1e9 } })
	);
	const crossing = (measures: readonly MeasureId[]) =>
		findOutliers(town, { ...SETTINGS, threshold: 100, lines: POLICY_LINES, measures }).flags;

	test('name everyone strictly beyond, those with the most money first', () => {
		const flags = crossing([]);
		expect(flags.map(({ value }) => value)).toEqual([0.5, 0.3, 0.25, 0.2, 0.15, 0.12, 0.1]);
		expect(flags.map(({ at_stake }) => at_stake)).toEqual(
			[0.41, 0.21, 0.16, 0.11, 0.06, 0.03, 0.01].map((share) => Math.round(share * 1e9))
		);
		expect(flags.every(({ tier }) => tier === 'line')).toBe(true);
		expect(flags[0] && flagSentence(flags[0])).toBe(
			'2021年结转结余率50.0%，高于关注线9.0%（某市公开的评分表以9%为目标值），相差部分折合410.00万元。'
		);
	});

	test.each([
		[32_030_000, 10_000_000, '2021年三公经费比上年增长220.3%，关注线为持平'],
		[20_000_000, 10_000_000, '2021年三公经费比上年增长100.0%，关注线为持平']
	])('tell a change in words, never by a sign: %d after %d', (now, before, words) => {
		const changed = observation({
			id: 1,
			now: { three_public_total: now },
			before: { three_public_total: before }
		});
		const [flag] = flagLines([changed], { lines: POLICY_LINES, measures: [] });
		expect(flag && flagSentence(flag)).toContain(words);
		expect(flag && clearsAtText(flag)).toMatch(/^(增幅|降幅)不超过[\d.]+%时不再提示$/);
	});
});

test('a jump after quiet years is flagged against the department’s own past', () => {
	const { flags } = findOutliers(
		steadyTown('three_public_reception', [30, 31, 29, 30, 108]),
		SETTINGS
	);
	const own = flags.filter(({ observation }) => observation.department.id === 1);
	expect(own.map(({ reason }) => reason)).toContain('past');
	expect(own.every(({ observation }) => observation.fiscal_year === 2019)).toBe(true);
});

test('a year is held against those after it as well as before', () => {
	const town = steadyTown('three_public_reception', [30, 31, 108, 30, 29, 31]);
	const own = findOutliers(town, SETTINGS).flags.filter(
		({ observation, reason }) => observation.department.id === 1 && reason === 'past'
	);
	expect(own.map(({ observation }) => observation.fiscal_year)).toEqual([2017]);
	expect(own[0] && flagSentence(own[0])).toContain('比本部门其他年度的中位数（30.00万元）');
});

test('years before a department took others over are not held against those after', () => {
	const merged = (one: Observation): Observation =>
		one.department.id === 1 && one.fiscal_year === 2018 && one.previous
			? { ...one, previous: { ...one.previous, bridged_from: ['某局'] } }
			: one;
	const before = steadyTown('spending_total', [100, 101, 99, 400, 401, 399, 400]).map(merged);
	const own = findOutliers(before, SETTINGS).flags.filter(
		({ observation, reason }) => observation.department.id === 1 && reason === 'past'
	);
	expect(own).toEqual([]);
});

test('departments that are all equal are compared, and none stands out', () => {
	const year = { spending_total: 500 * WAN, spending_personnel: 200 * WAN, score_form: 9500 };
	const city = Array.from({ length: 12 }, (_, index) => observation({ id: index + 1, now: year }));
	expect(findOutliers(city, SETTINGS)).toMatchObject({ flags: [], tests: 24 });
});
