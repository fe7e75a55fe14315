/** The cause leads among a department's flags, and neither what follows from it nor what is ordinary. */
import { expect, test } from 'vitest';
import { outlierCards } from '#lib/answers/outliers/cards.ts';
import { outlierSentence } from '#lib/answers/outliers/flags.ts';
import { present } from '#lib/catalogue/values.ts';
import { flagsWithin, type OutlierSettings } from '#lib/comparison/flags/flags.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { findOutliers } from '#lib/comparison/flags/outliers.ts';
import { observation, type Stated } from './samples.ts';

const SETTINGS: OutlierSettings = { threshold: 3.5, peers: 'kind', lines: [], measures: [] };
const WAN = 1_000_000;

/** Twenty departments alike in all their years, but that the first one states these figures of its own. */
function alikeTown(usual: Stated, own: readonly Stated[]): Observation[] {
	const inWan = (stated: Stated, spread: number): Stated =>
		Object.fromEntries(
			Object.entries(stated).map(([id, value]) => [id, Math.round(value * WAN * spread)])
		);
	return Array.from({ length: 20 }, (_, index) => {
		const years = own.map((stated, year) =>
			index === 0
				? inWan({ ...usual, ...stated }, 1)
				: inWan(usual, 1 + ((index * 7 + year * 3) % 10) / 200)
		);
		return years.map((now, year) =>
			observation({ id: index + 1, year: 2020 + year, now, before: years[year - 1] ?? null })
		);
	}).flat();
}

/** The town with twenty people in each department. */
function withPeople(one: Observation): Observation {
	const people = <T extends Pick<Observation, 'values'>>(year: T): T => ({
		...year,
		values: { ...year.values, staff_actual: present(20) }
	});
	return { ...people(one), previous: one.previous && people(one.previous) };
}

const TRAVEL = (wan: number): Stated => ({ three_public_total: 5 + wan, three_public_abroad: wan });

/** The town with journeys for eight 万元 in another department every year. */
function withTravel(town: Observation[]): Observation[] {
	const years = new Map(
		town.map((one) => {
			const isTravelling = one.department.id === one.fiscal_year - 2010;
			const more = isTravelling ? 8 * WAN : 0;
			const total = (one.values.three_public_total.value ?? 0) + more;
			const values = {
				...one.values,
				three_public_total: present(total),
				...(isTravelling ? { three_public_abroad: present(more) } : {})
			};
			return [`${one.department.id} ${one.fiscal_year}`, { ...one, values }];
		})
	);
	return [...years.values()].map((one) => {
		const before = years.get(`${one.department.id} ${one.fiscal_year - 1}`);
		return {
			...one,
			previous: one.previous && before ? { ...one.previous, values: before.values } : one.previous
		};
	});
}

const USUAL = { spending_total: 100, income_carried_in: 4, balance_cumulative: 4 };
const SHARED = { ...USUAL, spending_operating: 20 };
const FUNDED = { ...USUAL, income_fiscal: 100 };

test.each([
	[
		'a balance leads, and the rest of it that the next year could not have spent does not',
		alikeTown(USUAL, [
			{},
			{ balance_cumulative: 140 },
			{ income_carried_in: 140, balance_cumulative: 44 }
		]),
		['2021 carry_over_rate']
	],
	[
		'a balance that grows anew leads again',
		alikeTown(USUAL, [
			{},
			{ balance_cumulative: 80 },
			{ income_carried_in: 80, balance_cumulative: 70 }
		]),
		['2021 carry_over_rate', '2022 carry_over_rate']
	],
	[
		'a structure of spending that is the department’s own in all its years does not',
		alikeTown(SHARED, [
			{ spending_operating: 70 },
			{ spending_operating: 71 },
			{ spending_operating: 70 }
		]),
		[]
	],
	[
		'a structure that is new does',
		alikeTown(SHARED, [{}, {}, { spending_operating: 70 }]),
		['2022 operating_share']
	],
	[
		'appropriations that fall by what was carried in do not',
		alikeTown(FUNDED, [{}, {}, { income_carried_in: 60, income_fiscal: 44 }]),
		[]
	],
	[
		'appropriations that fall do',
		alikeTown(FUNDED, [{}, {}, { income_fiscal: 44 }]),
		['2022 income_fiscal']
	],
	[
		'half of a budget that is spent does',
		alikeTown({ spending_total: 95, spending_total_budget_adjusted: 100 }, [
			{},
			{ spending_total: 50, spending_total_budget_adjusted: 100 },
			{}
		]).map((one) => ({ ...one, previous: null })),
		['2021 budget_execution_rate']
	],
	[
		'pay per head that rises by two thirds does, once',
		alikeTown({ spending_personnel: 300 }, [{}, {}, { spending_personnel: 500 }]).map(withPeople),
		['2022 personnel_per_head']
	],
	[
		'a journey abroad as others make it does not',
		withTravel(alikeTown({ three_public_total: 5 }, [{}, {}, TRAVEL(9), {}])),
		[]
	],
	[
		'a journey far beyond all others does',
		withTravel(alikeTown({ three_public_total: 5 }, [{}, {}, TRAVEL(60), {}])),
		['2022 three_public_total']
	]
] as const)('%s', (_, city, expected) => {
	const leading = findOutliers(city, SETTINGS).flags.filter(({ tier }) => tier === 'leading');
	expect(
		leading.map(({ observation, measure }) => `${observation.fiscal_year} ${measure}`).sort()
	).toEqual(expected);
});

