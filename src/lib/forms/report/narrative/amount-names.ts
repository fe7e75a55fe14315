/** The name that an amount belongs to: the one right before it, or where none stands there, that of what came before or the whole. */
import {
	isAllIncome,
	isKindOfSpending,
	isOfItems,
	isOfKindOfPosts,
	isOfThreePublic,
	isPartOf,
	isSpending,
	isSumOfPosts,
	nameOf,
	PARTS_OF_SPENDING,
	WHOLES
} from './parts.ts';
import { AMOUNT } from '../figures/amounts.ts';
import { PAIR, type Lead } from './lead.ts';
import type { AmountName, SeenAmount, SentenceScope } from './reading.ts';
import { isMadeUpBehind, isMadeUpOfItems, isMadeUpOfSources, partThatIsAll } from './signs.ts';
import { valueOf, type Word } from './words.ts';

/** Posts are of so many kinds at most. */
const MOST_KINDS = 6;

/** Everything before an amount that may tell of what it is. */
interface BeforeAmount {
	text: string;
	/** Names since the last amount. */
	labels: readonly AmountName[];
	lead: Lead;
	scope: SentenceScope;
	last: SeenAmount | undefined;
	/** The amount that the sentence before began with. */
	root: SeenAmount | null;
	/** All amounts before it; those of its sentence begin at `sentence`, those behind the last `；` at `unit`. */
	readings: readonly SeenAmount[];
	sentence: number;
	unit: number;
	/** Those of the sentence before begin here. */
	former: number;
	/** The last name in the paragraph was of a part. */
	isOfPart: boolean;
	isSubjectLost: boolean;
}

interface FoundName {
	name: AmountName | null;
	/** It is the whole again, behind a list of parts. */
	endsParts: boolean;
}

export function nameOfAmount(word: Word, before: BeforeAmount): FoundName {
	const { text, labels, lead, scope, last, root, readings, isSubjectLost } = before;
	const { start } = word;
	if (labels.length > 0) return found(nameOf(labels, lead));
	if (isSumOfItems(word, before) || isMadeUpOfItems(text, word, valueOf(text, word)))
		return { name: { measure: 'three_public_total', start, isWhole: false }, endsParts: true };
	const wholeIf = (isWhole: boolean): FoundName =>
		isWhole && !isSubjectLost
			? { name: { measure: 'spending_total', start, isWhole: true }, endsParts: true }
			: UNNAMED;
	const total = totalOf(lead, scope);
	if (total) return found(isSubjectLost ? null : { measure: total, start, isWhole: true });
	const isReceived = lead.segments.at(-1)?.pair === 'received' && !lead.isBudget;
	const isAllOfSource = partThatIsAll(text, word, 'income_total') !== null;
	if (isReceived && (isAllOfSource || isMadeUpOfSources(text, word, valueOf(text, word))))
		return { name: { measure: 'income_total', start, isWhole: true }, endsParts: true };
	const pair = pairedWith(word, before);
	if (pair)
		return isSubjectLost
			? UNNAMED
			: { name: { measure: pair, start, isWhole: true }, endsParts: true };
	const isInUnit = readings.length > before.unit;
	const posts = readings.slice(Math.max(before.unit, readings.length - MOST_KINDS));
	if (lead.isSum && isSumOfPosts(text, posts, word))
		return found({ measure: 'staff_quota', start, isWhole: false });
	// `编制16人，实际15人`; behind `行政编制16人` it is of that kind.
	if (word.kind === 'people' && last?.measure === 'staff_quota' && lead.isActual)
		return isOfKindOfPosts(text, last)
			? UNNAMED
			: found({ measure: 'staff_actual', start, isWhole: false });
	// `支出总计1000万元，其中本年支出900万元，年末结转100万元`.
	if (lead.isSpentInFact && last?.measure === 'spending_total' && last === scope.parent)
		return found({ measure: 'spending_total', start, isWhole: false });
	const isOfParts = isMadeUpBehind(text, word, valueOf(text, word));
	if (last && lead.isSpentInFact && !isSpending(text, last))
		return wholeIf(isOfParts || isAllIncome(text, last));
	if (last && isInUnit)
		return isBudgetOfAll(before)
			? wholeIf(true)
			: found(continued(before, last, valueOf(text, word)));
	// `全年完成收入90万元` is nothing that was spent.
	if (isReceived) return UNNAMED;
	const budget = lead.isActual ? budgetBefore(before) : null;
	if (budget) return { ...found(budget), endsParts: true };
	if (!(lead.isActual || lead.isSpent || lead.isBudget)) return UNNAMED;
	if (root && root.basis !== 'actual' && (lead.isActual || isListedWhole(root)))
		return { ...found(root), endsParts: true };
	const isFirst = readings.length === before.sentence;
	const isBudget = isFirst ? lead.isBudget && !before.isOfPart : isBudgetOfAll(before);
	return wholeIf((isFirst && lead.isActual) || isBudget || isOfParts);
}

const ALL_SPENT =
	'[、，,；;](?:(?:20\\d\\d年度?|[本全当]年度?|实际|共)){0,2}支出(?:共计?|总?[为是达])?';
const SPENT_BEHIND = new RegExp(`^${ALL_SPENT}${AMOUNT}`);
const SPENT_BETWEEN = new RegExp(`^${ALL_SPENT}$`);

