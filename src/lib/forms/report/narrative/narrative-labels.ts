/** Narratives name the figures that they repeat by these patterns over half-width text. */
import type { FigureId } from '#lib/catalogue/measures.ts';

interface NarrativeLabel {
	measure: FigureId;
	label: string;
}

const QUOTE = '[“”"‘’\']?';
const VEHICLE = '(?:公务用车|公务车辆?|公车|车辆)';
const COST = '(?:费用?|经费)?';

export const NARRATIVE_LABELS: readonly NarrativeLabel[] = [
	{ measure: 'staff_quota', label: '(?:核定|批准|核准)?(?:人员|在职|在编)*编制(?:人员)?' },
	{
		measure: 'staff_actual',
		label:
			'实有(?:在职|在编|在岗)*(?:人员|职工|干部职工|教职工|教师|干部)?|(?:实际)?在职(?:在编|在岗)?(?:人员|干部职工|职工|教职工|教师|人数)?|在编在职(?:人员)?'
	},
	{
		measure: 'spending_total',
		label: '(?:资金)?(?:总体|整体)支出|支出(?:总计|合计|总额)|总支出|支出决算(?:总额|合计|总计)?'
	},
	{ measure: 'spending_basic', label: '基本支出' },
	{ measure: 'spending_personnel', label: '人员(?:经费)?支出|人员经费' },
	{ measure: 'spending_operating', label: '(?:日常)?公用(?:经费)?支出|(?:日常)?公用经费' },
	{ measure: 'spending_project', label: '(?:项目|专项)(?:经费|资金)?支出|(?:项目|专项)经费' },
	{
		measure: 'three_public_total',
		label: `${QUOTE}三公${QUOTE}(?:经费)?${QUOTE}(?:财政拨款)?(?:支出)?`
	},
	{ measure: 'three_public_reception', label: `公务接待${COST}|接待费用?` },
	{
		measure: 'three_public_vehicle_running',
		label: `${VEHICLE}(?:运行维护|运行|运维|维护)${COST}`
	},
	{
		measure: 'three_public_vehicle_purchase',
		label: `${VEHICLE}购置${COST}|购置${VEHICLE}${COST}`
	},
	{
		measure: 'three_public_abroad',
		label: `因公出国(?:[(（]境[)）]|出境|境)?${COST}|出国[(（]境[)）]${COST}`
	}
];

/** Behind a word for fixed assets, in the same sentence. */
const OF_ASSETS = '(?<=固定资产[^。；;\\n]{0,80})';

/** Uses of assets, before 其他: beside houses and vehicles that word means another kind of assets. */
const BESIDE_USES = '(?:在用|自用|出租|出借)[^。；;\\n]{0,40}';

/** Among the parts of 财政拨款收入, right behind it. */
const OF_APPROPRIATION =
	'(?<=(?<!公共预算|基金预算|经营预算)财政拨款收入[^。；;\\n\\d]{0,4}[\\d.,]+[百千万亿]*元[，,]?[（(]?(?:其中|包括)[:：，,]?(?:[^。；;\\n（()）]{0,24}[，,、])?)';

/** `总收入900万元，其中…`: behind an income that is called by nothing but its year or department. `事业收入90万元，其中…` is a part. */
const BEHIND_INCOME =
	'(?<=(?:^|[，,。；;\\s]|总|各项|[年本当全]年度?|\\d年度?|年度|部门|单位|[局委办厅院校])收入[^。；;\\n支\\d]{0,12}[\\d.,]{1,16}[百千万亿]*元[，,（(]?(?:其中|包括)[:：]?)';

/** `年初预算900万元`, of nothing but the department as a whole. */
const BUDGETED =
	'(?:(?:年初|全年|本年|年度|调整后?|追加后|年末)的?(?:部门)?(?:支出)?预算(?:数|总额|安排)?(?:调整)?|年中(?:预算)?(?:追加|追减|调增|调减|调整)(?:预算)?)[为是：:]?[\\d.,]+(?:[百千万亿]*元)';

