/**
 * The words that sentences on a department's money are made of, by what they say. An amount is stored only where every
 * word up to it stands here; a word that is missing costs a figure, which is then named as unread, and never makes a
 * false one. The list grows by classes of words.
 */
import { AMOUNT } from '../figures/amounts.ts';
import { ONE_SOURCE } from '../figures/basis.ts';
import { KIND_OF_POSTS, NARRATIVE_LABELS } from './narrative-labels.ts';

const words = (text: string) => text.trim().split(/\s+/);

/** Words of budgets, by what they tell of which one is meant. */
export const BUDGET_WORDS = {
	/** The budget of the year's start. */
	initial: words(
		'年初预算 年初预算数 年初部门预算 年初部门预算数 年初单位预算 年初批复预算 年初批复预算数 年初安排预算 年初预算安排 年初预算批复 年初预算编制 年初部门预算编制 年初安排'
	),
	/** `年初` and, words later, `预算`. */
	start: words('年初'),
	/** The budget of the whole year, as adjusted. */
	adjusted: words(
		'全年预算 全年预算数 全年总预算 追加后预算 追加（追减）后预算 追加(追减)后预算 调整预算数 调整预算总额 调整预算为 调整后预算 调整后预算数 变更后预算 预算调整为 预算调整到 ' +
			'预算调整至 预算调整后 年中预算调整为 年中预算调整后 年末预算调整为'
	),
	/** Adjusted, where a budget is named or stands before it. */
	changed: words('调整后 调整为 调整到 调整至 年中调整为 年中调整至 年中调整后'),
	/** Said of either. */
	plain: words('预算 预算数 部门预算 预算安排'),
	/** `批复部门预算`: the budget of the year's start, unless it was adjusted. */
	granted: words('批复 批准'),
	/** Names no budget by itself. */
	beside: words('安排 核定 指标'),
	/** Said of moneys that are a part of a budget, of the way to it, or of what became of it. */
	other: words('下达 追加 调增 调减 追减 收回 调整 计划 控制数 限额 拨付 到位 申报 年中 调整预算')
} as const;

/** Classes of words, by how they bear on the amounts behind them. */
export const WORDS = {
	/** The department speaks of itself. */
	own: [
		...words('全部门 全单位 全系统内 汇总'),
		...[...'我本全'].flatMap((who) =>
			words(
				'局 委 办 厅 院 校 会 部 站 馆 所 队 处 社 园 中心 单位 部门 机关单位 支队 大队 联 室 街道 镇 乡'
			).map((body) => who + body)
		)
	],
	/** Amounts from here on are of somebody else, until the department speaks of itself. */
	others: words(
		'机关 本级 局机关 机关本级 局本级 委机关 厅机关 办机关 下属 所属 下辖 直属 二级 下设 代管 托管 代编 挂靠 局属 委属 厅属 ' +
			'全系统 系统 全省 全市 全县 全区 全州 我省 我市 我县 我区 本市 本县 本区 全国 各'
	),
	thisYear: words('本年度 本年 当年度 当年 今年'),
	wholeYear: words('全年度 全年 年度 年末 年终 年底 期末 1-12月 1至12月 1—12月 1－12月 1月至12月'),
	lastYear: words('上年度 上年 去年 上一年度 上一年 往年 同期 前年'),
	partOfYear: words('上半年 下半年 季度 半年 前三季度 月底 月末 月份'),
	/** Planned or granted. */
	budget: Object.values(BUDGET_WORDS).flat(),
	/** Spent in the end. */
	actual: words(
		'实际 决算 决算数 支出决算 支出决算数 决算支出 执行 执行数 全年执行数 发生 列支 开支 使用 实际支出 全年共支出 全年总共支出 实际到位 到位资金 实际到位资金 实际完成 实际执行 ' +
			'实际发生 实际列支 实际开支 实际支出数 全年实际支出 全年支出 本年支出 当年支出 全年执行 支出数 完成 年度支出 累计支出'
	),
	spent: words('支出 支'),
	received: words('收入 收'),
	among: words(
		'其中 包括 包含 主要包括 具体包括 分为 含 用于 主要用于 分别用于 全部用于 主要是 主要为 主要有 具体为 具体是 具体有 使用方向为 使用内容为'
	),
	link: words(
		'为 是 共 共计 合计 总计 计 达 达到 数 额 总额 金额 总数 规模 人民币 的 了 有 共有 情况 均 均为 都是 也 小计 经费 资金 ' +
			'部门 单位 总体 整体 财政 实现 取得 累计 全部 全部为 各项 按支出性质分 按支出性质 按性质分 按性质划分 按经济性质分 中 则 ' +
			'在 费用 控制情况 管理情况 支出类别 构成 构成为 所有 一共 截至 截止 截止到 截至到 止 末 底 方面 人员 现有'
	),
	rough: words('约 近 接近 将近 不足 超过 超 逾 突破 大约 约为'),
	/** Rates, which are no sums. */
	each: words('人均 户均 每人 每车 每辆 每批 每批次 年均 月均 日均 平均'),
	respectively: words('分别 分别为 分别是')
} as const;