test('a difference that lasts leads in its first two years, then points to the flag that led first', () => {
	const idle = { balance_cumulative: 60 };
	const { flags, tests } = findOutliers(alikeTown(USUAL, [{}, idle, idle, idle, idle]), SETTINGS);
	const rates = flags
		.filter(({ measure, reason }) => measure === 'carry_over_rate' && reason === 'peers')
		.sort((a, b) => a.observation.fiscal_year - b.observation.fiscal_year);
	const [first] = rates;
	expect(rates.map(({ tier, cause }) => [tier, cause])).toEqual([
		['leading', null],
		['leading', null],
		['further', first?.id],
		['further', first?.id]
	]);
	const of2024 = flags.filter(({ observation: one }) => one.fiscal_year === 2024);
	const cards = outlierCards(of2024, { area: null, year: 2024 }, new Map());
	expect(cards.long_running.map(({ lasting }) => lasting)).toEqual(['自2021年起连续如此。']);
	expect([...cards.leading, ...cards.further]).toEqual([]);
	expect(outlierSentence(2024, { flags: of2024, tests })).toMatch(
		/没有需重点关注的部门，1家长期如此。$/
	);
});

test('the sentence of a year names the weightiest, and the next by their figures', () => {
	const city = alikeTown(USUAL, [{}, {}]);
	const odd = city.map((one) =>
		one.fiscal_year === 2021 && one.department.id <= 2
			? observation({
					id: one.department.id,
					year: 2021,
					now: { spending_total: 100 * WAN, balance_cumulative: (90 * WAN) / one.department.id }
				})
			: one
	);
	expect(outlierSentence(2021, findOutliers(odd, SETTINGS, 2021))).toMatch(
		/^2021年有2家部门需重点关注。最突出的是部门001：2021年结转结余率90.0%，.+。其次是部门002结转结余率45.0%。$/
	);
});

test('what follows from a cause stands in its card, also where departments are named within their area', () => {
	const odd = alikeTown(USUAL, [{}, { balance_cumulative: 90 }]);
	const [cause] = findOutliers(odd, SETTINGS, 2021).flags.filter(({ tier }) => tier === 'leading');
	if (!cause) throw new Error('nothing leads');
	const follower = { ...cause, tier: 'further' as const, cause: cause.id, follows: cause.measure };
	const flags = flagsWithin('示例市', [cause, follower]);
	const [card] = outlierCards(flags, { area: null, year: 2021 }, new Map()).leading;
	expect(card?.consequences).toHaveLength(1);
});

test('the sentence of a year counts the lighter flags that its page lists, and none below them', () => {
	const odd = alikeTown(USUAL, [{}, { balance_cumulative: 90 }]);
	const { flags, tests } = findOutliers(odd, SETTINGS, 2021);
	const leading = flags.filter(({ tier }) => tier === 'leading');
	const lighter = [0.95, 0.5].flatMap((severity) =>
		leading.map((flag) => ({ ...flag, tier: 'further' as const, cause: null, severity }))
	);
	expect(outlierSentence(2021, { flags: [...leading, ...lighter], tests })).toMatch(
		/^2021年有1家部门需重点关注，另有1项伴随或较轻的提示。/
	);
});

test('the median of an even number of earlier years is the one that anybody computes', () => {
	const city = alikeTown({ spending_total: 100 }, [
		{ spending_total: 90 },
		{},
		{ spending_total: 110 },
		{ spending_total: 120 },
		{ spending_total: 900 }
	]);
	const flag = findOutliers(city, SETTINGS).flags.find(({ reason }) => reason === 'past');
	expect(flag?.previous).toBeCloseTo(105 * WAN, 3);
});
