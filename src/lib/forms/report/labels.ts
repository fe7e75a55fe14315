/**
 * Structural words of the filed forms and their variants, as data: what heads, groups, rows and headings are called.
 * Names of measures are in the catalogue; {@link KEYWORDS} only catches wordings that it does not list.
 * All labels are normalised (see `normaliseLabel`).
 */
import type { PassageKind } from '#lib/filing/filing.ts';
import type { FigureId, MeasureGroup } from '#lib/catalogue/measures.ts';

/** Head of the column that names the reporting units. */
export const NAME_COLUMNS: ReadonlySet<string> = new Set([
	'机构名称',
	'单位名称',
	'部门名称',
	'部门(单位)名称',
	'部门(单位)',
	'预算单位名称',
	'预算单位',
	'机构',
	'单位',
	'部门',
	'名称'
]);

/** Heads that only group the columns below them. */
export const GROUP_WORDS: ReadonlySet<string> = new Set([
	'其中',
	'其中项',
	'结余',
	'结转结余',
	'结余情况',
	'结转和结余',
	'收入',
	'支出',
	'收入情况',
	'支出情况',
	'本年收入',
	'本年支出',
	'人员情况',
	'人员编制情况',
	'财政供养人员',
	'财政供养人员情况'
]);

/** Heads that mean the total of what they are under. */
export const SUM_WORDS: ReadonlySet<string> = new Set([
	'合计',
	'小计',
	'总计',
	'总额',
	'总数',
	'计'
]);

/** Heads that mean the rest of what they are under. */
export const REST_WORDS: ReadonlySet<string> = new Set(['其他', '其它', '其他项', '其他类']);

/** Labels that name a figure only in a table of their own group: `在用` is an asset, `编制` a staff number. */
export const GROUP_WORD_PATTERNS: readonly (readonly [MeasureGroup, RegExp])[] = [
	['three_public', /三公/],
	['assets', /固定资产/],
	['balance', /结余|结转/],
	['income', /收入/],
	['spending', /支出/],
	['staff', /人员|编制/]
];

/** The figure that a sum word stands for in a table of each group. */
export const GROUP_TOTALS: Partial<Record<MeasureGroup, FigureId>> = {
	income: 'income_total',
	spending: 'spending_total',
	three_public: 'three_public_total',
	assets: 'assets_total'
};

/** The figure that `其他` stands for in a table of each group. */
export const GROUP_RESTS: Partial<Record<MeasureGroup, FigureId>> = {
	income: 'income_other',
	assets: 'assets_other'
};

/** Short words that name a figure below `支出` or `基本支出` only. */
export const SHORT_SPENDING: ReadonlyMap<string, FigureId> = new Map([
	['基本', 'spending_basic'],
	['人员', 'spending_personnel'],
	['公用', 'spending_operating'],
	['项目', 'spending_project']
]);

/** Short words that name a figure below a head of staff only. */
export const SHORT_STAFF: ReadonlyMap<string, FigureId> = new Map([
	['编制', 'staff_quota'],
	['编制数', 'staff_quota'],
	['在职', 'staff_actual'],
	['实有', 'staff_actual'],
	['在岗', 'staff_actual']
]);

/** A column whose head is none of the catalogue's labels, but can mean nothing else. */
export interface Keyword {
	figure: FigureId;
	group: MeasureGroup;
	pattern: RegExp;
	/** Words that make it something else. */
	except?: RegExp;
}

/** Heads with these words are ratios, budgets, comparisons or leave something out, and are never the figure itself. */
export const NOT_A_FIGURE =
	/率|占|比例|比重|增减|增长|增加|减少|变动|控制|预算数|预算安排|年初预算|指标|得分|分值|备注|(?:不含|不包括|剔除|扣除)(?![^()]{0,6}(?:退休|编外|临聘|临时|聘用))/;
/** Says of an income that what was carried in is no part of it. */
export const WITHOUT_CARRIED_IN =
	/(?:不含|不包括|不包含|剔除|扣除)[^，,。；;]{0,4}(?:上年|年初)[^，,。；;]{0,4}(?:结转|结余)/;

