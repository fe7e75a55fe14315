import { differenceInWords, LAST_YEAR } from '#lib/catalogue/change-words.ts';
import { chooseMoneyUnit, formatValue } from '#lib/catalogue/format.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { SPENDING_PARTS } from '#lib/catalogue/spending-parts.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { groupChange } from '#lib/comparison/change.ts';
import type { Observation } from '#lib/comparison/observation.ts';

/** Says in one sentence what the money went to and how the mix moved. */
export function structureSentence(
	year: number,
	rows: readonly Observation[],
	base: string = LAST_YEAR
): string {
	const total = aggregate(rows, 'spending_total').value;
	if (total.value === null) return `${year}年没有符合条件的支出数据。`;
	const compared = rows.some((row) => row.previous !== null);
	const shares = SPENDING_PARTS.map(({ share, word }) => {
		const value = formatValue(share, aggregate(rows, share).value, 'headline');
		const { difference } = groupChange(rows, share);
		const change =
			difference.value === null ? '' : `（${shareChange(share, difference.value, base)}）`;
		return `${word}占${value}${change}`;
	});
	const amount = formatValue('spending_total', total, 'headline', chooseMoneyUnit([total.value]));
	const stated = rows.filter((row) => row.values.spending_total.value !== null).length;
	return `${year}年${stated}家部门支出${amount}，${shares.join('，')}${compared ? `；与${base}比较的是两年均报的部门` : ''}。`;
}

function shareChange(id: MeasureId, difference: number, base: string): string {
	const words = differenceInWords(id, difference);
	return words.endsWith('持平') ? `与${base}${words}` : `比${base}${words}`;
}
