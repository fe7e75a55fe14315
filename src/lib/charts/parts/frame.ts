/**
 * All charts share this text, these axes, this legend, and the narrow layout. Everything here is data, so that options
 * travel as JSON.
 */
import type { ChartOption, Json } from '../chart.ts';
import { textWidth } from './text-width.ts';
import { COLOURS, FONT_SIZE, FONT_STACK, INK } from '../theme.ts';

/** A drawing at most this wide, in CSS pixels, takes the narrow layout. */
const NARROW_WIDTH = 440;

/** Widths reserved for row names, in CSS pixels: thirteen to eighteen Chinese characters, or six to ten on a narrow page. */
export const NAME_WIDTH = { wide: 172, widest: 232, narrow: 84, narrowWidest: 132 } as const;
const NAME_MARGIN = 12;
const NARROW_MARGIN = 10;

/** Width that the row names of a wide drawing take, in CSS pixels, with the space after them. */
export function nameWidth(names: readonly string[]): number {
	return widthWithin(names, NAME_WIDTH.wide, NAME_WIDTH.widest);
}

function widthWithin(names: readonly string[], least: number, most: number): number {
	const longest = Math.max(0, ...names.map(textWidth)) * FONT_SIZE.label + NAME_MARGIN;
	return Math.min(most, Math.max(least, Math.ceil(longest)));
}

/** Width reserved for the words at the end of rows: `12,345.67万元`. */
export const END_WIDTH = 96;

/** The same for longer words: `9,000,000.00万元`. */
export function endWidth(words: readonly string[]): number {
	return Math.max(END_WIDTH, wordsWidth(words) - 6);
}

/** The room that the words take at the end of the rows of a narrow drawing, with a space before them. */
export function wordsWidth(words: readonly string[]): number {
	return Math.ceil(Math.max(0, ...words.map(textWidth)) * FONT_SIZE.label) + 10;
}

/** Height of one row of a chart with departments as rows. */
export const ROW_HEIGHT = 21;

export const TEXT = { fontFamily: FONT_STACK, fontSize: FONT_SIZE.label, color: INK.text };
export const SOFT_TEXT = { ...TEXT, color: INK.soft };
export const NOTE_TEXT = { ...TEXT, fontSize: FONT_SIZE.note, color: INK.faint };

/** A rim of paper round words that may lie over dots. */
export const OUTLINE = { textBorderColor: INK.paper, textBorderWidth: 3 } as const;

/** The beginning of every option. Nothing moves: a drawing on paper does not, and a reader's eye need not follow. */
export const FRAME = { animation: false, textStyle: TEXT } as const;

/** A plot keeps the room that it asks for, but for numbers of an axis that would reach beyond the drawing. */
export const PLOT = {
	outerBoundsMode: 'auto',
	outerBoundsContain: 'axisLabel',
	outerBounds: { left: 0, right: 0, top: 0, bottom: 0 }
} as const;

/** An option with what a narrow drawing changes. */
export function withNarrow(option: ChartOption, narrow: ChartOption): ChartOption {
	const { media, ...rest } = option;
	const former = Array.isArray(media) ? media : [];
	return { ...rest, media: [...former, { query: { maxWidth: NARROW_WIDTH }, option: narrow }] };
}

/** An axis of names from the top down; a name too long for its place is cut (see `fit-names.ts`). */
export function nameAxis(names: readonly string[], highlighted: ReadonlySet<number> = new Set()) {
	return {
		type: 'category' as const,
		inverse: true,
		data: names.map((name, index) =>
			highlighted.has(index) ? { value: name, textStyle: { fontWeight: 'bold' as const } } : name
		),
		axisLine: { show: false },
		axisTick: { show: false },
		axisLabel: {
			...TEXT,
			interval: 0,
			width: nameWidth(names) - NAME_MARGIN,
			overflow: 'truncate' as const,
			ellipsis: '…'
		}
	};
}

/**
 * The narrow form of {@link nameAxis}, and the room to the left of the plot that it takes, at most `most` CSS pixels:
 * names of ten characters are whole, since departments whose names begin alike could not be told apart.
 */
export function narrowNames(names: readonly string[], most = Infinity) {
	const left = widthWithin(names, NAME_WIDTH.narrow, Math.min(most, NAME_WIDTH.narrowWidest));
	return { left, axis: { axisLabel: { width: left - NARROW_MARGIN } } };
}

/** A second axis of words at the end of the rows, e.g. the amounts behind the shares. */
export function endWords(words: readonly string[], width: number = END_WIDTH) {
	return {
		type: 'category' as const,
		inverse: true,
		position: 'right' as const,
		data: [...words],
		axisLine: { show: false },
		axisTick: { show: false },
		axisLabel: { ...SOFT_TEXT, interval: 0, align: 'right' as const, margin: width - 4 }
	};
}