export const KEYWORDS: readonly Keyword[] = [
	{ figure: 'staff_quota', group: 'staff', pattern: /编制(?:人)?数|编制人员|核定编制/ },
	{
		figure: 'staff_actual',
		group: 'staff',
		pattern: /(?:实有|在职|实际).*人/,
		except: /离|退|编外|临聘/
	},
	{ figure: 'income_carried_in', group: 'income', pattern: /(?:上年|年初).*(?:结转|结余)/ },
	{ figure: 'income_gov_fund', group: 'income', pattern: /政府(?:性)?基金/ },
	{ figure: 'income_nontax', group: 'income', pattern: /非税|财政专户/ },
	{
		figure: 'income_fiscal',
		group: 'income',
		pattern: /(?:公共|财政|预算|经费).*拨款|公共(?:财政)?预算|公共财政|财政补助/,
		except: /基金|非税|专户|其他|国有资本/
	},
	{ figure: 'income_other', group: 'income', pattern: /其[他它].*(?:收入|资金|来源)/ },
	{ figure: 'spending_personnel', group: 'spending', pattern: /人员(?:经费|支出|类(?![别型]))/ },
	{ figure: 'spending_operating', group: 'spending', pattern: /公用(?:经费|支出|类)/ },
	{ figure: 'spending_project', group: 'spending', pattern: /(?:项目|专项)(?:经费|支出|资金)/ },
	{ figure: 'spending_basic', group: 'spending', pattern: /基本支出/ },
	{ figure: 'balance_current', group: 'balance', pattern: /(?:当年|本年).*(?:结余|结转)/ },
	{
		figure: 'balance_cumulative',
		group: 'balance',
		pattern: /(?:累计|年末|期末|滚存).*(?:结余|结转)|结转下年/
	},
	// A name that ends with 项目 is a project's: its amount is no sum of one kind of spending.
	{
		figure: 'three_public_reception',
		group: 'three_public',
		pattern: /接待|招待/,
		except: /项目$/
	},
	{
		figure: 'three_public_vehicle_purchase',
		group: 'three_public',
		pattern: /车.*购置|购车|购置.*车/,
		except: /运行|运维|维护|项目$/
	},
	{
		figure: 'three_public_vehicle_running',
		group: 'three_public',
		pattern: /车.*(?:运行|运维|维护|维修|燃油)|运行维护费/,
		except: /购置|购车|项目$/
	},
	{
		figure: 'three_public_abroad',
		group: 'three_public',
		pattern: /出国|出境/,
		except: /项目$/
	},
	{
		figure: 'three_public_total',
		group: 'three_public',
		pattern: /三公.*(?:合计|总计|总额|小计|支出)|^三公(?:经费)?$/
	},
	{ figure: 'assets_in_use', group: 'assets', pattern: /在用/ },
	{ figure: 'assets_leased', group: 'assets', pattern: /出租|出借/ },
	{ figure: 'assets_other', group: 'assets', pattern: /闲置|待处置|其[他它].*资产/ },
	{ figure: 'assets_total', group: 'assets', pattern: /固定资产.*(?:合计|总计|总额|总值|原值)/ }
];

