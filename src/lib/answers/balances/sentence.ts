import { chooseMoneyUnit, formatValue, type DisplayUnit } from '#lib/catalogue/format.ts';
import { baseInWords } from '#lib/catalogue/formulas.ts';
import { fenIn } from '#lib/catalogue/units.ts';
import { present } from '#lib/catalogue/values.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import {
	continuityBreaks,
	NO_BREAK,
	suspectContinuities
} from '#lib/comparison/change/continuity.ts';
import { equalToFirst } from '#lib/comparison/rank.ts';
import { emptySentence } from '#lib/comparison/result.ts';
import { firstNames } from '#lib/catalogue/name-lists.ts';
import { inWords, LAST_YEAR, unitBeside } from '#lib/catalogue/change-words.ts';
import { groupChange } from '#lib/comparison/change/change.ts';
import { sameBasisWords } from '../totals.ts';
import { whoHoldsMost } from '../who.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { nothingStated } from '../nothing-stated.ts';

/**
 * Bureau-wide balance and rate, how they changed and who holds most, how many are beyond the line, how many do not open with
 * last year's close. `unit` is that of balances told beside it.
 */
export function balanceSentence(
	year: number,
	rows: readonly Observation[],
	line: number,
	base: string = LAST_YEAR,
	unit?: DisplayUnit
): string {
	const { value } = aggregate(rows, 'balance_cumulative');
	if (value.value === null)
		return nothingStated(rows, 'balance_cumulative', `${year}年没有符合条件的结转结余数据。`);
	const amount = formatValue(
		'balance_cumulative',
		value,
		'headline',
		unit ?? chooseMoneyUnit([value.value])
	);
	const stated = rows.filter((row) => row.values.balance_cumulative.value !== null).length;
	const told = [
		sameBasisWords('balance_cumulative', groupChange(rows, 'balance_cumulative'), base, unit),
		whoHoldsMost('balance_cumulative', rows, unit)
	].filter((words) => words !== null);
	return `${year}年${stated}家部门累计结余${amount}，${rateInWords(rows)}；${told.length > 0 ? `${told.join('，')}；` : ''}${beyondLine(rows, line, stated)}；${continuitySentence(rows)}`;
}

/** Counts those beyond the line; says of how many, where not all of the `stated` balances have a rate. */
function beyondLine(rows: readonly Observation[], line: number, stated: number): string {
	const at = `${formatValue('carry_over_rate', present(line), 'headline')}关注线`;
	const rates = rows.flatMap((row) => valueOf(row, 'carry_over_rate').value ?? []);
	if (rates.length === 0) return `没有部门的结转结余率可与${at}比较`;
	const over = rates.filter((rate) => rate > line).length;
	const compared = rates.length < stated ? `（可比较的${rates.length}家）` : '';
	return `${over > 0 ? `${over}家` : '没有部门'}高于${at}${compared}`;
}

function rateInWords(rows: readonly Observation[]): string {
	const { value } = aggregate(rows, 'carry_over_rate');
	if (value.missing === 'zero_denominator')
		return `${baseInWords('carry_over_rate')}为0，没有结转结余率`;
	return `结转结余率${formatValue('carry_over_rate', value, 'headline')}`;
}

/** Departments named in the sentence whose balances are perhaps slips; 核对 has them all. */
const NAMED = 3;

/** Says in one sentence whose opening balance does not join last year's closing one. */
export function continuitySentence(rows: readonly Observation[]): string {
	const breaks = continuityBreaks(rows);
	const [first] = breaks.items;
	const suspects = suspectContinuities(rows).map(({ department }) => department.name);
	const unconfirmed =
		suspects.length > 0
			? `其中${firstNames(suspects, NAMED, '家')}的结余或结转疑似填报错误，核实前不作比较。`
			: '';
	if (!first) {
		// Behind other clauses, what cannot be compared is named.
		const subject = breaks.state === 'not_comparable' ? '年初结转与上年年末结余：' : '';
		return `${subject}${emptySentence(breaks, NO_BREAK)}${unconfirmed}`;
	}
	const { observation, continuity } = first;
	const difference = continuity.difference.value ?? 0;
	// A sentence on balances is in 万元 or 亿元, and the gap is compared with them.
	const opening = Math.max(continuity.opening.value ?? 0, fenIn('万元'));
	const unit = unitBeside(chooseMoneyUnit([opening]), difference);
	const gap = inWords('income_carried_in', Math.abs(difference), unit);
	const side = difference > 0 ? '多' : '少';
	const others = breaks.left_out > 0 ? `，另有${breaks.left_out}家缺少数据未比较` : '';
	const lead = breaks.items.length === 1 ? '：' : '，差额最大的是';
	const sizes = breaks.items.map((one) => Math.abs(one.continuity.difference.value ?? 0));
	const tied = equalToFirst(sizes);
	return `${breaks.items.length}家的年初结转与上年年末结余不衔接${lead}${observation.department.name}（${side}${gap}）${tied}${others}。${unconfirmed}`;
}