export type WordClass = keyof typeof WORDS;

/** `按照上级要求，`: clauses that state no amount and speak of nobody else. */
const POLICY =
	'(?:根据|按照?|依据|遵照|遵循|本着|在|为)[^，,。；;：:\\d]{0,40}(?:要求|规定|精神|通知|文件|办法|原则|理念|领导下|支持下|指导下|部署|指示|需要)(?=[，,])';
/** Names of figures but for the whole spending, which evaluations are called after. */
export const FIGURE_NAMES = `(?:${NARRATIVE_LABELS.filter(
	({ measure }) => measure !== 'spending_total'
)
	.map(({ label }) => label)
	.join('|')})`;
/** `严格控制“三公”经费支出，`: up to the figure that it was about. */
const DILIGENCE = `(?:为?(?:认真|严格|坚持|坚决|切实|积极|全面|牢固|深入|进一步|大力|厉行|贯彻|落实|树立|加强|强化|规范|着力|持续|不断|主动|扎实|充分|努力|较好|圆满|顺利|勤俭|保障|过紧日子|压缩一般性))(?:(?!${FIGURE_NAMES})[^，,。；;：:\\d]){0,40}(?=[，,]|${FIGURE_NAMES})`;
const INSTITUTION = '(?:内设)[^。；;]{0,60}?(?:个[^，,。；;\\d]{0,6}|[科股处室])(?=[，,])';
/** `较上年增加5万元`, `比预算节约3万元`, `下降2%`: what an amount is compared with. */
const UP_TO_STOP = '(?:(?<=\\d),(?=\\d{3})|[^，,。；;、（）()\\n])';
const COMPARED = `(?:各?(?:较|比|相较于?)|(?:与|同|和|跟)(?=[^，,。；;]{1,24}相比))(?=上年|去年|上一年|往年|20\\d\\d年|年初|预算|全年预算|调整|同期|本年预算)(?![^，,。；;、（）()]{0,16}(?:增加?|减少?|下?降|上?升|降低|压减)[到至为])${UP_TO_STOP}{0,48}`;
/** `减少为5万元` states what is left, `超支为5万元` by how much. */
const CHANGE = `(?:同比|环比|各)?(?:(?:增加|减少|增长|下降|上升|降低|提高|压减|压缩|持平|基本持平)(?!为)|节约|净增|节省|增幅|降幅|超支)(?![^，,。；;\\d]{0,3}[到至](?:\\d|20))${UP_TO_STOP}{0,40}`;
/** `占66%`, `完成预算的83%`, `执行率98%`: shares and rates. */
const SHARE = `(?:约?占|完成(?=[^，,。；;、]{0,24}[%％])|(?:预算|支出)?(?:执行|完成|控制|调整|支出|结转结余|到位)率|人员控制率|在职人员控制率|财政供养人员控制率|控制在|未超|无超|没有超|与上年持平|为(?=[^，,。；;、\\d]{0,10}(?:${AMOUNT})?的[\\d.]+[%％]))${UP_TO_STOP}{0,40}`;
/** `主要用于…`, `主要原因是…`: what an amount was for, and why; up to the next comma, without an amount. */
const REASON =
	'(?:[，,]?(?:主要|全部|均)?(?:用于|是用于|用以)|主要是|主要原因(?:是|为)?|原因(?:是|为)|是指|系[指为保由]|主要为(?!\\d))(?:(?!\\d[\\d.,]*\\s*(?:[百千万亿]+元?|元))[^，,。；;\\n]){0,200}(?=[，,。；;\\n）)]|$)';
/** `包括人员工资、津贴等`: a description without an amount. */
const DESCRIPTION =
	'(?:主要)?(?:包括|包含)[:：]?(?:[^，,。；;\\d\\n（）()]|[（(][^）)\\d]{0,20}[）)]){2,80}(?=[，,。；;\\n]|$)';
/** `支出情况：`, `（一）基本支出情况。`: what is spoken of. */
const TOPIC =
	'(?:部门|单位|整体|总体|收入|支出|收支|经费|资金|资产|人员|机构|编制|使用|管理|执行|预算|决算|财政|基本|预决算|绩效|自评|配置|概况|固定|结余|结转|情况|及|和|与|的|年度){1,12}(?:情况(?:说明|分析|良好|较好|正常)?|概况(?=[:：]))(?=[:：。，,]|为?[:：]|$)';
