/** The score that a sentence states, in the text of a report or in a cell. */
import { FULL_SCORE } from '#lib/catalogue/grades.ts';
import { NUMBER_WORDS } from '#lib/catalogue/number-words.ts';
import { parsePoints } from '#lib/catalogue/units.ts';

/** `自评得分96分`, `综合评定得分为九十六分`, `经自评，得分96分`, `自评96分`, `自评得分由原94分更正为96分`, `自评得分：96`, `自评得分为96，等级为优`, `对照指标逐项打分，共计96分`. */
const SAID = new RegExp(
	'(?:(?:自评|评价|考评)(?:综合)?(?:总?得分|总分|评分)|整体(?:支出)?绩效(?:综合)?(?:总?得分|总分|评分)' +
		'|综合(?:评定|评价|评估|考评|绩效)?(?:得分|评分|总分)|最终得分|(?<=[我本](?:局|委|办|厅|院|校|会|馆|所|队|处|社|镇|乡|单位|部门|中心|街道)(?:实际|最终|综合)?)(?:总?得分|总分)|评价总?分|自评总?分数?' +
		'|(?<=总分[为是]?100分[,，]\\s*(?:[我本该][^，,\\d]{1,2})?)(?:实际得分|实得分?)' +
		'|(?:(?:对照|按照?|根据|依据)(?:评价|绩效|评分|考核|自评|各项?|部门|整体|支出)*指标(?:体系)?)?逐[项条](?:打分|评分|自评|评价|考评)[，,](?:共计?|合计|总计)' +
		'|(?:自评|评价|评定|考评)[,，](?:[我本][^，,\\d]{1,2})?(?:综合|最终|总体)?(?:总?得分|总分|得)|自评(?:为|得)?(?=\\d)|(?:等级|等次|综合评价)[为是:：]?[“"]?(?:优秀?|良好?|中|差)[”"]?[,，](?:自评|综合|最终)?(?:得分?|总分))' +
		'(?:合计|结果)?(?:由原?[\\d.]+分(?:更正|修正|调整|修改))?[为是:：]{0,2}\\s*' +
		`(?:([\\d０-９]{1,3}(?:[.．][\\d０-９]+)?|${NUMBER_WORDS})\\s*分|(?<=[:：]\\s*)(\\d{2,3}(?:\\.\\d+)?)(?=[。；;]?\\s*$|\\s+[^\\s\\d:：]{2,12}[:：])` +
		'|(?<=(?:得分|总分|评分|分数)(?:合计|结果)?[为是:：]{0,2}\\s*)(\\d{2,3}(?:\\.\\d+)?)(?=\\s*[，,。；;（(]))',
	'gm'
);

/** A clause with one of these before the score speaks of a project or of a part. */
export const OF_PART = /^(?!.*(?:整体|部门)).*(?:项目|专项|下属|二级单位)/;
/** `预算执行自评得分10分，绩效指标自评得分83分，自评总分93分`: the scores of parts that are added up. */
export const OF_INDICATORS =
	/(?:指标|预算执行率?|投入|过程|决策|产出|效[果益]|满意度|履职)(?:[（(][^（()）]*[）)])?$/;
/** `信用评价得分为96`, `营商环境评价我局得分91分`, `省商务厅考核结果为优秀`: what others appraised, which is not spending. */
export const OF_APPRAISAL =
	/^(?!.*(?:整体|自评|绩效评价)).*(?:信用|文明|营商|党建|平安|测评|调查|督查|排名|法治|(?<!绩效|[经按照])考核(?!指标|评价|评分|体系|办法|标准|细则)|政务公开|创建)/;
/** `在全市机关效能评估中，我局得分91分`: the clause before the score is of such an appraisal. */
const BEHIND_APPRAISAL =
	/^(?!.*(?:整体|自评|绩效评价|指标|评分|综合评|自[查我]|经(?:考核|评估|检查)|通过)).*(?:(?<!绩效)考核|评估|测评|评比|排名|检查|调查|督查|优化|创建)(?:工作|结果)?[中里]?[，,](?:[我本][^，,]{1,6})?$/;
/** `所属单位平均自评得分94.2分` is of none of them. */
const OF_AVERAGE = '平均';
/** `经财政部门复核评价得分91分`, `财政局组织的重点评价得分88分`: a score that is not the department's own, unless it is called 自评. */
export const OF_REVIEWERS =
	/[经由][^，,]{0,6}财政(?:局|厅|部门)(?!.*(?:要求|标准|办法|文件|通知))|财政(?:局|厅|部门)(?:组织|开展|实施|委托|进行)|重点$|复核|复评|抽查|财政$/;
/** `根据第三方机构评价，本部门得分91分；自评得分96分`: what the clause before names, where a score called 自评 follows. */
const BEHIND_REVIEWERS =
	/(?:第三方|中介机构|专家)[^，,]{0,12}(?:[，,](?:本?部门|[我本][^，,]{1,6})?)?$/;
/** A sentence goes on from last year's score until it names this year. */
const OF_LAST_YEAR = /(?:上年|去年|上一年|往年)(?!.*(?:本年|今年|当年))/;

/** Tells whether a sentence, up to what it states, speaks of another year than the report. */
export function isOfOtherYear(before: string, fiscalYear: number | null): boolean {
	const year = [...before.matchAll(/(20\d\d)年/g)].at(-1)?.[1];
	const isOther = year !== undefined && fiscalYear !== null && Number(year) !== fiscalYear;
	return isOther || OF_LAST_YEAR.test(before);
}

