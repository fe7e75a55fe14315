/** Stored values as the numbers that a chart draws, in its display unit. */
import {
	chooseColumnUnit,
	formatValue,
	unitLabel,
	type DisplayUnit
} from '#lib/catalogue/format.ts';
import { unitBeside } from '#lib/catalogue/change-words.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { fenIn } from '#lib/catalogue/units.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { correctionNote } from '#lib/comparison/correction-marks.ts';
import type { ChartCell } from '../chart.ts';

/** Draws a measure on one scale per chart. */
export interface Scale {
	measure: MeasureId;
	moneyUnit: DisplayUnit;
	/** Display unit, e.g. `万元`, `%`. */
	unit: string;
	/** Unit for the head of a column: none for `%`, which is in the cells. */
	columnUnit: string | undefined;
	/** The number to draw; null for an absent value, which is never drawn as 0. */
	number: (value: Value) => number | null;
	/** The text of a table cell: without the unit, but for a percent sign. */
	text: (value: Value) => string;
	/** The text with its unit. */
	words: (value: Value) => string;
	cell: (value: Value, href?: string) => ChartCell;
	/** The same with the unit, for a table whose columns have none. */
	cellInWords: (value: Value) => ChartCell;
}

/** The scale of a measure; the money unit is chosen from all the values that the chart shows. */
export function scaleFor(measure: MeasureId, values: readonly Value[], asked?: DisplayUnit): Scale {
	const moneyUnit = asked ?? chooseColumnUnit(values.flatMap(({ value }) => value ?? []));
	const divisor = divisorOf(measure, moneyUnit);
	const text = (value: Value) => formatValue(measure, value, 'table', moneyUnit);
	const words = (value: Value) => formatValue(measure, value, 'tooltip', moneyUnit);
	const unit = unitLabel(measure, moneyUnit);
	return {
		measure,
		moneyUnit,
		unit,
		columnUnit: unit === '%' ? undefined : unit,
		number: ({ value }) => (value === null ? null : drawn(value / divisor)),
		text,
		words,
		cell: (value, href) => ({
			text: text(value),
			href,
			note: correctionNote(value),
			...(value.value === null
				? { missing: true }
				: { exact: formatValue(measure, value, 'exact', moneyUnit) })
		}),
		cellInWords: (value) => ({
			text: words(value),
			note: correctionNote(value),
			missing: value.value === null
		})
	};
}

/** Writes a figure in the unit of the drawing beneath, or the smaller one that its first digits need. */
export function wordsOver({ measure, moneyUnit }: Scale, value: number): string {
	return formatValue(measure, present(value), 'tooltip', unitBeside(moneyUnit, value));
}

function divisorOf(measure: MeasureId, moneyUnit: DisplayUnit): number {
	switch (measureOf(measure).quantity) {
		case 'money':
		case 'money_per_head':
			return fenIn(moneyUnit);
		case 'people':
			return 1;
		case 'points':
			return 100;
		case 'ratio':
			return 0.01;
	}
}

/** Seven significant digits are more than any screen shows, and keep options short. */
export function drawn(value: number): number {
	return Number(value.toPrecision(7));
}
