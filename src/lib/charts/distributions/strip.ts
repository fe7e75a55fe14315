/** Draws where one department is among its peers: one row per measure, each on a scale of its own. */
import type { DisplayUnit } from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { describePosition, positionOf } from '#lib/comparison/rank.ts';
import { spreadOf } from '#lib/comparison/flags/spread.ts';
import { drawn, scaleFor, type Scale } from '../parts/amounts.ts';
import type { Chart, ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import {
	datum,
	endWords,
	FRAME,
	LEGEND,
	nameAxis,
	NAME_WIDTH,
	narrowNames,
	withNarrow,
	PLOT
} from '../parts/frame.ts';
import { keysOf } from '../parts/key.ts';
import { swarm } from './swarm.ts';
import { COLOURS, INK } from '../theme.ts';
import { largest } from '../parts/wording.ts';

export interface StripRow {
	measure: MeasureId;
	own: Value;
	/** The peers', without the department itself. */
	peers: readonly Value[];
	href?: string | undefined;
	/** Unit of its amounts, where the page tells them elsewhere as well; left out where the row has its own. */
	unit?: DisplayUnit | undefined;
}

export interface StripSettings {
	subject: string;
	year: number;
	/** Says who the peers are, e.g. `同类部门`. */
	peers: string;
}

interface Lane extends StripRow {
	/** Peers' values, ascending. */
	values: number[];
	median: number | null;
	/** 0 to 100 along the row; null where there is no scale. */
	place: (value: number) => number | null;
	/** One unit for all values of the row. */
	scale: Scale;
	ownText: string;
	position: string;
	/** Peers below the own value less peers above, over their count: −1 lowest to 1 highest. */
	rank: number;
}

const LANE_HEIGHT = 30;
/** From this multiple of the median for the largest value on, the scale is logarithmic, so that the rest shows as well. */
const SKEWED = 20;

export function strip(rows: readonly StripRow[], settings: StripSettings): Chart {
	const lanes = rows.map(laneOf);
	const height = 40 + lanes.length * LANE_HEIGHT;
	return {
		title: `在${settings.peers}中的位置`,
		description: describe(lanes, settings),
		unit: '各行自有单位与刻度',
		basis: '左低右高，竖线为其他部门的中位数，位次含本部门',
		period: `${settings.year}年`,
		option: draw(lanes, settings),
		height: { wide: height, narrow: height },
		table: tabulate(lanes, settings)
	};
}

function laneOf(row: StripRow): Lane {
	const values = row.peers.flatMap(({ value }) => value ?? []).sort((a, b) => a - b);
	const own = row.own.value;
	const everyone = own === null ? values : [...values, own];
	const position = positionOf(row.own, [row.own, ...row.peers]);
	const scale = scaleFor(row.measure, [row.own, ...row.peers], row.unit);
	const below = own === null ? 0 : values.filter((value) => value < own).length;
	const above = own === null ? 0 : values.filter((value) => value > own).length;
	return {
		...row,
		values,
		median: spreadOf(values)?.median ?? null,
		place: placing(everyone),
		scale,
		ownText: scale.words(row.own),
		position: position ? describePosition(position) : '不可比',
		rank: values.length > 0 ? (below - above) / values.length : 0
	};
}

/** From the least to the greatest value, or from its power of ten to the other's where values are skewed. */
function placing(values: readonly number[]): (value: number) => number | null {
	const spread = spreadOf(values);
	if (!spread) return () => null;
	const isLog = spread.min > 0 && spread.max > SKEWED * spread.median;
	const at = (value: number) => (isLog ? Math.log10(value) : value);
	const length = at(spread.max) - at(spread.min);
	return (value) => (length === 0 ? 50 : drawn(((at(value) - at(spread.min)) / length) * 100));
}

function draw(lanes: readonly Lane[], { subject, peers }: StripSettings) {
	const key = keysOf([subject, peers], 'full');
	const option = {
		...FRAME,
		legend: { ...LEGEND, ...key.wide.legend, itemWidth: 11 },
		grid: {
			left: NAME_WIDTH.wide,
			right: 262,
			top: 32,
			bottom: 6,
			...PLOT
		},
		xAxis: { type: 'value' as const, min: -1, max: 101, show: false },
		yAxis: [
			{
				...nameAxis(lanes.map((lane) => measureOf(lane.measure).name)),
				splitLine: { show: true, lineStyle: { color: INK.hairline } }
			},
			endWords(
				lanes.map((lane) => `${lane.ownText}  ${lane.position}`),
				258
			),
			{ type: 'value' as const, inverse: true, min: -0.5, max: lanes.length - 0.5, show: false }
		],
		series: seriesOf(lanes, subject, peers)
	} satisfies Option;
	const narrow = narrowNames(lanes.map((lane) => measureOf(lane.measure).name));
	return withNarrow(option, {
		legend: key.narrow.legend,
		grid: { left: narrow.left, right: 92 },
		yAxis: [
			narrow.axis,
			{ data: lanes.map((lane) => lane.ownText), axisLabel: { margin: 88, fontSize: 11 } },
			{}
		]
	});
}

/** The peers' dots, the stroke of the median and the dot of the department. */
function seriesOf(lanes: readonly Lane[], subject: string, peers: string) {
	const spots = (lane: Lane, index: number) => {
		const places = lane.values.flatMap((value) => lane.place(value) ?? []);
		const offsets = swarm(places, 1.2);
		return places.map((x, at) =>
			datum(index, { value: [x, drawn(index + 0.11 * (offsets[at] ?? 0))] })
		);
	};
	const one = (lane: Lane, index: number, value: number | null) => {
		const x = value === null ? null : lane.place(value);
		return x === null ? [] : [datum(index, { value: [x, index] })];
	};
	return [
		{
			name: peers,
			type: 'scatter' as const,
			yAxisIndex: 2,
			symbolSize: 6,
			itemStyle: { color: COLOURS.previous, opacity: 0.6 },
			data: lanes.flatMap(spots)
		},
		{
			name: '中位数',
			type: 'scatter' as const,
			yAxisIndex: 2,
			symbol: 'rect',
			symbolSize: [2, 20],
			silent: true,
			itemStyle: { color: INK.text, opacity: 1 },
			data: lanes.flatMap((lane, index) => one(lane, index, lane.median))
		},
		{
			name: subject,
			type: 'scatter' as const,
			yAxisIndex: 2,
			symbolSize: 13,
			itemStyle: {
				color: COLOURS.highlighted,
				opacity: 1,
				borderColor: INK.paper,
				borderWidth: 1.5
			},
			data: lanes.flatMap((lane, index) => one(lane, index, lane.own.value))
		}
	];
}

function tabulate(lanes: readonly Lane[], { subject, peers, year }: StripSettings): ChartTable {
	return {
		caption: `${subject}${year}年在${peers}中的位置`,
		columns: [
			{ name: '指标' },
			{ name: subject, numeric: true },
			...['位次', '其他部门最低', '其他部门中位数', '其他部门最高'].map((name) => ({
				name,
				numeric: true
			}))
		],
		rows: lanes.map((lane) => {
			const words = (value: number | null | undefined) => {
				if (value === null || value === undefined) return { text: '不可比', missing: true };
				return { text: lane.scale.words(present(value)) };
			};
			return [
				{ text: measureOf(lane.measure).name, href: lane.href },
				lane.scale.cellInWords(lane.own),
				{ text: lane.position },
				words(lane.values[0]),
				words(lane.median),
				words(lane.values.at(-1))
			];
		})
	};
}

function describe(lanes: readonly Lane[], { subject, peers, year }: StripSettings): string {
	const most = largest(
		lanes.filter((lane) => lane.own.value !== null && lane.values.length > 0),
		(lane) => Math.abs(lane.rank)
	);
	if (!most) return `${subject}${year}年没有可与${peers}比较的数据。`;
	if (most.rank === 0) return `${subject}${year}年的各项数据在${peers}中都居中。`;
	return `${subject}${year}年在${peers}中位置最靠边的是${measureOf(most.measure).name}：${most.ownText}，从高到低${most.position}。`;
}