/** `2022年收入90万元；支出80万元`: bare words, of all of each, since they stand as a pair. */
function pairedWith(
	{ start, end }: Word,
	{ text, lead, scope, last, readings, sentence }: BeforeAmount
): 'income_total' | 'spending_total' | null {
	if (lead.isBudget || scope.parent) return null;
	const isFirst = readings.length === sentence && (lead.isDated || lead.isOfYear || lead.isActual);
	if (isFirst && lead.segments.at(-1)?.pair === 'received')
		return SPENT_BEHIND.test(text.slice(end, end + LONGEST_PAIR)) ? 'income_total' : null;
	const isBehind = last?.measure === 'income_total' && last.isWhole && last.isUnderstood;
	return isBehind && SPENT_BETWEEN.test(text.slice(last.word.end, start)) ? 'spending_total' : null;
}

const LONGEST_PAIR = 60;

/** `支出90万元；年初预算80万元`: a budget without a name, behind nothing but all that was spent or carried in, and people. */
function isBudgetOfAll({ lead, scope, readings, sentence }: BeforeAmount): boolean {
	// `上年结转全年预算5万元，本年全年预算90万元` are parts of one budget.
	const isBehindNone = ({ measure, basis }: SeenAmount) =>
		(basis === 'actual' &&
			(measure === 'income_carried_in' || (measure === 'spending_total' && !scope.parent))) ||
		measure?.startsWith('staff_') === true;
	return (
		lead.isBudget &&
		readings
			.slice(sentence)
			.slice(0, MOST_KINDS + 1)
			.every(isBehindNone)
	);
}

/** `年初预算90万元，调整后预算99万元；实际支出98万元`: the budget that the sentence states alone, or with all of its parts. */
function budgetBefore({ readings, sentence, unit }: BeforeAmount): SeenAmount | null {
	const first = readings[sentence];
	if (!first || first.basis === 'actual' || readings.length > unit) return null;
	const isAlone = readings.slice(sentence).every(({ measure }) => measure === first.measure);
	return isAlone || first.sumOfParts === first.value ? first : null;
}

/** `公务接待费8万元；公务用车运行维护费10万元。合计18万元`. */
function isSumOfItems(word: Word, { text, lead, readings, former }: BeforeAmount): boolean {
	const from = Math.max(former, readings.length - MOST_KINDS);
	return lead.isSum && isOfItems(readings.slice(from), valueOf(text, word));
}

const UNNAMED: FoundName = { name: null, endsParts: false };

function found(name: AmountName | null): FoundName {
	if (!name) return UNNAMED;
	const { measure, start, isWhole } = name;
	return { name: { measure, start, isWhole }, endsParts: false };
}

/** The name of the amount before, where this one says what became of it: `年初预算90万元，实际支出80万元`. */
function continued(before: BeforeAmount, last: SeenAmount, value: number): AmountName | null {
	const { lead, scope } = before;
	// `2022年支出5万元，2021年支出6万元`.
	if (lead.isDated && last.scope.isThisYear && !scope.isThisYear) return null;
	// `基本支出预算60万元，支出58万元，项目支出30万元，支出28万元`: the amount before may have been budgeted as well.
	if (lead.isSpent && isSpentAlready(last) && scope.parent !== last) last.isUnderstood = false;
	// `项目经费148万元，决算支出合计513万元` sums up what was spent.
	const isSum = lead.isSum && !last.isBudgetSaid;
	const isGoingOn = (lead.isActual && !isSum) || lead.isChanged;
	if (isGoingOn && isOfSeveral(before, last)) return null;
	// `年初预算90万元，其中基本支出50万元、项目支出40万元，实际支出88万元`.
	if (isGoingOn && last.endsParts && !last.isBudgetSaid) return null;
	if (isGoingOn && (last.isBudgetSaid || last.isRough || lead.isChanged || !scope.parent)) {
		if (last.basis === 'actual' && last.measure !== null) last.isUnderstood = false;
		// `项目支出5万元，实际支出90万元`: more than that is of something else.
		const isMore = isSpentAlready(last) && !last.isRough && !lead.isChanged && value > last.value;
		return isMore ? null : last;
	}
	// `全年预算90万元，其中本年预算80万元，上年结转10万元`: a part of the same budget.
	const { parent, isAside, basis } = scope;
	const isPartOfBudget = parent !== null && !isAside && parent.basis === basis;
	const isNextBudget = lead.isBudget && !isPartOfBudget && (last.basis !== 'actual' || isAside);
	const isNextYear = lead.isDated && !last.scope.isThisYear;
	return isNextBudget || isNextYear ? last : null;
}

function isSpentAlready(last: SeenAmount): boolean {
	return last.basis === 'actual' && (isKindOfSpending(last) || isOfThreePublic(last));
}

/** `基本支出预算6万元、项目支出预算3万元，实际支出8万元`: which of them it is of is not said. */
function isOfSeveral({ readings, unit }: BeforeAmount, last: SeenAmount): boolean {
	const [former] = readings.slice(unit).slice(-2, -1);
	if (!former || former.basis !== last.basis) return false;
	if (!PARTS_OF_SPENDING.has(former.measure ?? 'spending_total')) return false;
	return former.measure !== last.measure && !isPartOf(last, former);
}

/** `年初支出预算`, `年初预算收入`: both are names of a whole where a budget is spoken of. */
function totalOf(
	{ isBudget, segments }: Lead,
	{ parent }: SentenceScope
): 'income_total' | 'spending_total' | null {
	const pair = segments.at(-1)?.pair;
	if (!isBudget || !pair || (parent && !WHOLES.has(parent.measure ?? 'spending_basic')))
		return null;
	return PAIR[pair];
}

/** `年初预算1800万元，其中基本支出900万元、项目支出900万元。调整后预算…` is of the whole again, where no part is missing. */
function isListedWhole({ sumOfParts, value }: SeenAmount): boolean {
	return sumOfParts === 0 || sumOfParts === value;
}
