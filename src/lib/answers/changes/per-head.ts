/** The change of a cost per head as what more or fewer people made of it, and what each of them costs. */
import { differenceInWords } from '#lib/catalogue/change-words.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { previousValueOf, valueOf, type Observation } from '#lib/comparison/observation.ts';

/** Costs that the number of people drives. */
const BY_PEOPLE: readonly MeasureId[] = ['spending_personnel', 'spending_operating'];

/** The two effects, in 分; they add up to the change of the departments that are counted. */
export interface PerHeadSplit {
	people: number;
	per_head: number;
	/** Departments that state the amount and the people in both years. */
	counted: number;
}

/**
 * Splits department by department: people are counted at the cost per head of the earlier year, the change of that cost
 * over the people of the later one. Null for other measures, and where no department states both in both years.
 */
export function perHeadSplit(
	rows: readonly Observation[],
	measure: MeasureId
): PerHeadSplit | null {
	if (!BY_PEOPLE.includes(measure)) return null;
	const counted = rows.flatMap((row) => {
		const [after, before] = [valueOf(row, measure).value, previousValueOf(row, measure).value];
		const people = valueOf(row, 'staff_actual').value;
		const people_before = previousValueOf(row, 'staff_actual').value;
		if (after === null || before === null || people === null) return [];
		if (people_before === null || people_before <= 0) return [];
		const byPeople = Math.round((before * (people - people_before)) / people_before);
		return [{ people: byPeople, per_head: after - before - byPeople }];
	});
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
