/** Headings of amounts, and how they bear on the amounts below them. */
import type { BudgetBasis } from '#lib/catalogue/budgets.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import type { Prose } from '../lines.ts';
import { NARRATIVE_LABELS } from './narrative-labels.ts';
import type { NarrativeSection } from './narrative.ts';
import { placed, type PlacedParagraph } from './paragraphs.ts';
import { isOfOneSource } from '../figures/basis.ts';

/** `一、年初预算情况`, `（一）部门预算安排`: amounts below it were only planned. */
const BUDGET_HEADING =
	/(?:年初|部门|单位|年度|20\d\d年)?(?:(?:年初|批复的?)预算|预算(?:安排|批复|编制))(?:数|收支)?(?:情况)?[:：]?$/;
/** The same of the whole department's, in its budget of the year's start. */
const INITIAL_BUDGET =
	/^(?:[本我]?(?:局|厅|委|办|院|校|部门|单位)|本?年度?|20\d\d年度?|当年){0,2}年初预算(?:数|收支)?(?:情况)?[:：]?$/;
const NUMBERS = /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])*/;
/** `二、下属单位`, `局机关年初预算情况`, `全市教育系统收支情况`: of a part of the department, or of more than it. */
const OTHERS =
	/^(?:(?:局|厅|委|办|部门|单位)?(?:机关(?:本级)?|本级|(?:下属|所属|二级|直属)(?:事业)?(?:单位|机构))|全[省市县区州].{0,6}系统)(?:的|20\d\d年度?|年度|年初|预算|决算|收支|收入|支出|执行|安排|情况){0,8}[:：]?$/;
/** `下属水厂支出情况如下：` */
const OTHERS_BY_NAME =
	/^(?:下属|所属|下辖|直属|代管|托管|挂靠)[^，,。；;]{1,12}(?:收支|收入|支出|经费|预算|决算)[^，,。；;]{0,8}$/;
/** `上年收支情况`, `2021年预算`; what was carried on from it is of the year. */
const YEAR_AHEAD = /^(?:(?:上|去|前|上一)年度?(?!结)|20\d\d年度?(?![\d至、和与及—~-]))/;

/** Tells a heading of what was only planned. */
export function isOfBudget(heading: string): boolean {
	return BUDGET_HEADING.test(heading);
}

/** Tells a heading of a part of the department, of others, or of another year. */
export function isOfOthers(heading: string, fiscalYear: number): boolean {
	return isOfOtherBody(heading) || isOfOtherYear(heading, fiscalYear);
}

function isOfOtherBody(heading: string): boolean {
	const own = heading.replace(NUMBERS, '');
	return OTHERS.test(own) || OTHERS_BY_NAME.test(own);
}

function isOfOtherYear(heading: string, fiscalYear: number): boolean {
	return YEAR_AHEAD.test(heading.replace(NUMBERS, '')) && !heading.includes(`${fiscalYear}年`);
}

/** `上述两项合计`: a paragraph below the heading of one source that sums all of them up. */
const OF_ALL_SOURCES = /上述|以上|综上|[两三各]项合计/;

function isBelowSource(heading: string, paragraph: string): boolean {
	return isOfOneSource(heading) && !OF_ALL_SOURCES.test(paragraph);
}

/** The budget of which a heading says that the amounts below it are. */
export function budgetOfHeading(heading: string): BudgetBasis | null {
	return INITIAL_BUDGET.test(heading.replace(NUMBERS, '')) ? 'budget_initial' : null;
}

/** A line without an amount, which holds for the lines below it. `单位：万元` and `负责人：某某` say something of their own. */
export function isHeading({ label }: Prose): boolean {
	return label !== '' && label.length <= 24 && !/\d(?:[万亿]?元|[.,]\d)|[。；;]|[:：]./.test(label);
}

/** A paragraph with the headings in force above it. */
export interface HeadedParagraph extends PlacedParagraph {
	section: NarrativeSection;
	/** Amounts below speak of a part, even where they do not name it: `2、项目支出情况`. */
	isOfPart: boolean;
	/** A heading says that amounts below are of bodies below the department, of others, of another year or of one source. */
	isOfOthers: boolean;
}

const NAMES_PART = new RegExp(
	`项目|专项|${NARRATIVE_LABELS.filter(
		({ measure }) => measure !== 'spending_total' && measureOf(measure).quantity === 'money'
	)
		.map(({ label }) => label)
		.join('|')}`
);

const ENDS = /[。；;]\s*$/;

function namesPart(heading: string): boolean {
	return NAMES_PART.test(heading) || NAMES_PURPOSE.test(heading);
}

/** `1.防汛经费`, `2.信息化建设`: moneys of one purpose, unless the words are those for all of a department's. */
const NAMES_PURPOSE =
	/^(?!.*(?:部门|单位|整体|总体|预算|收支|收入|执行|全年)).*(?:经费|资金|工程|补助|补贴|建设|改造|购置|采购|培训|活动|平台|系统)[:：]?$/;

/** The paragraphs of sections, each below its headings, with or without a number. */
export function belowHeadings(
	sections: readonly NarrativeSection[],
	fiscalYear: number
): HeadedParagraph[] {
	return sections.flatMap((section) => {
		let line = '';
		return placed(section.paragraphs).map(({ paragraph, ...place }): HeadedParagraph => {
			// `上年没有结余。` holds for nothing below it.
			const isSentence = ENDS.test(paragraph.plain) && isOfOtherYear(paragraph.label, fiscalYear);
			if (isHeading(paragraph) && !isSentence) line = paragraph.label;
			const headings = [section.top, section.heading, line];
			// A paragraph that names the year itself is of that.
			const namesYear = paragraph.plain.includes(`${fiscalYear}年`);
			return {
				paragraph,
				...place,
				section,
				isOfPart: headings.some(namesPart),
				isOfOthers:
					headings.some(isOfOtherBody) ||
					(!namesYear && headings.some((heading) => isOfOtherYear(heading, fiscalYear))) ||
					isBelowSource(section.heading, paragraph.plain)
			};
		});
	});
}
