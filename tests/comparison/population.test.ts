import { expect, test } from 'vitest';
import { NOTHING_COMPARABLE } from '#lib/comparison/aggregate.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { populate } from '#lib/comparison/population.ts';
import { observation } from './samples.ts';

type Before = 'filed' | 'none' | 'incomplete';

/** One department's filing, with what was filed for the year before it. */
function filing(year: number, before: Before): Observation {
	const one = observation({ id: 1, year, before: before === 'none' ? null : {} });
	if (before !== 'incomplete' || !one.previous) return one;
	return { ...one, previous: { ...one.previous, values: NOTHING_COMPARABLE, incomplete: true } };
}

test.each<[string, [number, Before][], (number | null)[]]>([
	[
		'its year before, and of the first the next',
		[
			[2019, 'none'],
			[2020, 'filed']
		],
		[2020, 2019]
	],
	[
		'the last that it filed, where it left out a year',
		[
			[2018, 'none'],
			[2020, 'none']
		],
		[2020, 2018]
	],
	[
		'none, where it took over one that did not file',
		[
			[2019, 'none'],
			[2020, 'incomplete']
		],
		[2020, null]
	],
	[
		'the next of one formed of others, not all of which filed',
		[
			[2019, 'incomplete'],
			[2020, 'filed']
		],
		[2020, 2019]
	],
	['none of a single year', [[2019, 'none']], [null]]
])('a change starts from %s', (_, years, starts) => {
	const filings = years.map(([year, before]) => filing(year, before));
	expect(populate(filings, 'kind').starts).toEqual(starts);
});
