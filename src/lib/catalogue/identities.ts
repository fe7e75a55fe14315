/** Sums that a filing must satisfy (勾稽关系), as data. The rule ids are those of `rules.ts`. */
import type { FigureId } from './measures.ts';
import type { RuleId } from './rules.ts';

export interface IdentityTerm {
	measure: FigureId;
	/** Whether the figure is added or taken away. */
	sign: 1 | -1;
	/**
	 * True for a part that a department may leave blank where it has none; a blank then counts as 0, and the
	 * finding says so. A blank total or a blank main figure makes the rule 无法核验.
	 */
	may_be_blank: boolean;
}

export interface Identity {
	rule: RuleId;
	/** The figure that must equal the sum of the terms. */
	total: FigureId;
	terms: readonly IdentityTerm[];
}

function part(measure: FigureId): IdentityTerm {
	return { measure, sign: 1, may_be_blank: true };
}

function plus(measure: FigureId): IdentityTerm {
	return { measure, sign: 1, may_be_blank: false };
}

function minus(measure: FigureId, may_be_blank = false): IdentityTerm {
	return { measure, sign: -1, may_be_blank };
}

export const IDENTITIES: readonly Identity[] = [
	{
		rule: 'income_parts',
		total: 'income_total',
		terms: [
			part('income_carried_in'),
			part('income_fiscal'),
			part('income_gov_fund'),
			part('income_nontax'),
			part('income_other')
		]
	},
	{
		rule: 'basic_parts',
		total: 'spending_basic',
		terms: [part('spending_personnel'), part('spending_operating')]
	},
	{
		rule: 'spending_parts',
		total: 'spending_total',
		terms: [part('spending_basic'), part('spending_project')]
	},
	{
		rule: 'balance_cumulative_identity',
		total: 'balance_cumulative',
		terms: [plus('income_total'), minus('spending_total')]
	},
	{
		rule: 'balance_current_identity',
		total: 'balance_current',
		terms: [plus('income_total'), minus('income_carried_in', true), minus('spending_total')]
	},
	{
		rule: 'three_public_parts',
		total: 'three_public_total',
		terms: [
			part('three_public_reception'),
			part('three_public_vehicle_running'),
			part('three_public_vehicle_purchase'),
			part('three_public_abroad')
		]
	},
	{
		rule: 'assets_parts',
		total: 'assets_total',
		terms: [part('assets_in_use'), part('assets_leased'), part('assets_other')]
	}
];
