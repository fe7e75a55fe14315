/**
 * The one catalogue of measures. No other file holds a measure's name, unit, decimals, formula or labels.
 * Ids are the names in code, database, JSON, CSV heads and URLs.
 */
import { BUDGETS, type AmountBasis, type BudgetId } from './budgets.ts';
import { toPoints } from './units.ts';

/**
 * A number counts one of these and is stored so: `money` integer 分, `people` a count, `points` integer hundredths of a
 * point, `ratio` a plain fraction (0.09 is 9%), `money_per_head` 分 per person.
 */
export type Quantity = 'money' | 'people' | 'points' | 'ratio' | 'money_per_head';

/** A stored value as it leaves the product: scores in points, everything else as stored. */
export function outward(quantity: Quantity | null, value: number): number;
export function outward(quantity: Quantity | null, value: number | null): number | null;
export function outward(quantity: Quantity | null, value: number | null): number | null {
	return quantity === 'points' ? toPoints(value) : value;
}

/** Decimals shown where nothing else is said; money in its display unit. */
export const DECIMALS: Record<Quantity, number> = {
	money: 2,
	people: 0,
	points: 2,
	ratio: 1,
	money_per_head: 2
};

/** `more` / `less`: which side the bureau looks at first; it is no verdict. `neither`: only difference counts. */
type Direction = 'more' | 'less' | 'neither';

/** The screen says in these words what a figure is of. */
export const BASIS_NAMES = {
	actual: '决算数',
	budget_initial: '年初预算数',
	budget_adjusted: '全年预算数',
	budgets: '预算数',
	actual_to_budget: '决算数与预算数',
	self_assessed: '部门自评'
} as const satisfies Record<AmountBasis | 'budgets' | 'actual_to_budget' | 'self_assessed', string>;
export type Basis = keyof typeof BASIS_NAMES;

export const MEASURE_GROUPS = {
	staff: '人员',
	income: '收入',
	spending: '支出',
	balance: '结余',
	three_public: '三公经费',
	assets: '固定资产',
	score: '绩效得分'
} as const;
export type MeasureGroup = keyof typeof MEASURE_GROUPS;

interface MeasureBase {
	id: string;
	/** Full Chinese name, as the form's own term. */
	name: string;
	/** At most six characters, of budgets eight, for table heads and axes. */
	short: string;
	/** One sentence: what is included and what is not. */
	definition: string;
	group: MeasureGroup;
	quantity: Quantity;
	/** Words of a rate of change for the thing that changes and its base: `三公经费比上年`, and a sentence goes on with `增长5.5%`. */
	change_of?: string;
	direction: Direction;
}

/** A measure that departments state and the ledger stores. All but scores may be added over departments. */
export interface ReportedMeasure extends MeasureBase {
	/** Label and its variants as printed, normalised (no blanks, brackets half-width, no quotes). */
	labels: readonly string[];
}

/** A budget that departments state beside the amount spent or received. */
interface BudgetMeasure extends MeasureBase {
	id: BudgetId;
	basis: AmountBasis;
}

/**
 * Formulas are data: a measure, last year's measure, or an operation on formulas. `first_stated` is the first of its
 * measures that is stated.
 */
export type Formula =
	| string
	| { previous: string }
	| { first_stated: readonly string[] }
	| { add: readonly Formula[] }
	| { subtract: readonly [Formula, Formula] }
	| { divide: readonly [Formula, Formula] };

/** A measure that is recomputed at every grain from the summed parts; it is never averaged or summed itself. */
export interface DerivedMeasure extends MeasureBase {
	formula: Formula;
}

