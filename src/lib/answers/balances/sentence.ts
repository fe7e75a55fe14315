import { chooseMoneyUnit, formatValue } from '#lib/catalogue/format.ts';
import { present } from '#lib/catalogue/values.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { continuityOf } from '#lib/comparison/continuity.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';

/** Bureau-wide balance and rate, how many are beyond the line, how many do not open with last year's close. */
export function balanceSentence(year: number, rows: readonly Observation[], line: number): string {
	const { value } = aggregate(rows, 'balance_cumulative');
	if (value.value === null) return `${year}年没有符合条件的结转结余数据。`;
	const amount = formatValue(
		'balance_cumulative',
		value,
		'headline',
		chooseMoneyUnit([value.value])
	);
	const rate = formatValue('carry_over_rate', aggregate(rows, 'carry_over_rate').value, 'headline');
	const compared = rows.filter((row) => row.previous !== null).length;
	const over = rows.filter((row) => (valueOf(row, 'carry_over_rate').value ?? 0) > line).length;
	const broken = rows.filter((row) => continuityOf(row).state === 'broken').length;
	const at = formatValue('carry_over_rate', present(line), 'headline');
	return `${year}年${rows.length}家部门累计结余${amount}，结转结余率${rate}；${over > 0 ? `${over}家` : '没有部门'}高于${at}关注线；${continuityClause(broken, compared)}。`;
}

function continuityClause(broken: number, compared: number): string {
	if (compared === 0) return '没有上年报告，上年结转无从核对';
	return `${broken > 0 ? `${broken}家` : '没有部门'}的上年结转与上年报告的累计结余不衔接`;
}
