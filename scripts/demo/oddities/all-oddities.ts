/**
 * These oddities are planted into the demo data, so that every rule and every page has something to show. Nothing
 * else in it is wrong: a test holds the findings of the review against this list.
 */
import type { Oddity } from './oddity.ts';
import { BREAKS, LARGE_BALANCES } from './balances.ts';
import { SPENDING, STAFF } from './unusual-years.ts';
import { BROKEN_SUMS, WRONG_UNITS } from './wrong-figures.ts';
import { REPORTS, ROUNDED } from './wrong-reports.ts';
import { SCORES } from './wrong-scores.ts';

export const ODDITIES: readonly Oddity[] = [
	...LARGE_BALANCES,
	...BROKEN_SUMS,
	...BREAKS,
	...WRONG_UNITS,
	...SCORES,
	...STAFF,
	...SPENDING,
	...REPORTS,
	...ROUNDED
];
