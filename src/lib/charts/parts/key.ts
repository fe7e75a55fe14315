/** The key of series above a drawing: long names are shortened, and as many lines as they take leave the plot less room. */
import { CHART_WIDTHS, type ChartSpan } from '../chart.ts';
import { LEGEND } from './frame.ts';
import { textWidth } from './text-width.ts';
import { FONT_SIZE } from '../theme.ts';

/** CSS pixels; two of the longest names stand beside one another in a narrow drawing. */
const LONGEST_NAME = 144;
/** Between two items, across and down. */
const GAP = { wide: 18, narrow: 8 } as const;
/** Between the sign and the name. */
const BESIDE_SIGN = 5;
const SIGN = LEGEND.itemWidth + BESIDE_SIGN;
const LINE = LEGEND.textStyle.lineHeight;

/** A key as a drawing of one width has it. */
export interface Key {
	legend: { itemGap: number; data: KeyItem[] };
	/** CSS pixels. */
	height: number;
}

type KeyItem = string | { name: string; textStyle: { width: number; overflow: 'truncate' } };

/** The key of series of these names, for the wide drawing and the narrow one. */
export function keysOf(names: readonly string[], span: ChartSpan): { wide: Key; narrow: Key } {
	return {
		wide: keyOf(names, CHART_WIDTHS[span], GAP.wide),
		narrow: keyOf(names, CHART_WIDTHS.narrow, GAP.narrow)
	};
}

function keyOf(names: readonly string[], width: number, itemGap: number): Key {
	let lines = 1;
	let end = LEGEND.left;
	for (const name of names) {
		const item = SIGN + Math.min(LONGEST_NAME, widthOf(name));
		if (end + item > width) {
			lines += 1;
			end = LEGEND.left;
		}
		end += item + itemGap;
	}
	return {
		legend: { itemGap, data: names.map(itemOf) },
		height: lines * LINE + (lines - 1) * itemGap
	};
}

function itemOf(name: string): KeyItem {
	if (widthOf(name) <= LONGEST_NAME) return name;
	return { name, textStyle: { width: LONGEST_NAME, overflow: 'truncate' } };
}

const widthOf = (name: string) => textWidth(name) * FONT_SIZE.label;
