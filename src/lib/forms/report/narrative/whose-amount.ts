/** Tells whether an amount that a text states beside a label is the department's own, and of the year of the report. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { isOfOneSource, ONE_SOURCE } from '../figures/basis.ts';
import { isOfOneKind } from './kinds-of-spending.ts';
import { isOfOtherBody } from './bodies.ts';

/** `“三公”经费支出预算为30万元，支出决算为28万元`: the accounts of what the sentence is about, not of the whole. */
const ACCOUNTS_OF_ITEM =
	/(?:^|[。；;\n、.．])[^，,。；;]{0,30}(?:三公|接待|公务用车|公车|出国|会议费|培训费|(?:基本|项目|人员|公用|财政拨款|公共预算|基金)[^，,。；;]{0,8}支出|(?:人员|公用|项目|机关运行)经费)[^。；;]*[，,]$/;

/** These may come right before a label; after another word the label is a part of a longer name. */
const BEFORE_LABEL =
	/(?:^|[^一-龥]|其中|本年度?|全年度?|全部|年|月|度|完成|发生|安排|实际|用于|实际支出|末|底|止|合计|总计|决算|现有|共有|共|[全本]?系统|包括|全[局办委院校所站厅会]|[我本][局办委院校所站厅会]|单位|部门|列支|开支|(?:[年度局委办]|单位|部门)的|[和及与即中在是含])$/;
/** 三公 is reckoned on what the public purse pays for everywhere, so that these words tell no part of it. */
const BEFORE_THREE_PUBLIC =
	/(?:(?:一般)?公共预算(?:[及和与、]政府性基金(?:预算)?)?(?:财政)?(?:拨款)?|(?<!(?:基金|经营)(?:预算)?)财政拨款)(?:安排|支付|开支)?的?(?:支出)?$/;
/** Before the label in its clause: another year's amount, a budget, a comparison, or a part of the staff. */
const OTHER_BASIS = /上年|去年|上一年|往年|预算(?!执行|支出)|年初|同比|较|比|控制/;
/** `局机关：编制12名`: what the sentence up to the label is about, where that is one unit among several. */
const UNIT_TOPIC =
	/(?:机关|本级|中心|[大支中]队|二级机构\d*|学校|[站所馆院])[：:][^：:]*$|(?:机关|本级|二级机构\d*)[，,]$|(?:机关|本级|中心|[大支中]队|学校|[站所馆院室股科处])(?:核定|共有|现有|有)?编制[^，,]{0,6}\d[人名个][^；;。]*$/;
/** `局机关支出合计7万元，下属单位支出合计3万元`: what a part of the department spent. */
const PART_OF_DEPARTMENT =
	/(?<![和及与、])(?:机关|本级|(?:下属|所属|二级|直属)[^，,和及与、]{0,6}(?:单位|机构|中心))的?$/;
/** `本级支出800万元，其中基本支出500万元`: what goes on from a part is of that part. */
const PART_IN_SENTENCE =
	/(?<![和及与、含])(?:局机关|机关本级|本级|(?:下属|所属|二级|直属)[^，,和及与、]{0,6}(?:单位|机构|中心))的?(?:基本|项目|人员|公用|总)?(?:收入|支出|经费)[^，,]{0,8}\d(?!.*(?:全部|汇总|部门))/;
/** `代管的某中心收入90万元，固定资产120万元`: what goes on from a body in the department's care is of that body. */
const BODY_IN_CARE =
	/(?:代管|托管|代编|挂靠)的?[^，,]{2,20}(?:收入|支出|经费|资产)[^，,]{0,8}\d(?!.*(?:全部|汇总|部门|[我本][局委办厅院]))/;
/** `上年项目支出300万元，三公经费50万元`: what goes on from last year's amount is last year's as well. */
const LAST_YEARS_SENTENCE =
	/(?:^|[，,])\s*(?:上年|去年|上一年|往年)度?(?!结转|结余)[^，,]{0,12}(?:收入|支出|经费|费)(?!.*(?:本年|今年|当年|全年|20\d\d年))/;
