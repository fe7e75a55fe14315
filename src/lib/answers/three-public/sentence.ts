import { LAST_YEAR } from '#lib/catalogue/change-words.ts';
import { chooseMoneyUnit, formatValue } from '#lib/catalogue/format.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { changeOf, groupChange } from '#lib/comparison/change/change.ts';
import { sameBasisWords } from '../totals.ts';
import { whoMovedMost } from '../who.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { nothingStated } from '../nothing-stated.ts';

/** Three-public spending with and without purchases, who made its change, and how many departments rose, in one sentence. */
export function threePublicSentence(
	year: number,
	rows: readonly Observation[],
	base: string = LAST_YEAR
): string {
	const total = amountClause(rows, 'three_public_total', '三公经费决算', base);
	if (total === null)
		return nothingStated(rows, 'three_public_total', `${year}年没有符合条件的三公经费数据。`);
	const most = whoMovedMost('three_public_total', rows);
	const without = amountClause(rows, 'three_public_without_purchase', '不含公车购置', base);
	const changes = rows
		.map((row) => changeOf(row, 'three_public_total').difference.value)
		.filter((difference) => difference !== null);
	const risen = changes.filter((difference) => difference > 0).length;
	const counted =
		changes.length > 0
			? `；与${base}比较的${changes.length}家中${risen > 0 ? `${risen}家上升` : '没有部门上升'}`
			: '';
	return `${year}年${total}${most === null ? '' : `，${most}`}${without === null ? '' : `；${without}`}${counted}。`;
}

function amountClause(
	rows: readonly Observation[],
	id: MeasureId,
	name: string,
	base: string
): string | null {
	const { value } = aggregate(rows, id);
	if (value.value === null) return null;
	const amount = formatValue(id, value, 'headline', chooseMoneyUnit([value.value]));
	const change = sameBasisWords(id, groupChange(rows, id), base);
	return `${name}${amount}${change === null ? '' : `，${change}`}`;
}