/** `满意度得分97分`: points are no amounts. */
export const POINTS = '[一-龥]{0,8}(?:得分|评分|总分)[为是:：]?\\d{1,3}(?:\\.\\d+)?分';
/** `机构人员：`, `资金来源：` head a list; `按支出用途划分，` says how it is put in order. */
const LIST_HEAD =
	'(?:机构(?:编制)?人员|(?:职工|人员)(?:人数|编制)|资金来源|资金使用|经费来源|经费使用|资金收支|资金结余|结转结余|结余结转|固定资产|(?:人员|资产|资金|预算|财务|收支|经费)(?:管理|投入))(?=[:：])|(?:收入|支出)(?:构成|来源)(?=[:：])|(?:收支)?(?:结余|结转)(?=[:：](?:年末|当年|本年|累计))|编制人员(?=[:：])|按照?(?:支出|资金|收入|经费|项目|具体)?(?:性质|用途|功能|经济|类[别型]|来源|构成|结构|使用|科目|项目){1,4}(?:分类|划分|分|来看|看){0,3}(?=[，,：:])';
/** `情况如下：` */
const BELOW = '(?:具体|主要|详细)?(?:情况|明细|内容|项目)?(?:具体)?如下';
/** `全部为财政拨款支出1000万元`: one source paid for all of the amount before. */
const ALL_OF_SOURCE = `(?:全部|均)[为系是]${ONE_SOURCE}(?!收入)${UP_TO_STOP}{0,24}`;
/** A page broke its line before the unit. */
const BROKEN_UNIT = '(?<![^])[百千万亿]?元';
/** `上述两项合计，`: what comes behind is of all that was said. */
const SUMMED_UP = '(?:上述|以上)[两三四各]项(?:资金|支出)?(?:合计|总计|共计)[，,]';
/** `接待45批次`, `保有公务用车4辆`: numbers of things. */
const THINGS =
	'(?:年末)?(?:公务用车)?保有[^，,。；;（）()]{0,16}辆|(?:共|全年|累计|国内){0,3}接待[^，,。；;（）()]{0,24}(?:批次|人次)(?:[、，,]\\d+人次)?';
/** `经统计，`, `从支出结构看，` */
const LEAD_IN =
	'(?:经|据)(?:统计|核算|汇总)|收支相抵后?(?=[，,])|从[^，,。；;\\d]{2,10}看(?=[，,:：])|(?:根据|依据|按照?)[^，,。；;：:\\d]{0,12}(?:决算|财务|会计)(?:报表|报告|数据|资料|账簿)(?=[，,])|(?:根据|依据|按照?)(?=(?:20\\d\\d年度?)?(?:部门|单位){0,2}决算[，,])';
/** `无因公出国（境）支出；`, `未购置公务用车，`. */
const NONE =
	'(?:无|未发生|未产生|没有发生|没有|未安排|未购置|未购买)[^，,。；;\\d]{0,20}(?=[，,。；;]|$)';
/** `超编0人`: how many more people there are than posts. */
const POSTS_LEFT = '(?:超编|缺编|空编)[^，,。；;\\d]{0,4}\\d{1,4}[人名个]?';
/** `县财政局批复我局2022年部门预算90万元`: who granted it. */
const GRANTED_BY =
	'[省市县区州旗]级?财政(?:局|厅|部门)?(?=(?:年初)?(?:批复|批准|核定)[^，,。；;\\d]{0,12}(?:20\\d\\d年度?)?[^，,。；;\\d]{0,8}预算)';
/** `年中因防汛应急追加预算9万元，`: by what a budget was changed, and why. */
const CHANGED_FOR = `(?:年中|年度中|年内|执行中)?(?:因|由于)[^，,。；;\\d]{1,30}(?:追加|调增|追减|调减)(?:预算|资金|经费|指标){0,2}${AMOUNT}(?=[，,])|(?:年中|年度中|年内|执行中|全年)(?:追加|追减|调增|调减)(?!预算)[^，,。；;：:、\\d后至到为]{1,16}${AMOUNT}(?=[，,](?!其中|主要|包括|包含|含|用于))`;
/** `加上年初结转9万元` */
const ADDED_TO = '加上?(?=(?:年初|上年)结[转余])';
/** `单位性质为全额拨款事业单位，` */
const NATURE = '(?:单位|机构)性质[为是:：][^，,。；;\\d]{1,40}(?=[，,。；;])';
/** `基本工资、津贴补贴等人员经费`: examples of what such an amount is spent on. */
const EXAMPLES =
	'(?:基本工资|津贴?补贴|奖金|绩效工资|办公费|印刷费|水电?费|差旅费)[^，,。；;：:\\d]{0,60}等(?=人员(?:经费|支出)|(?:日常)?公用(?:经费|支出))';
