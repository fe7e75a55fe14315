import { differenceInWords, LAST_YEAR } from '#lib/catalogue/change-words.ts';
import { chooseMoneyUnit, formatValue } from '#lib/catalogue/format.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { restInWords, SPENDING_PARTS } from '#lib/catalogue/spending-parts.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { groupChange } from '#lib/comparison/change/change.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { shareBasis } from './basis.ts';
import { nothingStated } from '../nothing-stated.ts';

/** Says in one sentence what the money went to and how the mix moved. */
export function structureSentence(
	year: number,
	rows: readonly Observation[],
	base: string = LAST_YEAR
): string {
	const total = aggregate(rows, 'spending_total').value;
	if (total.value === null)
		return nothingStated(rows, 'spending_total', `${year}年没有符合条件的支出数据。`);
	const stated = rows.filter((row) => row.values.spending_total.value !== null).length;
	if (total.value === 0) return `${year}年${stated}家部门支出合计为0，没有占比。`;
	const basis = shareBasis(rows);
	const shares = SPENDING_PARTS.map(({ share, word }) => {
		const of = aggregate(basis.rows, share).value;
		if (of.value === null) return `${word}占比缺少数据`;
		const { difference } = groupChange(basis.compared, share);
		const change =
			difference.value === null ? '' : `（${shareChange(share, difference.value, base)}）`;
		return `${word}占${formatValue(share, of, 'headline')}${change}`;
	});
	const rest = restInWords(
		SPENDING_PARTS.flatMap(({ share }) => aggregate(basis.rows, share).value.value ?? [])
	);
	const amount = formatValue('spending_total', total, 'headline', chooseMoneyUnit([total.value]));
	const words = basis.words === '' ? '' : `${basis.words}，`;
	const compared = basis.compared.length > 0 ? `；与${base}比较的是两年均计入的部门` : '';
	return `${year}年${stated}家部门支出${amount}，${words}${shares.join('，')}${rest}${compared}。`;
}

function shareChange(id: MeasureId, difference: number, base: string): string {
	const words = differenceInWords(id, difference);
	return words.endsWith('持平') ? `与${base}${words}` : `比${base}${words}`;
}
