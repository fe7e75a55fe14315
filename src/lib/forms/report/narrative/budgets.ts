/** Words for budgets, and the budget that they tell: that of the year's start, that of the whole year as adjusted, or one that it does not tell. */
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import { BUDGET_WORDS } from './lexicon.ts';

/** The basis of an amount in a text; `budget` where it was budgeted, and the text does not plainly tell in which budget. */
export type TextBasis = AmountBasis | 'budget';

/** A word of a budget tells so much of which one is meant. */
export type BudgetSign = keyof typeof BUDGET_WORDS;

const SIGNS: ReadonlyMap<string, BudgetSign> = new Map(
	(Object.keys(BUDGET_WORDS) as BudgetSign[]).flatMap((sign) =>
		BUDGET_WORDS[sign].map((word): [string, BudgetSign] => [word, sign])
	)
);

export function signOf(word: string): BudgetSign {
	return SIGNS.get(word) ?? 'other';
}

/**
 * The budget that the words before an amount tell.
 * @param around the budget of the amount whose part it is, or of the heading above; null where there is none
 */
export function budgetOf(
	signs: ReadonlySet<BudgetSign>,
	around: TextBasis | null,
	isBehindBudget: boolean
): TextBasis {
	const has = (sign: BudgetSign) => signs.has(sign);
	if (has('other')) return 'budget';
	const isAdjusted = has('adjusted') || (has('changed') && (has('plain') || isBehindBudget));
	const isGranted = has('granted') && !isAdjusted && !has('changed');
	const isInitial = has('initial') || ((has('start') || isGranted) && has('plain'));
	if (isInitial !== isAdjusted) return isInitial ? 'budget_initial' : 'budget_adjusted';
	if (isInitial || has('start') || has('changed') || around === 'actual') return 'budget';
	return around ?? 'budget';
}
