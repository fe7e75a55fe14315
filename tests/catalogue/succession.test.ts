import { expect, test } from 'vitest';
import { originsIn } from '#lib/catalogue/succession.ts';

/** By department: into which it went from when, and the first year for which it filed. */
type Registered = Record<number, { into?: [id: number, from: number]; filed?: number }>;

function stood(id: number, [then, now]: [number, number], registered: Registered) {
	const all = Object.entries(registered).map(([key, one]) => ({
		id: Number(key),
		successor: one.into?.[0],
		succeeded_from: one.into?.[1] ?? null
	}));
	const { own, former } = originsIn(
		id,
		{ then, now },
		{
			predecessors: (of) => all.filter(({ successor }) => successor === of),
			firstFiled: (of) => registered[of]?.filed ?? null
		}
	);
	return [...(own ? [id] : []), ...former.map((one) => one.id)];
}

const CASES: [string, Registered, number[]][] = [
	['nobody was taken over', { 1: {} }, [1]],
	['renamed', { 1: {}, 2: { into: [1, 2021], filed: 2018 } }, [2]],
	['taken over longer ago', { 1: {}, 2: { into: [1, 2020], filed: 2018 } }, [1]],
	['taken over later', { 1: {}, 2: { into: [1, 2022], filed: 2018 } }, [1]],
	['went on itself', { 1: { filed: 2017 }, 2: { into: [1, 2021], filed: 2018 } }, [1, 2]],
	['filed since the merger alone', { 1: { filed: 2021 }, 2: { into: [1, 2021] } }, [2]],
	[
		'twice in one year, the one between never filed',
		{ 1: {}, 2: { into: [1, 2021] }, 3: { into: [2, 2021], filed: 2018 } },
		[3]
	],
	[
		'twice in one year, the one between had filed',
		{ 1: {}, 2: { into: [1, 2021], filed: 2018 }, 3: { into: [2, 2021], filed: 2018 } },
		[2, 3]
	],
	['in a circle', { 1: { into: [2, 2021] }, 2: { into: [1, 2021], filed: 2018 } }, [2]]
];

test.each(CASES)('%s: who stood in 2020 for the first of 2021', (_, registered, expected) => {
	expect(stood(1, [2020, 2021], registered)).toEqual(expected);
});