/** Row names: the total of a table, the department's own office, one unit below it. */
export const TOTAL_ROW =
	/汇总(?!.*(?:中心|[科处室站所院馆校])$)|^(?:合计|总计|全局|全系统|总)(?:数|额|体|计|合计)?(?:[(（:：].*)?$|(?<!综)合计(?:数|\(.*\))?$|总计$/;
export const SUBTOTAL_ROW = /小计(?![算量])/;
/** A part of the staff, which is no unit. */
export const STAFF_KIND =
	/^(?:行政|事业|参公|参照公务员|工勤|机关工勤|后勤|政法专项)(?:编制|人员|编)?$/;
/** Pensioners and people without a post, who are neither a unit nor in the number of staff. */
export const BEYOND_STAFF =
	/^(?:离退休|离休|退休|编外|临时|临聘|外聘|劳务派遣|遗属)(?:聘用)?(?:人员|干部|职工|教师|教职工|工)?(?:人?数|小计|合计)?$/;
export const HEADQUARTERS_ROW = /局机关|委机关|办机关|厅机关|院机关|本级|^机关$|机关本部/;
/** Names that say a unit's role and nothing of which department it is. */
export const GENERIC_UNIT_NAME =
	/^(?:.{0,2}(?:机关|本级)|(?:局|委|办|厅)?机关及?(?:所属)?二级(?:机构|单位).*|二级(?:机构|单位)\d*|下属单位.*|本?(?:单位|部门)|合计|总计|汇总|全局|全系统)+$/;

/** Columns of the score sheet. The level columns are in order. */
export const SCORE_LEVELS: readonly RegExp[] = [
	/^(?:一级指标|一级)$/,
	/^(?:二级指标|二级)$/,
	/^(?:三级指标|三级|具体指标|指标名称|评价指标|指标内容|考核指标|指标|评价内容|考核内容|评价项目|考核项目)$/
];
/** The column of the indicators where no other names a level; above the levels the same words only group them. */
export const SCORE_NAME = /^(?:年度)?绩效指标(?:名称)?$/;
export const SCORE_CRITERION =
	/^(?:评[分价]标准|评分细则|计分标准|评分办法|评分依据|评价要点|考核标准|扣分标准|打分标准)$/;
export const SCORE_TARGET = /^(?:年度指标值|年初指标值|指标值|目标值|年度目标值|绩效目标值)$/;
export const SCORE_ACTUAL = /^(?:实际完成值|全年实际值|完成值|实际完成情况|全年完成值)$/;
export const SCORE_WEIGHT =
	/^(?:分值|权重|标准分|标准分值|满分|分值权重|指标分值|指标权重|权重分值|权数|分值\(权重\))$/;
export const SCORE_SELF =
	/^(?:自评(?:得)?分(?:数|值)?|单位自评(?:得)?分?|部门自评(?:得)?分|评价得分)$/;
export const SCORE_PLAIN = /^(?:得分|评分|实际得分|实得分|打分|指标得分)$/;
export const SCORE_REASON =
	/扣分(?:原因|说明|理由|情况)|偏差原因|未完成原因|^(?:备注|说明|情况说明|其他说明)$/;
export const SCORE_TOTAL =
	/^(?:自评|评价|绩效|综合)?(?:总分|总得分|得分合计|得分总计|分数合计|总分合计|合计得分|合计|总计)(?:数|值)?$|^(?:自评|综合)得分$/;

/** Rows of the form: a label cell, the value in the next. */
export const FORM_SCORE_ROW =
	/^(?=.*(?:绩效|自评|评价|综合))(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.])?(?:部门|单位|整体支出|年度)*(?:绩效)?(?:自评|评价)?(?:综合)?(?:评价|自评)?(?:总)?(?:得分|总分|评分|分数|分)(?:合计|[及和、与](?:等级|等次|档次|评级))?(?:\((?:满分)?100分?\))?$/;
export const GRADE_ROW =
	/^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.])?(?:部门|单位)?(?:绩效)?(?:自评|评价|评定|考核|综合)?(?:结果)?(?:等次|等级|档次|评级|级别)$|^(?:自评|评价)结(?:果|论)$/;
export const BUDGET_CODE_ROW =
	/^(?:部门|单位|部门\(单位\))?(?:支出)?(?:预算(?:单位|部门)?(?:编码|代码)|(?:单位|部门)(?:编码|代码))$/;
export const DEPARTMENT_ROW =
	/^(?:(?:[省市县区]级)?预算(?:主管)?(?:部门|单位)(?:\(单位\)|、单位)?(?:名称)?|(?:填[报表]|编报|自评|评价|被评价|报送|申报)(?:部门|单位)(?:名称)?|(?:部门|单位|学校|院校|医院|乡镇|街道)(?:全称|名称)|部门\(单位\)(?:名称)?|(?:项目)?单位\(部门\)(?:名称)?|(?:部门单位|主管部门)名称|[省市县区]级部门(?:名称)?)(?:\((?:盖章|公章|签章|章)\))?$/;
