/** Amounts that a form may state as a budget beside the amount spent or received. */

/**
 * An amount is of money spent or received, of the budget of the year's start (年初预算), or of the budget as adjusted
 * during the year (全年预算, 调整后预算).
 */
export const BASES = ['actual', 'budget_initial', 'budget_adjusted'] as const;
export type AmountBasis = (typeof BASES)[number];
export const BUDGET_BASES = ['budget_initial', 'budget_adjusted'] as const;
export type BudgetBasis = (typeof BUDGET_BASES)[number];

/** The measures whose budgets are projected; the others are stored with the filing and read from there. */
export const BUDGETED_IDS = [
	'income_total',
	'spending_total',
	'spending_basic',
	'spending_personnel',
	'spending_operating',
	'spending_project',
	'three_public_total',
	'three_public_reception',
	'three_public_vehicle_running',
	'three_public_vehicle_purchase',
	'three_public_abroad'
] as const;
export type BudgetedId = (typeof BUDGETED_IDS)[number];

/** A budget as a measure of its own: column, JSON key and CSV head. */
export type BudgetId = `${BudgetedId}_${BudgetBasis}`;

/** The budgets of every measure, both bases of one beside each other. */
export const BUDGETS = BUDGETED_IDS.flatMap((measure) =>
	BUDGET_BASES.map((basis) => ({ id: `${measure}_${basis}` as const, measure, basis }))
);
export const BUDGET_IDS: readonly BudgetId[] = BUDGETS.map(({ id }) => id);

/** The id of a figure on a basis: the figure's own for actuals, else with the basis behind it. */
export function storedId<T extends string>(measure: T, basis: AmountBasis): T | BudgetId {
	return basis === 'actual' ? measure : (`${measure}_${basis}` as BudgetId);
}

/** The figure and basis of a stored id: the inverse of {@link storedId}. */
export function ofStored(id: string): { measure: string; basis: AmountBasis } {
	return BUDGETS.find((budget) => budget.id === id) ?? { measure: id, basis: 'actual' };
}
