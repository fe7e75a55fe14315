/** Finds the departments of which a text states something, by the names that its sentences and headings begin with. */
import { placeInName } from '#lib/catalogue/departments.ts';
import { NUMBER_WORDS } from '#lib/catalogue/number-words.ts';
import { shortForm } from '#lib/catalogue/short-names.ts';
import { GRADE_WORDS } from '../../grade-options.ts';
import { mayBeOne } from '../reports.ts';

/** A department that a text speaks of. */
export interface NamedOffice {
	name: string;
	/** Offset of the name in the text. */
	start: number;
}

const LAST_SIGN =
	'(?:[局委办会院校站馆所队厅署社部园场区乡镇街库室联]|(?<=中)心|(?<=政)府|(?<=机)关|(?<=公)司|(?<=集)团|(?<=街)道|(?<=人)大|(?<=政)协|(?<=基)地|(?<=[一二三四五六七八九十])中)';
const WHEN = '(?:20\\d\\d年度?|[本当]年度?|全年|年度|同期|同年)?(?:的|共|实现|[“"]){0,3}';
const KIND =
	'(?:部门|单位|整体|绩效|预算|决算|实际|全部|财政|拨款|一般公共|公共|政府性|基金|年初|年末|固定|核定|在职|实有|综合|最终|评价|自评|考评|总|的){0,6}';
const SUBJECT = `${LAST_SIGN}(?=${WHEN}${KIND}`;

/** A number but a year's, a number of points in words, or a grade: what else a text says cannot become a figure. */
export const VALUE = `(?:(?<!\\d)(?!20\\d\\d年)\\d|${NUMBER_WORDS}分|(?<=[为是：:“"])(?:${GRADE_WORDS}))`;
const STATED_WORDS =
	'(?:收入|支出|收支|结转|结余|人员|编制|公用|基本|项目|公务|三公|会议费|培训费|资产|执行|得分|评分|总分|等[次级]|结果|结论|自评|评价|被?评[为定])';

/** A sentence states something of whom it names right before the words of a figure, a score or a grade. */
const STATED = new RegExp(
	`${SUBJECT}(?:${STATED_WORDS}[^，,。；;\\n]{0,24}?${VALUE}|[为是]?\\d{1,3}(?:\\.\\d+)?分))`,
	'g'
);

/** A heading is of whom it names before the words of a title, or in brackets. */
const HEADED = new RegExp(
	`${SUBJECT}(?:(?:收入|支出|收支|决算|预算|三公|经费|绩效|自评|得分|评分|资产|人员|基本情况|基础数据|情况|数据|报告|案例|做法|经验)|(?<=[（(—][\\u4e00-\\u9fff]{3,24})[)）]?$))`,
	'g'
);
/** Those of a circular, and of the form that its issuer prints. */
const OF_CIRCULAR = /关于|通知|办法|方案|要求|批复|印发|指标体系|模板|监?制$/;

/** The departments of which a sentence states a figure, a score or a grade, in their order. */
export function officesStated(sentence: string): NamedOffice[] {
	return officesBefore(sentence, STATED);
}

/** The department whose table or text a heading opens; null where it names none. */
export function officeHeaded(heading: string): string | null {
	if (OF_CIRCULAR.test(heading)) return null;
	const [first] = officesBefore(heading, HEADED);
	return first && !ISSUER.test(first.name) ? first.name : null;
}

/** The finance bureau prints forms and writes headings of what others report. */
const ISSUER = /财政[局厅]$/;

function officesBefore(text: string, pattern: RegExp): NamedOffice[] {
	return [...text.matchAll(pattern)].flatMap(({ 0: sign, index }): NamedOffice[] => {
		const end = index + sign.length;
		const run = RUN.exec(text.slice(Math.max(0, end - LONGEST_RUN), end))?.[0] ?? '';
		const name = nameAtEnd(run);
		if (name === null || (GIVERS.test(name) && GIVING.test(text.slice(end)))) return [];
		return [{ name, start: end - name.length }];
	});
}

/** `市编委核定编制56人`, `市财政局拨款收入900万元`: these fix posts and pay money, which the report's own department has. */
const GIVERS = /(?:财政[局厅]|编[办委]|编制委员会(?:办公室)?)$/;
const GIVING = /^(?:财政)?(?:拨款|核定|批复|下达|安排)/;

const LONGEST_RUN = 30;
const RUN = /[\u4e00-\u9fff]+$/;
/** Words in front of the name of one that is compared with, or given as an example. */
const LEAD =
	/^(?:年度?|例如|譬如|比如|如|其中|另外|此外|同时|而|以及|对比|相比|相较于?|比|较|与|和|同|跟|参考|借鉴|学习|对标|像|以|低于|高于|超过|不及|兄弟单位|[我本](?=[省市县区州旗盟]))+/;
/** `根据某局…`, `向某局…`: whoever acts, asks or receives, not whom the sentence is about. */
const ADVERBIAL =
	/根据|按照|依据|依照|遵照|对照|参照|收到|支付|拨付|上缴|缴纳|通过|委托|提交|报送|^(?:按|由|向|从|受|为|被|给|在|将|把|据|经(?![济信开贸])|对(?!外))/;
/** `召开某会`, `落实市委…`, `支持某县某局`: what the report's own department did, and for whom. */
const OWN_ACT =
	/召开|举办|承办|^(?:落实|贯彻|承担|完成|配合|协助|接受|争取|获得|取得|支持|补助|资助|帮扶|参加|开展|推进|执行|创建|改造|移交|划转|调入|借调|收回|(?:新建|建设)(?![局委区县和]))/;
/** `我局`, `各局`, `全县`, `原某局`, `某局所属某中心`, `市局`, `某市场`: the department itself, its parts, many, or a place. */
const NO_OTHER =
	/[我本各该某]|下属|所属|全[省市县区]|(?:市场|(?:物流|产业|工业)园)$|^(?:全|原|有关|相关|主管)|^.{0,3}[省市县区州旗盟总分](?:局|委|厅|办|院|社)$|机关$|党[组委]$|部门$/;

/** The name at the end of a run of Chinese characters; null where these name no department that can be told. */
function nameAtEnd(run: string): string | null {
	const name = run.replace(LEAD, '');
	if ([ADVERBIAL, OWN_ACT, NO_OTHER].some((pattern) => pattern.test(name))) return null;
	const isPlaced = placeInName(name) !== null || PLACED.test(name);
	return isPlaced || NAME_WITHOUT_PLACE.test(name) ? name : null;
}

/** `市教育局`, `示例区教育局`. */
const PLACED =
	/^(?:[省市县区州旗盟](?!场)|[\u4e00-\u9fff]{2,4}[区州旗盟](?![域划块]))[\u4e00-\u9fff]{3,}$/;

const NAME_WITHOUT_PLACE = /^[\u4e00-\u9fff]{2,}(?:局|厅|委|委员会)$/;

/** Tells whether a name is plainly none of the report's own: not even short for one, or its former kind of body. */
export function isOtherThan(own: readonly string[], name: string): boolean {
	const names = spellings(name);
	return !own.some((each) =>
		spellings(each).some((one) => names.some((other) => mayBeOne(one, other)))
	);
}

function spellings(name: string): string[] {
	const short = shortForm(name);
	return [name, ...(short === null ? [] : [short])].flatMap((each) => {
		const stem = each.replace(KIND_OF_BODY, '');
		return stem.length >= 2 ? [each, stem] : [each];
	});
}

const KIND_OF_BODY = /(?:局|委员会|委|办公室|办|厅|中心|院|会)$/;
