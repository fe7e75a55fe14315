/** Tells from the words of a sentence whose the amounts behind them are, of which year, in which budget, of which source. */
import { FRESH, type SeenAmount, type SentenceScope } from './reading.ts';
import type { Word } from './words.ts';

/** The scope behind words that speak of the department as a whole again, or of what nothing was handed on of. */
export function endHanded(scope: SentenceScope): SentenceScope {
	if (!scope.handed) return scope;
	const { isOwn, isLost, basis, handed } = FRESH;
	return { ...scope, isOwn, isLost, basis, handed };
}

/** The scope behind a word. */
export function scopeAfter(
	word: Word,
	before: SentenceScope,
	text: string,
	fiscalYear: number
): SentenceScope {
	const said = text.slice(word.start, word.end);
	const isThisYear = isOfThisYear(text, word, before);
	const scope = OF_WHOLE_YEAR.test(said) ? { ...before, isThisYear, isWholeYear: true } : before;
	switch (word.kind) {
		case 'own':
			return { ...endHanded(scope), isOwn: true, parent: scope.isOwn ? scope.parent : null };
		case 'others':
			return { ...scope, isOwn: false, handed: null };
		case 'year':
			return { ...scope, isThisYear: word.years[0] === fiscalYear, isYearNamed: true };
		case 'thisYear':
			return { ...scope, isThisYear };
		case 'lastYear':
			return { ...scope, isThisYear: false };
		case 'wholeYear':
			return { ...scope, isWholeYear: true };
		case 'partOfYear':
			return { ...scope, isWholeYear: false };
		case 'source':
			return { ...scope, source: sourceIn(said) };
		default:
			return scope;
	}
}

/** `全年支出合计`, `本年实际支出`. */
export const OF_WHOLE_YEAR = /^[全本当]年/;

/** `2021年全年支出`: the whole of that year, not of this one; so is `全年支出` behind another year that was named by its number. */
function isOfThisYear(
	text: string,
	{ start }: Word,
	{ isThisYear, isYearNamed }: SentenceScope
): boolean {
	if (isThisYear) return true;
	const isBehind = /20\d\d年度?$/.test(text.slice(Math.max(0, start - 6), start));
	return !isBehind && !(isYearNamed && /^[全当]/.test(text.slice(start, start + 1)));
}

/**
 * Scope of a sentence behind these amounts, none of which was of the department's own accounts of the year: `下属水厂支出90万元。基本支出50万元。`
 * may go on with that body, `年初预算90万元。基本支出50万元。` with the budget.
 */
export function scopeBehind(amounts: readonly SeenAmount[]): SentenceScope {
	const [first] = amounts;
	if (!first) return FRESH;
	const holds = (is: (scope: SentenceScope) => boolean) => amounts.every(({ scope }) => is(scope));
	const isOfOtherYear = holds(({ isThisYear }) => !isThisYear);
	const isOwn = !holds((scope) => !scope.isOwn);
	const isMoney = first.word.kind === 'amount';
	const isLost = isMoney && first.isOfUnknown && holds((scope) => scope.isLost);
	const isBudget = isMoney && holds(({ basis }) => basis !== 'actual');
	return {
		...FRESH,
		isOwn,
		isLost,
		isThisYear: !isOfOtherYear,
		isYearNamed: isOfOtherYear,
		isWholeYear: !holds(({ isWholeYear }) => !isWholeYear),
		basis: isBudget ? 'budget' : 'actual',
		handed: isLost || isBudget || !isOwn ? first : null
	};
}

/** Words of a source of money: the public purse, or some fund. */
export function sourceIn(text: string): 'purse' | 'fund' {
	return /基金|国有|其[他它]|单位|自|专户|非财政|上级/.test(text) ? 'fund' : 'purse';
}
