/** The sentences that answer the ready questions. */
import {
	chooseMoneyUnit,
	type DisplayUnit,
	formatShare,
	formatValue
} from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { ruleOf } from '#lib/catalogue/rules.ts';
import { fenIn, PRINTED_STEP } from '#lib/catalogue/units.ts';
import { present } from '#lib/catalogue/values.ts';
import { yearsInWords } from '#lib/catalogue/years.ts';
import { changeOf } from '#lib/comparison/change/change.ts';
import { equalBeyond, equalToFirst, largestFirst } from '#lib/comparison/rank.ts';
import {
	againstLastYear,
	changeInWords,
	inWords,
	LAST_YEAR,
	unitBesideAll
} from '#lib/catalogue/change-words.ts';
import { emptySentence, resultOf } from '#lib/comparison/result.ts';
import { previousValueOf, valueOf, type Observation } from '#lib/comparison/observation.ts';
import type { OutlierAnswer } from '#lib/comparison/flags/outliers.ts';
import {
	distinctName,
	type IndicatorSummary,
	type SheetLine
} from '#lib/comparison/score-items.ts';
import type { Chosen } from '#lib/links.ts';
import type { RuleCount } from '#lib/server/questions/findings/reviewed.ts';
import { nothingStated } from '../nothing-stated.ts';

export interface ReadyInput {
	year: number;
	chosen: Chosen;
	observations: readonly Observation[];
	/** Says in one sentence who filed. */
	filed: string;
	/** The departments of all years up to this one. */
	history: readonly Observation[];
	/** Years up to this one in which a department filed late, by its name. */
	late: readonly { name: string; years: readonly number[] }[];
	/** Years in which anybody's filing could be held against a due date. */
	dated: readonly number[];
	rules: readonly RuleCount[];
	/** The flags of the year, with the number of comparisons made. */
	flags: OutlierAnswer;
	indicators: readonly IndicatorSummary[];
	/** The lines of the year's score sheets. */
	lines: readonly SheetLine[];
}

/** Departments named in an answer. */
export const NAMED = 3;

export function ranked(rows: readonly Observation[], measure: MeasureId) {
	return largestFirst(rows, (row) => valueOf(row, measure).value);
}

/** The first few by a measure, in one sentence. */
export function highest(rows: readonly Observation[], measure: MeasureId): string {
	const all = ranked(rows, measure);
	const first = all.slice(0, NAMED);
	if (first.length === 0) {
		const none = `没有部门填报可以计算${measureOf(measure).name}的数据。`;
		return nothingStated(rows, measure, none);
	}
	const unit = sharedUnit(first.map(({ value }) => value));
	const names = first.map(
		({ row, value }) => `${row.department.name}（${inWords(measure, value, unit)}）`
	);
	if (first.length === 1) return `只有${names.join('')}有此项数据，无法排位。`;
	if (first[0]?.value === all.at(-1)?.value)
		return `${all.length}家均为${inWords(measure, first[0]?.value ?? 0)}。`;
	return `从高到低前${names.length}家为${names.join('、')}${equalToLast(valuesIn(all), NAMED)}。`;
}

function valuesIn(all: readonly { value: number }[]): number[] {
	return all.map(({ value }) => value);
}

/** Says how many more equal the last that is named of a ranking; empty for none. */
export function equalToLast(ranking: readonly number[], named: number, counter = '家'): string {
	const equal = equalBeyond(ranking, named);
	return equal > 0 ? `；另有${equal}${counter}与其中最少的相等` : '';
}

/** All names, or the first of a ranking with the words that say by what they are first, and whether others equal the last. */
function listed(names: readonly string[], lead: string, ranking: readonly number[]): string {
	const tied = equalBeyond(ranking, NAMED) > 0 ? '等' : '';
	return ranking.length > NAMED ? `，${lead}${names.join('、')}${tied}` : `：${names.join('、')}`;
}