/** Figures of the form's tables, in the form's order. */
export const FIGURES = [
	{
		id: 'staff_quota',
		name: '人员编制',
		short: '编制',
		definition: '批准的人员编制数，不含离退休和编外人员。',
		group: 'staff',
		quantity: 'people',
		direction: 'neither',
		labels: [
			'人员编制',
			'编制数',
			'编制人数',
			'核定编制',
			'编制',
			'人员编制数',
			'核定编制数',
			'编制总数',
			'编制总人数',
			'核定编制人数',
			'编制人员'
		]
	},
	{
		id: 'staff_actual',
		name: '实有人数',
		short: '实有',
		definition: '年末在职实有人数，不含离退休人员。',
		group: 'staff',
		quantity: 'people',
		direction: 'neither',
		labels: [
			'实有人数',
			'实际在职人数',
			'实有在职人数',
			'在职人数',
			'实有人员',
			'年末实有人数',
			'实有在编人数',
			'在职人员',
			'实际人数',
			'实有数',
			'实有',
			'在职人员数',
			'实有在职人员',
			'年末实有数',
			'年末在职人数',
			'年末在职人员',
			'年末实有人员',
			'年末实有在职人数',
			'期末实有人数',
			'实际在编人数',
			'在编在职人数',
			'在职在编人数',
			'在职职工人数'
		]
	},
	{
		id: 'income_total',
		name: '收入合计',
		short: '收入',
		definition: '本年全部收入，含上年结转、财政拨款、政府基金、非税和其他收入。',
		group: 'income',
		quantity: 'money',
		direction: 'neither',
		labels: [
			'收入合计',
			'收入总计',
			'本年收入合计',
			'总收入',
			'收入总额',
			'收入合计数',
			'部门收入合计',
			'部门总收入',
			'收入决算总额'
		]
	},
	{
		id: 'income_carried_in',
		name: '上年结转',
		short: '上年结转',
		definition: '上年结转到本年使用的资金，已包含在收入合计内。',
		group: 'income',
		quantity: 'money',
		direction: 'less',
		labels: [
			'上年结转',
			'上年结余',
			'上年结转结余',
			'年初结转',
			'年初结转和结余',
			'上年结转和结余',
			'上年结转资金',
			'上年结转结余资金',
			'年初结转结余'
		]
	},
	{
		id: 'income_fiscal',
		name: '公共财政拨款',
		short: '财政拨款',
		definition: '一般公共预算财政拨款，不含政府性基金。',
		group: 'income',
		quantity: 'money',
		direction: 'neither',
		labels: [
			'公共财政拨款',
			'财政拨款',
			'一般公共预算拨款',
			'一般公共预算财政拨款',
			'公共财政预算拨款',
			'经费拨款',
			'财政拨款收入',
			'一般公共预算财政拨款收入',
			'公共预算拨款',
			'一般公共预算拨款收入',
			'公共财政拨款收入'
		]
	},
	{
		id: 'income_gov_fund',
		name: '政府基金拨款',
		short: '政府基金',
		definition: '政府性基金预算拨款。',
		group: 'income',
		quantity: 'money',
		direction: 'neither',
		labels: [
			'政府基金拨款',
			'政府性基金拨款',
			'政府性基金预算拨款',
			'政府性基金预算财政拨款',
			'基金拨款',
			'政府性基金',
			'政府性基金收入',
			'政府性基金预算',
			'政府性基金拨款收入',
			'政府性基金财政拨款',
			'政府性基金预算收入',
			'政府性基金预算财政拨款收入'
		]
	},
	{
		id: 'income_nontax',
		name: '纳入专户管理的非税收入拨款',
		short: '非税拨款',
		definition: '纳入财政专户管理的非税收入安排的拨款。',
		group: 'income',
		quantity: 'money',
		direction: 'neither',
		labels: [
			'纳入专户管理的非税收入拨款',
			'非税收入拨款',
			'专户管理的非税收入拨款',
			'纳入专户管理的非税拨款',
			'财政专户管理资金',
			'非税收入',
			'非税拨款',
			'专户非税收入',
			'财政专户拨款',
			'纳入专户管理的非税收入',
			'纳入财政专户管理的非税收入',
			'财政专户管理的非税收入',
			'财政专户管理资金收入'
		]
	},
	{
		id: 'income_other',
		name: '其他收入',
		short: '其他收入',
		definition: '以上各项之外的收入，如利息、上级补助。',
		group: 'income',
		quantity: 'money',
		direction: 'neither',
		labels: ['其他收入', '其它收入']
	},
	{
		id: 'spending_total',
		name: '支出合计',
		short: '支出',
		definition: '本年全部支出，为基本支出与项目支出之和。',
		group: 'spending',
		quantity: 'money',
		direction: 'neither',
		labels: [
			'支出合计',
			'支出总计',
			'本年支出合计',
			'总支出',
			'支出总额',
			'支出合计数',
			'部门支出合计',
			'部门总支出',
			'部门支出总额',
			'部门支出总计',
			'整体支出合计',
			'整体支出总额',
			'部门整体支出合计',
			'部门整体支出金额',
			'整体支出金额',
			'部门支出金额',
			'支出决算总额'
		]
	},
	{
		id: 'spending_basic',
		name: '基本支出',
		short: '基本支出',
		definition: '保障机构运转的支出，为人员支出与公用支出之和。',
		group: 'spending',
		quantity: 'money',
		direction: 'neither',
		labels: ['基本支出', '基本支出小计', '基本支出合计']
	},
	{
		id: 'spending_personnel',
		name: '人员支出',
		short: '人员支出',
		definition: '工资福利及对个人和家庭的补助。',
		group: 'spending',
		quantity: 'money',
		direction: 'neither',
		labels: ['人员支出', '人员经费', '人员经费支出']
	},
	{
		id: 'spending_operating',
		name: '公用支出',
		short: '公用支出',
		definition: '日常办公等公用经费，不含项目支出。',
		group: 'spending',
		quantity: 'money',
		direction: 'less',
		labels: [
			'公用支出',
			'公用经费',
			'日常公用经费',
			'日常公用支出',
			'公用经费支出',
			'日常公用经费支出'
		]
	},
	{
		id: 'spending_project',
		name: '项目支出',
		short: '项目支出',
		definition: '为特定任务安排的支出，又称专项支出。',
		group: 'spending',
		quantity: 'money',
		direction: 'neither',
		labels: ['项目支出', '专项支出', '项目经费', '专项经费', '项目经费支出', '专项经费支出']
	},
	{
		id: 'balance_current',
		name: '当年结余',
		short: '当年结余',
		definition: '收入合计减上年结转再减支出合计，可以为负，负数表示动用了上年结转。',
		group: 'balance',
		quantity: 'money',
		direction: 'neither',
		labels: ['当年结余', '本年结余', '当年结转结余', '本年结转结余', '当年结转', '本年结转']
	},
	{
		id: 'balance_cumulative',
		name: '累计结余',
		short: '累计结余',
		definition: '收入合计减支出合计，年末结转下年的资金。',
		group: 'balance',
		quantity: 'money',
		direction: 'less',
		labels: [
			'累计结余',
			'年末结余',
			'累计结转结余',
			'年末结转结余',
			'年末结转和结余',
			'结转下年',
			'累计结转',
			'年末结转'
		]
	},
	{
		id: 'three_public_total',
		name: '三公经费合计',
		short: '三公合计',
		definition: '公务接待、公车运维、公车购置、因公出国四项之和，决算口径。',
		group: 'three_public',
		quantity: 'money',
		direction: 'less',
		labels: [
			'三公经费合计',
			'三公经费',
			'三公经费支出合计',
			'三公合计',
			'三公经费总额',
			'三公经费小计',
			'三公经费支出',
			'三公经费总计',
			'三公经费总支出'
		]
	},
	{
		id: 'three_public_reception',
		name: '公务接待费',
		short: '接待费',
		definition: '公务接待支出，决算口径。',
		group: 'three_public',
		quantity: 'money',
		direction: 'less',
		labels: [
			'公务接待费',
			'公务接待',
			'接待费',
			'公务接待费支出',
			'公务接待费用',
			'招待费',
			'业务招待费'
		]
	},
	{
		id: 'three_public_vehicle_running',
		name: '公务用车运维费',
		short: '公车运维',
		definition: '公务用车运行维护支出，不含购置，决算口径。',
		group: 'three_public',
		quantity: 'money',
		direction: 'less',
		labels: [
			'公务用车运维费',
			'公务用车运行维护费',
			'公车运行维护',
			'公车运行维护费',
			'公车运维费',
			'公务用车运维',
			'公务用车运行费',
			'车辆运行经费',
			'公务车运行维护费',
			'公务用车运行维护',
			'公务用车运行维护费用',
			'公务用车运行经费',
			'公务用车维护费',
			'车辆运行维护费',
			'公车运行费',
			'公车运行',
			'公车运维',
			'公务用车运行',
			'公务用车运行费用',
			'公务用车运行维护支出'
		]
	},
	{
		id: 'three_public_vehicle_purchase',
		name: '公务用车购置费',
		short: '公车购置',
		definition: '购置公务用车的支出，各年波动大，决算口径。',
		group: 'three_public',
		quantity: 'money',
		direction: 'less',
		labels: [
			'公务用车购置费',
			'公务用车购置',
			'公车购置费',
			'公车购置',
			'车辆购置费',
			'公务车购置费',
			'车辆购置',
			'公务用车购置经费',
			'公务用车购置费用',
			'购车费',
			'公务用车购置支出'
		]
	},
	{
		id: 'three_public_abroad',
		name: '因公出国费',
		short: '因公出国',
		definition: '因公出国（境）支出，决算口径。',
		group: 'three_public',
		quantity: 'money',
		direction: 'less',
		labels: [
			'因公出国费',
			'因公出国(境)费',
			'因公出国(境)费用',
			'因公出国境费',
			'因公出国出境费用',
			'出国费',
			'因公出国(境)经费',
			'因公出国',
			'出国(境)费',
			'出国经费',
			'因公出国(境)',
			'因公出国(境)支出'
		]
	},
	{
		id: 'assets_total',
		name: '固定资产合计',
		short: '固定资产',
		definition: '年末固定资产原值合计。',
		group: 'assets',
		quantity: 'money',
		direction: 'neither',
		labels: [
			'固定资产合计',
			'固定资产总额',
			'固定资产',
			'固定资产总计',
			'固定资产小计',
			'固定资产原值',
			'固定资产总值'
		]
	},
	{
		id: 'assets_in_use',
		name: '在用固定资产',
		short: '在用资产',
		definition: '正在使用的固定资产原值。',
		group: 'assets',
		quantity: 'money',
		direction: 'neither',
		labels: ['在用固定资产', '在用资产', '在用']
	},
	{
		id: 'assets_leased',
		name: '出租固定资产',
		short: '出租资产',
		definition: '出租出借的固定资产原值。',
		group: 'assets',
		quantity: 'money',
		direction: 'neither',
		labels: [
			'出租固定资产',
			'出租资产',
			'出租',
			'出租出借固定资产',
			'出租(借)固定资产',
			'出租出借',
			'出租、出借'
		]
	},
	{
		id: 'assets_other',
		name: '其他固定资产',
		short: '其他资产',
		definition: '在用和出租之外的固定资产原值，如闲置、待处置。',
		group: 'assets',
		quantity: 'money',
		direction: 'less',
		labels: ['其他固定资产', '其他', '其它', '闲置固定资产']
	}
] as const satisfies readonly ReportedMeasure[];