const NUMBERING =
	'(?:[（(][一二三四五六七八九十\\d]{1,3}[）)]|(?<![\\d.])\\d{1,2}[、.．](?:(?!\\d)|(?=20\\d\\d年))|[一二三四五六七八九十]{1,3}、|[①-⑳]|[一二三四五六]是|首先|第[一二三四五]|[•·●■◆▪▶◇○]|(?<![^\\n])[-*](?=\\s))';
export const REMARKS: readonly string[] = [
	POLICY,
	DILIGENCE,
	INSTITUTION,
	COMPARED,
	CHANGE,
	SHARE,
	REASON,
	DESCRIPTION,
	TOPIC,
	LIST_HEAD,
	BELOW,
	ALL_OF_SOURCE,
	BROKEN_UNIT,
	SUMMED_UP,
	THINGS,
	LEAD_IN,
	NONE,
	NATURE,
	POSTS_LEFT,
	GRANTED_BY,
	CHANGED_FOR,
	ADDED_TO,
	EXAMPLES,
	NUMBERING
];

/** The economic and functional classes of spending, kinds of income, and other amounts that are no figures of a report. */
export const ITEMS: readonly string[] = [
	'工资福利(?:支出)?|商品[和及与、]?服务(?:支出)?|对个人[和及与、]?家庭的?(?:补助)?(?:支出)?|(?:其他)?资本性支出|债务利息(?:及费用)?(?:支出)?|对企业补助(?:支出)?|基本工资|津贴?补贴|奖金|绩效工资|社会保障缴费|住房公积金|办公费|印刷费|水电费|邮电费|差旅费|会议费|培训费|劳务费|委托业务费|工会经费|福利费|其他交通费用|机关运行经费|抚恤金|离退休费',
	'(?:一般公共服务|外交|国防|公共安全|教育|科学技术|文化(?:旅游体育与传媒|体育与传媒)?|社会保障和就业|卫生健康|医疗卫生(?:与计划生育)?|节能环保|城乡社区|农林水|交通运输|资源勘探(?:工业信息|信息)等|商业服务业等?|金融|自然资源海洋气象等|国土海洋气象等|住房保障|粮油物资储备|灾害防治及应急管理|其他)支出(?:[(（]类[)）])?',
	'事业收入|经营收入|上级补助收入|附属单位上缴收入|利息收入|捐赠收入|租金收入|非税收入|事业预算收入|本年度?收入(?:合计|总计|总额)?|国有资本经营预算(?:财政)?拨款(?:收入)?|使用非财政拨款结余|用事业基金弥补收支差额',
	'结余|结转|经营支出|上缴上级支出|对附属单位补助支出|政府采购(?:支出|金额)?(?:总额|合计)?|结余分配|结余(?:至|到)?[下次]一?年度?|年末结转',
	'(?:公务用车|公车)购置(?:及|和|与|、)?运行(?:维护)?(?:费用?|经费)?(?:支出)?|国内接待费|外事接待费|国[(（]境[)）]外接待费',
	`(?:核定|批准)?${KIND_OF_POSTS}(?:编制|人员|编|岗位)(?:数|人数)?|离?退休(?:人员|干部|职工)?|离休(?:人员|干部)?|(?:编外|聘用|临聘|合同制|临时|劳务派遣)(?:人员)?|(?:干部职工|职工|工作人员)(?:总数|总人数|人数)?(?=\\d+[人名])|公务员|参照公务员(?:法)?管理(?:人员)?|遗属`,
	'房屋(?:及构筑物|建筑物)?|土地|通用设备|专用设备|家具|车辆|无形资产|流动资产|资产(?:总额|合计|总计)|负债(?:总额|合计|总计)|净资产|(?:累计)?折旧|(?:固定资产)?净值'
];

export const SOURCE = `(?:${ONE_SOURCE}|一般公共预算(?:财政)?(?:拨款)?|公共预算财政拨款|财政拨款|政府性基金(?:预算)?(?:财政)?(?:拨款)?|国有资本经营预算(?:财政)?(?:拨款)?)(?:安排的?)?`;

/** `局机关及下属单位`: a part with the others is the whole. */
export const WHOLE_DEPARTMENT =
	'(?:局|委|厅|办|院|校|部门|单位)?(?:机关|本级)(?:本级)?[及和与、](?:下属|所属|直属|二级|所属各)[^，,。；;、\\d]{0,6}(?:单位|机构)|(?:机关|本级)(?:本级)?[及和与、]二级机构';
/** `用于水利建设的项目支出`: a longer name than that of a figure. */
export const MODIFIER = '用于[^，,。；;：:、\\d]{1,20}的(?=[项基人公]|专(?!项业务支出))';
