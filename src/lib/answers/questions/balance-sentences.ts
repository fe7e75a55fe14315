/** The sentences on balances: who holds most and why, and what may lie untouched. */
import {
	chooseMoneyUnit,
	type DisplayUnit,
	formatShare,
	formatValue
} from '#lib/catalogue/format.ts';
import { recogniseIndicator } from '#lib/catalogue/indicators.ts';
import { measureOf, type MeasureId, type StoredId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import { inWords, runInWords, unitBesideAll } from '#lib/catalogue/change-words.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { runOf } from '#lib/comparison/change/change.ts';
import { idleBalances } from '#lib/comparison/flags/idle.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { equalBeyond, equalToFirst } from '#lib/comparison/rank.ts';
import { emptySentence } from '#lib/comparison/result.ts';
import { equalToLast, NAMED, ranked, type ReadyInput } from './sentences.ts';
import { nothingStated } from '../nothing-stated.ts';

type BalanceInput = Pick<ReadyInput, 'observations' | 'history' | 'lines'>;

/** The unit of all balances that the answers tell: that of their total, or the smaller one that one of them needs. */
export function balancesUnit(rows: readonly Observation[]): DisplayUnit {
	const { value: total } = aggregate(rows, 'balance_cumulative');
	const [largest] = ranked(rows, 'balance_cumulative');
	return unitBesideAll(chooseMoneyUnit([total.value ?? 0]), [
		...(largest ? [largest.value, ...amountsOf(largest.row, COMPONENTS)] : []),
		...balanceParts(rows),
		...namedIdle(rows).flatMap(({ at_most, at_least }) => [at_most, at_least])
	]);
}

function namedIdle(rows: readonly Observation[]) {
	return idleBalances(rows).items.slice(0, NAMED);
}

/** Names who holds the largest balance and who the highest rate, each with what the balance is made of. */
export function carryOver(
	input: BalanceInput,
	unit: DisplayUnit = balancesUnit(input.observations)
): string {
	const rows = input.observations;
	const all = ranked(rows, 'balance_cumulative');
	const [largest] = all;
	const least = all.at(-1)?.value ?? 0;
	// Equal balances have no largest one, and beside negative ones there is no share.
	if (largest && all.length === 1) {
		const amount = inUnit('balance_cumulative', largest.value, unit);
		const cause = causeOf(largest.row, input, unit);
		return `只有${largest.row.department.name}填报累计结余（${amount}）${cause}；${highestRate(rows, unit)}`;
	}
	if (!largest || largest.value <= 0 || least === largest.value) return highestRate(rows, unit);
	const total = all.reduce((sum, { value }) => sum + value, 0);
	const share =
		least >= 0 ? `，占合计的${formatShare(present(largest.value / total), 'headline')}` : '';
	const tied = equalToFirst(all.map(({ value }) => value));
	return `累计结余最多的是${largest.row.department.name}（${inUnit('balance_cumulative', largest.value, unit)}${share}）${tied}${causeOf(largest.row, input, unit)}；${highestRate(rows, unit)}`;
}

/** 累计结余 is the sum of these. */
const COMPONENTS = ['income_carried_in', 'balance_current'] as const;

/** Says what the balance of a department is made of, for how long it has grown, and the reason that its score sheet gives. */
function causeOf(row: Observation, { history, lines }: BalanceInput, unit: DisplayUnit): string {
	const parts = COMPONENTS.map(
		(id) => `${measureOf(id).name}${formatValue(id, row.values[id], 'headline', unit)}`
	);
	const years = history.filter(({ department }) => department.id === row.department.id);
	const run = runInWords(runOf(years, 'balance_cumulative'));
	const reason = reasonOf(lines.filter(({ department }) => department === row.department.id));
	const told = [...parts, ...(run === '' ? [] : [`累计结余${run}`]), reason];
	return `；${row.department.name}的${told.join('，')}`;
}

/** The reason that a department's score sheet gives for its balance, or why it gives none. */
function reasonOf(lines: ReadyInput['lines']): string {
	const balances = lines.filter(({ path }) => recogniseIndicator(path)?.id === 'balance');
	const stated = balances.find(({ reason }) => reason !== '');
	if (stated) return `扣分说明为“${stated.reason}”`;
	const isFull = balances.every(({ score, weight }) => score !== null && score === weight);
	if (balances.length === 0) return '没有报送结余指标的得分，未写明原因';
	return isFull ? '结余指标未扣分，未写明原因' : '扣分说明未写明结余原因';
}

/** Measures whose amounts a sentence on the highest rate says. */
const BALANCE_PARTS = ['balance_cumulative', 'spending_total', 'income_carried_in'] as const;

/** Amounts of them, in 分, that the department with the highest rate states. */
function balanceParts(rows: readonly Observation[]): number[] {
	const [first] = ranked(rows, 'carry_over_rate');
	return first ? amountsOf(first.row, BALANCE_PARTS) : [];
}

function amountsOf({ values }: Observation, ids: readonly StoredId[]): number[] {
	return ids.flatMap((id) => values[id].value ?? []);
}

function inUnit(measure: MeasureId, value: number, unit: DisplayUnit): string {
	return formatValue(measure, present(value), 'headline', unit);
}

function highestRate(rows: readonly Observation[], unit: DisplayUnit): string {
	const all = ranked(rows, 'carry_over_rate');
	const first = all[0];
	if (!first) return nothingStated(rows, 'carry_over_rate', '没有可以计算的结转结余率。');
	if (all.length > 1 && first.value === all.at(-1)?.value)
		return `${all.length}家的结转结余率均为${inWords('carry_over_rate', first.value)}。`;
	const { row, value } = first;
	const words = `${row.department.name}（${inWords('carry_over_rate', value)}）`;
	const who = all.length > 1 ? `结转结余率最高的是${words}` : `只有${words}有结转结余率`;
	const parts = BALANCE_PARTS.map(
		(id) => `${measureOf(id).name}${formatValue(id, row.values[id], 'headline', unit)}`
	);
	const tied = equalBeyond(
		all.map((one) => one.value),
		1
	);
	const others = tied > 0 ? `；另有${tied}家的结转结余率与之相等` : '';
	return `${who}：${parts.join('，')}${others}。`;
}

export function idle(rows: readonly Observation[], unit: DisplayUnit = balancesUnit(rows)): string {
	const found = idleBalances(rows);
	if (found.items.length === 0) return emptySentence(found, '没有连续两年未下降且占支出较大的结余');
	const names = namedIdle(rows).map(({ observation, at_most, at_least }) => {
		const amount = (value: number) => inUnit('balance_cumulative', value, unit);
		const proved = at_least > 0 ? `，至少${amount(at_least)}` : '';
		return `${observation.department.name}（至多${amount(at_most)}${proved}）`;
	});
	const tied = equalToLast(
		found.items.map(({ at_most }) => at_most),
		NAMED
	);
	const lead = found.items.length === 1 ? '可能未动用的是' : '可能未动用的金额最多的是';
	return `${found.items.length}家的结余连续两年未下降，${lead}${names.join('、')}${tied}；期间另有支出，报告数只能说明上限。`;
}
