/** How long a measure has been going one way. */
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { changeOf } from './change.ts';
import type { Observation } from './observation.ts';

/**
 * Years in a row up to `year` in which the measure rose (positive) or fell (negative), each against the year before;
 * 0 where the last change is none or cannot be known. `history` is one department's, in any order.
 */
export function runOf(history: readonly Observation[], measure: MeasureId, year: number): number {
	const byYear = new Map(history.map((one) => [one.fiscal_year, one]));
	const signAt = (at: number) => {
		const one = byYear.get(at);
		return Math.sign((one && changeOf(one, measure).difference.value) ?? 0);
	};
	const sign = signAt(year);
	let length = 0;
	while (sign !== 0 && signAt(year - length) === sign) length++;
	return sign * length;
}

/** `连增3年`, `连降2年`; empty where no two years in a row go one way. */
export function runInWords(run: number): string {
	if (Math.abs(run) < 2) return '';
	return `${run > 0 ? '连增' : '连降'}${Math.abs(run)}年`;
}