/** Scores of the form and the sheet; stored in hundredths of a point. */
export const SCORES = [
	{
		id: 'score_form',
		name: '绩效自评综合得分',
		short: '综合得分',
		definition: '自评表上填写的综合得分，由部门自行评定，满分100分。',
		group: 'score',
		quantity: 'points',
		direction: 'more',
		labels: ['绩效自评综合得分', '自评综合得分', '综合得分', '自评得分', '绩效自评得分', '自评总分']
	},
	{
		id: 'score_sheet',
		name: '评分表总分',
		short: '评分表分',
		definition: '评分表“总分”一行的自评得分。',
		group: 'score',
		quantity: 'points',
		direction: 'more',
		labels: ['总分', '合计', '总计', '得分合计']
	}
] as const satisfies readonly ReportedMeasure[];

/** Measures computed from the above; the formula is the definition. */
export const DERIVED = [
	{
		id: 'staffing_rate',
		name: '财政供养人员控制率',
		short: '控制率',
		definition: '实有人数占人员编制的比例，超过100%即超编。',
		group: 'staff',
		quantity: 'ratio',
		direction: 'less',
		formula: { divide: ['staff_actual', 'staff_quota'] }
	},
	{
		id: 'carry_over_rate',
		name: '结转结余率',
		short: '结余率',
		definition: '累计结余占支出合计的比例。',
		group: 'balance',
		quantity: 'ratio',
		direction: 'less',
		formula: { divide: ['balance_cumulative', 'spending_total'] }
	},
	{
		id: 'carry_over_change',
		name: '结转结余变动率',
		short: '结余变动',
		definition: '累计结余比上年结转增减的比例。',
		group: 'balance',
		quantity: 'ratio',
		change_of: '累计结余比上年结转',
		direction: 'less',
		formula: {
			divide: [{ subtract: ['balance_cumulative', 'income_carried_in'] }, 'income_carried_in']
		}
	},
	{
		id: 'carried_in_share',
		name: '上年结转占收入',
		short: '结转占比',
		definition: '上年结转占收入合计的比例。',
		group: 'income',
		quantity: 'ratio',
		direction: 'less',
		formula: { divide: ['income_carried_in', 'income_total'] }
	},
	{
		id: 'execution_rate',
		name: '支出占收入',
		short: '支出进度',
		definition: '支出合计占收入合计（含上年结转）的比例。',
		group: 'spending',
		quantity: 'ratio',
		direction: 'more',
		formula: { divide: ['spending_total', 'income_total'] }
	},
	{
		id: 'personnel_share',
		name: '人员支出占比',
		short: '人员占比',
		definition: '人员支出占支出合计的比例。',
		group: 'spending',
		quantity: 'ratio',
		direction: 'neither',
		formula: { divide: ['spending_personnel', 'spending_total'] }
	},
	{
		id: 'operating_share',
		name: '公用支出占比',
		short: '公用占比',
		definition: '公用支出占支出合计的比例。',
		group: 'spending',
		quantity: 'ratio',
		direction: 'less',
		formula: { divide: ['spending_operating', 'spending_total'] }
	},
	{
		id: 'project_share',
		name: '项目支出占比',
		short: '项目占比',
		definition: '项目支出占支出合计的比例。',
		group: 'spending',
		quantity: 'ratio',
		direction: 'neither',
		formula: { divide: ['spending_project', 'spending_total'] }
	},
	{
		id: 'three_public_change',
		name: '三公经费变动率',
		short: '三公变动',
		definition: '三公经费决算数比上年决算数增减的比例；上年为0时不计算。',
		group: 'three_public',
		quantity: 'ratio',
		change_of: '三公经费比上年',
		direction: 'less',
		formula: {
			divide: [
				{ subtract: ['three_public_total', { previous: 'three_public_total' }] },
				{ previous: 'three_public_total' }
			]
		}
	},
	{
		id: 'three_public_without_purchase',
		name: '三公经费（不含购置）',
		short: '三公不含购',
		definition: '三公经费合计减公务用车购置费；购置各年波动大，两种口径并列。',
		group: 'three_public',
		quantity: 'money',
		direction: 'less',
		formula: { subtract: ['three_public_total', 'three_public_vehicle_purchase'] }
	},
	{
		id: 'three_public_to_operating',
		name: '三公经费占公用支出',
		short: '三公占公用',
		definition: '三公经费合计占公用支出的比例；三公经费也可列支于项目支出，因此可以超过100%。',
		group: 'three_public',
		quantity: 'ratio',
		direction: 'less',
		formula: { divide: ['three_public_total', 'spending_operating'] }
	},
	{
		id: 'personnel_per_head',
		name: '人均人员支出',
		short: '人均人员',
		definition: '人员支出除以实有人数。',
		group: 'spending',
		quantity: 'money_per_head',
		direction: 'neither',
		formula: { divide: ['spending_personnel', 'staff_actual'] }
	},
	{
		id: 'operating_per_head',
		name: '人均公用支出',
		short: '人均公用',
		definition: '公用支出除以实有人数。',
		group: 'spending',
		quantity: 'money_per_head',
		direction: 'less',
		formula: { divide: ['spending_operating', 'staff_actual'] }
	},
	{
		id: 'three_public_per_head',
		name: '人均三公经费',
		short: '人均三公',
		definition: '三公经费合计除以实有人数。',
		group: 'three_public',
		quantity: 'money_per_head',
		direction: 'less',
		formula: { divide: ['three_public_total', 'staff_actual'] }
	},
	{
		id: 'asset_utilisation',
		name: '固定资产利用率',
		short: '资产利用',
		definition: '在用固定资产占固定资产合计的比例。',
		group: 'assets',
		quantity: 'ratio',
		direction: 'more',
		formula: { divide: ['assets_in_use', 'assets_total'] }
	},
	{
		id: 'fiscal_dependence',
		name: '财政拨款依存度',
		short: '财政依存',
		definition: '公共财政拨款占当年收入（收入合计减上年结转）的比例。',
		group: 'income',
		quantity: 'ratio',
		direction: 'neither',
		formula: { divide: ['income_fiscal', { subtract: ['income_total', 'income_carried_in'] }] }
	},
	{
		id: 'score_gap',
		name: '两处得分之差',
		short: '得分差',
		definition: '自评表综合得分减评分表总分；两处应当一致。',
		group: 'score',
		quantity: 'points',
		direction: 'neither',
		formula: { subtract: ['score_form', 'score_sheet'] }
	},
	{
		id: 'budget_execution_rate',
		name: '预算执行率',
		short: '预算执行',
		definition: '支出合计占全年预算数的比例；未报全年预算数的，以年初预算数为分母。',
		group: 'spending',
		quantity: 'ratio',
		direction: 'more',
		formula: {
			divide: [
				'spending_total',
				{ first_stated: ['spending_total_budget_adjusted', 'spending_total_budget_initial'] }
			]
		}
	},
	{
		id: 'budget_adjustment_rate',
		name: '预算调整率',
		short: '预算调整',
		definition: '支出的全年预算数比年初预算数增减的比例。',
		group: 'spending',
		quantity: 'ratio',
		change_of: '全年预算数比年初预算数',
		direction: 'less',
		formula: {
			divide: [
				{ subtract: ['spending_total_budget_adjusted', 'spending_total_budget_initial'] },
				'spending_total_budget_initial'
			]
		}
	},
	{
		id: 'three_public_control_rate',
		name: '三公经费控制率',
		short: '三公控制',
		definition: '三公经费决算数占其预算数的比例；未报全年预算数的，以年初预算数为分母。',
		group: 'three_public',
		quantity: 'ratio',
		direction: 'less',
		formula: {
			divide: [
				'three_public_total',
				{
					first_stated: ['three_public_total_budget_adjusted', 'three_public_total_budget_initial']
				}
			]
		}
	}
] as const satisfies readonly DerivedMeasure[];