/** `年初预算安排基本支出350万元、项目支出800万元`: what goes on from a budget is budgeted as well. */
const BUDGET_LIST = /上年|去年|上一年|往年|预算(?!执行|支出)|年初(?!结转|结余)/;
const BUDGET_SENTENCE =
	/(?:预算安排|年初预算|批复预算|预算批复|部门预算)(?:安排|为|数)?[^，,]{0,12}?(?:支出|经费)[^，,]{0,60}[，,](?!.*(?:实际|决算|执行|全年|完成|发生|本年))|(?:(?<!公共|基金|经营)预算(?!执行|单位|部门|数?[和与及、])|批复)[^，,\d]{0,16}[\d.]+[百千万亿]*元(?!.*(?:实际|决算|执行|完成|发生|列支|(?<!基本|项目|专项|人员|公用)支出(?:总[额计]|合计|共计?|为)?\d|支出(?:总[额计]|合计)|总支出))/;
/** `核定我局基本支出610万元，项目支出240万元`: what was granted; `剔除一次性因素后，基本支出为720万元`: what was never spent so. */
const NOT_SPENT =
	/(?<!编制|人员)核定(?:[我本][局委厅办院校会部单位门中心]{1,3})?(?:[^，,。；;\d]{0,8}[\d.]+万?元[，,])?$|(?:剔除|扣除|不考虑)[^，,。；;\d]{0,12}(?:因素|影响)[^，,。；;\d]{0,6}后?[，,][^，,。；;\d]{0,6}$/;
