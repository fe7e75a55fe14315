/** Draws one measure over the years, one line per series; a year without a figure is a gap, never a zero. */
import { BASIS_NAMES, basisOf, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { scaleFor, type Scale } from '../parts/amounts.ts';
import { CHART_WIDTHS, type Chart, type ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import {
	amountAxis,
	datum,
	FRAME,
	OUTLINE,
	ROW_TOOLTIP,
	SOFT_TEXT,
	stepAxis,
	TEXT,
	withNarrow,
	PLOT
} from '../parts/frame.ts';
import { fitText, textWidth } from '../parts/text-width.ts';
import { COLOURS, FONT_SIZE, INK, lineColour, SERIES_COLOURS, SERIES_SYMBOLS } from '../theme.ts';
import {
	boundsOf,
	checkQuantities,
	isBrokenThroughout,
	spanOf,
	valueIn,
	type TrendSeries,
	type TrendSettings
} from './trend-series.ts';
import { describeTrend } from './trend-words.ts';
import { periodOf, plainLabel } from '../parts/wording.ts';

/** The line of a measure has the same colour in every chart. */
export const MEASURE_COLOURS: Partial<Record<MeasureId, keyof typeof COLOURS>> = {
	income_total: 'income',
	spending_total: 'spending',
	three_public_total: 'highlighted',
	three_public_without_purchase: 'previous',
	three_public_reception: 'reception',
	three_public_vehicle_running: 'vehicleRunning',
	three_public_vehicle_purchase: 'vehiclePurchase',
	three_public_abroad: 'abroad'
};

/** A measure beside the line of another that it is a part of: the short name would say again of what. */
const LINE_NAMES: Partial<Record<MeasureId, string>> = {
	three_public_without_purchase: '不含购置'
};

/** Names the line of a measure at its end. */
export function lineName(measure: MeasureId): string {
	return LINE_NAMES[measure] ?? measureOf(measure).short;
}

export function trend(series: readonly TrendSeries[], settings: TrendSettings): Chart {
	const { measure, title } = settings;
	checkQuantities(series, measure);
	const years = spanOf(series);
	const scale = scaleFor(
		measure,
		series.flatMap(({ points }) => points.map(({ value }) => value))
	);
	return {
		title,
		description: describeTrend(series, scale, settings),
		unit: scale.unit,
		basis: BASIS_NAMES[basisOf(measure)],
		period: periodOf(years),
		option: draw(series, years, scale),
		height: heightOf(series.length, years.length),
		table: tabulate(series, years, scale, title)
	};
}

/** Characters of a series' name at the end of its line. */
const END_NAME = { wide: 8, narrow: 5 };

/** Room for the numbers of the axis, at the end where no name is, and between a line and its name; CSS pixels. */
const LEFT = { wide: 56, narrow: 48 };
const RIGHT = { wide: 10, narrow: 6 };
const BEFORE_NAME = 8;

/** Width right of the plot, whose last year already leaves half of its own, that the names at the ends of the lines take. */
function roomAtEnd(names: readonly string[], variant: 'wide' | 'narrow', years: number): number {
	const longest = Math.max(0, ...names.map((name) => textWidth(fitText(name, END_NAME[variant]))));
	const room = longest === 0 ? 0 : longest * FONT_SIZE.label + 2 * BEFORE_NAME;
	const width = variant === 'wide' ? CHART_WIDTHS.half : CHART_WIDTHS.narrow;
	const half = 1 / (2 * years);
	const beyond = (room - (width - LEFT[variant]) * half) / (1 - half);
	return Math.max(RIGHT[variant], Math.ceil(beyond));
}

function draw(series: readonly TrendSeries[], years: readonly number[], scale: Scale) {
	if (years.length === 1) return asFigures(series, years, scale);
	const several = series.length > 1;
	const names = several ? series.map(({ name }) => name) : [];
	const right = roomAtEnd(names, 'wide', years.length);
	const axis = stepAxis(years.map(String));
	const marked = !isBrokenThroughout(series);
	const option = {
		...FRAME,
		tooltip: ROW_TOOLTIP,
		grid: { left: LEFT.wide, right, top: 26, bottom: several ? 36 : 26, ...PLOT },
		xAxis: {
			...axis,
			axisLabel: { ...axis.axisLabel, margin: several ? 18 : 8 }
		},
		yAxis: amountAxis('linear', scale.unit, boundsOf(series, scale)),
		series: series.map((one, index) => line(one, index, { years, scale, several, marked }))
	} satisfies Option;
	return withNarrow(option, {
		grid: { left: LEFT.narrow, right: roomAtEnd(names, 'narrow', years.length) },
		series: series.map((one, index) => ({
			endLabel: { formatter: several ? fitText(one.name, END_NAME.narrow) : '' },
			label: { fontSize: index === 0 ? FONT_SIZE.note : 0 }
		}))
	});
}

const FIGURE_HEIGHT = 26;

function heightOf(series: number, years: number): Chart['height'] {
	if (years !== 1) return { wide: 250, narrow: 230 };
	const height = 52 + series * FIGURE_HEIGHT;
	return { wide: height, narrow: height };
}

/** One year has no course to draw: its figures are written as words, where a lone dot would say less. */
function asFigures(series: readonly TrendSeries[], years: readonly number[], scale: Scale) {
	const figures = series.map((one) => {
		const words = plainLabel(scale.words(valueIn(one, years[0] ?? 0)));
		return series.length === 1 ? words : `${plainLabel(fitText(one.name, END_NAME.wide))} ${words}`;
	});
	return {
		...FRAME,
		title: {
			text: figures.join('\n'),
			subtext: `只有${years[0] ?? ''}年的数据，尚无趋势`,
			left: 'center',
			top: 12,
			textStyle: { ...TEXT, fontSize: 18, lineHeight: FIGURE_HEIGHT },
			subtextStyle: SOFT_TEXT
		}
	} satisfies Option;
}

/** A number stands on the side of its point to which the line does not bend. */
function besideLine(series: TrendSeries, year: number) {
	const [before = null, at = null, after = null] = [-1, 0, 1].map(
		(step) => valueIn(series, year + step).value
	);
	const sides = [before, after].filter((side) => typeof side === 'number');
	const bend = sides.reduce((sum, side) => sum + side - (at ?? side), 0);
	const isBelow = bend > 0;
	return {
		...(isBelow ? { position: 'bottom' as const } : {}),
		...besideSlope(before, at, after, isBelow)
	};
}

/** A line that goes on rising or falling leaves room only on one side above a point, and on the other below. */
function besideSlope(
	before: number | null,
	at: number | null,
	after: number | null,
	isBelow: boolean
) {
	if (before === null || at === null || after === null) return {};
	const isRising = before < at && at < after;
	const isFalling = before > at && at > after;
	if (!isRising && !isFalling) return {};
	return { align: isRising === isBelow ? ('left' as const) : ('right' as const) };
}

function line(
	series: TrendSeries,
	index: number,
	{
		years,
		scale,
		several,
		marked
	}: { years: readonly number[]; scale: Scale; several: boolean; marked: boolean }
) {
	const color = series.colour
		? lineColour(series.colour)
		: (SERIES_COLOURS[index % SERIES_COLOURS.length] ?? COLOURS.highlighted);
	return {
		name: series.name,
		type: 'line' as const,
		connectNulls: false,
		symbol: SERIES_SYMBOLS[index % SERIES_SYMBOLS.length] ?? 'circle',
		symbolSize: 7,
		symbolKeepAspect: true,
		showAllSymbol: true,
		lineStyle: { color, width: 2 },
		itemStyle: { color },
		label: {
			show: !several,
			position: 'top' as const,
			...TEXT,
			...OUTLINE,
			fontSize: FONT_SIZE.note
		},
		endLabel: {
			show: several,
			...TEXT,
			// The lines of the axis go through names at its foot.
			...OUTLINE,
			color,
			distance: BEFORE_NAME,
			formatter: fitText(series.name, END_NAME.wide)
		},
		data: years.map((year, at) => {
			const value = valueIn(series, year);
			const label = several
				? {}
				: { label: { formatter: scale.text(value), ...besideLine(series, year) } };
			return datum(at, {
				value: scale.number(value),
				...label,
				...(marked ? hollow(series, year, color) : {})
			});
		})
	};
}

function hollow({ points }: TrendSeries, year: number, color: string) {
	const isBreak = points.some((point) => point.year === year && point.isBreak);
	return isBreak ? { itemStyle: { color: INK.paper, borderColor: color, borderWidth: 2 } } : {};
}

function tabulate(
	series: readonly TrendSeries[],
	years: readonly number[],
	scale: Scale,
	title: string
): ChartTable {
	return {
		caption: `${title}（${scale.unit}）`,
		columns: [
			{ name: '年度' },
			...series.map(({ name }) => ({ name, unit: scale.columnUnit, numeric: true }))
		],
		rows: years.map((year) => [
			{ text: `${year}年` },
			...series.map((one) =>
				scale.cell(valueIn(one, year), one.points.find((point) => point.year === year)?.href)
			)
		])
	};
}
