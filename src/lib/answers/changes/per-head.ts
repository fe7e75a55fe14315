/** The change of a cost in words: what more or fewer people made of it, and what each of them costs. */
import { differenceInWords } from '#lib/catalogue/change-words.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import type { PeopleSplit } from '#lib/comparison/change/per-head.ts';

/** `其中人数变化使人员支出减少1.20万元，人均变化使其增加3.00万元（按两年都填报人数的69家计算）`; null where nobody is counted. */
export function perHeadSentence(
	{ people, per_head, counted }: PeopleSplit,
	measure: MeasureId
): string | null {
	if (counted === 0) return null;
	const words = (amount: number) =>
		amount === 0 ? '没有增减' : differenceInWords(measure, amount);
	return `其中人数变化使${measureOf(measure).name}${words(people)}，人均变化使其${words(per_head)}（按两年都填报人数的${counted}家逐家计算）`;
}
