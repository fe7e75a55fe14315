/** The amounts of a text as they are read, and whose they have to be. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import type { TextBasis } from './budgets.ts';
import type { Word } from './words.ts';

/** The department and the year that a text speaks of. */
export interface TextOwner {
	fiscalYear: number;
	/** By which the department calls itself, besides 我局 and 本部门. */
	names: readonly string[];
}

/** An amount of the department's own. */
export interface ReadAmount {
	measure: FigureId;
	basis: AmountBasis;
	/** Offsets of the number with its unit. */
	start: number;
	end: number;
	/** `约1.2亿元`. */
	isRough: boolean;
	/** Where the words that name the figure begin; `实际支出` of the whole names none. */
	labelStart: number | null;
}

/** A name of a figure, or of an amount that is none. */
export interface AmountName {
	measure: FigureId | null;
	start: number;
	isWhole: boolean;
}

/** In place of the name of an amount that has none. */
export function unnamed({ start }: Word): AmountName {
	return { measure: null, start, isWhole: false };
}

export interface SentenceScope {
	isOwn: boolean;
	/** Words before the first amount of the sentence are unknown: so is all that it states. */
	isLost: boolean;
	/** Words behind an amount are unknown, or an item of its parts: until the next `；`. */
	isStray: boolean;
	isThisYear: boolean;
	/** Another year was named by its number, here or in a sentence before. */
	isYearNamed: boolean;
	isWholeYear: boolean;
	basis: TextBasis;
	source: 'purse' | 'fund' | null;
	/** The amount whose parts are listed. */
	parent: SeenAmount | null;
	/** With what the sentence before began, where its scope holds in this one too, until that says otherwise. */
	handed: SeenAmount | null;
	/** In brackets right behind that amount: `（年初预算90万元）` says more of it. */
	isAside: boolean;
}

export const FRESH: SentenceScope = {
	isOwn: true,
	isLost: false,
	isStray: false,
	isThisYear: true,
	isYearNamed: false,
	isWholeYear: true,
	basis: 'actual',
	source: null,
	parent: null,
	handed: null,
	isAside: false
};

/** An amount as read, understood or not. */
export interface SeenAmount extends AmountName {
	word: Word;
	/** In 分, or people. */
	value: number;
	/** Adds up those of its parts that are listed so far. */
	sumOfParts: number;
	/** With it, the parts of an amount make that up: what became of the whole may follow as well. */
	endsParts: boolean;
	isUnderstood: boolean;
	isRough: boolean;
	basis: TextBasis;
	/** The words for its budget stand before its name, and hold for the names behind it: `年初预算：基本支出…`. */
	isHeaded: boolean;
	/** The words before it say of themselves that it was budgeted. */
	isBudgetSaid: boolean;
	/** In which it stands. */
	scope: SentenceScope;
	/** `甲水厂支出90万元`: right before its name stand words that are unknown, which may be a body or a project. */
	isOfUnknown: boolean;
	/** A part of it has the same name: 财政拨款收入, of which 一般公共预算. */
	isSplit: boolean;
}

/** @param last amount before it */
export function seenAmount(
	{ measure, start, isWhole }: AmountName,
	read: Pick<SeenAmount, 'word' | 'value' | 'isUnderstood' | 'isRough'>,
	scope: SentenceScope,
	lead: {
		budgetStart: number | null;
		isBudget: boolean;
		isUnknownHere: boolean;
		isPaired: boolean;
	},
	last: SeenAmount | undefined
): SeenAmount {
	return {
		...read,
		measure,
		start,
		isWhole,
		sumOfParts: 0,
		endsParts: false,
		basis: scope.basis,
		isHeaded: lead.budgetStart === null ? last?.isHeaded === true : lead.budgetStart < start,
		isBudgetSaid: lead.isBudget,
		scope,
		isOfUnknown: lead.isUnknownHere && (measure !== null || lead.isPaired),
		isSplit: false
	};
}

/** An amount that is proven to be the department's own, else nothing. */
export function asOwn(amount: SeenAmount): ReadAmount[] {
	const { measure, basis, word, isUnderstood, isSplit, isRough, isWhole, start } = amount;
	if (!measure || !isUnderstood || isSplit || basis === 'budget') return [];
	const labelStart = isWhole ? null : start;
	return [{ measure, basis, start: word.start, end: word.end, isRough, labelStart }];
}