export type FigureId = (typeof FIGURES)[number]['id'];
export type ReportedId = FigureId | (typeof SCORES)[number]['id'];
/** The ledger stores these measures of a department and year, one column each; all others are computed. */
export type StoredId = ReportedId | BudgetId;
export type DerivedId = (typeof DERIVED)[number]['id'];
export type MeasureId = StoredId | DerivedId;
export type Measure = ReportedMeasure | BudgetMeasure | DerivedMeasure;

const FIGURES_BY_ID: ReadonlyMap<string, ReportedMeasure> = new Map(
	FIGURES.map((figure) => [figure.id, figure])
);

/** The budgets as measures, named after the figure that each budgets. */
const BUDGET_MEASURES: readonly BudgetMeasure[] = BUDGETS.flatMap(({ id, measure, basis }) => {
	const figure = FIGURES_BY_ID.get(measure);
	if (!figure) return [];
	const { name, short, group, quantity } = figure;
	const budget = BASIS_NAMES[basis];
	const definition = `${name}的${budget}，按部门所报；没有报送预算的部门不计。`;
	const named = { name: `${name}${budget}`, short: `${short}${budget.slice(0, 4)}`, definition };
	return [{ id, ...named, group, quantity, basis, direction: 'neither' }];
});

export const FIGURE_IDS: readonly FigureId[] = FIGURES.map((measure) => measure.id);
export const REPORTED_IDS: readonly ReportedId[] = [...FIGURES, ...SCORES].map((m) => m.id);
/** The order in which figures are stored. */
export const ALPHABETICAL_IDS: readonly ReportedId[] = REPORTED_IDS.toSorted();
export const STORED_IDS: readonly StoredId[] = [
	...REPORTED_IDS,
	...BUDGET_MEASURES.map(({ id }) => id)
];
export const MEASURES: readonly Measure[] = [...FIGURES, ...SCORES, ...BUDGET_MEASURES, ...DERIVED];
export const MEASURE_IDS = MEASURES.map((measure) => measure.id) as readonly MeasureId[];

