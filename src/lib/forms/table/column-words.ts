/**
 * Reads what the words round a label say of its column: `2022年决算数`, `上年数`, `全年预算数`, `1-9月执行数`, `执行率`. They are taken
 * off, so that what is left can be looked up as a label, and are returned beside it.
 */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { isFiscalYear } from '#lib/catalogue/years.ts';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import { withoutColumnLetter } from '../column-marks.ts';

/** A year as printed, the one before that of the table, or null for that of the table. */
export type ColumnYear = number | 'previous' | null;

export interface ColumnWords {
	/** The rest once the words are taken off; empty where the text is nothing but such words. */
	rest: string;
	basis: AmountBasis | null;
	year: ColumnYear;
	/** True of 本年 or a printed year, so that a group above with another year does not hold. */
	hasYear: boolean;
	/** Months as printed where the column covers part of the year only. */
	partOfYear: string | null;
}

/** A column with one of these words is computed from others: a rate, a share, a difference. */
const COMPUTED = /率|比例|占比|比重|增减|增长|变动|差异|差额|差值|完成比|同比|环比/;

export function isComputed(text: string): boolean {
	return COMPUTED.test(text);
}

/** Part of a year: 一季度, 上半年, 1—9月, 截至6月30日. `1-12月` is the whole year. */
const PART_OF_YEAR =
	/第?[一二三四1-4]季度|前三季度|[上下]半年|半年度|(?:截至|截止)(?:\d{4}年)?(?!12月(?:31日|底|末))\d{1,2}月(?:\d{1,2}日|底|末)?|(?<!\d)(?:1|一)月?(?:[-—–−~～]+|至|到)(?:1[01]|[2-9]|十一|[二三四五六七八九十])月/;

/** The words that say that a text is about part of a year; null where it says nothing of the kind. */
export function partOfYear(text: string): string | null {
	return PART_OF_YEAR.exec(removeBlanks(text))?.[0] ?? null;
}

const FUND_BUDGET = '(?<!一般公共|公共财政|公共|政府性基金|基金|国有资本经营)';
const AMOUNT = '(?:数|金额|额|资金|安排数?|批复数?)?';
/** In the words of forms and, at the end, of the ids of the catalogue. */
const BASES: readonly [words: RegExp, basis: AmountBasis][] = [
	[
		new RegExp(
			`(?:(?:全年(?:\\(调整后?\\))?|(?:追加[、及和]?)?调整后?(?:的|全年)?|变更后|追加后)${FUND_BUDGET}预算|预算调整后)${AMOUNT}|_budget_adjusted$`
		),
		'budget_adjusted'
	],
	[
		new RegExp(
			`(?:年初)?(?:(?:批复|下达)的?)?${FUND_BUDGET}预算${AMOUNT}(?!执行|单位|部门|编制)|年初(?:批复|下达|安排)(?:数|金额|额)?|_budget_initial$`
		),
		'budget_initial'
	],
	[
		/(?:预算)?(?:全年)?(?:实际)?(?:决算|执行)(?:数|金额|额|情况)?|实际(?:完成|支出|发生)(?:数|金额|额)?|实际(?:数|金额|额)/,
		'actual'
	]
];
const YEAR = /(?<!\d)(20\d\d)(?:年度?|$)(?:数(?!据))?/;
const PREVIOUS = /(?:上一?年度?|去年)(?:数(?!据))?/;
const CURRENT = /(?:本年度?|当年度?|今年)(?:数(?!据))?/;
const WHOLE_YEAR = /全年度?(?:数(?!据))?|^年度$|1[-—–~至]12月/;

/** Takes off what says the year, the basis and the period. */
export function columnWords(text: string): ColumnWords {
	let rest = withoutColumnLetter(normaliseLabel(text));
	let basis: AmountBasis | null = null;
	const part = partOfYear(rest);
	if (part) rest = rest.replace(part, '');
	const { year, hasYear, left } = takeYear(rest);
	rest = left;
	for (const [words, each] of BASES) {
		if (!words.test(rest)) continue;
		rest = rest.replace(words, '');
		basis = each;
		break;
	}
	// `部门决算数`: whose, as each of the columns is.
	if (basis !== null) rest = rest.replace(/^(?:年初)?(?:部门|单位)$/, '');
	rest = rest.replace(WHOLE_YEAR, '').replace(/^[(（]|[)）]$|^[:：·、-]+|[:：·、-]+$/g, '');
	return { rest, basis, year, hasYear, partOfYear: part };
}

function takeYear(text: string): { year: ColumnYear; hasYear: boolean; left: string } {
	const printed = YEAR.exec(text);
	if (printed && isFiscalYear(Number(printed[1]))) {
		return { year: Number(printed[1]), hasYear: true, left: text.replace(YEAR, '') };
	}
	if (PREVIOUS.test(text))
		return { year: 'previous', hasYear: true, left: text.replace(PREVIOUS, '') };
	const left = text.replace(CURRENT, '');
	return { year: null, hasYear: left !== text, left };
}

/** Months that are still to come, beside which a sum of the year was not spent yet. */
export const MONTHS_TO_COME =
	/(?:月|季度|下半年)[^\n]{0,4}(?:预计|预测|计划|拟)|(?:预计|预测)[^\n]{0,6}(?:月|季度|下半年)/;
