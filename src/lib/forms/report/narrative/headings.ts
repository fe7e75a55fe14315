/** Tells headings of amounts that are not what the department as a whole received or spent. */
import { isOfOneSource } from '../figures/basis.ts';

/** `一、年初预算情况`, `（一）部门预算安排`: amounts below it were only planned. */
const BUDGET_HEADING =
	/(?:年初|部门|单位|年度|20\d\d年)?(?:(?:年初|批复的?)预算|预算(?:安排|批复|编制))(?:数|收支)?(?:情况)?[:：]?$/;
/** `二、下属单位`: amounts below it are of a part of the department. */
const PART_HEADING =
	/^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])*(?:局|厅|委|办|部门|单位)?(?:机关(?:本级)?|本级|(?:下属|所属|二级|直属)(?:事业)?(?:单位|机构))(?:收支|支出)?(?:情况)?[:：]?$/;

/** Tells a heading of amounts that are not what the department as a whole received or spent. */
function isOfOtherAmounts(heading: string): boolean {
	return BUDGET_HEADING.test(heading) || PART_HEADING.test(heading);
}

/** `上述两项合计`: a paragraph below the heading of one source that sums all of them up. */
const OF_ALL_SOURCES = /上述|以上|综上|[两三各]项合计/;

/** Tells a paragraph below such a heading, or below that of what one source paid for. */
export function isBelowOtherAmounts(heading: string, paragraph: string): boolean {
	return isOfOtherAmounts(heading) || (isOfOneSource(heading) && !OF_ALL_SOURCES.test(paragraph));
}
