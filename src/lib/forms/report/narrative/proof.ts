/** Tells whether an amount is proven to be the department's own, of its year and of one basis. */
import { BUDGETED_IDS } from '#lib/catalogue/budgets.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { isOfOneSource, mayBePart } from './parts.ts';
import type { Lead } from './lead.ts';
import type { SeenAmount, SentenceScope } from './reading.ts';
import { CORRECTS } from './signs.ts';
import type { Word } from './words.ts';

/** An amount with the name that it belongs to. */
interface StatedAmount {
	measure: FigureId | null;
	word: Word;
	value: number;
	/** The words before it say that it was budgeted. */
	isBudget: boolean;
	isRough: boolean;
	/** The whole, by no name of its own: `年初预算支出90万元`. */
	isNameless: boolean;
}

/** Behind an amount stands nothing that could take something from it. */
const ENDED = /^\s*(?:$|[，,。；;、：:（()）\n]|[和与及]|以及|占|较|比|用于|主要用于)/;
/** `年初安排资金90万元` need not be of all. */
const NO_BUDGET = /年初安排(?:资金|经费)?$/;
const LONGEST_GRANT = 8;
/** `1 426 328.00元`: behind a blank, fewer digits that blanks part may be numbers of their own. */
const IN_GROUPS = /^\d{1,3}(?:\s\d{3}){2,}\./;

function mayBeSeveral(text: string, { start, end }: Word): boolean {
	const printed = text.slice(start, end);
	const isBehindBlank = /\s/.test(text.charAt(start - 1));
	return isBehindBlank && /\d\s\d/.test(printed) && !IN_GROUPS.test(printed);
}

/** @param last amount before it */
export function isProven(
	amount: StatedAmount,
	scope: SentenceScope,
	lead: Lead,
	last: SeenAmount | undefined,
	text: string
): boolean {
	const { measure, word, isRough } = amount;
	if (measure === null || mayBeSeveral(text, word)) return false;
	const behind = text.slice(word.end, word.end + 4);
	// `年初预算支出90万元用于老旧小区改造` is of one purpose.
	if (amount.isNameless && /^\s*用于/.test(behind)) return false;
	const before = text.slice(Math.max(0, word.start - LONGEST_GRANT), word.start);
	if (amount.isNameless && NO_BUDGET.test(before)) return false;
	const isStaff = word.kind === 'people';
	// `实际使用编制15名` counts people.
	if (measure === 'staff_quota' && lead.isActual) return false;
	return (
		(measureOf(measure).quantity === 'people') === isStaff &&
		isOfReport(measure, scope, lead) &&
		(isStaff || scope.basis === 'actual' || isOfOneBudget(amount, scope, lead, last)) &&
		mayBePart(measure, scope, lead, text) &&
		(isRough || ENDED.test(behind))
	);
}

/** All that was said before the amount is of the department and of its year. */
function isOfReport(measure: FigureId, scope: SentenceScope, lead: Lead): boolean {
	return (
		scope.isOwn &&
		!scope.isLost &&
		!scope.isStray &&
		scope.isThisYear &&
		scope.isWholeYear &&
		!lead.isOfOther &&
		!(lead.isFromYearStart && !measure.startsWith('assets_')) &&
		!isOfOneSource(measure, scope.source)
	);
}

const BUDGETED: ReadonlySet<FigureId> = new Set(BUDGETED_IDS);

/** Tells whether an amount is proven to be of one budget: by its own words, or as one of a list that began with them. */
function isOfOneBudget(
	{ measure, value, isBudget }: StatedAmount,
	{ basis, parent }: SentenceScope,
	lead: Lead,
	last: SeenAmount | undefined
): boolean {
	if (basis === 'actual' || basis === 'budget' || lead.isRough) return false;
	if (!measure || !BUDGETED.has(measure)) return false;
	if (isBudget) return true;
	const isNameAlone =
		!lead.isActual && !lead.isSpent && !lead.isDated && !lead.isOfYear && !lead.isChanged;
	if (!isNameAlone || !last) return false;
	if (parent) return parent.isUnderstood && parent.basis === basis;
	if (!last.isUnderstood || last.basis !== basis || !last.isHeaded) return false;
	if (measure === 'spending_total') return last.measure === 'income_total' && last.value === value;
	return last.measure !== 'spending_total' && last.measure !== 'income_total';
}

/** `基本支出790万元，更正为780万元`: words before another amount of the same name that are not understood. */
export function isCorrection(
	last: SeenAmount,
	{ word, value }: StatedAmount,
	{ isUnknown, isAmong }: Lead,
	{ parent }: SentenceScope,
	text: string
): boolean {
	if (last.word.kind !== word.kind || parent === last) return false;
	const between = text.slice(last.word.end, word.start);
	// `固定资产90万元，其中在用80万元，待报废10万元`: the last part of a whole.
	const isLastPart = parent !== null && parent.sumOfParts + value === parent.value;
	return isUnknown && !isAmong && (!isLastPart || CORRECTS.test(between));
}
