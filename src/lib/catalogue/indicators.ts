/**
 * Indicators of the score sheet: how they are recognised, and what can be checked of each from filed reports alone.
 * Weights are read from the sheet; none is written here.
 */
import { parseBalanceMarks, parseDeduction } from './criteria.ts';
import { normaliseLabel } from './labels.ts';
import type { FigureId } from './measures.ts';
import type { RuleId } from './rules.ts';
import { toPoints } from './units.ts';

/**
 * `this_report`: its score can be recomputed from the filing; `with_previous`: with last year's filing too;
 * `with_budget`: where a budget is filed; `evidence`: only where the text states a percentage; `no`: it needs material
 * outside the filing.
 */
export const CHECKABLE = ['this_report', 'with_previous', 'with_budget', 'evidence', 'no'] as const;
export type Checkable = (typeof CHECKABLE)[number];

/** Holds only where the sheet's weight is this one: another weight is another city's rule. */
interface UsualCriterion {
	/** Hundredths of a point. */
	weight: number;
	text: string;
}

export interface IndicatorSpec {
	id: string;
	name: string;
	/** Last element of the path, normalised as {@link normaliseLabel} does. */
	labels: readonly string[];
	/** Element that must be above it, where two indicators bear one name; null where the name is enough. */
	under: string | null;
	checkable: Checkable;
	/** Rule that recomputes or checks the score; null where none does. */
	rule: RuleId | null;
	/** Figures that the recomputation reads. */
	inputs: readonly FigureId[];
	/** Rule and weight of the form that cities share, for a sheet without 评分标准; null where there is none. */
	usual: UsualCriterion | null;
	/** Says why the score cannot be verified, or what it is verified from; the phrase can stand alone. */
	reason: string;
}

const NEEDS_BUDGET = '需要预算批复和执行数据，报告中没有';
const NEEDS_JUDGEMENT = '定性指标，需要查阅制度和资料';
const NEEDS_OUTCOME = '产出和效益指标，需要考核结果等外部资料';

function outside(
	id: string,
	name: string,
	reason: string,
	more: Partial<IndicatorSpec> = {}
): IndicatorSpec {
	return {
		id,
		name,
		labels: [name],
		under: null,
		checkable: 'no',
		rule: null,
		inputs: [],
		usual: null,
		reason,
		...more
	};
}

export const INDICATORS = [
	{
		id: 'staffing_rate',
		name: '财政供养人员控制率',
		labels: ['财政供养人员控制率', '在职人员控制率', '人员控制率', '财政供养人员控制'],
		under: null,
		checkable: 'this_report',
		rule: 'recompute_staffing',
		inputs: ['staff_actual', 'staff_quota'],
		usual: { weight: 500, text: '控制率不超过100%，计5分；每超过一个百分点扣0.5分，扣完为止。' },
		reason: '按实有人数与人员编制复算'
	},
	{
		id: 'three_public_change',
		name: '三公经费变动率',
		labels: ['三公经费变动率', '三公经费变动', '三公变动率', '三公经费增长率'],
		under: null,
		checkable: 'with_previous',
		rule: 'recompute_three_public',
		inputs: ['three_public_total'],
		usual: { weight: 500, text: '变动率不超过0，计5分；每超过一个百分点扣0.5分，扣完为止。' },
		reason: '按本年与上年三公经费决算数复算，需要上年报告'
	},
	{
		id: 'balance',
		name: '资金结余',
		labels: ['资金结余', '资金结转结余', '结余情况', '资金结余情况'],
		under: null,
		checkable: 'this_report',
		rule: 'recompute_balance',
		inputs: ['balance_cumulative', 'income_carried_in'],
		usual: {
			weight: 300,
			text: '无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。'
		},
		reason: '按累计结余与上年结转复算'
	},
	{
		id: 'asset_utilisation',
		name: '固定资产利用率',
		labels: ['固定资产利用率', '资产利用率', '固定资产使用率'],
		under: null,
		checkable: 'this_report',
		rule: 'recompute_assets',
		inputs: ['assets_in_use', 'assets_total'],
		usual: { weight: 300, text: '每低于100%一个百分点扣0.1分，扣完为止。' },
		reason: '按在用固定资产与固定资产合计复算'
	},
	{
		id: 'satisfaction',
		name: '社会公众或服务对象满意度',
		labels: [
			'社会公众或服务对象满意度',
			'服务对象满意度',
			'社会公众满意度',
			'公众满意度',
			'群众满意度',
			'满意度',
			'满意度指标',
			'社会公众或服务对象满意度指标',
			'服务对象满意度指标'
		],
		under: null,
		checkable: 'evidence',
		rule: 'satisfaction_evidence',
		inputs: [],
		usual: null,
		reason: '只有报告写明满意率时才能核对'
	},
	outside('key_spending', '重点支出安排率', NEEDS_BUDGET),
	outside('budget_adjustment', '预算调整率', '须剔除政策性追加等不计入的调整，报告中没有明细'),
	outside('payment_progress', '支付进度', '需要专项资金下达的时间记录，报告中没有', {
		labels: ['支付进度', '支付进度率', '支出进度']
	}),
	{
		id: 'three_public_control',
		name: '三公经费控制率',
		labels: ['三公经费控制率', '三公经费控制'],
		under: null,
		checkable: 'with_budget',
		rule: 'recompute_three_public_control',
		inputs: ['three_public_total'],
		usual: null,
		reason: '按三公经费决算数与预算数复算，需要报送预算数'
	},
	outside('budget_rules', '预算管理制度健全性', NEEDS_JUDGEMENT, {
		labels: ['管理制度健全性'],
		under: '预算管理'
	}),
	outside('compliance', '资金使用合规性', NEEDS_JUDGEMENT),
	outside('disclosure', '预决算信息公开性和完善性', NEEDS_JUDGEMENT, {
		labels: ['预决算信息公开性和完善性', '预决算信息公开性', '基础信息完善性', '预决算信息公开']
	}),
	outside('procurement', '政府采购执行率', '需要政府采购预算和执行数据，报告中没有'),
	outside('official_card', '公务卡刷卡率', '需要公务卡结算数据，报告中没有'),
	outside('asset_rules', '资产管理制度健全性', NEEDS_JUDGEMENT, {
		labels: ['管理制度健全性'],
		under: '资产管理'
	}),
	outside('asset_safety', '资产管理安全性', NEEDS_JUDGEMENT),
	outside('economic_benefit', '经济效益', NEEDS_OUTCOME, { labels: ['经济效益', '经济效益指标'] }),
	outside('social_benefit', '社会效益', NEEDS_OUTCOME, { labels: ['社会效益', '社会效益指标'] }),
	outside('ecological_benefit', '生态效益', NEEDS_OUTCOME, {
		labels: ['生态效益', '生态效益指标', '环境效益']
	})
] as const satisfies readonly IndicatorSpec[];

