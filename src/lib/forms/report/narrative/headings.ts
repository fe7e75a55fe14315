/** Headings of amounts, and how they bear on the amounts below them. */
import type { BudgetBasis } from '#lib/catalogue/budgets.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import type { Prose } from '../lines.ts';
import { NARRATIVE_LABELS } from './narrative-labels.ts';
import type { NarrativeSection } from './narrative.ts';
import { isOfOneSource } from '../figures/basis.ts';

/** `一、年初预算情况`, `（一）部门预算安排`: amounts below it were only planned. */
const BUDGET_HEADING =
	/(?:年初|部门|单位|年度|20\d\d年)?(?:(?:年初|批复的?)预算|预算(?:安排|批复|编制))(?:数|收支)?(?:情况)?[:：]?$/;
/** `二、下属单位`: amounts below it are of a part of the department. */
const PART_HEADING =
	/^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])*(?:局|厅|委|办|部门|单位)?(?:机关(?:本级)?|本级|(?:下属|所属|二级|直属)(?:事业)?(?:单位|机构))(?:收支|支出)?(?:情况)?[:：]?$/;

/** `上述两项合计`: a paragraph below the heading of one source that sums all of them up. */
const OF_ALL_SOURCES = /上述|以上|综上|[两三各]项合计/;

/** Tells a paragraph below such a heading, or below that of what one source paid for. */
export function isBelowOtherAmounts(heading: string, paragraph: string): boolean {
	return BUDGET_HEADING.test(heading) || isBelowPart(heading, paragraph);
}

/** Tells a paragraph below the heading of a part of the department, or of what one source paid for. */
export function isBelowPart(heading: string, paragraph: string): boolean {
	return PART_HEADING.test(heading) || (isOfOneSource(heading) && !OF_ALL_SOURCES.test(paragraph));
}

/** The budget of which a heading says that the amounts below it are. */
export function budgetOfHeading(heading: string): BudgetBasis | null {
	if (!BUDGET_HEADING.test(heading) || !heading.includes('年初预算')) return null;
	return 'budget_initial';
}

/** A line without an amount, which holds for the lines below it. `单位：万元` and `负责人：某某` say something of their own. */
export function isHeading({ label }: Prose): boolean {
	return label !== '' && label.length <= 24 && !/\d(?:[万亿]?元|[.,]\d)|[。；;]|[:：]./.test(label);
}

/** A paragraph with the headings in force above it. */
export interface HeadedParagraph {
	paragraph: Prose;
	section: NarrativeSection;
	/** Amounts below speak of a part, even where they do not name it: `2、项目支出情况`. */
	isOfPart: boolean;
}

const NAMES_PART = new RegExp(
	`项目|专项|${NARRATIVE_LABELS.filter(
		({ measure }) => measure !== 'spending_total' && measureOf(measure).quantity === 'money'
	)
		.map(({ label }) => label)
		.join('|')}`
);

/** The paragraphs of sections, each below its headings, with or without a number. */
export function belowHeadings(sections: readonly NarrativeSection[]): HeadedParagraph[] {
	return sections.flatMap((section) => {
		const isOfPart = NAMES_PART.test(section.top) || NAMES_PART.test(section.heading);
		let line = '';
		return section.paragraphs.map((paragraph) => {
			if (isHeading(paragraph)) line = paragraph.label;
			return { paragraph, section, isOfPart: isOfPart || NAMES_PART.test(line) };
		});
	});
}
