import { chooseMoneyUnit, formatValue } from '#lib/catalogue/format.ts';
import { notFiledYet } from '#lib/catalogue/years.ts';
import type { Value } from '#lib/catalogue/values.ts';
import { groupChange } from '#lib/comparison/change/change.ts';
import { sameBasisWords } from '../totals.ts';
import { whoHoldsMost } from '../who.ts';
import { RULES } from '#lib/catalogue/rules.ts';
import type { Observation } from '#lib/comparison/observation.ts';

/** Says in one sentence what the list shows. */
export function listSentence(
	shown: { year: number; base_name: string },
	rows: readonly Observation[],
	population: number,
	spending: Value
): string {
	if (population === 0) return notFiledYet(shown.year);
	if (rows.length === 0) return `${shown.year}年${population}家部门已报送，没有符合条件的部门。`;
	const narrowed = rows.length < population ? `符合条件的有${rows.length}家，` : '';
	const failing = rows.filter((row) => row.findings.fail > 0).length;
	const isTried = rows.some((row) => row.findings.not_checkable < RULES.length);
	const none = isTried ? '可以核验的规则均未发现不符' : '没有可以核验的数据';
	const told = [
		sameBasisWords('spending_total', groupChange(rows, 'spending_total'), shown.base_name),
		whoHoldsMost('spending_total', rows)
	].filter((words) => words !== null);
	const total =
		spending.value === null
			? ''
			: `支出合计${formatValue('spending_total', spending, 'headline', chooseMoneyUnit([spending.value]))}${told.map((words) => `，${words}`).join('')}；`;
	return `${shown.year}年${population}家部门已报送，${narrowed}${total}${failing > 0 ? `${failing}家的报告有勾稽不符` : none}。`;
}