/** `全市78个部门…涉及资金…，其中基本支出…`: what many departments spent is no report of one. */
const OF_MANY =
	/(?:全[省市县区州盟旗]|各)[^。；;]{0,8}(?:部门|单位|预算|财政)|[全我本][省市县区州盟旗](?:[^，,。；;\d局委办院校所站馆]{0,10}系统)?(?:20\d\d年度?|[本全当]年度?)?(?:[^，,。；;\d局委办院校所站馆]{0,10}(?:支出|收入|经费|三公)|的?[“"]?$)|\d+[个家](?:市直|区直|县直|省直|一级)?(?:预算|主管)?(?:部门|单位)/;
/** `财政拨款支出合计800万元，其中基本支出…`: what one source paid for. */
const OF_SOURCE = new RegExp(`${ONE_SOURCE}(?!收入)[^，,。；;、]{0,8}支出`);
/** `截至6月底`, `1至3月`, `上半年`, and the words for the whole year. */
const PERIODS =
	/(?:截[至止](?:20\d\d年)?|\d{1,2}(?:月份?)?[-—–~至到])(\d{1,2})月|[上下]半年|[一二三四1-4]季度|全年|[本当]年|年[末底]/g;
const OTHER_STAFF =
	/上年|去年|上一年|往年|机关|二级|下属|所属|中心|大队|支队|行政|事业|工勤|参公|全额|差额|离|退|聘/;

/** `中心核定编制89名`, `2022年中心总支出`: who files the report calls itself by its kind of body alone. */
const OWN_BODY =
	/(^|[。；;\n]|20\d\d年度?|[本当全]年|日[，,])(?:[本我全]?(?:中心|大队|支队|学校|学院|医院|[站所馆院]))(?=核定|共有|现有|实有|编制|年末|有|总|全年|固定资产|$)/g;

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

/** The clause and the sentence of a label are looked for so far back. */
const FARTHEST_BEFORE = 300;

/** @param subjects that are named before the label in one list; null for a label alone */
export function isThisYears(
	text: string,
	start: number,
	measure: FigureId,
	fiscalYear: number,
	subjects: string | null = null
): boolean {
	const from = Math.max(0, start - FARTHEST_BEFORE);
	const before = withoutAsides(`${text.slice(from, start)}${subjects ?? ''}`).replace(
		OWN_BODY,
		'$1'
	);
	const { group, quantity } = measureOf(measure);
	const ofPurse = group === 'three_public' ? BEFORE_THREE_PUBLIC.exec(before) : null;
	if (subjects === null && !ofPurse && !BEFORE_LABEL.test(before)) return false;
	const named = ofPurse ? before.slice(0, ofPurse.index) : before;
	const clause = /[^，,。；;：:、()（）\n]*$/.exec(named)?.[0] ?? '';
	const isStaff = quantity === 'people';
	if ((isStaff ? OTHER_STAFF : OTHER_BASIS).test(clause)) return false;
	if (!isStaff && PART_OF_DEPARTMENT.test(clause)) return false;
	const sentence = sentenceOf(before);
	if (OF_MANY.test(sinceOwn(sentence)) || isOfOtherBody(sentence)) return false;
	if (group === 'spending' && OF_SOURCE.test(sentence)) return false;
	if (isOfOneKind(sentence, measure)) return false;
	if (measure === 'spending_total' && ACCOUNTS_OF_ITEM.test(sentence)) return false;
	if (!isStaff && (PART_IN_SENTENCE.test(sentence) || BODY_IN_CARE.test(sentence))) return false;
	const isSpent = SPENT.test(text.slice(start, start + 16));
	if (isStaff ? UNIT_TOPIC.test(sentence) : isOtherAmount(sentence, isSpent)) return false;
	const year = [...sentence.matchAll(YEAR_MEANT)].at(-1)?.[1];
	return year === undefined || Number(year) === fiscalYear;
}

/** Tells an amount of which its clause or sentence says that it is of another year. */
export function isOfAnotherYear(text: string, start: number, fiscalYear: number): boolean {
	const before = text.slice(Math.max(0, start - FARTHEST_BEFORE), start);
	const sentence = sentenceOf(before);
	if (/(?:上年|去年|上一年|往年)(?!结[转余])[^，,。；;]*$/.test(sentence)) return true;
	const year = [...sentence.matchAll(YEAR_MEANT)].at(-1)?.[1];
	return year !== undefined && Number(year) !== fiscalYear;
}

/** `2455.10万元（上年2300.50万元），`: what is closed in brackets says nothing of what follows, but for `（类）`; nor does a comma within a number part clauses. */
function withoutAsides(before: string): string {
	return before
		.replace(/[(（](?![类款项][)）])[^()（）]{0,60}[)）](?=.)/g, '')
		.replace(/(?<=\d),(?=\d{3})/g, '');
}

/** Returns what a sentence says before a label; one that begins with `其中` or `按支出性质分` goes on with the sentence before it. */
function sentenceOf(before: string): string {
	const [, earlier = '', own = ''] =
		/(?:^|[。；;\n])([^。；;\n]*[。；;]\s*)?((?:其中|包括|按[^，,。；;\n]{0,8}分)[^。；;\n]*)$/.exec(
			before
		) ?? [];
	return own === ''
		? (/[^。；;\n]*$/.exec(before)?.[0] ?? '')
		: earlier.replace(/[。；;]/g, '，') + own;
}

/** `较2022年减少0.5万元` compares with that year, and goes on with the report's own. */
const YEAR_MEANT = /(?<![较比与同和于由从])(20\d\d)年/g;

/** `全县…，我局…`: from where the report speaks of its own department. */
function sinceOwn(sentence: string): string {
	const own = [
		...sentence.matchAll(/[我本](?:局|委|办|厅|院|校|会|站|馆|所|队|处|社|单位|部门|中心)/g)
	].at(-1);
	return own ? sentence.slice(own.index) : sentence;
}

/** Tells whether the last period that a sentence names, up to a label, ends before the year does. */
function isPartOfYear(sentence: string): boolean {
	const [period = '', lastMonth] = [...sentence.matchAll(PERIODS)].at(-1) ?? [];
	return lastMonth ? Number(lastMonth) < 12 : /半年|季度/.test(period);
}

/** A label that says itself that the amount was spent. */
const SPENT = /^(?:全年|本年|当年|年度)?度?(?:预算)?(?:实际|决算|执行|支出决算)/;

/** Tells whether a sentence, up to a label, lists last year's amounts, a budget's or those of some months. */
function isOtherAmount(sentence: string, isSpent: boolean): boolean {
	const list = /[^，,：:()（）]*$/.exec(sentence)?.[0] ?? '';
	return (
		isPartOfYear(sentence) ||
		NOT_SPENT.test(sentence) ||
		(list.includes('、') && BUDGET_LIST.test(list)) ||
		LAST_YEARS_SENTENCE.test(sentence) ||
		(!isSpent && BUDGET_SENTENCE.test(sentence))
	);
}
