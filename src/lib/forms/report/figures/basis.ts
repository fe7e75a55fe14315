/**
 * Reads what the amounts of a column are: money spent or budgeted, of which year, of the whole year or of some months.
 * The words of its head say it and, where these say nothing, the heading above the table.
 */
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import { findFiscalYear } from '#lib/catalogue/years.ts';
import { withoutColumnLetter } from '../../column-marks.ts';

/** The words of a head or a heading say this; null where they do not. */
export interface AmountWords {
	/** `budget` without a further word is the initial or the adjusted one, as the columns beside it tell. */
	basis: AmountBasis | 'budget' | null;
	year: number | 'last' | 'next' | null;
	/** Months as printed, where the amounts are not of the whole year. */
	months: string | null;
	/** True for a column that compares amounts: a rate, a difference, a share. */
	compares: boolean;
	/** True for 执行率, which is reckoned on the adjusted budget. */
	isRate?: boolean;
	/** True for 调整数 and 追加数: beside 调整后预算数, what was added to the budget or taken from it. */
	isAdjustment?: boolean;
}

/** Words that say nothing of the amounts. */
export const NO_WORDS: AmountWords = { basis: null, year: null, months: null, compares: false };

/** A head of amounts may hold these words, which name no figure. */
const HEAD_WORDS =
	/^(?:20\d\d年?度?|[上本当去今下次明]一?年度?|往年|前一年|同期|全年度?|年度|年[初末中终]|期[初末]|部门|单位|财政|预算(?:指标)?|决算|批复|追加[、及和]?|安排|调整|变更|后|的|执行|实际|支出|完成|发生|列支|使用|支付|应|累计|账面|原值|净值|净额|数额?|金额|额|值|情况|[\d一二三四上下前]+(?:个?月|季度|半年)[底末份]?|\d{1,2}月?[-—–~至到]\d{1,2}月份?|[-—–~至到])+$/;
/** One of these makes such a text the head of amounts: `支出` alone is a group of figures. */
const TELLING =
	/预算|决算|执行|实际|数|额|发生|账面|原值|净值|^(?:全年|年度|本年)(?:累计)?支出$|^(?:20\d\d年?|[上本当去今]一?年)(?:度|末)?$|月|季度|半年|同期/;
const COMPARES =
	/率|占|净值|净额|比重|比例|[比较](?=20\d\d年)|比(?=上年|去年|预算|年初|$)|增减|增长|差异|差额|变动|变化|[+＋-]\/[-－+]|预算调整(?:数|额)|年中(?:预算)?(?:追加|调[整增减])(?:数|金?额)?$|控制数差|追加(?!(?:[、及和]?调整)?后)/;
/** Some months of a year. By the end of December all of it has passed. */
const MONTHS =
	/\d{1,2}(?:月份?)?[-—–~至到]\d{1,2}月份?|(?<!\d)(?:0?[1-9]|1[01])月[底末份]|上半年|下半年|[一二三四1-4]季度|前[\d一二三]个月/;

/** January to December are the whole year. */
const WHOLE_YEAR = /(?<!\d)0?1(?:月份?)?[-—–~至到]12月/;

function monthsIn(text: string): string | null {
	return WHOLE_YEAR.test(text) ? null : (MONTHS.exec(text)?.[0] ?? null);
}

/** The words of a head cell; null where the cell is no head of amounts but names something. */
export function amountWords(label: string): AmountWords | null {
	const trimmed = withoutColumnLetter(
		label.replace(/\(([^()]*)\)/g, (_, inner: string) =>
			/^(?:调整|决算|预算|执行|实际)/.test(inner) ? inner : ''
		)
	);
	if (trimmed === '' || trimmed.length > LONGEST_HEAD) return null;
	if (COMPARES.test(trimmed)) {
		if (!isAmountHead(trimmed.replace(COMPARED, ''))) return null;
		return { ...COMPARISON, isRate: /(?:执行|完成)率/.test(trimmed) };
	}
	return isAmountHead(trimmed) ? wordsIn(trimmed) : null;
}