/** An axis of numbers; `template` such as `{value}%`. */
export function valueAxis(template = '{value}') {
	return {
		type: 'value' as const,
		axisLine: { show: false },
		axisTick: { show: false },
		splitNumber: 5,
		splitLine: { lineStyle: { color: INK.hairline } },
		axisLabel: { ...SOFT_TEXT, formatter: template, hideOverlap: true }
	};
}

/** The axis of a measure's numbers, from 0 or within `bounds`. */
export function amountAxis(kind: 'linear' | 'log', unit: string, bounds: Partial<Bounds> = {}) {
	if (kind === 'log') return logAxis();
	return { ...valueAxis(unit === '%' ? '{value}%' : '{value}'), ...bounds };
}

/** Ends and step of an axis, in its unit. */
export interface Bounds {
	min: number;
	max: number;
	interval: number;
}

/** As finely as shares are written: an axis of nearly equal ones says that they are, and does not blow up what no label tells apart. */
const LEAST_STEP = 0.1;

/**
 * Round ends near the values, with room beyond the outermost for their words; nothing below 0 or above `most` where no
 * value is. Values that nearly reach down to 0 are drawn from there.
 */
export function nearBounds(values: readonly number[], most = Infinity): Bounds {
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const range = high - low || Math.abs(high) / 4 || 1;
	const interval = Math.max(LEAST_STEP, roundStep(range / 4));
	const room = range * 0.12;
	const least = low >= 0 && low <= range ? 0 : Math.floor((low - room) / interval) * interval;
	const min = low >= 0 ? Math.max(0, least) : least;
	const max = Math.ceil((high + room) / interval) * interval;
	return {
		min: Number(min.toPrecision(7)),
		max: Number((high <= most ? Math.min(max, most) : max).toPrecision(7)),
		interval
	};
}

/** The least of 1, 2, 5, 10, … times a power of ten that is not below `step`. */
export function roundStep(step: number): number {
	const power = 10 ** Math.floor(Math.log10(step));
	const times = [1, 2, 5, 10].find((one) => one * power >= step) ?? 10;
	return Number((times * power).toPrecision(1));
}

/** Says that an axis leaves out 0, in its unit; nothing where it holds it. */
export function cutNote(
	axis: '纵轴' | '横轴',
	{ min = 0, max = min }: Partial<Bounds>,
	unit: string
): string {
	if (min <= 0 && max >= 0) return '';
	const sign = min < 0 ? '−' : '';
	return `${axis}自${sign}${Math.abs(min)}${unit}起，不从0开始。`;
}

/** An axis of powers of ten, for amounts over several orders of magnitude. */
function logAxis() {
	return { ...valueAxis(), type: 'log' as const, logBase: 10 };
}

/** An axis of years or bins along the bottom. */
export function stepAxis(labels: readonly string[]) {
	return {
		type: 'category' as const,
		data: [...labels],
		axisLine: { lineStyle: { color: INK.line } },
		axisTick: { show: false },
		axisLabel: { ...SOFT_TEXT, hideOverlap: true }
	};
}

/** The same with every label written, blank ones included. */
export function everyStep(labels: readonly string[]) {
	return { ...stepAxis(labels), axisLabel: { ...SOFT_TEXT, interval: 0 } };
}

/** A line along an axis, where points hang over it. */
export const INK_LINE = { show: true, lineStyle: { color: INK.line } };

/** The title of an axis, at its end. */
export function axisName(name: string, location: 'end' | 'middle' = 'end', gap = 10) {
	return { name, nameLocation: location, nameGap: gap, nameTextStyle: SOFT_TEXT };
}

/** The key of the series, at the top left. */
export const LEGEND = {
	show: true,
	left: 2,
	top: 1,
	padding: 0,
	itemGap: 18,
	itemWidth: 16,
	itemHeight: 11,
	selectedMode: false,
	textStyle: { ...TEXT, lineHeight: 16 }
} as const;

/** The pointer finds a whole row or step, not only what is drawn of it; see `interact.ts`. */
export const ROW_TOOLTIP = {
	trigger: 'axis' as const,
	axisPointer: { type: 'shadow' as const, z: -1, shadowStyle: { color: COLOURS.pointed } }
};

/** A drawn thing that stands for a row of the table, so that a pointer finds its words and link there. */
export function datum<T extends { [key: string]: Json }>(
	row: number,
	rest: T
): T & { row: number } {
	return { row, ...rest };
}
