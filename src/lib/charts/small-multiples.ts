/** Many measures over the years, each in a panel with a scale of its own. */
import { BASIS_NAMES, basisOf, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import type { Value } from '#lib/catalogue/values.ts';
import { scaleFor, type Scale } from './amounts.ts';
import type { Chart, ChartTable } from './chart.ts';
import type { Option } from './echarts.ts';
import { datum, FRAME, LEGEND, NOTE_TEXT, TEXT, withNarrow } from './frame.ts';
import { fitText } from './text-width.ts';
import { COLOURS, FONT_SIZE, INK, lineColour, SERIES_COLOURS } from './theme.ts';
import { periodOf, plainLabel } from './wording.ts';

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

const PANEL = { height: 132, head: 34, foot: 20, gap: 26 } as const;
const COLUMNS = { wide: 4, narrow: 2 } as const;

/** Lines need a key where a panel has several. */
function isKeyed(panels: readonly Panel[]): boolean {
	return panels.some((panel) => panel.lines.length > 1);
}

const KEY_HEIGHT = 30;

export function smallMultiples(panels: readonly Panel[], settings: SmallMultiplesSettings): Chart {
	const scales = panels.map((panel) =>
		scaleFor(
			panel.measure,
			panel.lines.flatMap((line) => line.values)
		)
	);
	const key = isKeyed(panels) ? KEY_HEIGHT : 0;
	const rowsOf = (columns: number) => key + Math.ceil(panels.length / columns) * PANEL.height;
	return {
		title: settings.title,
		description: describe(panels, scales, settings),
		unit: '各图自有单位',
		basis: [...new Set(panels.map((panel) => BASIS_NAMES[basisOf(panel.measure)]))].join('、'),
		period: periodOf(settings.years),
		option: draw(panels, scales, settings),
		height: { wide: rowsOf(COLUMNS.wide), narrow: rowsOf(COLUMNS.narrow) },
		table: tabulate(panels, scales, settings)
	};
}

function draw(
	panels: readonly Panel[],
	scales: readonly Scale[],
	settings: SmallMultiplesSettings
) {
	const { years } = settings;
	const keyed = isKeyed(panels);
	const from = keyed ? KEY_HEIGHT : 0;
	let row = 0;
	const option = {
		...FRAME,
		legend: {
			...LEGEND,
			show: keyed,
			data: keyed ? (panels[0]?.lines ?? []).map(({ name }) => name) : []
		},
		title: titles(panels, scales, COLUMNS.wide, 14, from, settings),
		grid: grids(panels.length, COLUMNS.wide, from),
		xAxis: panels.map((_, index) => ({
			type: 'category' as const,
			gridIndex: index,
			data: years.map((year, at) => (at === 0 || at === years.length - 1 ? String(year) : '')),
			boundaryGap: false,
			axisTick: { show: false },
			axisLine: { lineStyle: { color: INK.line } },
			axisLabel: {
				...NOTE_TEXT,
				interval: 0,
				margin: 4,
				alignMinLabel: 'left' as const,
				alignMaxLabel: 'right' as const
			}
		})),
		yAxis: panels.map((panel, index) => ({
			type: 'value' as const,
			gridIndex: index,
			scale: measureOf(panel.measure).quantity === 'points',
			splitNumber: 2,
			axisLabel: { show: false },
			splitLine: { lineStyle: { color: INK.hairline } }
		})),
		series: panels.flatMap((panel, index) =>
			panel.lines.map((line, order) => lineOf(line, order, index, row++, scales[index], settings))
		)
	} satisfies Option;
	return withNarrow(option, {
		title: titles(panels, scales, COLUMNS.narrow, 8, from, settings),
		grid: grids(panels.length, COLUMNS.narrow, from)
	});
}

/** Percent of the width that a panel takes, and its share of the gaps. */
const left = (index: number, columns: number) => ((index % columns) * 100) / columns + 1.5;
const top = (index: number, columns: number) => Math.floor(index / columns) * PANEL.height;

function grids(count: number, columns: number, from: number) {
	return Array.from({ length: count }, (_, index) => ({
		left: `${left(index, columns)}%`,
		width: `${100 / columns - 5}%`,
		top: from + top(index, columns) + PANEL.head,
		height: PANEL.height - PANEL.head - PANEL.foot - PANEL.gap + 16,
		outerBoundsMode: 'none' as const
	}));
}

/** In a panel's head there is room for so many figures. */
const FIGURES_IN_HEAD = 3;

/** Name of the measure and the last figures: each in the colour of its line; none where they are too many. */
function titles(
	panels: readonly Panel[],
	scales: readonly Scale[],
	columns: number,
	characters: number,
	from: number,
	settings: SmallMultiplesSettings
) {
	return panels.map((panel, index) => {
		return {
			text: fitText(measureOf(panel.measure).name, characters),
			subtext: lastFigures(panel, scales[index], settings),
			left: `${left(index, columns) - 0.5}%`,
			top: from + top(index, columns),
			itemGap: 1,
			padding: 0,
			textStyle: { ...TEXT, fontWeight: 'normal' as const },
			subtextStyle: {
				...TEXT,
				fontSize: FONT_SIZE.note,
				color: COLOURS.highlighted,
				fontWeight: 'bold' as const,
				rich: Object.fromEntries(
					panel.lines.map((_, order) => [
						`line${order}`,
						{ color: colourOf(order, settings), fontWeight: 'bold' as const }
					])
				)
			}
		};
	});
}

function lastFigures(
	{ lines }: Panel,
	scale: Scale | undefined,
	{ others = 'equal' }: SmallMultiplesSettings
): string {
	const named = others === 'peers' ? lines.slice(0, 1) : lines;
	if (named.length > FIGURES_IN_HEAD) return '';
	const figures = named.flatMap(({ values }, order) => {
		const last = values.at(-1);
		return last && scale ? [`{line${order}|${plainLabel(scale.words(last))}}`] : [];
	});
	return figures.join('  ');
}

function colourOf(order: number, { others = 'equal' }: SmallMultiplesSettings): string {
	if (others === 'peers' && order > 0) return lineColour('peers');
	return SERIES_COLOURS[order] ?? COLOURS.highlighted;
}

function lineOf(
	line: PanelLine,
	order: number,
	panel: number,
	row: number,
	scale: Scale | undefined,
	settings: SmallMultiplesSettings
) {
	const grey = settings.others === 'peers' && order > 0;
	const color = colourOf(order, settings);
	const type = grey ? ('dashed' as const) : ('solid' as const);
	return {
		name: line.name,
		type: 'line' as const,
		xAxisIndex: panel,
		yAxisIndex: panel,
		connectNulls: false,
		symbol: 'circle',
		symbolSize: grey ? 3 : 5,
		showAllSymbol: true,
		lineStyle: { color, width: grey ? 1.2 : 2, type },
		itemStyle: { color },
		data: line.values.map((value, at) =>
			datum(row, { column: at + 1, value: scale?.number(value) ?? null })
		)
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
				...line.values.map((value) => ({
					text: scales[index]?.words(value) ?? '',
					missing: value.value === null
				}))
			])
		)
	};
}

function describe(
	panels: readonly Panel[],
	scales: readonly Scale[],
	{ years }: SmallMultiplesSettings
): string {
	const first = panels[0];
	const last = first?.lines[0]?.values.at(-1);
	if (!first || !last) return '没有可以比较的数据。';
	const names = first.lines.map((line) => line.name).join('、');
	const figure = `${measureOf(first.measure).name}${years.at(-1) ?? ''}年${last.value === null ? '' : '为'}${scales[0]?.words(last) ?? ''}`;
	return `${names}在${periodOf(years)}的${panels.length}项指标，各图纵轴不同；${first.lines[0]?.name ?? ''}的${figure}。`;
}
