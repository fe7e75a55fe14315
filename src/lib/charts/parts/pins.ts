/**
 * Pinned departments in a chart: each keeps its colour and sign in every chart; dots of the others turn grey. Works on
 * the option of any builder: a drawn thing names its row of the table, and the row names its department.
 */
import type { Pin } from '#lib/catalogue/pins.ts';
import type { Chart, ChartOption, Json } from '../chart.ts';
import { each, everyLayer, isObject } from './option-parts.ts';
import { COLOURS, INK, SERIES_COLOURS, SERIES_SYMBOLS } from '../theme.ts';
import { fitText, LONGEST_LABEL } from './text-width.ts';
import { plainLabel } from './wording.ts';

/** In front of a name on an axis; the same as in `app.css`. */
const SIGNS = ['●', '■', '▲', '◆', '▬', '▼'];

export interface PinMark {
	pin: Pin;
	color: string;
	symbol: string;
	sign: string;
}

/** The colour and the sign of each pinned department, in their order. */
export function pinMarks(pins: readonly Pin[]): PinMark[] {
	return pins.map((pin, index) => ({
		pin,
		color: SERIES_COLOURS[index % SERIES_COLOURS.length] ?? COLOURS.highlighted,
		symbol: SERIES_SYMBOLS[index % SERIES_SYMBOLS.length] ?? 'circle',
		sign: SIGNS[index % SIGNS.length] ?? ''
	}));
}

/** The chart with the pinned departments marked; the chart itself where none of them is in it. */
export function withPins(chart: Chart, pins: readonly Pin[]): Chart {
	if (pins.length === 0) return chart;
	const marks = pinMarks(pins);
	const named = (name: Json | undefined) =>
		marks.find(({ pin }) => name === pin.short || name === pin.name);
	const byRow = chart.table.rows.map(([first]) => named(first?.text));
	const hasNames = JSON.stringify(chart.option.yAxis ?? null).includes('"category"');
	const option = everyLayer(chart.option, ({ series, yAxis, ...rest }) => ({
		...rest,
		...(yAxis === undefined ? {} : { yAxis: each(yAxis, (axis) => markAxis(axis, named)) }),
		...(series === undefined
			? {}
			: { series: each(series, (one) => markSeries(one, { byRow, named, hasNames })) })
	}));
	return { ...chart, option };
}

function markAxis(axis: ChartOption, named: (name: Json | undefined) => PinMark | undefined) {
	const { data } = axis;
	if (!Array.isArray(data)) return axis;
	const marked = data.map((entry): Json => {
		const name = isObject(entry) ? entry.value : entry;
		const mark = named(name);
		if (!mark || typeof name !== 'string') return entry;
		const textStyle = { color: mark.color, fontWeight: 'bold' };
		return { value: `${mark.sign} ${name}`, textStyle };
	});
	return { ...axis, data: marked };
}

interface PinnedRows {
	/** The mark of each row of the table, if it has one. */
	byRow: readonly (PinMark | undefined)[];
	named: (name: Json | undefined) => PinMark | undefined;
	/** The rows of the chart are named on an axis, so dots need no names. */
	hasNames: boolean;
}

function markSeries(series: ChartOption, { byRow, named, hasNames }: PinnedRows): ChartOption {
	const own = named(series.name);
	if (own && series.type === 'line') {
		const { color } = own;
		const endLabel = isObject(series.endLabel) ? { endLabel: { ...series.endLabel, color } } : {};
		return {
			...series,
			...endLabel,
			symbol: own.symbol,
			symbolKeepAspect: true,
			lineStyle: { color, width: 2.5 },
			itemStyle: { color }
		};
	}
	if (own && series.type === 'bar') return { ...series, itemStyle: { color: own.color } };
	if (series.type === 'treemap' && Array.isArray(series.data))
		return { ...series, data: series.data.map((box) => markBox(box, named)) };
	if (series.type !== 'scatter' || !Array.isArray(series.data)) return series;
	if (!byRow.some((mark) => mark !== undefined)) return series;
	const isHollow = isObject(series.itemStyle) && series.itemStyle.color === INK.paper;
	const data = series.data.map((datum): Json => {
		if (!isObject(datum)) return datum;
		const mark = typeof datum.row === 'number' ? byRow[datum.row] : undefined;
		if (mark) return markDatum(datum, mark, { hasNames, isHollow });
		return hasNames ? datum : { ...datum, itemStyle: QUIET };
	});
	return { ...series, data };
}

const QUIET = { color: COLOURS.peers };

function markDatum(
	datum: ChartOption,
	{ pin, color, ...sign }: PinMark,
	{ hasNames, isHollow }: { hasNames: boolean; isHollow: boolean }
) {
	// Two dots of one row are told apart as those of the other rows are, e.g. the base year from this year.
	const itemStyle = isHollow
		? { color: INK.paper, opacity: 1, borderColor: color, borderWidth: 2 }
		: { color, opacity: 1, borderColor: INK.paper, borderWidth: 1 };
	const label = {
		show: true,
		formatter: plainLabel(fitText(pin.short, LONGEST_LABEL)),
		fontWeight: 'bold'
	};
	return {
		...datum,
		symbol: sign.symbol,
		symbolSize: isHollow ? 10 : 12,
		symbolKeepAspect: true,
		itemStyle,
		...(hasNames ? {} : { label })
	};
}

/** An area of a pinned department: filled where it is not divided, else its frame and head. */
function markBox(box: Json, named: PinnedRows['named']): Json {
	if (!isObject(box)) return box;
	const { children } = box;
	const below = Array.isArray(children)
		? { children: children.map((child) => markBox(child, named)) }
		: {};
	const mark = named(box.name);
	if (!mark) return { ...box, ...below };
	const words = `${mark.sign} ${plainLabel(mark.pin.short)}`;
	const label = { color: INK.paper, fontWeight: 'bold', formatter: words };
	const itemStyle = { color: mark.color, borderColor: mark.color };
	return { ...box, ...below, itemStyle, label, upperLabel: label };
}