/** `部门整体预算总额` is no other amount than `部门预算`. */
export function wordsOfWhole(label: string): AmountWords | null {
	return amountWords(label.replace(/整体|资金|合计|总/g, ''));
}

const LONGEST_HEAD = 24;
const COMPARISON: AmountWords = { ...NO_WORDS, compares: true };
/** These may be round the words of a comparison: `执行率`, `增减变动率`, `比上年增减额`, `2016年比2015年增减`. */
const COMPARED =
	/20\d\d年?度?[比较与]20\d\d年?度?|增减|增长|差异|差额|变动|变化|净值|净额|比重|比例|[率占比较与同±%+＋/／-]|控制|完成|幅度|原因|（.*）/g;

/** `预算单位` heads names. */
const NAMES = /(?:单位|部门)$/;

function isAmountHead(text: string): boolean {
	if (NAMES.test(text)) return false;
	return text === '' || (HEAD_WORDS.test(text) && (TELLING.test(text) || COMPARES.test(text)));
}

function wordsIn(text: string): AmountWords {
	return {
		basis: basisIn(text),
		year: yearIn(text),
		months: monthsIn(text),
		compares: false,
		isAdjustment: /调整|追加/.test(text) && !/[后的]|全年/.test(text)
	};
}

function basisIn(text: string): AmountWords['basis'] {
	if (
		/执行|决算|实际|完成|发生|列支|支出(?:数|额|金额)|^(?:全年|年度|本年)(?:累计)?支出$/.test(text)
	)
		return 'actual';
	if (!/预算|批复|安排|调整/.test(text)) return null;
	if (/全年|调整|变更|追加/.test(text)) return 'budget_adjusted';
	return /年初|期初|批复/.test(text) ? 'budget_initial' : 'budget';
}

function yearIn(text: string): AmountWords['year'] {
	const year = Number(/(20\d\d)/.exec(text)?.[1] ?? 0);
	if (year > 0) return year;
	if (/上一?年|去年|往年|前一年/.test(text)) return 'last';
	if (/[下次明]一?年/.test(text)) return 'next';
	// What is in the books at the year's start is last year's end.
	return /^(?:年初|期初)(?:账面)?(?:原值|数|余?额|金额|价?值)*$/.test(text) ? 'last' : null;
}

/** The year that a label names with its figure: `2022年支出合计`, `收入合计（2022年）`. */
export function yearWords(label: string): AmountWords | null {
	const year = label.includes('20') ? findFiscalYear(label) : null;
	return year === null ? null : { ...NO_WORDS, year };
}

/** The words of a column: those of the innermost head that says something, then of the heads above it. */
export function joinWords(words: readonly AmountWords[]): AmountWords {
	return words.reduceRight<AmountWords>(
		(inner, outer) => ({
			basis: inner.basis ?? outer.basis,
			year: inner.year ?? outer.year,
			months: inner.months ?? outer.months,
			compares: inner.compares || outer.compares,
			isAdjustment:
				inner.basis === null ? outer.isAdjustment === true : inner.isAdjustment === true,
			isRate: inner.isRate === true || outer.isRate === true
		}),
		NO_WORDS
	);
}

