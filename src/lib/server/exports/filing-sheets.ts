/** One filed report as sheets: every figure as printed and as understood, with its place, and the score sheet. */
import { measureOf, type StoredId } from '#lib/catalogue/measures.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { describePlace, type Place } from '#lib/documents/place.ts';
import type { FilingContent } from '../questions/departments/department.ts';
import { correctionSentence } from '#lib/answers/corrections.ts';
import type { Sheet, SheetColumn } from './sheet.ts';
import { number, outgoing, text, valueAndUnit } from './tables.ts';

const placeText = (place: Place | null) => (place ? describePlace(place) : null);

/** Tells of the correction by hand at a place; null where there is none. */
function correctionAt(
	place: Place | null,
	corrections: FilingContent['corrections']
): string | null {
	const found = corrections.find(({ id }) => id === place?.correction);
	return found ? correctionSentence(found) : null;
}

export function printedSheet(
	{ figures, corrections }: Pick<FilingContent, 'figures' | 'corrections'>,
	values: Readonly<Record<StoredId, Value>>
): Sheet {
	return {
		name: '报送原值',
		columns: [text('项目'), number('数值'), ...['单位', '原文', '位置', '人工更正'].map(text)],
		rows: Object.entries(figures).map(([id, { printed, place }]) => {
			const measure = id as StoredId;
			return [
				measureOf(measure).name,
				...valueAndUnit(measure, values[measure]),
				printed || null,
				placeText(place),
				correctionAt(place, corrections)
			];
		})
	};
}

export function scoreItemSheet({
	score_items,
	corrections
}: Pick<FilingContent, 'score_items' | 'corrections'>): Sheet {
	const points = (name: string): SheetColumn => ({ name, unit: '分', format: 'points' });
	const cell = (value: number | null) =>
		value === null ? null : outgoing(present(value), 'points');
	return {
		name: '得分表',
		columns: [
			...['一级指标', '二级指标', '三级指标', '评分标准'].map(text),
			...['分值', '得分', '扣分'].map(points),
			...['扣分原因', '位置', '人工更正'].map(text)
		],
		rows: score_items.map((item) => [
			item.level1,
			item.level2,
			item.level3,
			item.criterion,
			cell(item.weight),
			cell(item.score),
			cell(item.lost),
			item.reason || null,
			placeText(item.score_place),
			[item.weight_place, item.score_place]
				.flatMap((place) => correctionAt(place, corrections) ?? [])
				.join('；') || null
		])
	};
}