/** Names who changed most in money and, beyond the least amount, in percent. */
export function largestChanges(rows: readonly Observation[]): string {
	const changes = rows.flatMap((row) => {
		const { current, previous, difference, rate } = changeOf(row, 'spending_total');
		return current.value === null || previous.value === null || difference.value === null
			? []
			: [
					{
						row,
						current: current.value,
						previous: previous.value,
						difference: difference.value,
						rate
					}
				];
	});
	if (changes.length === 0) return notComparable(rows);
	if (changes.every(({ difference }) => difference === 0))
		return `可比较的${changes.length}家支出均与上年持平。`;
	const changed = changes.filter(({ difference }) => difference !== 0);
	const sizeOf = ({ difference }: (typeof changes)[number]) => Math.abs(difference);
	const steepnessOf = ({ rate }: (typeof changes)[number]) => Math.abs(rate.value ?? 0);
	const byMoney = changed.toSorted((a, b) => sizeOf(b) - sizeOf(a));
	const byRate = changed
		.filter(({ rate }) => rate.value !== null)
		.sort((a, b) => steepnessOf(b) - steepnessOf(a));
	const named = byMoney.slice(0, NAMED);
	const steepest = byRate.slice(0, 1);
	const all = ranked(rows, 'spending_total').reduce((sum, { value }) => sum + value, 0);
	const unit = unitBesideAll(chooseMoneyUnit([all]), [...named, ...steepest].map(sizeOf));
	const say = ({ row, current, previous }: (typeof changes)[number]) =>
		`${row.department.name}${changeInWords('spending_total', { current, previous }, unit)}`;
	const [only] = named;
	if (only && changed.length === 1) {
		const change = againstLastYear('spending_total', {
			current: present(only.current),
			previous: present(only.previous)
		});
		const who =
			changes.length === 1
				? `可比较的只有${only.row.department.name}`
				: `可比较的${changes.length}家中只有${only.row.department.name}有变动`;
		return `${who}，支出${change ?? ''}。`;
	}
	const money = equalToLast(byMoney.map(sizeOf), NAMED);
	const rate = steepest
		.map((one) => `；幅度最大的是${named.includes(one) ? one.row.department.name : say(one)}`)
		.join('');
	return `金额变化最大的是${named.map(say).join('、')}${money}${rate}${equalToFirst(byRate.map(steepnessOf))}。`;
}

/** One unit for the amounts of a sentence, in which the smallest is still seen. */
export function sharedUnit(amounts: readonly number[]): DisplayUnit {
	const sizes = amounts.map(Math.abs).filter((size) => size > 0);
	const unit = chooseMoneyUnit(sizes);
	const least = Math.min(...sizes);
	if (unit !== '元' && least < PRINTED_STEP / 2) return '元';
	return unit === '亿元' && least < fenIn('亿元') ? '万元' : unit;
}

export function topFive(rows: readonly Observation[]): string {
	const all = ranked(rows, 'spending_total');
	const total = all.reduce((sum, { value }) => sum + value, 0);
	if (all.length === 0) return nothingStated(rows, 'spending_total', '没有部门填报支出合计。');
	if (all.length <= 5) return '有支出数据的部门不足六家，不计算占比。';
	if (total <= 0) return `${all.length}家支出合计不大于0，不计算占比。`;
	const five = all.slice(0, 5);
	const sum = five.reduce((before, { value }) => before + value, 0);
	const share = formatShare(present(sum / total), 'headline');
	const names = five.map(({ row }) => row.department.name).join('、');
	return `${names}五家合计${inWords('spending_total', sum)}，占${all.length}家支出合计的${share}${equalToLast(valuesIn(all), 5)}。`;
}

