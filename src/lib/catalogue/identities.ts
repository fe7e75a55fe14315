/** Sums that a filing must satisfy (勾稽关系), as data. The rule ids are those of `rules.ts`. */
import type { FigureId } from './measures.ts';
import type { RuleId } from './rules.ts';

export interface IdentityTerm {
	measure: FigureId;
	/** 1 adds the figure, −1 takes it away. */
	sign: 1 | -1;
	/**
	 * Departments commonly leave this part blank for none. A blank then counts as 0 and the finding says so. Any other
	 * blank counts as 0 only where 0 makes the sum right; else the rule is 无法核验.
	 */
	often_blank: boolean;
}

export interface Identity {
	rule: RuleId;
	/** The figure that must equal the sum of the terms. */
	total: FigureId;
	terms: readonly IdentityTerm[];
}

function plus(measure: FigureId): IdentityTerm {
	return { measure, sign: 1, often_blank: false };
}

function plusIfAny(measure: FigureId): IdentityTerm {
	return { measure, sign: 1, often_blank: true };
}

function minus(measure: FigureId): IdentityTerm {
	return { measure, sign: -1, often_blank: false };
}

function minusIfAny(measure: FigureId): IdentityTerm {
	return { measure, sign: -1, often_blank: true };
}

export const IDENTITIES: readonly Identity[] = [
	{
		rule: 'income_parts',
		total: 'income_total',
		terms: [
			plusIfAny('income_carried_in'),
			plus('income_fiscal'),
			plusIfAny('income_gov_fund'),
			plusIfAny('income_nontax'),
			plusIfAny('income_other')
		]
	},
	{
		rule: 'basic_parts',
		total: 'spending_basic',
		terms: [plus('spending_personnel'), plus('spending_operating')]
	},
	{
		rule: 'spending_parts',
		total: 'spending_total',
		terms: [plus('spending_basic'), plusIfAny('spending_project')]
	},
	{
		rule: 'balance_cumulative_identity',
		total: 'balance_cumulative',
		terms: [plus('income_total'), minus('spending_total')]
	},
	{
		rule: 'balance_current_identity',
		total: 'balance_current',
		terms: [plus('income_total'), minusIfAny('income_carried_in'), minus('spending_total')]
	},
	{
		rule: 'three_public_parts',
		total: 'three_public_total',
		terms: [
			plusIfAny('three_public_reception'),
			plusIfAny('three_public_vehicle_running'),
			plusIfAny('three_public_vehicle_purchase'),
			plusIfAny('three_public_abroad')
		]
	},
	{
		rule: 'assets_parts',
		total: 'assets_total',
		terms: [plus('assets_in_use'), plusIfAny('assets_leased'), plusIfAny('assets_other')]
	}
];
