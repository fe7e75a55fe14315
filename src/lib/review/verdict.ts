/** Turns a check into a finding. */
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import type { Finding, Judgement } from './findings.ts';

/** A comparison of two amounts. */
export interface AmountComparison {
	/** Found minus expected, in the storage unit. */
	difference: number;
	outcome: 'equal' | 'rounding' | 'different';
}

/** Compares two amounts; up to `tolerance` apart they differ by rounding. */
export function compare(found: number, expected: number, tolerance: number): AmountComparison {
	const difference = found - expected;
	if (difference === 0) return { difference, outcome: 'equal' };
	return { difference, outcome: Math.abs(difference) <= tolerance ? 'rounding' : 'different' };
}

/** A finding that compares no amounts. */
export function judge(
	rule: RuleId,
	state: FindingState,
	message: Judgement['message'],
	places: Judgement['places'] = []
): Judgement {
	return { rule, state, message, difference: null, quantity: null, rounding: false, places };
}

/** A rule that could not run; `reason` is a phrase without full stop. */
export function giveUp(rule: RuleId, reason: string, places?: Judgement['places']): Judgement {
	const plain = plainly(rule, reason);
	return places === undefined ? plain : { ...plain, places };
}

/** Tables give the same few reasons for every row. */
const MOST_KNOWN = 100;
const known = new Map<RuleId, Map<string, Judgement>>();

/** One and the same object for a rule and reason, without places. */
function plainly(rule: RuleId, reason: string): Judgement {
	const ofRule = known.get(rule) ?? new Map<string, Judgement>();
	known.set(rule, ofRule);
	const before = ofRule.get(reason);
	if (before) return before;
	if (ofRule.size >= MOST_KNOWN) ofRule.clear();
	const judgement = Object.freeze(judge(rule, 'not_checkable', `${reason}。`));
	ofRule.set(reason, judgement);
	return judgement;
}

interface ComparedAmounts extends Pick<Judgement, 'message' | 'places'> {
	comparison: AmountComparison;
	quantity: 'money' | 'people' | 'points';
	/** The state of different amounts. */
	otherwise?: 'fail' | 'warn';
}

/** A finding on two amounts: different ones get `otherwise`, rounding passes and says so. */
export function judgeAmounts(
	rule: RuleId,
	{ comparison, quantity, message, places, otherwise = 'fail' }: ComparedAmounts
): Judgement {
	return {
		rule,
		state: comparison.outcome === 'different' ? otherwise : 'pass',
		message,
		difference: comparison.difference,
		quantity,
		rounding: comparison.outcome === 'rounding',
		places
	};
}

/** Tells whether a finding says only that the rule holds. */
export function isPlainPass({ state, rounding }: Judgement): boolean {
	return state === 'pass' && !rounding;
}

export function inWords(judgement: Judgement): Finding {
	const { message, places } = judgement;
	if (typeof message === 'string' && typeof places !== 'function') return judgement as Finding;
	return {
		...judgement,
		message: typeof message === 'string' ? message : message(),
		places: typeof places === 'function' ? places() : places
	};
}
