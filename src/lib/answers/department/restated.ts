/** 首次报送 beside 更正后: the figures that a correction changed. */
import { chooseMoneyUnit, formatChange, formatValue, statedUnit } from '#lib/catalogue/format.ts';
import { measureOf, REPORTED_IDS, type ReportedId } from '#lib/catalogue/measures.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { changeBetween } from '#lib/comparison/change/change.ts';
import type { FilingContent } from '#lib/server/questions/departments/department.ts';
import type { Cell } from '../table.ts';

export interface RestatedRow {
	measure: ReportedId;
	name: string;
	unit: string;
	first: Cell;
	corrected: Cell;
	difference: Cell;
}

/** Figures of the whole department that it filed otherwise at first; one that the bureau corrected by hand it did not. */
export function restatedRows(first: FilingContent, current: FilingContent): RestatedRow[] {
	const [before, after] = [totalsOf(first), totalsOf(current)];
	return REPORTED_IDS.flatMap((measure) => {
		const [then, now] = [valueOf(before, measure), valueOf(after, measure)];
		if (then.value === now.value || after[measure]?.place?.correction !== undefined) return [];
		const unit = chooseMoneyUnit([then.value ?? 0, now.value ?? 0]);
		const { difference } = changeBetween(measure, now, then);
		const cell = (value: Value): Cell => ({
			text: formatValue(measure, value, 'table', unit),
			missing: value.value === null
		});
		return [
			{
				measure,
				name: measureOf(measure).name,
				unit: statedUnit(measure, unit),
				first: cell(then),
				corrected: cell(now),
				difference:
					difference.value === null
						? { text: '不可比', missing: true }
						: { text: formatChange(measure, difference, 'table', unit) }
			}
		];
	});
}

function totalsOf({ units }: FilingContent) {
	return units.find(({ role }) => role === 'total')?.figures ?? {};
}

function valueOf(figures: ReturnType<typeof totalsOf>, measure: ReportedId): Value {
	const value = figures[measure]?.value ?? null;
	return value === null ? absent('blank') : present(value);
}
