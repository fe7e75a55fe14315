/**
 * The reconciliation rules (勾稽关系) by their stable ids.
 * The checks themselves are in `review`; this is what every reader may call them.
 */

/**
 * One more whenever a rule, a tolerance or a threshold changes, so that a printed page tells what it was judged by.
 * Codes on paper count them from the first: none is ever taken out.
 */
export const RULE_VERSIONS = [
	'2026.11',
	'2026.11.2',
	'2026.11.3',
	'2026.11.4',
	'2026.11.5',
	'2026.11.6',
	'2026.11.7',
	'2026.11.8',
	'2026.11.9',
	'2026.11.10',
	'2026.11.11',
	'2026.11.12',
	'2026.11.13',
	'2026.11.14',
	'2026.11.15'
] as const;

export const RULE_VERSION = RULE_VERSIONS[RULE_VERSIONS.length - 1] ?? '';

export type RuleGroup =
	'sums' | 'balances' | 'score' | 'recompute' | 'narrative' | 'files' | 'years';

export interface Rule {
	id: string;
	/** Short Chinese name for lists and chips. */
	name: string;
	/** A report that breaks the rule is said to have this. */
	failing: string;
	/** The rule in one sentence, as an officer would say it. */
	statement: string;
	group: RuleGroup;
}

export const RULE_GROUP_NAMES: Record<RuleGroup, string> = {
	sums: '分项与合计',
	balances: '收支与结余',
	score: '评分与等次',
	recompute: '得分复算',
	narrative: '正文与表格',
	files: '几份文件之间',
	years: '跨年衔接'
};

