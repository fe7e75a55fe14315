/** The names of figures in running text, as patterns over half-width text. */
import type { FigureId } from '#lib/catalogue/measures.ts';

interface NarrativeLabel {
	measure: FigureId;
	label: string;
	/** Names the figure only among the parts of one of these: `固定资产…，其中：在用…`. */
	among?: readonly FigureId[];
}

const QUOTE = '[“”"‘’\']?';
const VEHICLE = '(?:公务用车|公务车辆?|公车|车辆)';
const COST = '(?:费用?|经费)?(?:支出)?';
const OF_STAFF = '(?:人员|干部职工|教职工|职工|干警|教师|干部)';

/** `用于保障机构正常运转的`, in the words of the accounts. */
const OF_UPKEEP = '用于保障[^，,。；;：:\\d]{2,60}的';

/** Posts of one kind are all of them only where no others are counted. */
export const KIND_OF_POSTS = '(?:行政|事业|工勤|参公|全额|差额|后勤|政法专项|政法)';
/** The name of an amount that counts such posts: `核定行政编制`. */
export const NAMES_KIND_OF_POSTS = new RegExp(`^(?:核定|批准)?${KIND_OF_POSTS}`);

/** Figures that a text beside tables repeats. */
export const NARRATIVE_LABELS: readonly NarrativeLabel[] = [
	{
		measure: 'staff_quota',
		label:
			'(?:核定|批准|核准)?(?:的?(?:人员|教职工|在职|在编|机构|单位|部门|总)){0,4}编制(?:人员|人数|总数|数)?|(?:年末|期末)?实有人员编制|定编(?:人数|数)?'
	},
	{ measure: 'staff_quota', label: `(?:核定|批准)?${KIND_OF_POSTS}编制(?:人员|人数|总数|数)?` },
	{
		measure: 'staff_actual',
		label: `(?:年末|期末)?(?:实际|现|共)?(?:实有|在职|在编|在岗)(?:在职|在编|在岗|的|正式){0,4}${OF_STAFF}?(?:总人数|人数|总数|数)?|现有(?:在职|在编|正式){1,3}${OF_STAFF}?`
	},
	{
		measure: 'spending_total',
		label:
			'(?:(?:全年|本年|当年|年度)度?)?(?:(?:单位|部门)?(?:资金)?(?:总体|整体)支出(?:规模)?|(?:经费|资金)?支出(?:总计|合计|总额|共计)|(?:经费|资金)?总支出|支出决算(?:总额|合计|总计)|决算支出(?:总额|合计|总计)|决算总支出)'
	},
	{
		measure: 'spending_basic',
		label: `基本支出|${OF_UPKEEP}日常支出`
	},
	{ measure: 'spending_personnel', label: '人员类?(?:经费)?支出|人员经费' },
	{ measure: 'spending_operating', label: '(?:日常)?公用类?(?:经费)?支出|(?:日常)?公用经费' },
	{
		measure: 'spending_project',
		label: `(?:项目|专项)(?:经费|资金)?支出|(?:项目|专项)经费|${OF_UPKEEP}专项业务支出`
	},
	{
		measure: 'three_public_total',
		label: `${QUOTE}三公${QUOTE}(?:经费)?${QUOTE}(?:财政拨款)?(?:总?支出)?`
	},
	{ measure: 'three_public_reception', label: `公务接待${COST}|接待费用?(?:支出)?` },
	{
		measure: 'three_public_vehicle_running',
		label: `${VEHICLE}(?:运行维护|运行|运维|维护)${COST}`
	},
	{
		measure: 'three_public_vehicle_purchase',
		label: `${VEHICLE}购置${COST}|(?:购置${VEHICLE}|购车)${COST}`
	},
	{
		measure: 'three_public_abroad',
		label: `因公出国(?:[(（]境[)）]|出境|境)?${COST}|出国[(（]境[)）]${COST}`
	}
];

/** Names what is left of the whole; of a project or a kind of spending it says the same. */
export const CARRIED_ON = '结转(?:至|到)?[下次]一?年度?(?:使用|资金|的){0,4}';

const OF_INCOME: readonly FigureId[] = ['income_total', 'income_fiscal'];
/** `公务用车购置及运行维护费9万元，其中购置费…`. */
const OF_VEHICLES: readonly FigureId[] = ['three_public_vehicle_purchase'];
const OF_ASSETS: readonly FigureId[] = ['assets_total', 'assets_in_use', 'assets_leased'];

/** Figures of a report without tables. */
export const TEXT_LABELS: readonly NarrativeLabel[] = [
	...NARRATIVE_LABELS,
	{
		measure: 'three_public_vehicle_running',
		label: '(?:运行维护|运行|运维|维护)费用?(?:支出)?',
		among: OF_VEHICLES
	},
	{
		measure: 'three_public_vehicle_purchase',
		label: '购置费用?(?:支出)?',
		among: OF_VEHICLES
	},
	{
		measure: 'income_total',
		label:
			'收入(?:合计|总计|总额|共计)|总收入|(?:部门|单位)?(?:总体|整体)收入(?:规模)?|收入决算(?:数|总额|合计)?|决算收入|收入?[、和]?支(?:出)?总计|(?:本年|当年)度?收入(?=[、和与及](?:(?:本年|当年)度?)?支出(?:分别|各))'
	},
	{ measure: 'income_carried_in', label: '(?:年初|上年)结转(?:[和及]?结余)?(?:资金)?' },
	{
		measure: 'balance_cumulative',
		label:
			'(?:本|当)?年[末底](?:部门|单位)?(?:累计)?(?:结转|结余)(?:[和及、]?(?:结余|结转))?(?:资金)?|累计(?:结转)?结余'
	},
	{ measure: 'balance_cumulative', label: CARRIED_ON },
	{
		measure: 'balance_current',
		label: '(?:当年|本年)度?(?:收支)?(?:结转)?[和及]?结余(?:资金)?'
	},
	{ measure: 'income_fiscal', label: '(?:一般公共预算)?财政拨款收入' },
	{
		measure: 'income_fiscal',
		label: '(?:一般)?公共预算(?:财政)?(?:拨款)?(?:收入)?|(?:公共)?财政拨款|财政拨入',
		among: OF_INCOME
	},
	{ measure: 'income_gov_fund', label: '政府性基金(?:预算)?(?:财政)?(?:拨款)?收入' },
	{
		measure: 'income_gov_fund',
		label: '政府性基金(?:预算)?(?:财政)?(?:拨款)?',
		among: OF_INCOME
	},
	{
		measure: 'income_nontax',
		label: '(?:纳入(?:财政)?专户管理的?)?非税(?:收入)?拨款|财政专户管理资金(?:收入)?'
	},
	{ measure: 'income_other', label: '其[他它]收入' },
	{
		measure: 'assets_total',
		label:
			'固定资产(?:总额|合计|总计|总值|(?:账面)?原值(?:合计|总额)?|(?=\\s*(?:共计?|为|达|有)?\\s*\\d))'
	},
	{ measure: 'assets_in_use', label: '(?:在用|自用)(?:固定)?(?:资产)?', among: OF_ASSETS },
	{
		measure: 'assets_leased',
		label: '出租(?:[、和]?出借)?(?:固定)?(?:资产)?',
		among: OF_ASSETS
	},
	{ measure: 'assets_other', label: '其[他它](?:固定资产|资产)?', among: OF_ASSETS }
];