const BY_ID: ReadonlyMap<string, Measure> = new Map(MEASURES.map((m) => [m.id, m]));

export function measureOf(id: MeasureId): Measure {
	const measure = BY_ID.get(id);
	if (!measure) throw new Error(`Unknown measure id "${id}"`);
	return measure;
}

/** A figure on a basis; most budgets are read and stored without a measure of their own. */
export function nameOnBasis(id: ReportedId, basis: AmountBasis): string {
	const { name } = measureOf(id);
	return basis === 'actual' ? name : `${name}${BASIS_NAMES[basis]}`;
}

export function isMeasureId(text: string): text is MeasureId {
	return BY_ID.has(text);
}

export function isFigureId(text: string): text is FigureId {
	return FIGURES_BY_ID.has(text);
}

export function isDerived(measure: Measure): measure is DerivedMeasure {
	return 'formula' in measure;
}

export function isBudget(measure: Measure): measure is BudgetMeasure {
	return 'basis' in measure;
}

/** 口径: scores are the department's own assessment; every other measure that no budget enters is on actuals. */
export function basisOf(id: MeasureId): Basis {
	const measure = measureOf(id);
	if (isBudget(measure)) return measure.basis;
	if (measure.quantity === 'points') return 'self_assessed';
	if (!isDerived(measure)) return 'actual';
	const inputs = idsIn(measure.formula);
	const budgets = inputs.filter((input) => isBudget(measureOf(input as MeasureId)));
	if (budgets.length === 0) return 'actual';
	return budgets.length === inputs.length ? 'budgets' : 'actual_to_budget';
}

/**
 * 口径 of a table whose rows are these measures; empty where all of them count people, who are neither spent nor
 * budgeted.
 */
export function basisOfRows(ids: readonly MeasureId[]): string {
	const bases = new Set(ids.filter((id) => !isOfPeople(id)).map(basisOf));
	const [first, ...others] = bases;
	if (first === undefined) return '';
	if (others.length === 0) return BASIS_NAMES[first];
	return BASIS_NAMES[[...bases].every(isOfBudgets) ? 'budgets' : 'actual_to_budget'];
}

function isOfBudgets(basis: Basis): boolean {
	return basis === 'budgets' || basis === 'budget_initial' || basis === 'budget_adjusted';
}

function isOfPeople(id: MeasureId): boolean {
	const measure = measureOf(id);
	if (measure.quantity === 'people') return true;
	return isDerived(measure) && idsIn(measure.formula).every((one) => isOfPeople(one as MeasureId));
}

function idsIn(formula: unknown): string[] {
	if (typeof formula === 'string') return [formula];
	return typeof formula === 'object' && formula !== null
		? Object.values(formula).flatMap(idsIn)
		: [];
}