export const CONTACT_ROW = /^联[系络]人(?:姓名|员)?$/;
export const PHONE_ROW = /^(?:联[系络]电话|联[系络]方式|电话|办公电话|手机|手机号码?)$/;
export const PREPARER = /^(?:填报人|填表人|制表人|经办人)(?:\(签[名字章]\))?$/;
/** Lines for signatures and opinions; nothing in them is a fact of the report. */
export const SIGNATURE_LINE =
	/填[报表]人|制表人|经办人|评价组组长|[(（]签[名字章]{1,2}[)）]|[(（]盖章[)）]|联[系络]电话|联[系络]人[:：]|报告日期|填[报表]日期|负责人[:：]|^年月日$/;
export const EVALUATOR_HEAD: ReadonlySet<string> = new Set([
	'姓名',
	'职务/职称',
	'职务职称',
	'签字',
	'职务',
	'签名'
]);

/** Heads of the goals table. */
export const GOAL_TARGET =
	/^(?:预期目标|年度目标|年初目标|年初设定目标|目标任务|绩效目标|预期绩效目标)$/;
export const GOAL_RESULT =
	/^(?:实际完成(?:情况)?|完成情况|实际完成值|年度总体目标完成情况|目标完成情况|实际绩效|完成结果)$/;
/** Heads of the quantitative indicators table, left of target and result. */
export const INDICATOR_PATH =
	/^(?:评价内容|指标类别|评价指标|指标|[一二三]级指标|指标名称|指标内容|考核内容)$/;
export const INDICATOR_TARGET =
	/^(?:绩效目标|年度指标值|目标值|指标值|预期目标|年初目标值|计划值|预期指标值)$/;
export const INDICATOR_RESULT =
	/^(?:完成情况|实际完成(?:情况|值)?|完成值|全年实际值|实际完成结果)$/;

/** The office that published the report has left out the value in these words. */
export const WITHHELD = /^[(〔[【]?已?(?:隐去|略|脱敏)[)〕\]】]?$|^[*＊×xX]+$/;

/** A heading is about the first of these that matches. */
export const PASSAGE_KINDS: readonly (readonly [PassageKind, RegExp])[] = [
	['problems', /问题|不足|困难/],
	['measures', /措施|建议|整改|改进|下一步/],
	['duties', /职能|职责/],
	['main_work', /主要工作(?:内容|任务)?$|工作内容|重点工作|工作任务/],
	['achievements', /成绩|成效|运行情况|绩效(?:情况|分析|完成|实现|评价结论)|履职|效益|完成情况/],
	['spending', /支出|经费|收支|使用方向|资金|预算执行|决算|结余|资产/],
	['overview', /概况|概述|基本情况|机构|人员|简介/]
];

/** Words by which a date is the day on which something was done. */
export const COMPLETION =
	/完成|完工|竣工|建成|验收|交付|投入使用|投用|投产|启用|办结|结项|搬迁到位|搬入|通车|开通|落成|交工/;
/** Words by which it is a plan, or has not happened. */
export const NOT_COMPLETED =
	/计划|拟|预计|将于|将在|力争|争取|确保|预期|未完成|尚未|未能|有望|下一步|届时|要求|约定|工期|[定应须]于/;
/** This is done after the year has ended, as it must be: accounts, their publication, this very report. */
export const AFTER_THE_YEAR = /自评|绩效评价|评价(?:工作|报告)|决算|年报|总结/;

/** Labels that tell that a document is of this form, quoted to the reader where none was found. */
export const LOOKED_FOR =
	'“部门整体支出绩效”标题、“收入合计”“支出合计”等表头、“一级指标”“自评得分”评分表头、部门名册的“部门编码”“部门名称”表头';