/** The indicator that a path names; null for one of the department's own (产出 indicators are). */
export function recogniseIndicator(path: readonly string[]): IndicatorSpec | null {
	const plain = path.map(normaliseLabel);
	const last = plain.at(-1);
	if (last === undefined) return null;
	const specs: readonly IndicatorSpec[] = INDICATORS;
	return (
		specs.find(
			(spec) => spec.labels.includes(last) && (spec.under === null || plain.includes(spec.under))
		) ?? null
	);
}

/** Tells whether a line's score can be verified, and why not, or from what. */
export interface Verifiability {
	checkable: Checkable;
	/** One phrase in Chinese for the screen. */
	reason: string;
}

interface IndicatorLine {
	path: readonly string[];
	criterion: string;
	/** Hundredths of a point; null where none is printed. */
	weight: { value: number | null };
	weight_group: number | null;
}

/** Tells what of a line can be verified. A printed rule that cannot be derived makes its line unverifiable. */
export function verifiability(item: IndicatorLine): Verifiability {
	const spec = recogniseIndicator(item.path);
	if (!spec) return { checkable: 'no', reason: NEEDS_OUTCOME };
	if (spec.checkable === 'no' || spec.checkable === 'evidence') return spec;
	if (item.weight_group !== null)
		return { checkable: 'no', reason: '分值与其他指标合并，无法单独复算' };
	if (item.weight.value === null) return { checkable: 'no', reason: '分值未填或无法识读' };
	const criterion = applicableCriterion(item);
	if (!criterion) return { checkable: 'no', reason: '未附评分标准' };
	const obstacle = criterionObstacle(spec, criterion.text, item.weight.value);
	if (obstacle !== null) return { checkable: 'no', reason: obstacle };
	return criterion.is_usual
		? { checkable: spec.checkable, reason: `${spec.reason}；评分表未附评分标准，按通用评分标准` }
		: spec;
}

/** A scoring rule; `is_usual` where the sheet prints none and the usual one of the form stands in. */
export interface ApplicableCriterion {
	text: string;
	is_usual: boolean;
}

/** The rule that a line is scored by; null where none is printed and the weight is not that of the usual one. */
export function applicableCriterion(item: IndicatorLine): ApplicableCriterion | null {
	if (item.criterion.trim() !== '') return { text: item.criterion, is_usual: false };
	const usual = recogniseIndicator(item.path)?.usual;
	return usual && usual.weight === item.weight.value ? { text: usual.text, is_usual: true } : null;
}

/** Says why the printed rule cannot be applied to the printed weight; null where it can. */
function criterionObstacle(spec: IndicatorSpec, criterion: string, weight: number): string | null {
	const fullMarks =
		spec.id === 'balance'
			? parseBalanceMarks(criterion)?.none
			: (parseDeduction(criterion) ?? undefined)?.full_marks;
	if (fullMarks === undefined) return '评分标准的写法无法换算成规则';
	if (fullMarks === null || fullMarks === weight) return null;
	return `评分标准写明满分${toPoints(fullMarks)}分，分值为${toPoints(weight)}分，两者不一致`;
}

/** Counts the points of a sheet that can be verified, in hundredths of a point. */
export interface VerifiablePoints {
	/** From the filing alone. */
	this_report: number;
	/** From the filing together with last year's. */
	with_previous: number;
	/** From the filing together with last year's, where budgets are filed as well. */
	with_budget: number;
	/** All weights of the sheet. */
	total: number;
}

/** Adds up the weights by what can be verified; a weight shared by several lines counts once. */
export function verifiablePoints(items: readonly IndicatorLine[]): VerifiablePoints {
	const points: VerifiablePoints = { this_report: 0, with_previous: 0, with_budget: 0, total: 0 };
	for (const item of items) {
		const weight = item.weight.value ?? 0;
		const { checkable } = verifiability(item);
		points.total += weight;
		const needs = CHECKABLE.indexOf(checkable);
		if (needs <= CHECKABLE.indexOf('this_report')) points.this_report += weight;
		if (needs <= CHECKABLE.indexOf('with_previous')) points.with_previous += weight;
		if (needs <= CHECKABLE.indexOf('with_budget')) points.with_budget += weight;
	}
	return points;
}
