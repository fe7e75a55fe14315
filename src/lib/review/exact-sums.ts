/** The identities of the catalogue over amounts alone: most sums hold to the 分, and need no closer look. */
import { IDENTITIES, type Identity } from '#lib/catalogue/identities.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import { AT, amountOrNothing, type Amounts } from './amounts.ts';

/** An identity with the places of its figures among the amounts. */
interface AmountSum {
	total: number;
	terms: readonly { at: number; sign: number }[];
}

function placed({ total, terms }: Identity): AmountSum {
	return { total: AT[total], terms: terms.map(({ measure, sign }) => ({ at: AT[measure], sign })) };
}

const SUMS: ReadonlyMap<RuleId, AmountSum> = new Map(
	IDENTITIES.map((identity) => [identity.rule, placed(identity)])
);
const ALL = [...SUMS.values()];

/** The sum of a rule; see {@link isExact}. */
export function sumOf(rule: RuleId): AmountSum {
	const sum = SUMS.get(rule);
	if (!sum) throw new Error(`Rule "${rule}" has no identity in the catalogue`);
	return sum;
}

/**
 * Tells whether the amounts add up to the 分.
 * @param blank tells of an amount that is not there whether it counts as 0; none does without it
 */
export function isExact(
	{ total, terms }: AmountSum,
	now: Amounts,
	blank: readonly boolean[] | null
): boolean {
	let gap = now[total] ?? NaN;
	let isStated = false;
	for (const { at, sign } of terms) {
		const amount = now[at] ?? NaN;
		if (!Number.isNaN(amount)) {
			gap -= sign * amount;
			isStated = true;
		} else if (!blank?.[at]) return false;
	}
	return isStated && gap === 0;
}

/** Tells whether the amounts add up to the 分, whatever is not there as 0. */
export function isExactWithBlanks({ total, terms }: AmountSum, now: Amounts): boolean {
	let gap = -amountOrNothing(now, total);
	for (const { at, sign } of terms) gap += sign * amountOrNothing(now, at);
	return gap === 0;
}

/** Tells whether all sums hold to the 分, whatever is not there as 0. */
export function sumsAreExact(now: Amounts): boolean {
	for (const sum of ALL) if (!isExactWithBlanks(sum, now)) return false;
	return true;
}
