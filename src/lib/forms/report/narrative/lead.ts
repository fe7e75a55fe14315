/** The words since the last amount, and the lists of names whose amounts follow. */
import type { BudgetSign, TextBasis } from './budgets.ts';
import type { AmountName, SentenceScope } from './reading.ts';
import type { Word } from './words.ts';

/** One of several names in a list. */
export interface Segment {
	label?: AmountName;
	basis?: TextBasis;
	isThisYear?: boolean;
	/** 收入 and 支出 are names only as a pair. */
	pair?: 'received' | 'spent';
	/** `调整预算`, which beside 年初预算 in a list is the adjusted one. */
	isAdjusted?: boolean;
}

const SPENT_IN_FACT = /支出|列支|开支/;

export const PAIR = { received: 'income_total', spent: 'spending_total' } as const;

function isTotal({ measure }: AmountName): boolean {
	return measure === PAIR.received || measure === PAIR.spent;
}

/** Each word of a list with the name that stands beside it, or the only name of the list. */
export function respective(segments: readonly Segment[], labels: readonly AmountName[]): Segment[] {
	const [only, ...others] = labels;
	const several = (key: 'basis' | 'isThisYear') =>
		segments.filter((segment) => segment[key] !== undefined).length > 1;
	const onlyName = others.length === 0 ? only : undefined;
	const nameOf = ({ label, pair }: Segment): AmountName | undefined =>
		pair && !label && labels.every(isTotal)
			? { measure: PAIR[pair], start: 0, isWhole: true }
			: (label ?? onlyName);
	const hasInitial = segments.some(({ basis }) => basis === 'budget_initial');
	return segments.map((segment) => {
		const { isThisYear } = segment;
		const basis = segment.isAdjusted && hasInitial ? 'budget_adjusted' : segment.basis;
		const label = nameOf(segment);
		return {
			...(label ? { label } : {}),
			...(several('basis') && basis !== undefined ? { basis } : {}),
			...(several('isThisYear') && isThisYear !== undefined ? { isThisYear } : {})
		};
	});
}

export function withoutLabel({ basis, isThisYear }: Segment): Partial<SentenceScope> {
	return {
		...(basis === undefined ? {} : { basis }),
		...(isThisYear === undefined ? {} : { isThisYear })
	};
}

/** The words since the last amount. */
export class Lead {
	segments: Segment[] = [];
	isDated = false;
	/** `全年`, `年末`: of the whole year. */
	isOfYear = false;
	isBudget = false;
	/** The words that tell which budget, and where the first of them stands. */
	signs = new Set<BudgetSign>();
	budgetStart: number | null = null;
	isActual = false;
	isSpent = false;
	/** `本年支出`, `实际列支`: of spending alone. */
	isSpentInFact = false;
	/** The amount behind is that of income and of spending. */
	isOfBoth = false;
	/** `共40名`: of what stands before it. */
	isSum = false;
	isRough = false;
	isChanged = false;
	isOfOther = false;
	isFromYearStart = false;
	isListed = false;
	/** `均为9万元`: of each of the names in a list. */
	isOfEach = false;
	isAmong = false;
	isModified = false;
	isUnknown = false;
	/** Since the last comma as well: `讲解队支出合计15万元` is of that body. */
	isUnknownHere = false;

	/** `公务接待费、公务用车购置费均为0元`. */
	get isOfEachListed(): boolean {
		return this.isListed && this.isOfEach && this.segments.every(({ label }) => label);
	}

	/** 收入 or 支出 is said of the amount. */
	get isPaired(): boolean {
		return this.segments.at(-1)?.pair !== undefined;
	}

	/** The name of a list that is being read. */
	get segment(): Segment {
		const { segments } = this;
		return segments.at(-1) ?? segments[segments.push({}) - 1] ?? {};
	}

	/** Notes what a word says by itself. */
	take({ kind }: Word, said: string, isThisYear: boolean): void {
		switch (kind) {
			case 'year':
			case 'thisYear':
			case 'lastYear':
				this.segment.isThisYear = isThisYear;
				this.isDated = true;
				return;
			case 'wholeYear':
				this.isOfYear = true;
				return;
			case 'actual':
				this.isSpentInFact ||= SPENT_IN_FACT.test(said);
				// `全年到位资金90万元`.
				if (said.includes('到位')) this.segment.pair = 'received';
				// `执行年初预算980万元` is no budget.
				this.signs.add('other');
				return;
			case 'spent':
				this.isSpent = true;
				this.segment.pair = 'spent';
				return;
			case 'received':
				this.segment.pair = 'received';
				return;
			case 'bothTotals':
				this.isOfBoth = true;
				return;
			case 'link':
				this.isOfEach ||= /^[均都]/.test(said);
				this.isSum ||= /^[共合总计]/.test(said);
				return;
			case 'rough':
				this.isRough = true;
				return;
			case 'each':
				this.isOfOther = true;
				return;
			case 'modifier':
				this.isModified = true;
				return;
			case 'comma':
				this.isUnknownHere = false;
				return this.#endExecution();
			case 'colon':
				return this.#endExecution();
			default:
		}
	}

	enterBasis(basis: TextBasis): void {
		this.segment.basis = basis;
		this.isBudget = basis !== 'actual';
		this.isActual = basis === 'actual';
	}

	/** `预算执行方面，年初预算…`: what was executed ends at a comma. */
	#endExecution(): void {
		if (this.isActual) this.signs.clear();
	}
}
