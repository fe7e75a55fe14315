/**
 * Scores recomputed from filed figures by the rule printed on the sheet. “每超过一个百分点扣0.5分” can be read as
 * counting whole points only, every point begun, or in proportion; the interval of all three readings is given.
 */
import { parseBalanceMarks, parseDeduction, type Deduction } from '#lib/catalogue/criteria.ts';
import type { Budget, RecognisedFiling, ScoreItem } from '#lib/filing/filing.ts';
import {
	applicableCriterion,
	recogniseIndicator,
	verifiability
} from '#lib/catalogue/indicators.ts';
import { formatDecimal } from '#lib/catalogue/format.ts';
import { BASIS_NAMES, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { toPoints } from '#lib/catalogue/units.ts';
import { figureOf, type ReviewedYear } from './subject.ts';
import { absenceText, amountText, peopleText } from './wording.ts';

/** The scores that a printed rule allows, in hundredths of a point, both ends inclusive. */
export interface Rescored {
	low: number;
	high: number;
	/** Says what was computed from what, e.g. `实有人数23人、人员编制22人，控制率104.55%`. */
	basis: string;
	/** Says how the rule was read, e.g. `每超过1个百分点扣0.5分，按舍去、进位或按比例计算`. */
	reading: string;
	/** The sheet prints no rule, so that the usual one was applied. */
	is_usual: boolean;
	reason: null;
}

/** A score that cannot be recomputed, with the reason as a phrase. */
export interface NotRescored {
	reason: string;
}

/** Budgets are there in the filing that is reviewed, not in those of earlier years. */
type Year = Pick<ReviewedYear, 'figures'> & Partial<Pick<RecognisedFiling, 'budgets'>>;

/** The figures of the year before, or why there are none. */
type YearBefore = Year | NotRescored;

/** Recomputes one line of the sheet from the year's figures and, where its rule looks back, last year's. */
export function rescore(item: ScoreItem, year: Year, previous: YearBefore): Rescored | NotRescored {
	const spec = recogniseIndicator(item.path);
	const { checkable, reason } = verifiability(item);
	const weight = item.weight.value;
	const criterion = applicableCriterion(item);
	if (!spec || !criterion || weight === null) return { reason };
	if (checkable === 'no' || checkable === 'evidence') return { reason };
	const rescored = rescoreBy({ criterion: criterion.text, weight }, spec.id, year, previous);
	return rescored.reason === null ? { ...rescored, is_usual: criterion.is_usual } : rescored;
}

function rescoreBy(
	{ criterion, weight }: { criterion: string; weight: number },
	indicator: string,
	year: Year,
	previous: YearBefore
): Computed | NotRescored {
	switch (indicator) {
		case 'balance':
			return rescoreBalance(criterion, year);
		case 'staffing_rate':
			return rescoreShare(
				criterion,
				weight,
				shareOf('控制率', 'staff_actual', 'staff_quota', year)
			);
		case 'asset_utilisation':
			return rescoreShare(
				criterion,
				weight,
				shareOf('利用率', 'assets_in_use', 'assets_total', year)
			);
		case 'three_public_control':
			return rescoreShare(criterion, weight, shareOfBudget('控制率', 'three_public_total', year));
		default:
			return rescoreShare(criterion, weight, changeOf('three_public_total', year, previous));
	}
}

type Computed = Omit<Rescored, 'is_usual'>;

function rescoreBalance(criterion: string, year: Year): Computed | NotRescored {
	const marks = parseBalanceMarks(criterion);
	const balance = figureOf(year, 'balance_cumulative');
	const carriedIn = figureOf(year, 'income_carried_in');
	if (!marks) return { reason: '评分标准的写法无法换算成规则' };
	if (balance.value === null) return { reason: absenceText('累计结余', balance) };
	const left = `累计结余${amountText(balance.value)}`;
	if (balance.value < 0) return { reason: `${left}，为负数，评分标准没有规定` };
	if (balance.value === 0) return exactly(marks.none, left, '无结余');
	if (carriedIn.value === null) return { reason: absenceText('上年结转', carriedIn) };
	const basis = `${left}、上年结转${amountText(carriedIn.value)}`;
	return balance.value <= carriedIn.value
		? exactly(marks.within_carried_in, basis, '有结余但不超过上年结转')
		: exactly(marks.beyond_carried_in, basis, '结余超过上年结转');
}

function exactly(marks: number, basis: string, reading: string): Computed {
	return { low: marks, high: marks, basis, reading, reason: null };
}

/** A share as an exact fraction, with the words that show where it comes from. */
interface Share {
	over: bigint;
	under: bigint;
	basis: string;
	/** Limit in hundredths of a percent, where the printed rule names none. */
	usual_limit: number;
}

function shareOf(name: string, over: FigureId, under: FigureId, year: Year): Share | NotRescored {
	const figures = [over, under].map((id) => ({ id, figure: figureOf(year, id) }));
	const absent = figures.find(({ figure }) => figure.value === null);
	if (absent) return { reason: absenceText(measureOf(absent.id).name, absent.figure) };
	const [top = 0, bottom = 0] = figures.map(({ figure }) => figure.value ?? 0);
	if (bottom <= 0) return { reason: `${measureOf(under).name}为0，无法计算${name}` };
	const text = measureOf(over).quantity === 'people' ? peopleText : amountText;
	const stated = `${measureOf(over).name}${text(top)}、${measureOf(under).name}${text(bottom)}`;
	const basis = `${stated}，${name}${percentText(top / bottom)}`;
	return { over: BigInt(top), under: BigInt(bottom), basis, usual_limit: 10_000 };
}

/** The budget as adjusted, or where only that is filed the initial one. */
export function budgetOf({ budgets = [] }: Pick<Year, 'budgets'>, id: FigureId): Budget | null {
	const filed = budgets.filter(({ measure, figure }) => measure === id && figure.value !== null);
	return filed.find(({ basis }) => basis === 'budget_adjusted') ?? filed[0] ?? null;
}

function shareOfBudget(name: string, id: FigureId, year: Year): Share | NotRescored {
	const filed = budgetOf(year, id);
	const budget = filed?.figure.value ?? null;
	const actual = figureOf(year, id);
	const { name: measure } = measureOf(id);
	if (!filed || budget === null) return { reason: `没有报送${measure}的预算数` };
	if (actual.value === null) return { reason: absenceText(measure, actual) };
	if (budget <= 0) return { reason: `${measure}的预算数为0，无法计算${name}` };
	const amounts = `${measure}${amountText(actual.value)}、${BASIS_NAMES[filed.basis]}${amountText(budget)}`;
	const text = `${amounts}，${name}${percentText(actual.value / budget)}`;
	return { over: BigInt(actual.value), under: BigInt(budget), basis: text, usual_limit: 10_000 };
}

function changeOf(id: FigureId, year: Year, previous: YearBefore): Share | NotRescored {
	const { name } = measureOf(id);
	if ('reason' in previous) return { reason: `${previous.reason}，无法计算三公经费变动率` };
	const now = figureOf(year, id);
	const before = figureOf(previous, id);
	if (now.value === null) return { reason: absenceText(name, now) };
	if (before.value === null) return { reason: absenceText(`上年${name}`, before) };
	const stated = `${name}${amountText(now.value)}、上年${amountText(before.value)}`;
	if (before.value === 0 && now.value === 0) {
		return { over: 0n, under: 1n, basis: `${stated}，没有变动`, usual_limit: 0 };
	}
	if (before.value <= 0) return { reason: `上年${name}为0，无法计算变动率` };
	const change = (now.value - before.value) / before.value;
	return {
		over: BigInt(now.value - before.value),
		under: BigInt(before.value),
		basis: `${stated}，变动率${percentText(change)}`,
		usual_limit: 0
	};
}

function rescoreShare(
	criterion: string,
	weight: number,
	share: Share | NotRescored
): Computed | NotRescored {
	if ('reason' in share) return share;
	const rule = parseDeduction(criterion);
	if (!rule) return { reason: '评分标准的写法无法换算成规则' };
	const { low, high } = applyDeduction(rule, weight, share);
	const direction = rule.beyond === 'above' ? '超过' : '低于';
	const reading = `每${direction}${rule.step / 100}个百分点扣${toPoints(rule.marks)}分，按舍去、进位或按比例计算`;
	return { low, high, basis: share.basis, reading, reason: null };
}

/** Whole arithmetic on fractions: a share of exactly 102% is two points over, not 1.9999. */
function applyDeduction(
	rule: Deduction,
	weight: number,
	share: Share
): { low: number; high: number } {
	const limit = BigInt(rule.limit ?? share.usual_limit);
	const excess = share.over * 10_000n - limit * share.under;
	const beyond = rule.beyond === 'above' ? excess : -excess;
	if (beyond <= 0n) return { low: weight, high: weight };
	const step = share.under * BigInt(rule.step);
	const whole = beyond / step;
	const begun = whole + (beyond % step > 0n ? 1n : 0n);
	const marksLeft = (steps: bigint) => Math.max(0, weight - Number(steps) * rule.marks);
	return { low: marksLeft(begun), high: marksLeft(whole) };
}

function percentText(share: number): string {
	return `${formatDecimal(share * 100, 2)}%`;
}

/** The line of the sheet that an indicator is scored on; null where the sheet has none. */
export function findIndicatorItem(items: readonly ScoreItem[], rule: string): ScoreItem | null {
	return items.find((item) => recogniseIndicator(item.path)?.rule === rule) ?? null;
}
