/** This module holds the score sheet of 示例市: the weight of each indicator and the usual reasons for losing points. */

export interface IndicatorLine {
	path: readonly [string, string, string];
	/** The weight is in hundredths of a point, and null on the second and later lines of a shared weight. */
	weight: number | null;
	/** Full marks of this line, in hundredths of a point, are its part where the weight is shared. */
	full: number;
	/** The criterion is 评分标准 in our own words; lines that share one printed criterion repeat it. */
	criterion: string;
	/** Each loss gives the hundredths of a point that are lost and the stated reason. */
	losses: readonly (readonly [number, string])[];
	/** An average department loses points with this probability. */
	often: number;
	/** A score that follows from the figures is computed by this rule instead of drawn at random. */
	computed: 'staffing' | 'three_public' | 'balance' | 'assets' | null;
}

type IndicatorGroup = readonly [string, string];

function drawn(
	group: IndicatorGroup,
	name: string,
	weight: number,
	criterion: string,
	often: number,
	losses: readonly (readonly [number, string])[]
): IndicatorLine {
	return { path: [...group, name], weight, full: weight, criterion, losses, often, computed: null };
}

function computed(
	group: IndicatorGroup,
	name: string,
	weight: number,
	by: NonNullable<IndicatorLine['computed']>,
	criterion: string
): IndicatorLine {
	return {
		path: [...group, name],
		weight,
		full: weight,
		criterion,
		losses: [],
		often: 0,
		computed: by
	};
}

const SETTING: IndicatorGroup = ['投入', '预算配置'];
const EXECUTION: IndicatorGroup = ['过程', '预算执行'];
const BUDGET: IndicatorGroup = ['过程', '预算管理'];
const ASSETS: IndicatorGroup = ['过程', '资产管理'];
const OUTPUT: IndicatorGroup = ['产出', '职责履行'];
const EFFECT: IndicatorGroup = ['效果', '履职效益'];

const OUTPUT_CRITERION =
	'按年度考核确认的任务完成比例计分，全部完成得满分，未完成的按比例扣减。各部门可结合职责细化为个性化指标。';
const EFFECT_CRITERION =
	'三项为共性要素，合计15分，由部门结合整体支出绩效目标设定情况选择并细化，按实现程度计分。';