export const RULES = [
	{
		id: 'income_parts',
		name: '收入分项合计',
		failing: '收入分项之和与合计不符',
		statement: '收入合计应等于上年结转、公共财政拨款、政府基金拨款、非税收入拨款与其他收入之和。',
		group: 'sums'
	},
	{
		id: 'basic_parts',
		name: '基本支出分项',
		failing: '基本支出分项之和不符',
		statement: '基本支出应等于人员支出与公用支出之和。',
		group: 'sums'
	},
	{
		id: 'spending_parts',
		name: '支出分项合计',
		failing: '支出分项之和与合计不符',
		statement: '支出合计应等于基本支出与项目支出之和。',
		group: 'sums'
	},
	{
		id: 'balance_cumulative_identity',
		name: '累计结余',
		failing: '累计结余与收支不符',
		statement: '累计结余应等于收入合计减支出合计。',
		group: 'balances'
	},
	{
		id: 'balance_current_identity',
		name: '当年结余',
		failing: '当年结余与收支不符',
		statement: '当年结余应等于收入合计减上年结转再减支出合计，可以为负。',
		group: 'balances'
	},
	{
		id: 'three_public_parts',
		name: '三公经费分项',
		failing: '三公经费分项之和不符',
		statement: '三公经费合计应等于接待、公车运维、公车购置、因公出国四项之和。',
		group: 'sums'
	},
	{
		id: 'assets_parts',
		name: '固定资产分项',
		failing: '固定资产分项之和不符',
		statement: '固定资产合计应等于在用、出租与其他之和。',
		group: 'sums'
	},
	{
		id: 'units_sum',
		name: '单位汇总',
		failing: '单位之和与汇总行不符',
		statement: '汇总行各栏应等于各单位行之和。',
		group: 'sums'
	},
	{
		id: 'score_weights',
		name: '分值合计',
		failing: '分值合计有误',
		statement: '各指标分值之和应为100分，且与各级标题所注分值一致。',
		group: 'score'
	},
	{
		id: 'score_within_weight',
		name: '得分不超分值',
		failing: '得分超出分值',
		statement: '每项自评得分应在0与其分值之间。',
		group: 'score'
	},
	{
		id: 'score_sheet_sum',
		name: '得分合计',
		failing: '得分合计有误',
		statement: '各项自评得分之和应等于评分表总分。',
		group: 'score'
	},
	{
		id: 'score_form_vs_sheet',
		name: '两处得分一致',
		failing: '两处得分不一致',
		statement: '自评表综合得分应与评分表总分一致。',
		group: 'score'
	},
	{
		id: 'grade_band',
		name: '等次与得分',
		failing: '等次与得分不符',
		statement: '评价等次应与综合得分所在分档相符。',
		group: 'score'
	},
	{
		id: 'deduction_reason',
		name: '扣分说明',
		failing: '扣分未写原因',
		statement: '每一处扣分应写明原因。',
		group: 'score'
	},
	{
		id: 'staff_over_quota',
		name: '人员不超编',
		failing: '超编',
		statement: '实有人数不应超过人员编制。',
		group: 'recompute'
	},
	{
		id: 'recompute_staffing',
		name: '复算：控制率得分',
		failing: '控制率得分与复算不符',
		statement: '财政供养人员控制率的得分应在按实有人数与编制复算的区间内。',
		group: 'recompute'
	},
	{
		id: 'recompute_balance',
		name: '复算：资金结余得分',
		failing: '资金结余得分与复算不符',
		statement: '资金结余的得分应与按累计结余和上年结转复算的结果一致。',
		group: 'recompute'
	},
	{
		id: 'recompute_assets',
		name: '复算：资产利用率得分',
		failing: '资产利用率得分与复算不符',
		statement: '固定资产利用率的得分应在按在用与合计复算的区间内。',
		group: 'recompute'
	},
	{
		id: 'recompute_three_public',
		name: '复算：三公变动率得分',
		failing: '三公变动率得分与复算不符',
		statement: '三公经费变动率的得分应在按本年与上年决算数复算的区间内。',
		group: 'recompute'
	},
	{
		id: 'narrative_basic',
		name: '正文：基本支出',
		failing: '正文基本支出与表格不符',
		statement: '正文所写基本支出及其分项应与表格一致。',
		group: 'narrative'
	},
	{
		id: 'narrative_three_public',
		name: '正文：三公经费',
		failing: '正文三公经费与表格不符',
		statement: '正文所写三公经费各项应与表格一致。',
		group: 'narrative'
	},
	{
		id: 'narrative_project',
		name: '正文：项目支出',
		failing: '正文项目支出与表格不符',
		statement: '正文所写项目（专项）支出应与表格一致。',
		group: 'narrative'
	},
	{
		id: 'narrative_staff',
		name: '正文：人员',
		failing: '正文人数与表格不符',
		statement: '正文所写编制与实有人数应与表格一致。',
		group: 'narrative'
	},
	{
		id: 'narrative_project_items',
		name: '正文：项目明细合计',
		failing: '项目明细之和与项目支出不符',
		statement: '正文逐项列出的项目金额之和应等于项目支出。',
		group: 'narrative'
	},
	{
		id: 'completed_in_year',
		name: '完成日期在年度内',
		failing: '完成日期超出评价年度',
		statement: '所列完成日期应在预算年度之内。',
		group: 'narrative'
	},
	{
		id: 'satisfaction_evidence',
		name: '满意度有据',
		failing: '满意度缺少佐证',
		statement: '满意度得分应有满意率数据支撑。',
		group: 'narrative'
	},
	{
		id: 'carry_over_continuity',
		name: '结转衔接',
		failing: '年初结转与上年年末结余不衔接',
		statement: '本年的上年结转应等于上年的累计结余。',
		group: 'years'
	},
	{
		id: 'idle_carry_over',
		name: '结余连续未消化',
		failing: '结余连续两年未消化',
		statement: '累计结余连续两年未消化的，提示可能形成存量资金。',
		group: 'years'
	},
	{
		id: 'scale_jump',
		name: '数量级突变',
		failing: '金额量级异常',
		statement: '数额与上年或同表其他栏相差十倍至万倍的，提示单位或小数点可能有误。',
		group: 'years'
	},
	{
		id: 'staff_quota_jump',
		name: '编制突变',
		failing: '编制变动较大',
		statement: '人员编制与上年相差较大的，提示核实。',
		group: 'years'
	},
	{
		id: 'asset_continuity',
		name: '资产衔接',
		failing: '固定资产变动较大',
		statement: '固定资产合计与上年相差较大的，提示核实。',
		group: 'years'
	},
	{
		id: 'repeated_text',
		name: '文字重复',
		failing: '文字与上年相同',
		statement: '问题与措施部分与上年逐字相同的，提示核实。',
		group: 'years'
	},
	{
		id: 'score_always_same',
		name: '得分连年相同',
		failing: '得分连年相同',
		statement: '自评得分连续多年完全相同的，提示核实。',
		group: 'years'
	},
	{
		id: 'signs',
		name: '数额正负',
		failing: '数额正负异常',
		statement: '除当年结余外，各项金额不应为负；支出合计不应大于收入合计。',
		group: 'balances'
	},
	{
		id: 'reason_without_loss',
		name: '扣分与原因',
		failing: '写有扣分原因而未扣分',
		statement: '扣分原因写明扣分的指标，得分应低于分值。',
		group: 'score'
	},
	{
		id: 'recompute_three_public_control',
		name: '复算：三公控制率得分',
		failing: '三公控制率得分与复算不符',
		statement: '三公经费控制率的得分应在按决算数与预算数复算的区间内。',
		group: 'recompute'
	},
	{
		id: 'files_agree',
		name: '几份文件一致',
		failing: '几份文件不一致',
		statement: '同一部门同一年度的几份文件，所写的同一数据应一致。',
		group: 'files'
	}
] as const satisfies readonly Rule[];

export type RuleId = (typeof RULES)[number]['id'];

const RULES_BY_ID = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));

export function ruleOf(id: RuleId): Rule {
	const rule = RULES_BY_ID.get(id);
	if (!rule) throw new Error(`Unknown rule id "${id}"`);
	return rule;
}

export function isRuleId(text: string): text is RuleId {
	return RULES_BY_ID.has(text);
}

/** Names a finding, the same on every page and sheet: by its rule where that holds or cannot be checked. */
export function findingName({ rule, state }: { rule: RuleId; state: FindingState }): string {
	const { name, failing } = ruleOf(rule);
	return state === 'fail' || state === 'warn' ? failing : name;
}

/** pass 通过, fail 不符, warn 提示, not_checkable 无法核验. */
export const FINDING_STATES = ['pass', 'fail', 'warn', 'not_checkable'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const FINDING_STATE_NAMES: Record<FindingState, string> = {
	pass: '通过',
	fail: '不符',
	warn: '提示',
	not_checkable: '无法核验'
};
