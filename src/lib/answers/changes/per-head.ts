/** The change of a cost per head as what more or fewer people made of it, and what each of them costs. */
import { differenceInWords } from '#lib/catalogue/change-words.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { isByPeople, peopleEffects, type PeopleEffects } from '#lib/comparison/per-head.ts';
import { previousValueOf, valueOf, type Observation } from '#lib/comparison/observation.ts';

/** The two effects together; they add up to the change of the departments that are counted. */
export interface PerHeadSplit extends PeopleEffects {
	/** Departments that state the amount and the people in both years. */
	counted: number;
}

/** Splits department by department; null for other measures, and where no department states both in both years. */
export function perHeadSplit(
	rows: readonly Observation[],
	measure: MeasureId
): PerHeadSplit | null {
	if (!isByPeople(measure)) return null;
	const costOf = (of: typeof valueOf, row: Observation) => ({
		cost: of(row, measure).value,
		people: of(row, 'staff_actual').value
	});
	const counted = rows.flatMap(
		(row) => peopleEffects(costOf(previousValueOf, row), costOf(valueOf, row)) ?? []
	);
	if (counted.length === 0) return null;
	return {
		people: counted.reduce((sum, one) => sum + one.people, 0),
		per_head: counted.reduce((sum, one) => sum + one.per_head, 0),
		counted: counted.length
	};
}

/** `其中人数变化使人员支出减少1.20万元，人均变化使其增加3.00万元（按两年都填报人数的69家计算）`; null without a split. */
export function perHeadSentence(rows: readonly Observation[], measure: MeasureId): string | null {
	const split = perHeadSplit(rows, measure);
	if (!split) return null;
	const words = (amount: number) =>
		amount === 0 ? '没有增减' : differenceInWords(measure, amount);
	return `其中人数变化使${measureOf(measure).name}${words(split.people)}，人均变化使其${words(split.per_head)}（按两年都填报人数的${split.counted}家逐家计算）`;
}