/** Rises in each of the last three years, each against the year before. */
export function runs({ year, observations, history }: ReadyInput): string {
	const of = (id: number, at: number) =>
		history.find((one) => one.department.id === id && one.fiscal_year === at);
	const risen = (id: number) =>
		[year, year - 1, year - 2].map((at) => {
			const one = of(id, at);
			const difference = one ? changeOf(one, 'three_public_total').difference.value : null;
			return difference === null ? null : difference > 0;
		});
	const known = observations.map((row) => ({ row, rises: risen(row.department.id) }));
	const compared = known.filter(({ rises }) => !rises.includes(null)).length;
	if (compared === 0) return '没有部门的三公经费连续四年有数据，尚无法判断。';
	const rising = known.filter(({ rises }) => rises.every((rise) => rise === true));
	if (rising.length === 0) return `三公经费连续四年有数据的${compared}家中，没有连增三年的。`;
	const risenBy = ({ current, previous }: { current: number; previous: number }) =>
		current - previous;
	const all = rising
		.map(({ row }) => {
			const start = of(row.department.id, year - 2);
			return {
				name: row.department.name,
				previous: (start && previousValueOf(start, 'three_public_total').value) ?? 0,
				current: row.values.three_public_total.value ?? 0
			};
		})
		.sort((a, b) => risenBy(b) - risenBy(a));
	const named = all.slice(0, NAMED);
	const unit = sharedUnit(named.flatMap(({ current, previous }) => [current, current - previous]));
	const names = named.map(
		({ name, ...change }) => `${name}三年${changeInWords('three_public_total', change, unit)}`
	);
	return `${rising.length}家连增3年${listed(names, '增加最多的是', all.map(risenBy))}。`;
}

/** Says why nothing is compared with the year before. */
function notComparable(rows: readonly Observation[]): string {
	return emptySentence(
		resultOf([], rows, () => false),
		''
	);
}

export function rising(rows: readonly Observation[]): string {
	const changes = rows.map((row) => ({ row, change: changeOf(row, 'three_public_total') }));
	const risen = changes
		.filter(({ change }) => (change.difference.value ?? 0) > 0)
		.sort((a, b) => (b.change.difference.value ?? 0) - (a.change.difference.value ?? 0));
	const result = resultOf(risen, rows, (row) => {
		return changeOf(row, 'three_public_total').difference.value !== null;
	});
	if (risen.length === 0) return emptySentence(result, '没有部门的三公经费上升');
	const differences = risen.map(({ change }) => change.difference.value ?? 0);
	const named = risen.slice(0, NAMED);
	const unit = sharedUnit(
		named.flatMap(({ change }) => [change.current.value ?? 0, change.difference.value ?? 0])
	);
	const names = named.map(({ row, change }) => {
		const words = againstLastYear('three_public_total', change, LAST_YEAR, unit) ?? '';
		return `${row.department.name}${words}`;
	});
	const lead = risen.length > NAMED ? '，增加最多的是' : '：';
	return `可比较的${result.compared}家中${risen.length}家上升${lead}${names.join('、')}${equalToLast(differences, NAMED)}。`;
}

export function failing({ rules }: ReadyInput): string {
	const failed = rules.filter(({ fail }) => fail > 0).sort((a, b) => b.fail - a.fail);
	if (failed.length === 0) return noFailure(rules);
	const named = failed.slice(0, NAMED).map(({ rule, fail }) => `${ruleOf(rule).failing}${fail}份`);
	const all = failed.reduce((sum, { fail }) => sum + fail, 0);
	const isEven = failed[0]?.fail === failed.at(-1)?.fail;
	const rest = failed.length > NAMED ? '等' : '';
	const counts = failed.map(({ fail }) => fail);
	const tied = equalBeyond(counts, NAMED) > 0 ? '等' : '';
	return isEven || rest === ''
		? `共${all}项不符，涉及${failed.length}条规则：${named.join('、')}${rest}。`
		: `共${all}项不符，涉及${failed.length}条规则，最多的是${named.join('、')}${tied}。`;
}

/** Checked and nothing found, or nothing that could be checked. */
function noFailure(rules: readonly RuleCount[]): string {
	const isChecked = rules.some(({ pass, warn }) => pass + warn > 0);
	return isChecked
		? '可以核验的规则均未发现不符。'
		: '报告中没有可以核验的数据，无法判断有无不符。';
}

