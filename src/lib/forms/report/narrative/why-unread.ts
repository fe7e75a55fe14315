/** Tells by the words before an amount which figure it may be, and why it was not read. */
import type { BudgetBasis } from '#lib/catalogue/budgets.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Prose } from '../lines.ts';
import { TEXT_LABELS } from './narrative-labels.ts';

/** Words for spending that do not say of what. */
const SPENT = '(?:实际|全年|本年|当年|累计)?(?:支出|执行|决算)数?';

/** Words that may name a figure where its own name does not stand; those of a budget or of another year too. */
const OTHER_WORDS: readonly { measure: FigureId; label: string }[] = [
	{ measure: 'spending_total', label: SPENT },
	{ measure: 'income_total', label: '收入(?:总额|合计|总计)?' },
	{
		measure: 'income_fiscal',
		label: '财政拨款(?:收入)?|公共预算(?:拨款)?收入|公共预算拨款|一般公共预算(?!(?:财政拨款)?支出)'
	},
	{ measure: 'income_gov_fund', label: '政府性?基金' },
	{ measure: 'income_other', label: '(?:其[他它]|捐赠|利息|租金)[^，,。；;\\d]{0,4}收入' },
	{ measure: 'income_carried_in', label: '(?:上年|年初)结[转余]' },
	{ measure: 'balance_cumulative', label: '结余|年末结转|结转(?:至|到)?(?:下|次)一?年度?' },
	// `工资福利支出780万元，资本性支出170万元，总计950万元`.
	{ measure: 'spending_total', label: '(?<=支出[^。；;\\n]{0,120}[，,])(?:总计|合计|共计|总额)' },
	{ measure: 'assets_total', label: '固定资产' },
	{ measure: 'assets_leased', label: '出租[、和]?(?:出借)?(?:固定)?资产' },
	{ measure: 'assets_other', label: '其[他它](?:固定)?资产' }
];

/** In the order in which a name is looked for: `项目支出` before `支出`. */
const NAMES: readonly { measure: FigureId; pattern: RegExp; isOwn: boolean }[] = [
	...TEXT_LABELS.filter(({ among }) => !among).map((each) => ({ ...each, isOwn: true })),
	...OTHER_WORDS.map((each) => ({ ...each, isOwn: false }))
]
	.filter(({ measure }) => measureOf(measure).quantity === 'money')
	.map(({ measure, label, isOwn }) => ({ measure, pattern: new RegExp(label), isOwn }));

/** The words before an amount that was not read tell this of it. */
export interface UnreadReason {
	/** The figure that is named beside it. */
	measure: FigureId | null;
	/** It stands by a name that nothing but the figure has. */
	isNamed: boolean;
	/** The budget of all income or spending, as the words right before it may say. */
	whole: readonly [measure: FigureId, basis: BudgetBasis] | null;
	why: string;
}

/** The words before an amount, up to the last stop; a comma within a number is none. */
const CLAUSE = /(?:[^。；;，,：:\n]|(?<=\d),(?=\d))*$/;
const LONGEST_CLAUSE = 60;
const AMOUNT_BEFORE = /^.*\d\s*(?:[%％人名]|[百千万亿]*元)/;
/** A name stands so near before its amount. */
const NEAREST = 24;
const CORRECTED = /(?:应|更正|改正|调整|修正|核定|审定|核实|[减增]后|元后)为$/;
const CHANGED_BY =
	/(?:增加?|减少?|增长|下降|上升|降低|提高|节[约省]|压[减缩]|净增|超支|追加|追减|[调核][增减])[^\d，,。；;]{0,4}$/;

/** Tells by the words before an amount why it is no figure. */
export function whyUnread({ plain }: Prose, start: number, fiscalYear: number): UnreadReason {
	const before = plain.slice(Math.max(0, start - LONGEST_CLAUSE), start);
	const clause = CLAUSE.exec(before)?.[0] ?? '';
	const none = { measure: null, isNamed: false, whole: null };
	if (CORRECTED.test(clause)) return { ...none, why: WHY_CORRECTED };
	if (CHANGED_BY.test(clause)) return { ...none, why: WHY_CHANGE };
	if (isOfAnotherYear(plain, start, fiscalYear)) return { ...none, why: WHY_OTHER_YEAR };
	const near = clause.slice(-NEAREST).replace(AMOUNT_BEFORE, '');
	const name = NAMES.find(({ pattern }) => pattern.test(near));
	const measure = name?.measure ?? null;
	const isNamed = name?.isOwn ?? false;
	if (IS_BUDGET.test(clause))
		return { measure, isNamed, whole: wholeBudget(clause), why: WHY_BUDGET };
	const whyPlain = measure ? whyUncertain(measure) : WHY_NAMELESS;
	return { measure, isNamed, whole: null, why: OF_SYSTEM.test(before) ? WHY_SYSTEM : whyPlain };
}

/** `调整后预算90万元`, `我局年初预算收入90万元`. */
const WHOLE_BUDGET =
	/^(?:.*(?:我[局委办厅院校]|[本我](?:部门|单位|中心)|年|[，,]))?(?:部门|单位)?(年初|全年|调整后?|年中调整后?)的?(?:部门|单位)?预算(?:数|安排|总额)?(收入|支出)?[为是达]?$/;

function wholeBudget(clause: string): UnreadReason['whole'] {
	const [, basis, kind] = WHOLE_BUDGET.exec(clause) ?? [];
	if (!basis) return null;
	const measure = kind === '收入' ? 'income_total' : 'spending_total';
	return [measure, basis === '年初' ? 'budget_initial' : 'budget_adjusted'];
}

/** `全系统收入90万元，支出80万元`. */
const OF_SYSTEM = /全(?:[省市县区州旗][一-龥]{0,6})?系统(?!内)(?:(?!其中)[^。；;\n])*$/;
const WHY_SYSTEM = '正文写的是全系统的数，不只是本部门的，未存入。';
const WHY_CORRECTED = '正文对金额作了更正或调整，没有认出应当采用哪一个，未存入。';
const WHY_CHANGE = '正文写的是增减的数，未存入。';
export const WHY_OTHER_YEAR = '正文写的是其他年度的数，未存入。';
const WHY_NAMELESS = '没有认出这个金额是部门整体的哪一项，未存入。';

export function whyUncertain(measure: FigureId): string {
	return `没有认出这是不是部门本年度的“${measureOf(measure).name}”，未存入。`;
}

const IS_BUDGET = /(?<!公共|基金|经营)预算(?!执行|收入|[数和与及、]*(?:决算|执行|实际))/;
export const WHY_BUDGET =
	'正文写的是预算数，没有认出是部门本年度哪一项的年初预算数或全年预算数，未存入。';

/** A sentence is looked for so far back. */
const FARTHEST_BEFORE = 300;
/** `较2022年减少0.5万元` compares with that year, and goes on with the report's own. */
const YEAR_MEANT = /(?<![较比与同和于由从])(20\d\d)年/g;

/** Tells an amount of which its clause or sentence says that it is of another year. */
export function isOfAnotherYear(text: string, start: number, fiscalYear: number): boolean {
	const before = text.slice(Math.max(0, start - FARTHEST_BEFORE), start);
	const sentence = /[^。；;\n]*$/.exec(before)?.[0] ?? '';
	if (/(?:上年|去年|上一年|往年)(?!结[转余])[^，,。；;]*$/.test(sentence)) return true;
	const year = [...sentence.matchAll(YEAR_MEANT)].at(-1)?.[1];
	return year !== undefined && Number(year) !== fiscalYear;
}