const LONGEST_HEADING = 48;
/** `单位：万元`, `公开01表`, `表1`, a name or a date: lines between a heading and its table. */
const UNIT_LINE =
	/^\(?(?:金额|计量|货币)?单位[:：]?|^公开\d+表|^(?:附?表|附件)[\d一二三四五]*$|^(?:编制|填报|编报)?(?:单位|部门)[:：]|^\d*年\d+月/;

/** `附：`, `附表2：` before a heading. */
const ANNEX = /^附(?:表|件)?[\d一二三四五]*[:：]/;

/**
 * Reads what a heading above a table says of its amounts: `（一）年初部门预算批复情况`, `2021年部门决算情况`. Null for a text that is no
 * heading, which leaves what the last one said.
 */
export function headingWords(printed: string): AmountWords | null {
	const label = printed.replace(ANNEX, '');
	if (label === '' || label.length > LONGEST_HEADING || /[。；]|[:：].{6,}/.test(label))
		return null;
	if (UNIT_LINE.test(label)) return null;
	const year = Number(/(20\d\d)年/.exec(label)?.[1] ?? 0) || null;
	const months = monthsIn(label);
	const isBudget =
		/预算(?:安排|批复|收支|收入|支出|情况|总表|表|数|$)|预算.{0,6}(?:情况|表)$/.test(label) &&
		!/决算|执行|绩效|管理|实际|完成|编制|预决算/.test(label);
	const budget = label.includes('调整') ? 'budget_adjusted' : 'budget';
	const actual = /决算|执行|实际/.test(label) ? 'actual' : null;
	return { basis: isBudget ? budget : actual, year, months, compares: false };
}

/** One of the sources of what a department spends. */
export const ONE_SOURCE =
	'(?:财政拨款|一般公共预算|政府性基金(?:预算)?|国有资本经营预算|(?:其[他它]|单位|自[有筹]|财政专户(?:管理)?|非财政拨款|上级补助)资金)';
const SPENT_OF_SOURCE = new RegExp(`${ONE_SOURCE}[^，。]{0,8}支出`);

/**
 * Tells a heading of tables of what one source paid for: `一般公共预算财政拨款支出决算表`, `其他资金支出情况`. 三公 is
 * reckoned on it everywhere.
 */
export function isOfOneSource(heading: string): boolean {
	return SPENT_OF_SOURCE.test(heading) && !/三公|执行率/.test(heading);
}

export const OF_ONE_SOURCE = '只是一项资金来源的支出，不是部门的全部支出，不存入';

/** A column's amounts are used so. */
export type ColumnUse = { basis: AmountBasis } | { skipped: string };

/**
 * The use of each column of a head, in the light of the others.
 * @param context what the heading above the table says
 * @param fiscalYear of the report; null where it is not known
 */
export function usesOf(
	columns: readonly AmountWords[],
	context: AmountWords | null,
	fiscalYear: number | null
): ColumnUse[] {
	const isAdjusted = columns.some(
		({ basis, isAdjustment }) => basis === 'budget_adjusted' && isAdjustment !== true
	);
	const own = columns.map((words) => ({
		...words,
		compares:
			words.compares ||
			(isAdjusted && words.basis === 'budget_adjusted' && words.isAdjustment === true),
		basis: words.basis ?? context?.basis ?? null,
		year: words.year ?? (typeof context?.year === 'number' ? context.year : null),
		months: words.months ?? context?.months ?? null
	}));
	const latest = Math.max(
		0,
		...own.map(({ year, basis }) => (typeof year === 'number' && !isBudget(basis) ? year : 0))
	);
	const isRated = columns.some((words) => words.basis === 'budget_initial' || words.isRate);
	const plain = isRated ? 'budget_adjusted' : 'budget_initial';
	return own.map((words): ColumnUse => {
		const why = skippedBecause(words, fiscalYear ?? latest);
		if (why) return { skipped: why };
		return { basis: words.basis === 'budget' ? plain : (words.basis ?? 'actual') };
	});
}

function isBudget(basis: AmountWords['basis']): boolean {
	return basis !== null && basis !== 'actual';
}

function skippedBecause({ compares, months, year }: AmountWords, thisYear: number): string | null {
	if (compares) return '比率或增减数，由金额重新计算，不存入';
	if (months) return `只是${months}的数，不是全年数，不存入`;
	if (year === 'last') return '上年数，不作为本年数存入';
	if (year === 'next') return '下年数，不作为本年数存入';
	return typeof year === 'number' && year !== thisYear ? ofOtherYear(year) : null;
}

/** Said of the amount of another year than the report's. */
export function ofOtherYear(year: number): string {
	return `${year}年的数，不作为本年数存入`;
}