/** Labels of a report without tables; incomes of a budget or of a source of spending are called otherwise. */
export const TEXT_LABELS: readonly NarrativeLabel[] = [
	...NARRATIVE_LABELS,
	// `三公经费年初预算8万元，其中…。实际支出6.5万元`.
	{
		measure: 'three_public_total',
		label: `(?<=三公${QUOTE}(?:经费)?${QUOTE}(?:支出)?(?:年初|全年|本年)?预算[^。；;\\n]{0,80}[。；;])(?:全年|本年)?实际(?:支出|发生|开支)`
	},
	{ measure: 'income_total', label: '(?<!本年度?)(?:收入(?:合计|总计|总额)|总收入)' },
	{ measure: 'income_total', label: '收入决算(?=[数总合为是:：\\d])(?:数|总额|合计)?' },
	{ measure: 'income_total', label: '收入?[、和]支(?:出)?总计(?:均|都)?' },
	{ measure: 'income_carried_in', label: '(?:年初|上年)结转(?:[和及]?结余)?(?:资金)?' },
	{
		measure: 'balance_cumulative',
		label: '年末(?:累计)?(?:结转|结余)(?:[和及、]?结余)?(?:资金)?|累计结余'
	},
	// `财政拨款收入1250万元（其中，一般公共预算1050万元，政府性基金预算200万元）`.
	{ measure: 'income_fiscal', label: `${OF_APPROPRIATION}一般公共预算(?:财政)?(?:拨款)?(?:收入)?` },
	{ measure: 'income_gov_fund', label: `${OF_APPROPRIATION}政府性基金(?:预算)?(?:收入)?` },
	{ measure: 'income_fiscal', label: '(?:一般公共预算)?财政拨款收入' },
	{
		measure: 'income_fiscal',
		label: `${BEHIND_INCOME}(?:一般)?(?:公共预算)?(?:财政)?拨款(?!收入)`
	},
	{
		measure: 'income_gov_fund',
		label: '政府性基金(?:预算)?(?:财政)?(?:拨款)?收入'
	},
	{ measure: 'income_other', label: '其[他它]收入' },
	{ measure: 'assets_total', label: '固定资产(?:总额|合计|总计|总值|原值(?:合计|总额)?)' },
	// `固定资产总额100万元，其中在用90万元，出租10万元`.
	{ measure: 'assets_in_use', label: `在用(?:固定)?(?:资产)?${OF_ASSETS}` },
	{ measure: 'assets_leased', label: `(?:出租)(?:出借)?(?:固定)?(?:资产)?${OF_ASSETS}` },
	{
		measure: 'assets_other',
		label: `(?<=${BESIDE_USES})其[他它](?:固定)?(?:资产)?${OF_ASSETS}(?=[\\d为])`
	},
	// What a paragraph begins with is about the department, not about one of its projects or funds.
	{
		measure: 'spending_total',
		label:
			'(?<=(?:^|\\n)(?:(?!项目|资金|经费|专项|工程|补助|费用|基金)[^，,。；;：:]){0,24})(?:全年|本年|当年)度?(?:预算)?实际支出'
	},
	// `…。全年实际支出980万元，执行率98%。其中基本支出600万元`, `支出90万元（基本支出60万元，项目支出30万元）`: what has these parts is the whole.
	{
		measure: 'spending_total',
		label:
			'(?<!(?:经费|费用?|资金)[^，,。；;]{0,4})(?:(?:全年|本年|当年)度?(?:预算)?)?(?:实际)?(?:总)?支出(?=(?:总额|合计|总计|共计|共|为|是|[:：])*[\\d.,]+[百千万亿]*元(?:[(（][^()（）]{0,40}[)）])?(?:[，,][^，,。；;元]{0,16})?[。，,（(]?(?:其中|包括|包含)?[:：]?基本支出)'
	},
	// `年初预算900万元，调整后预算1000万元，实际支出980万元`.
	{
		measure: 'spending_total',
		label: `(?<=(?:^|[\\n。])(?:20\\d\\d年度?[，,]?)?(?:[本全]?部门|[本全我]?(?:单位|局|委))?(?:${BUDGETED}[，,、]){1,3})(?:全年|本年|当年|年度)?(?:预算)?(?:(?:实际)?(?:支出|执行)(?!率)|决算)`
	},
	{
		measure: 'spending_total',
		label:
			'(?:部门|单位|整体)(?:预算|整体)?(?:支出|资金)(?:(?!基本|项目|人员|公用|三公|其中)[^。；;：:]){0,60}?(?=实际(?:支出|完成|执行)|全年执行)'
	}
];