export const INDICATOR_LINES: readonly IndicatorLine[] = [
	computed(
		SETTING,
		'财政供养人员控制率',
		500,
		'staffing',
		'控制率不高于100%的，得5分；每高出1个百分点扣0.5分，扣完为止。'
	),
	computed(
		SETTING,
		'“三公经费”变动率',
		500,
		'three_public',
		'与上年决算数相比，变动率不超过0的，得5分；每增加1个百分点扣0.5分，扣完为止。'
	),
	drawn(
		SETTING,
		'重点支出安排率',
		500,
		'重点支出占项目支出的比例达到90%得5分，以下每一档（10个百分点）减1分，60%以下不得分。',
		0.05,
		[
			[100, '部分重点项目年中才落实资金'],
			[200, '重点项目调减，安排率不足80%']
		]
	),
	drawn(
		EXECUTION,
		'预算调整率',
		300,
		'年中未调整得3分；调整幅度10%以内得2分，20%以内得1分，30%以内得0.5分，超过30%不得分。',
		0.3,
		[
			[100, '年中追加专项，调整率在10%以内'],
			[100, '人员变动调整预算'],
			[200, '新增任务较多，调整率超过10%']
		]
	),
	drawn(
		EXECUTION,
		'支付进度',
		300,
		'专项资金按规定时点下达，每有一项未按进度下达扣0.5分，扣完为止。',
		0.16,
		[
			[50, '一个专项未按进度支付'],
			[100, '两个专项招标推迟，支付滞后']
		]
	),
	computed(
		EXECUTION,
		'资金结余',
		300,
		'balance',
		'无结余的，得3分；有结余但不超过上年结转的，得2分；超过上年结转的，不得分。'
	),
	drawn(
		EXECUTION,
		'“三公经费”控制率',
		600,
		'实际支出不超过预算的，得6分；每超出1个百分点扣1分，扣完为止。',
		0.03,
		[
			[100, '公务用车维修费超预算'],
			[200, '接待任务增加，超出预算']
		]
	),
	drawn(
		BUDGET,
		'管理制度健全性',
		300,
		'预算、财务、会计核算制度齐备1分，内容合规完整1分，执行到位1分。',
		0.03,
		[[100, '内部控制制度尚在修订']]
	),
	drawn(
		BUDGET,
		'资金使用合规性',
		300,
		'支出合规、审批完整、项目论证、用途相符、无截留挪用，每发现一处不符扣1分，扣完为止。',
		0.02,
		[[100, '个别支出审批手续补办']]
	),
	drawn(
		BUDGET,
		'预决算信息公开性和完善性',
		300,
		'公开内容1分，公开时限0.5分，基础数据真实、完整、准确各0.5分。',
		0.07,
		[
			[50, '公开时间比规定晚三天'],
			[50, '公开表格个别数据更正后重发']
		]
	),
	drawn(
		BUDGET,
		'政府采购执行率',
		300,
		'执行率为100%得3分，每减少1个百分点扣0.2分，扣完为止。',
		0.12,
		[
			[40, '一批设备流标重新采购'],
			[60, '采购计划调整，执行率97%'],
			[100, '采购项目跨年实施']
		]
	),
	drawn(
		BUDGET,
		'公务卡刷卡率',
		300,
		'刷卡率在50%以上得3分，每减少1个百分点扣0.2分，扣完为止。',
		0.09,
		[
			[40, '基层网点不便刷卡'],
			[100, '刷卡率45%']
		]
	),
	drawn(ASSETS, '管理制度健全性', 300, '资产管理制度齐备合规2分，执行到位1分。', 0.03, [
		[100, '资产盘点制度执行不到位']
	]),
	drawn(
		ASSETS,
		'资产管理安全性',
		400,
		'保存完整、配置合理、处置规范、账实相符、收益上缴，每有一处不符扣1分，扣完为止。',
		0.06,
		[
			[100, '部分资产未及时入账'],
			[100, '报废资产处置手续滞后']
		]
	),
	computed(
		ASSETS,
		'固定资产利用率',
		300,
		'assets',
		'利用率达到100%的，得3分；每低于100%一个百分点扣0.1分，扣完为止。'
	),
	drawn(OUTPUT, '年度重点任务完成情况', 500, OUTPUT_CRITERION, 0.09, [
		[50, '一项任务结转下年'],
		[100, '个别任务完成率不足95%']
	]),
	drawn(OUTPUT, '市委市政府部署事项完成情况', 700, OUTPUT_CRITERION, 0.08, [
		[50, '一项部署事项延期'],
		[100, '两项部署事项未按期办结']
	]),
	drawn(OUTPUT, '《政府工作报告》目标完成情况', 500, OUTPUT_CRITERION, 0.06, [
		[50, '一项目标完成率98%']
	]),
	drawn(OUTPUT, '民生实事完成情况', 200, OUTPUT_CRITERION, 0.04, [[50, '一件实事年底前未验收']]),
	drawn(OUTPUT, '重点工程和重大项目完成情况', 200, OUTPUT_CRITERION, 0.08, [
		[50, '项目前期手续办理较慢'],
		[100, '征拆进度影响工期']
	]),
	drawn(OUTPUT, '其他工作实绩指标完成情况', 400, OUTPUT_CRITERION, 0.05, [
		[50, '宣传信息考核未达标']
	]),
	{
		...drawn(EFFECT, '经济效益', 1500, EFFECT_CRITERION, 0.14, [
			[50, '效益指标未完全实现'],
			[100, '受市场影响，经济指标低于预期']
		]),
		full: 500
	},
	{
		...drawn(EFFECT, '社会效益', 500, EFFECT_CRITERION, 0.1, [
			[50, '群众知晓率有待提高'],
			[100, '服务覆盖面不够']
		]),
		weight: null
	},
	{
		...drawn(EFFECT, '生态效益', 500, EFFECT_CRITERION, 0.05, [[50, '节能降耗指标未完全实现']]),
		weight: null
	},
	drawn(
		EFFECT,
		'社会公众或服务对象满意度',
		500,
		'满意度95%（含）以上得5分；85%（含）至95%得3分；75%（含）至85%得1分；75%以下不得分。',
		0.07,
		[[200, '满意度调查结果为93%']]
	)
];
