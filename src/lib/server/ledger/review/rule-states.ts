/**
 * In which state a review left each rule, as one text with a letter a rule: `ppfn-w…`. Thousands of filings are
 * counted and chosen by it without reading what was found.
 */
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';

/** Which letter stands for which rule. Stored with every filing: rules are added at the end, and none is taken out. */
export const RULE_ORDER: readonly RuleId[] = [
	'income_parts',
	'basic_parts',
	'spending_parts',
	'balance_cumulative_identity',
	'balance_current_identity',
	'three_public_parts',
	'assets_parts',
	'units_sum',
	'score_weights',
	'score_within_weight',
	'score_sheet_sum',
	'score_form_vs_sheet',
	'grade_band',
	'deduction_reason',
	'staff_over_quota',
	'recompute_staffing',
	'recompute_balance',
	'recompute_assets',
	'recompute_three_public',
	'narrative_basic',
	'narrative_three_public',
	'narrative_project',
	'narrative_staff',
	'narrative_project_items',
	'completed_in_year',
	'satisfaction_evidence',
	'carry_over_continuity',
	'idle_carry_over',
	'scale_jump',
	'staff_quota_jump',
	'asset_continuity',
	'repeated_text',
	'score_always_same'
];

const LETTERS: Record<FindingState, string> = {
	pass: 'p',
	fail: 'f',
	warn: 'w',
	not_checkable: 'n'
};
/** A rule that the review did not know. */
const NO_STATE = '-';

const STATES = new Map(Object.entries(LETTERS).map(([state, letter]) => [letter, state]));

/** `state` is undefined for rules that were not judged. */
export function packStates(state: (rule: RuleId) => FindingState | undefined): string {
	let text = '';
	for (const rule of RULE_ORDER) {
		const judged = state(rule);
		text += judged ? LETTERS[judged] : NO_STATE;
	}
	return text;
}

export interface RuleState {
	rule: RuleId;
	state: FindingState;
}

/** The rules that were judged, in their order. */
export function unpackStates(states: string): RuleState[] {
	return RULE_ORDER.flatMap((rule, at) => {
		const state = STATES.get(states[at] ?? NO_STATE) as FindingState | undefined;
		return state ? [{ rule, state }] : [];
	});
}

/** Null where the rule was not judged. */
export function stateOf(states: string, rule: RuleId): FindingState | null {
	const letter = states[RULE_ORDER.indexOf(rule)] ?? NO_STATE;
	return (STATES.get(letter) as FindingState | undefined) ?? null;
}

export function countState(states: string, state: FindingState): number {
	const letter = LETTERS[state].charCodeAt(0);
	let count = 0;
	for (let at = 0; at < states.length; at++) if (states.charCodeAt(at) === letter) count += 1;
	return count;
}

/** The rules that were left in a state, in their order. */
export function rulesIn(states: string, state: FindingState): RuleId[] {
	return RULE_ORDER.filter((_, at) => states[at] === LETTERS[state]);
}