/** `自评总分100分`: the most that can be scored, where a score of the whole is behind it. */
const FULL_MARKS = /总分[为是:：]{0,2}\s*100(?:\.0+)?\s*分$/;
/** Ends right before a score of the whole: its clause names nothing but the department. */
const BEFORE_SCORE_OF_WHOLE = /[，,。；;]\s*(?:[我本该][^，,]{1,2})?(?:实际|最终|综合)?$/;

/** `自评得分104.5分，折算百分制为95分`: of 100 points, as all others are. */
const CONVERTED =
	/(?:(?:折算|换算|折合)(?:成|为|后|的)?(?:百分制|100分制?|一百分制)|百分制(?:折算|换算|折合))(?:后|的|得分|分数|自评|总分|最终|[为是得计:：，,])*(\d{1,3}(?:\.\d+)?\s*分)/g;

/** `共扣4.5分，得95.5分`: what was lost and what was scored make up the full marks. */
const DEDUCTED =
	/扣(?:除|减|掉|了|分){0,2}\s*(\d{1,2}(?:\.\d+)?)\s*分[，,；;]?(?:最终|最后|实际|综合|自评|因此|故|总|共|合计){0,3}得?分?[为是:：]?\s*(\d{1,3}(?:\.\d+)?\s*分)/g;

/** No whole report is scored lower; a number of points below this is of some part. */
const LEAST_SCORE = 4_000;

/** `预算执行（20分），自评得分：19.5`, `效益指标共30分，自评得28分`: what can be scored of one part. */
const OF_WEIGHED_PART =
	/[（(](?:满分|分值)?[为是:：]?\d{1,2}分[)）][，,:：]?$|(?:共计?|满分|分值|权重)[为是:：]?\d{1,2}分[，,][^，,\d]{0,4}$/;

interface SaidScore {
	/** `96分`, or `96` as printed. */
	printed: string;
	/** Offsets in the text. */
	start: number;
	end: number;
}

/**
 * The first score that a text states of the report as a whole.
 * @param fiscalYear of the report; null where it is not known
 */
export function scoreIn(text: string, fiscalYear: number | null): SaidScore | null {
	for (const converted of text.matchAll(CONVERTED)) {
		const [, printed = ''] = converted;
		const before = sentenceBefore(text, converted.index);
		if (OF_PART.test(before) || OF_REVIEWERS.test(before) || before.includes(OF_AVERAGE)) continue;
		if (isOfOtherYear(before, fiscalYear)) continue;
		const end = converted.index + converted[0].length;
		return { printed, start: end - printed.length, end };
	}
	const scored = scoreBesideLoss(text, fiscalYear);
	if (scored) return scored;
	const matches = [...text.matchAll(SAID)];
	for (const [at, match] of matches.entries()) {
		const before = sentenceBefore(text, match.index);
		const clause = /[^，,]*$/.exec(before)?.[0] ?? '';
		const isPart =
			[OF_PART, OF_INDICATORS, OF_APPRAISAL].some((pattern) => pattern.test(clause)) ||
			[OF_WEIGHED_PART, BEHIND_APPRAISAL].some((pattern) => pattern.test(before));
		if (isPart || isOfOtherYear(before, fiscalYear)) continue;
		const [whole, withUnit, behindColon, beforeStop] = match;
		const alone = behindColon ?? beforeStop ?? '';
		if (clause.includes(OF_AVERAGE) || (OF_REVIEWERS.test(clause) && !whole.includes('自评')))
			continue;
		const isFollowed = matches.slice(at + 1).some(([later]) => later.includes('自评'));
		if (isFollowed && !whole.includes('自评') && BEHIND_REVIEWERS.test(before)) continue;
		const printed = withUnit === undefined ? alone : `${withUnit}分`;
		if ((parsePoints(printed).value ?? LEAST_SCORE) < LEAST_SCORE) continue;
		if (FULL_MARKS.test(whole) && isScoredBehind(text, match, matches.slice(at + 1))) continue;
		const end = match.index + whole.trimEnd().replace(/[。；;]$/, '').length;
		return { printed, start: end - printed.length, end };
	}
	return null;
}

function scoreBesideLoss(text: string, fiscalYear: number | null): SaidScore | null {
	for (const match of text.matchAll(DEDUCTED)) {
		const [whole, lost = '', printed = ''] = match;
		const sum = (parsePoints(lost).value ?? 0) + (parsePoints(printed).value ?? 0);
		if (sum !== FULL_SCORE) continue;
		const before = sentenceBefore(text, match.index);
		const isOther = [OF_PART, OF_REVIEWERS, OF_APPRAISAL].some((pattern) => pattern.test(before));
		if (isOther || isOfOtherYear(before, fiscalYear)) continue;
		const end = match.index + whole.length;
		return { printed, start: end - printed.length, end };
	}
	return null;
}

/** A sentence is looked for so far back. */
const FARTHEST_BEFORE = 300;

export function sentenceBefore(text: string, index: number): string {
	const before = text.slice(Math.max(0, index - FARTHEST_BEFORE), index);
	return /[^。；;\n]*$/.exec(before)?.[0] ?? '';
}

function isScoredBehind(
	text: string,
	{ 0: whole, index }: RegExpExecArray,
	others: readonly RegExpExecArray[]
): boolean {
	return others.some((other) =>
		BEFORE_SCORE_OF_WHOLE.test(text.slice(index + whole.length, other.index))
	);
}
