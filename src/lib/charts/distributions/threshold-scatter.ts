/** Two measures against each other, a dot a department, with a line that may be moved; those beyond it are named. */
import { formatValue, type DisplayUnit } from '#lib/catalogue/format.ts';
import { BASIS_NAMES, basisOf, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { scaleFor, type Scale } from '../parts/amounts.ts';
import type { Chart, ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import {
	amountAxis,
	OUTLINE,
	axisName,
	datum,
	FRAME,
	INK_LINE,
	NOTE_TEXT,
	TEXT,
	withNarrow,
	PLOT
} from '../parts/frame.ts';
import { fitText, LONGEST_LABEL } from '../parts/text-width.ts';
import { COLOURS, INK } from '../theme.ts';
import { leftOut, plainLabel } from '../parts/wording.ts';

export interface ScatterRow {
	name: string;
	href?: string | undefined;
	highlighted?: boolean | undefined;
	x: Value;
	y: Value;
}

export interface ScatterSettings {
	title: string;
	year: number;
	x: MeasureId;
	y: MeasureId;
	/** Line across `y` in its storage unit, and what it is called, e.g. `警戒线`. */
	line?: { value: number; name: string } | undefined;
	/** The part of the page that shows the departments which are not drawn: see {@link MOST_DOTS}. */
	rest_at: string;
	/** Powers of ten across; values at or below 0 are then not drawn. */
	xAxis?: 'linear' | 'log';
}

interface ScatterPoint extends ScatterRow {
	row: number;
	beyond: boolean;
	at: [number, number];
}

/** Dots beyond so many cover one another, and with their rows are most of the page. */
const MOST_DOTS = 300;

/** Names that are written, of all or of those beyond the line; more would cover one another. */
const NAMED = 8;

/** Room above the highest dot: where all are equal, the axis would end at their value and cut them in half. */
const HEADROOM: [number, string] = [0, '5%'];

export function thresholdScatter(rows: readonly ScatterRow[], settings: ScatterSettings): Chart {
	const { title, year, y } = settings;
	const scales = {
		x: scaleFor(
			settings.x,
			rows.map((row) => row.x)
		),
		y: scaleFor(
			y,
			rows.map((row) => row.y)
		)
	};
	const points = pointsOf(rows, scales, settings);
	const drawn = farthest(rows);
	return {
		title,
		description:
			describe(points, rows.length, settings, scales.y.moneyUnit) + restNote(drawn, rows, settings),
		unit: `横轴${scales.x.unit}，纵轴${scales.y.unit}`,
		basis: BASIS_NAMES[basisOf(y)],
		period: `${year}年`,
		option: draw(pointsOf(drawn, scales, settings), scales, settings),
		height: { wide: 380, narrow: 330 },
		table: tabulate(drawn, scales, settings)
	};
}

/** The rows drawn: all, or those highest and those largest, half of each. */
function farthest(rows: readonly ScatterRow[]) {
	if (rows.length <= MOST_DOTS) return rows;
	const most = (by: 'x' | 'y') =>
		rows
			.toSorted((a, b) => (b[by].value ?? -Infinity) - (a[by].value ?? -Infinity))
			.slice(0, MOST_DOTS / 2);
	const shown = new Set([...most('y'), ...most('x'), ...rows.filter((row) => row.highlighted)]);
	return rows.filter((row) => shown.has(row));
}

function restNote(
	drawn: readonly ScatterRow[],
	rows: readonly ScatterRow[],
	{ x, y, rest_at }: ScatterSettings
): string {
	if (drawn.length === rows.length) return '';
	const half = MOST_DOTS / 2;
	return `图中为${measureOf(y).name}最高和${measureOf(x).name}最大的各${half}家部门，其余见${rest_at}。`;
}

function pointsOf(
	rows: readonly ScatterRow[],
	scales: { x: Scale; y: Scale },
	{ xAxis = 'linear', line }: ScatterSettings
): ScatterPoint[] {
	return rows.flatMap((row, index) => {
		const x = scales.x.number(row.x);
		const y = scales.y.number(row.y);
		if (x === null || y === null || (xAxis === 'log' && x <= 0)) return [];
		const beyond = line !== undefined && (row.y.value ?? 0) > line.value;
		return [{ ...row, row: index, beyond, at: [x, y] }];
	});
}

function draw(
	points: readonly ScatterPoint[],
	scales: { x: Scale; y: Scale },
	settings: ScatterSettings
) {
	const { line, xAxis = 'linear' } = settings;
	const option = {
		...FRAME,
		grid: { left: 58, right: 48, top: 30, bottom: 40, ...PLOT },
		xAxis: {
			...amountAxis(xAxis, scales.x.unit),
			...axisName(`${measureOf(settings.x).name}（${scales.x.unit}）`, 'middle', 24),
			axisLine: INK_LINE
		},
		yAxis: {
			...amountAxis('linear', scales.y.unit),
			boundaryGap: HEADROOM,
			name: `${measureOf(settings.y).name}（${scales.y.unit}）`,
			nameGap: 12,
			nameTextStyle: { ...NOTE_TEXT, align: 'left' as const, padding: [0, 0, 0, -50] }
		},
		series: seriesOf(points, line && limit(line, scales.y))
	} satisfies Option;
	return withNarrow(option, {
		grid: { left: 44, right: 46 },
		yAxis: { nameTextStyle: { padding: [0, 0, 0, -36] } }
	});
}

/** Dots below the line, dots beyond it, and those of the departments that the reader chose. */
function seriesOf(points: readonly ScatterPoint[], markLine?: ReturnType<typeof limit>) {
	const named = namesWritten(points);
	const dots = (chosen: readonly ScatterPoint[]) =>
		chosen.map((point) => {
			const label = { show: true, formatter: plainLabel(fitText(point.name, LONGEST_LABEL)) };
			return datum(point.row, { value: point.at, ...(named.has(point) ? { label } : {}) });
		});
	const style = (color: string) => ({
		color,
		opacity: 0.85,
		borderColor: INK.paper,
		borderWidth: 0.5
	});
	const label = { ...NAME_LABEL, show: false };
	return [
		{
			name: '未越线',
			type: 'scatter' as const,
			symbolSize: 7,
			itemStyle: style(COLOURS.previous),
			label,
			data: dots(points.filter((point) => !point.beyond && !point.highlighted)),
			...(markLine ? { markLine } : {})
		},
		{
			name: '越线',
			type: 'scatter' as const,
			symbol: 'diamond',
			symbolSize: 10,
			itemStyle: style(COLOURS.above),
			label,
			data: dots(points.filter((point) => point.beyond && !point.highlighted))
		},
		{
			name: '所选部门',
			type: 'scatter' as const,
			symbolSize: 12,
			itemStyle: style(COLOURS.highlighted),
			label: { ...label, fontWeight: 'bold' as const },
			data: dots(points.filter((point) => point.highlighted))
		}
	];
}

const NAME_LABEL = {
	...TEXT,
	...OUTLINE,
	fontSize: NOTE_TEXT.fontSize,
	position: 'right' as const
};

/** The line's words stand beside the plot, where no dot is. */
function limit(line: { value: number; name: string }, scale: Scale) {
	const value = present(line.value);
	return {
		silent: true,
		symbol: 'none',
		lineStyle: { color: COLOURS.line, type: 'dashed' as const, width: 1 },
		label: {
			...NOTE_TEXT,
			color: COLOURS.line,
			formatter: `${line.name}\n${scale.words(value)}`,
			lineHeight: 14,
			position: 'end' as const,
			align: 'left' as const,
			verticalAlign: 'bottom' as const
		},
		data: [{ yAxis: scale.number(value) ?? 0 }]
	};
}

function namesWritten(points: readonly ScatterPoint[]): ReadonlySet<ScatterPoint> {
	if (points.length <= NAMED) return new Set(points);
	const farthest = points
		.filter((point) => point.beyond)
		.sort((a, b) => b.at[1] - a.at[1])
		.slice(0, NAMED);
	return new Set([...farthest, ...points.filter((point) => point.highlighted)]);
}

function tabulate(
	rows: readonly ScatterRow[],
	scales: { x: Scale; y: Scale },
	{ title, x, y, line }: ScatterSettings
): ChartTable {
	return {
		caption: title,
		columns: [
			{ name: '部门' },
			{ name: measureOf(x).name, unit: scales.x.columnUnit, numeric: true },
			{ name: measureOf(y).name, unit: scales.y.columnUnit, numeric: true },
			...(line ? [{ name: line.name }] : [])
		],
		rows: rows.map((row) => [
			{ text: row.name, href: row.href },
			scales.x.cell(row.x),
			scales.y.cell(row.y),
			...(line ? [{ text: sideOf(row.y, line.value) }] : [])
		])
	};
}

function sideOf({ value }: Value, line: number): string {
	if (value === null) return '不可比';
	return value > line ? '高于' : '不高于';
}

function describe(
	points: readonly ScatterPoint[],
	total: number,
	{ y, year, line }: ScatterSettings,
	moneyUnit: DisplayUnit
): string {
	if (points.length === 0) return `${year}年没有可以比较的数据。`;
	const { name } = measureOf(y);
	const rest = leftOut(total - points.length);
	if (!line) return `${year}年${points.length}家部门的${name}${rest}。`;
	const beyond = points.filter((point) => point.beyond).sort((a, b) => b.at[1] - a.at[1]);
	const at = formatValue(y, present(line.value), 'tooltip', moneyUnit);
	const first = beyond[0];
	const all = points.length > 1 ? '均' : '';
	if (!first)
		return `${year}年${points.length}家部门的${name}${all}不高于${line.name}${at}${rest}。`;
	const tied = beyond[1]?.at[1] === first.at[1] ? '等' : '';
	const lead = beyond.length === 1 ? '即' : '最高的是';
	const most = `，${lead}${first.name}${tied}（${formatValue(y, first.y, 'tooltip', moneyUnit)}）`;
	return `${year}年${points.length}家部门中，${name}高于${line.name}${at}的有${beyond.length}家${most}${rest}。`;
}
