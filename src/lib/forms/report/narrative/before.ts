/** Tells by the amounts before a word whose parts those behind it are, and whether they were budgeted. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { TextBasis } from './budgets.ts';
import type { Lead } from './lead.ts';
import type { SeenAmount } from './reading.ts';
import { OF_WHOLE_YEAR } from './scope.ts';
import { isMadeUpBehind, isMadeUpOfItems, isMadeUpOfSources } from './signs.ts';

/**
 * The amount whose parts follow: the last one, unless these make up another.
 * @param end of what stands before the list
 */
export function wholeBefore(
	text: string,
	end: number,
	amounts: readonly SeenAmount[],
	last: SeenAmount | undefined
): SeenAmount | undefined {
	// `支出90万元：工资福利支出50万元，资本性支出40万元。其中基本支出60万元`: of the whole, whose list has ended.
	const whole = last?.endsParts && !last.measure ? last.scope.parent : null;
	if (whole && isMadeUpBehind(text, { end }, whole.value)) return whole;
	// `三公经费实际支出8万元，预算9万元。其中公务接待费2万元，公务用车运行维护费6万元`: of what the items make up.
	const [spent, budgeted] = amounts.slice(-2);
	const isOfPublic = spent?.measure === 'three_public_total' && spent.basis === 'actual';
	const isBudgetBetween = budgeted !== undefined && budgeted.basis !== 'actual';
	if (isOfPublic && isBudgetBetween && isMadeUpOfItems(text, { end }, spent.value)) return spent;
	// `收入90万元；支出80万元。其中财政拨款70万元，上年结转20万元`.
	const [income, paid] = amounts.slice(-2);
	const isPair = income?.measure === 'income_total' && paid?.measure === 'spending_total';
	return isPair && isMadeUpOfSources(text, { end }, income.value) ? income : last;
}

/** The budget that a word for a budget means where it does not tell; null where nothing before it does. */
export function budgetAround(
	parent: SeenAmount | null,
	amounts: readonly SeenAmount[],
	sentence: number
): TextBasis | null {
	return budgetOfWhole(parent, amounts) ?? parent?.basis ?? budgetOfIncome(amounts, sentence);
}

/** `三公经费年初预算9万元，实际支出8万元。其中：公务接待费预算2万元`: the only one that the whole was said to have. */
function budgetOfWhole(whole: SeenAmount | null, amounts: readonly SeenAmount[]): TextBasis | null {
	if (whole?.basis !== 'actual') return null;
	const bases = amounts
		.slice(-FARTHEST_BUDGET)
		.filter(
			({ measure, basis, scope }) =>
				measure === whole.measure && basis !== 'actual' && scope.isThisYear
		)
		.map(({ basis }) => basis);
	return new Set(bases).size === 1 ? (bases[0] ?? null) : null;
}

const FARTHEST_BUDGET = 12;

/** Income, and the one source that all of it is from. */
const MOST_OF_INCOME = 2;

/** `年初预算收入90万元；预算支出90万元`: of the same budget, where the sentence has named no other. */
function budgetOfIncome(amounts: readonly SeenAmount[], sentence: number): TextBasis | null {
	const stated = amounts.slice(Math.max(sentence, amounts.length - MOST_OF_INCOME - 1));
	const [first] = stated;
	if (first?.measure !== 'income_total' || first.basis === 'actual') return null;
	const isAlone = stated.length <= MOST_OF_INCOME;
	return isAlone && stated.every(({ basis }) => basis === first.basis) ? first.basis : null;
}

/** `决算收入`; `年初预算收入总额90万元，全年收入总额99万元`: what was budgeted is named again, and no budget beside it. */
export function isSpentOfYear(
	measure: FigureId | null,
	said: string,
	{ isBudget, isOfYear, isDated }: Lead,
	last: SeenAmount | undefined
): boolean {
	if (said.includes('决算')) return true;
	const isAgain = last?.isBudgetSaid === true && last.measure === measure;
	return isAgain && !isBudget && (isOfYear || isDated || OF_WHOLE_YEAR.test(said));
}
