/** Many measures over the years, each in a panel with a scale of its own. */
import { BASIS_NAMES, basisOf, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { toPoints } from '#lib/catalogue/units.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { scaleFor, type Scale } from '../parts/amounts.ts';
import { CHART_WIDTHS, type Chart, type ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import { datum, FRAME, LEGEND, NOTE_TEXT, PLOT, TEXT, withNarrow } from '../parts/frame.ts';
import { keysOf } from '../parts/key.ts';
import { fitText, textWidth } from '../parts/text-width.ts';
import { COLOURS, FONT_SIZE, INK, lineColour, SERIES_COLOURS, SERIES_SYMBOLS } from '../theme.ts';
import { known, largest, periodOf, plainLabel } from '../parts/wording.ts';

export interface PanelLine {
	name: string;
	/** One per year of `years`, in their order. */
	values: readonly Value[];
}

export interface Panel {
	measure: MeasureId;
	/** The first line is the one that the panel is about. */
	lines: readonly PanelLine[];
}

export interface SmallMultiplesSettings {
	title: string;
	years: readonly number[];
	/** Names of the lines are the same in all panels; `peers` draws all but the first in grey. */
	others?: 'peers' | 'equal';
}

/** CSS pixels; `left` is room for the numbers of the axis. */
const PANEL = { height: 164, head: 42, foot: 32, left: 46, right: 10 } as const;
const COLUMNS = { wide: 4, narrow: 2 } as const;

/** Room between the key and the panels, in CSS pixels. */
const BELOW_KEY = 14;

/** Lines need a key where a panel has several. */
function keysIn(panels: readonly Panel[]) {
	const isKeyed = panels.some((panel) => panel.lines.length > 1);
	const names = isKeyed ? (panels[0]?.lines ?? []).map(({ name }) => name) : [];
	const { wide, narrow } = keysOf(names, 'full');
	const room = (height: number) => (isKeyed ? height + BELOW_KEY : 0);
	return {
		wide: { ...wide, room: room(wide.height) },
		narrow: { ...narrow, room: room(narrow.height) }
	};
}

export function smallMultiples(panels: readonly Panel[], settings: SmallMultiplesSettings): Chart {
	const scales = panels.map((panel) =>
		scaleFor(
			panel.measure,
			panel.lines.flatMap((line) => line.values)
		)
	);
	const keys = keysIn(panels);
	const heightOf = (variant: Variant) =>
		keys[variant].room + Math.ceil(panels.length / COLUMNS[variant]) * PANEL.height;
	return {
		title: settings.title,
		description: describe(panels, scales, settings),
		unit: '各图自有单位',
		basis: [...new Set(panels.map((panel) => BASIS_NAMES[basisOf(panel.measure)]))].join('、'),
		period: periodOf(settings.years),
		option: draw(panels, scales, settings),
		height: { wide: heightOf('wide'), narrow: heightOf('narrow') },
		table: tabulate(panels, scales, settings)
	};
}

function draw(
	panels: readonly Panel[],
	scales: readonly Scale[],
	settings: SmallMultiplesSettings
) {
	const { years } = settings;
	const { wide, narrow } = keysIn(panels);
	let row = 0;
	const option = {
		...FRAME,
		legend: { ...LEGEND, ...wide.legend, show: wide.room > 0 },
		title: titles(panels, scales, { variant: 'wide', from: wide.room }, settings),
		grid: grids(panels.length, 'wide', wide.room),
		xAxis: panels.map((_, index) => ({
			type: 'category' as const,
			gridIndex: index,
			data: years.map((year, at) => (at === 0 || at === years.length - 1 ? String(year) : '')),
			boundaryGap: years.length === 1,
			axisTick: { show: false },
			axisLine: { lineStyle: { color: INK.line } },
			axisLabel: {
				...NOTE_TEXT,
				interval: 0,
				margin: 4,
				...(years.length > 1 ? ENDS : {})
			}
		})),
		yAxis: panels.map((panel, index) => ({
			type: 'value' as const,
			gridIndex: index,
			...scoreAxis(panel),
			splitNumber: 2,
			axisLabel: {
				...NOTE_TEXT,
				margin: 6,
				formatter: measureOf(panel.measure).quantity === 'ratio' ? '{value}%' : '{value}'
			},
			splitLine: { lineStyle: { color: INK.hairline } }
		})),
		series: panels.flatMap((panel, index) =>
			panel.lines.map((line, order) =>
				lineOf(line, { order, panel: index, row: row++, scale: scales[index], settings })
			)
		)
	} satisfies Option;
	return withNarrow(option, {
		legend: narrow.legend,
		title: titles(panels, scales, { variant: 'narrow', from: narrow.room }, settings),
		grid: grids(panels.length, 'narrow', narrow.room)
	});
}

/** Scores keep close to their values, and the axis ends at full marks unless someone has more. */
function scoreAxis({ measure, lines }: Panel) {
	if (measureOf(measure).quantity !== 'points') return {};
	const scores = lines.flatMap(({ values }) => values.map((one) => one.value ?? FULL_MARKS));
	if (Math.max(0, ...scores) > FULL_MARKS) return { scale: true };
	const max = toPoints(FULL_MARKS);
	const least = toPoints(Math.min(FULL_MARKS, ...scores));
	const interval = STEPS.find((step) => 2 * step >= max - least) ?? max / 2;
	return { min: max - 2 * interval, max, interval };
}

/** Points between the numbers of an axis of scores, of which there are three. */
const STEPS = [1, 2, 5, 10, 20];

/** Hundredths of a point. */
const FULL_MARKS = 10_000;

/** The first and the last year are written within their panel. */
const ENDS = { alignMinLabel: 'left', alignMaxLabel: 'right' } as const;

type Variant = keyof typeof COLUMNS;

const WIDTHS = { wide: CHART_WIDTHS.full, narrow: CHART_WIDTHS.narrow } as const;
/** Width of a panel with its axis, in CSS pixels. */
const widthOf = (variant: Variant) => WIDTHS[variant] / COLUMNS[variant];
const left = (index: number, variant: Variant) => (index % COLUMNS[variant]) * widthOf(variant);
const top = (index: number, variant: Variant) =>
	Math.floor(index / COLUMNS[variant]) * PANEL.height;

function grids(count: number, variant: Variant, from: number) {
	return Array.from({ length: count }, (_, index) => ({
		left: left(index, variant) + PANEL.left,
		width: widthOf(variant) - PANEL.left - PANEL.right,
		top: from + top(index, variant) + PANEL.head,
		height: PANEL.height - PANEL.head - PANEL.foot,
		...PLOT,
		outerBounds: {
			left: left(index, variant),
			width: widthOf(variant),
			top: from + top(index, variant),
			height: PANEL.height
		}
	}));
}

/** Characters of a measure's name that a panel's head has room for. */
const NAME_CHARACTERS = { wide: 14, narrow: 10 } as const;

/** Height of a line of a panel's head, in CSS pixels. */
const HEAD_LINE = 16;

const BETWEEN_FIGURES = '  ';

/** Name of the measure and the last figures, each in the colour of its line; where they are too many, the unit of the axis. */
function titles(
	panels: readonly Panel[],
	scales: readonly Scale[],
	{ variant, from }: { variant: Variant; from: number },
	settings: SmallMultiplesSettings
) {
	return panels.map((panel, index) => {
		return {
			text: fitText(measureOf(panel.measure).name, NAME_CHARACTERS[variant]),
			subtext: lastFigures(panel, scales[index], settings, widthOf(variant)),
			left: left(index, variant),
			top: from + top(index, variant),
			itemGap: 0,
			padding: 0,
			textStyle: { ...TEXT, lineHeight: HEAD_LINE, fontWeight: 'normal' as const },
			subtextStyle: {
				...TEXT,
				fontSize: FONT_SIZE.note,
				lineHeight: HEAD_LINE,
				color: COLOURS.highlighted,
				fontWeight: 'bold' as const,
				rich: {
					unit: { color: INK.soft },
					...Object.fromEntries(
						panel.lines.map((_, order) => [
							`line${order}`,
							{ color: colourOf(order, settings), fontWeight: 'bold' as const }
						])
					)
				}
			}
		};
	});
}

function lastFigures(
	{ lines }: Panel,
	scale: Scale | undefined,
	{ others = 'equal' }: SmallMultiplesSettings,
	width: number
): string {
	const named = others === 'peers' ? lines.slice(0, 1) : lines;
	const figures = named.flatMap(({ values }) => {
		const last = values.at(-1);
		return last && scale ? [plainLabel(scale.words(last))] : [];
	});
	if (textWidth(figures.join(BETWEEN_FIGURES)) * FONT_SIZE.note > width)
		return scale ? `{unit|${scale.unit}}` : '';
	return figures.map((figure, order) => `{line${order}|${figure}}`).join(BETWEEN_FIGURES);
}

function colourOf(order: number, { others = 'equal' }: SmallMultiplesSettings): string {
	if (others === 'peers' && order > 0) return lineColour('peers');
	return SERIES_COLOURS[order] ?? COLOURS.highlighted;
}

interface LinePosition {
	/** Number of the line in its panel. */
	order: number;
	panel: number;
	/** Row of the chart's table that tells the same. */
	row: number;
	scale: Scale | undefined;
	settings: SmallMultiplesSettings;
}

function lineOf(line: PanelLine, { order, panel, row, scale, settings }: LinePosition) {
	const grey = settings.others === 'peers' && order > 0;
	const color = colourOf(order, settings);
	const type = grey ? ('dashed' as const) : ('solid' as const);
	const data = line.values.map((value, at) =>
		datum(row, { column: at + 1, value: scale?.number(value) ?? null })
	);
	const place = { name: line.name, xAxisIndex: panel, yAxisIndex: panel };
	// One year has no course to draw; bars compare what a lone dot would not.
	if (line.values.length === 1)
		return { ...place, type: 'bar' as const, barMaxWidth: 28, itemStyle: { color }, data };
	return {
		...place,
		type: 'line' as const,
		connectNulls: false,
		symbol: grey ? 'circle' : (SERIES_SYMBOLS[order] ?? 'circle'),
		symbolSize: grey ? 3 : 6,
		symbolKeepAspect: true,
		showAllSymbol: true,
		lineStyle: { color, width: grey ? 1.2 : 2, type },
		itemStyle: { color },
		data
	};
}

function tabulate(
	panels: readonly Panel[],
	scales: readonly Scale[],
	{ title, years }: SmallMultiplesSettings
): ChartTable {
	return {
		caption: title,
		columns: [{ name: '指标' }, ...years.map((year) => ({ name: `${year}年`, numeric: true }))],
		rows: panels.flatMap((panel, index) =>
			panel.lines.map((line) => [
				{
					text: [measureOf(panel.measure).name, panel.lines.length > 1 ? line.name : '']
						.filter(Boolean)
						.join(' · ')
				},
				...line.values.map((value) => scales[index]?.cellInWords(value) ?? { text: '' })
			])
		)
	};
}

function describe(
	panels: readonly Panel[],
	scales: readonly Scale[],
	{ years }: SmallMultiplesSettings
): string {
	const year = years.at(-1);
	const names = panels[0]?.lines.map((line) => line.name) ?? [];
	if (year === undefined || names.length === 0) return '没有可以比较的数据。';
	const widest = largest(panels.map(gapIn), ({ share }) => share);
	const scope = `${names.join('、')}在${periodOf(years)}的${panels.length}项指标，各图纵轴不同。`;
	const scale = scales[panels.findIndex(({ measure }) => measure === widest?.measure)];
	if (!widest || !scale || widest.share <= 0) return scope;
	const { high, low } = widest;
	const words = (one: typeof high) => `${one.name}${scale.words(present(one.number))}`;
	return `${year}年差距最大的是${measureOf(widest.measure).name}：${words(high)}，${words(low)}；${scope}`;
}

/** The highest and the lowest of the last year, and the share of the highest by which they differ; -1 for fewer than two. */
function gapIn({ measure, lines }: Panel) {
	const last = known(
		lines.map(({ name, values }) => ({ name, value: values.at(-1) ?? absent('not_filed') }))
	);
	const high = largest(last, ({ number }) => number) ?? { name: '', number: 0 };
	const low = largest(last, ({ number }) => -number) ?? high;
	const share = last.length < 2 || high.number <= 0 ? -1 : (high.number - low.number) / high.number;
	return { measure, high, low, share };
}