/** Names who states two scores, with both; says where none could be compared. */
export function scoreGap(rows: readonly Observation[]): string {
	const gaps = ranked(rows, 'score_gap');
	if (gaps.length === 0) return '没有部门同时填报两处得分，无法比较。';
	const unequal = gaps
		.filter(({ value }) => value !== 0)
		.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
	if (unequal.length === 0) return `两处得分都填报的${gaps.length}家均一致。`;
	const score = (row: Observation, id: 'score_form' | 'score_sheet') =>
		formatValue(id, row.values[id], 'headline');
	const names = unequal
		.slice(0, NAMED)
		.map(
			({ row }) =>
				`${row.department.name}（自评表${score(row, 'score_form')}，评分表${score(row, 'score_sheet')}）`
		);
	const sizes = unequal.map(({ value }) => Math.abs(value));
	return `两处得分都填报的${gaps.length}家中${unequal.length}家不一致${listed(names, '相差最大的是', sizes)}。`;
}

export function overQuota(rows: readonly Observation[]): string {
	const compared = rows.flatMap(({ department, values }) => {
		const { staff_actual: staff, staff_quota: quota } = values;
		if (staff.value === null || quota.value === null) return [];
		return [{ department, staff: staff.value, quota: quota.value }];
	});
	if (compared.length === 0) return '没有部门填报编制和实有人数，无法判断。';
	// No rate can be computed where the quota is 0, but whoever works there is over it.
	const over = compared
		.filter(({ staff, quota }) => staff > quota)
		.sort((a, b) => b.staff * a.quota - a.staff * b.quota);
	if (over.length === 0) return `填报编制和实有人数的${compared.length}家均未超编。`;
	const names = over.slice(0, NAMED).map(({ department, staff, quota }) => {
		const rate = quota > 0 ? inWords('staffing_rate', staff / quota) : '编制为0';
		return `${department.name}超${inWords('staff_actual', staff - quota)}（${rate}）`;
	});
	const rates = over.map(({ staff, quota }) => staff / quota);
	return `${over.length}家超编${listed(names, '比例最高的是', rates)}。`;
}

/** Names who filed late more than once, the most often first. */
export function lateTwice({ late, dated }: ReadyInput): string {
	if (dated.length === 0) return '没有同时登记报送期限和报送日期，无法判断是否逾期。';
	if (dated.length === 1)
		return `只有${dated[0] ?? ''}年登记了报送期限和报送日期，尚无法判断是否多次逾期。`;
	const often = late
		.filter(({ years }) => years.length > 1)
		.toSorted((a, b) => b.years.length - a.years.length);
	if (often.length === 0) return '没有部门两次及以上逾期报送。';
	const names = often
		.slice(0, NAMED)
		.map(({ name, years }) => `${name}${years.length}次（${yearsInWords(years)}）`);
	const times = often.map(({ years }) => years.length);
	return `${often.length}家逾期报送两次及以上${listed(names, '次数最多的是', times)}。`;
}

export function lost({ indicators, observations }: ReadyInput): string {
	if (indicators.length === 0) return '没有评分表数据，无法判断。';
	// An indicator that one department set for itself may have lost nearly all, and says little of the city.
	const worst = largestFirst(indicators, (one) => one.lost).filter(({ value }) => value > 0);
	if (worst.length === 0) return '各指标均没有扣分。';
	const paths = indicators.map(({ path }) => path);
	const most = Math.max(...indicators.map(({ counted }) => counted));
	const named = worst.slice(0, NAMED).map(({ row, value }) => {
		const few = row.counted < most ? `${row.counted}家` : '';
		const points = inWords('score_form', value);
		const share = formatShare(present(row.mean_lost), 'headline');
		return `${distinctName(row.path, paths)}（${few}共失${points}，平均失${share}）`;
	});
	const tied = equalToLast(valuesIn(worst), NAMED, '项');
	return `失分合计最多的是${named.join('、')}${tied}${lowestScores(observations)}。`;
}

/** Names the lowest scores below the highest one; nothing where all are equal. */
function lowestScores(rows: readonly Observation[]): string {
	const all = ranked(rows, 'score_form');
	const below = all.filter(({ value }) => value < (all[0]?.value ?? 0)).reverse();
	const named = below.slice(0, NAMED);
	if (named.length === 0) return '';
	const names = named.map(
		({ row, value }) => `${row.department.name}（${inWords('score_form', value)}）`
	);
	const isCut = equalBeyond(valuesIn(below), NAMED) > 0;
	return `；自评得分最低的是${names.join('、')}${isCut ? '等' : ''}`;
}
