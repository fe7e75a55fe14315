import { describe, expect, test } from 'vitest';
import { reviewFiling } from '#lib/review/review-filing.ts';
import { ODDITIES } from '../../scripts/demo/oddities/all-oddities.ts';
import { earlierOf, readCity } from './city.ts';

const city = await readCity();

/** Everything that the review found wrong, hinted at or passed as 尾差. */
function foundings(): string[] {
	return [...city.filings].flatMap(([key, filing]) =>
		reviewFiling(filing, earlierOf(city, key))
			.filter(({ state, rounding }) => state === 'fail' || state === 'warn' || rounding)
			.map(({ rule, state }) => `${key} ${rule} ${state}`)
	);
}

describe('the findings on the demo data', () => {
	test('are those that were planted, all of them and no others', () => {
		const planted = ODDITIES.flatMap(({ code, findings }) =>
			findings.map(({ year, rule, state }) => `${code}/${year} ${rule} ${state}`)
		);
		expect(foundings().sort()).toEqual(planted.sort());
	});
});

test('the demo data is read without a problem', () => {
	expect(city.issues.map((issue) => issue.message)).toEqual([]);
});
