/** The spread of a measure by group: a box a group and a dot a department, the one asked for highlighted. */
import { BASIS_NAMES, basisOf, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { spreadOf, type Spread } from '#lib/comparison/flags/spread.ts';
import { drawn, scaleFor, type Scale } from '../parts/amounts.ts';
import type { Chart, ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import {
	amountAxis,
	type Bounds,
	cutNote,
	datum,
	FRAME,
	NAME_WIDTH,
	nameAxis,
	narrowNames,
	nearBounds,
	TEXT,
	withNarrow,
	PLOT
} from '../parts/frame.ts';
import { swarm } from './swarm.ts';
import { COLOURS, INK } from '../theme.ts';
import { fitText, LONGEST_LABEL } from '../parts/text-width.ts';
import { known, largest, leftOut, plainLabel, tiedMark } from '../parts/wording.ts';

export interface BoxDot {
	name: string;
	href?: string | undefined;
	highlighted?: boolean | undefined;
	value: Value;
}

export interface BoxGroup {
	name: string;
	dots: readonly BoxDot[];
}

export interface BoxSettings {
	title: string;
	measure: MeasureId;
	year: number;
	/** The part of the page that shows the departments which are not drawn: see {@link MOST_DOTS}; without it all are. */
	rest_at?: string;
	/** Powers of ten; values at or below 0 are then not drawn. */
	axis?: 'linear' | 'log';
}

interface Group {
	name: string;
	dots: NumberedDot[];
	/** Those of the dots that are drawn. */
	drawn: NumberedDot[];
	spread: Spread | null;
}

type NumberedDot = BoxDot & { number: number };

/** Dots beyond so many cover one another, and with their rows are most of the page: boxes alone show the middle. */
const MOST_DOTS = 300;

const GROUP_HEIGHT = 46;
/** Whiskers end at the last dot within so many box lengths (Tukey); dots beyond stand alone. */
const WHISKER = 1.5;

export function boxes(given: readonly BoxGroup[], settings: BoxSettings): Chart {
	const { title, measure, year, axis = 'linear' } = settings;
	const all = given.flatMap((group) => group.dots);
	const isFew = all.length <= MOST_DOTS || settings.rest_at === undefined;
	const groups = given.map(({ name, dots }): Group => {
		const drawable = known(dots).filter((dot) => axis === 'linear' || dot.number > 0);
		const spread = spreadOf(drawable.map((dot) => dot.number));
		const group = { name, dots: drawable, drawn: drawable, spread };
		return isFew ? group : { ...group, drawn: beyondWhiskers(group, MOST_DOTS / given.length) };
	});
	const scale = scaleFor(
		measure,
		all.map((dot) => dot.value)
	);
	const height = 40 + groups.length * GROUP_HEIGHT;
	return {
		title,
		description: [
			describe(groups, all.length, scale, year),
			isFew ? '' : restNote(groups, settings),
			axis === 'log' ? '' : cutNote('横轴', boundsOf(groups, scale), scale.unit)
		].join(''),
		unit: scale.unit,
		basis: BASIS_NAMES[basisOf(measure)],
		period: `${year}年`,
		option: draw(groups, scale, axis),
		height: { wide: height, narrow: height },
		table: tabulate(isFew ? given : groups.map(withDrawn), groups, scale, title)
	};
}

function restNote(groups: readonly Group[], { rest_at = '' }: BoxSettings): string {
	const count = groups.reduce((sum, { drawn: dots }) => sum + dots.length, 0);
	if (count === 0) return `各部门都离中间不远，图中不画点，见${rest_at}。`;
	return `图中的点为离各类中间一半最远的部门和所选部门（${count}家），其余见${rest_at}。`;
}

function draw(groups: readonly Group[], scale: Scale, axis: 'linear' | 'log') {
	const number = (value: number) => scale.number(present(value)) ?? 0;
	const highlighted = highlightedDots(groups, number);
	const option = {
		...FRAME,
		grid: {
			left: NAME_WIDTH.wide,
			right: 26,
			top: 30,
			bottom: 8,
			...PLOT
		},
		xAxis: {
			...amountAxis(axis, scale.unit, boundsOf(groups, scale)),
			position: 'top' as const
		},
		yAxis: [
			nameAxis(groups.map((group) => `${group.name}（${group.dots.length}）`)),
			{ type: 'value' as const, inverse: true, min: -0.5, max: groups.length - 0.5, show: false }
		],
		series: [
			{
				name: '四分位',
				type: 'boxplot' as const,
				silent: true,
				boxWidth: [26, 26],
				itemStyle: { color: COLOURS.peersSoft, borderColor: COLOURS.previous, borderWidth: 1.2 },
				data: groups.map((group) => whiskers(group, number))
			},
			{
				name: '部门',
				type: 'scatter' as const,
				yAxisIndex: 1,
				symbolSize: 6,
				itemStyle: { color: COLOURS.previous, opacity: 0.8 },
				data: dotsOf(groups, number, axis).filter(
					({ row }) => !highlighted.some((dot) => dot.row === row)
				)
			},
			{
				name: '所选部门',
				type: 'scatter' as const,
				yAxisIndex: 1,
				symbolSize: 11,
				itemStyle: {
					color: COLOURS.highlighted,
					opacity: 1,
					borderColor: INK.paper,
					borderWidth: 1.5
				},
				label: { ...TEXT, show: true, position: 'top' as const, fontWeight: 'bold' as const },
				data: highlighted
			}
		]
	} satisfies Option;
	const narrow = narrowNames(groups.map((group) => group.name));
	return withNarrow(option, {
		grid: { left: narrow.left, right: 14 },
		yAxis: [{ ...narrow.axis, data: groups.map((group) => group.name) }]
	});
}

function boundsOf(groups: readonly Group[], scale: Scale): Partial<Bounds> {
	const all = groups.flatMap(({ dots }) => dots.flatMap(({ value }) => scale.number(value) ?? []));
	const most = measureOf(scale.measure).quantity === 'points' ? 100 : Infinity;
	return all.length === 0 ? {} : nearBounds(all, most);
}

/** The dots beyond the whiskers, at most so many of the farthest, and those that the reader chose. */
function beyondWhiskers({ dots, spread }: Omit<Group, 'drawn'>, most: number): NumberedDot[] {
	if (!spread) return dots;
	const far = ({ number }: NumberedDot) => Math.max(spread.q1 - number, number - spread.q3);
	const farthest = dots
		.filter((dot) => far(dot) > longestWhisker(spread))
		.sort((one, other) => far(other) - far(one))
		.slice(0, most);
	const shown = new Set([...farthest, ...dots.filter((dot) => dot.highlighted)]);
	return dots.filter((dot) => shown.has(dot));
}

const longestWhisker = ({ q1, q3 }: Spread) => WHISKER * (q3 - q1);

function withDrawn({ name, drawn: dots }: Group): BoxGroup {
	return { name, dots };
}

function whiskers({ spread, dots }: Group, number: (value: number) => number): number[] {
	if (!spread) return [];
	const longest = longestWhisker(spread);
	const within = dots
		.map((dot) => dot.number)
		.filter((value) => value >= spread.q1 - longest && value <= spread.q3 + longest);
	const ends = [Math.min(...within), spread.q1, spread.median, spread.q3, Math.max(...within)];
	return ends.map(number);
}

type Dot = { row: number; value: number[] };

/** Rows of the table count on over the groups' drawn dots. */
function dotsOf(groups: readonly Group[], number: (value: number) => number, axis: string): Dot[] {
	const all = groups.flatMap((group) => group.drawn.map((dot) => place(dot.number, axis)));
	const step = (Math.max(...all) - Math.min(...all)) / 90;
	let row = 0;
	return groups.flatMap((group, lane) => {
		const offsets = swarm(
			group.drawn.map((dot) => place(dot.number, axis)),
			step
		);
		return group.drawn.map((dot, index) =>
			datum(row++, { value: [number(dot.number), drawn(lane + 0.085 * (offsets[index] ?? 0))] })
		);
	});
}

const place = (value: number, axis: string) => (axis === 'log' ? Math.log10(value) : value);

function highlightedDots(groups: readonly Group[], number: (value: number) => number) {
	let row = -1;
	return groups.flatMap((group, lane) =>
		group.drawn.flatMap((dot) => {
			row += 1;
			if (!dot.highlighted) return [];
			const label = { formatter: plainLabel(fitText(dot.name, LONGEST_LABEL)) };
			return [datum(row, { value: [number(dot.number), lane], label })];
		})
	);
}

/** Drawn dots first, in the order of the drawing; then those that could not be drawn, with their reason. */
function tabulate(
	given: readonly BoxGroup[],
	groups: readonly Group[],
	scale: Scale,
	title: string
): ChartTable {
	const drawnNames = new Set(
		groups.flatMap((group) => group.drawn.map((dot) => `${group.name} ${dot.name}`))
	);
	const rest = given.flatMap((group) =>
		group.dots
			.filter((dot) => !drawnNames.has(`${group.name} ${dot.name}`))
			.map((dot) => ({ group: group.name, dot }))
	);
	const lines = [
		...groups.flatMap((group) => group.drawn.map((dot) => ({ group: group.name, dot }))),
		...rest
	];
	return {
		caption: `${title}（${scale.unit}）`,
		columns: [
			{ name: '部门' },
			{ name: '类别' },
			{ name: title, unit: scale.columnUnit, numeric: true }
		],
		rows: lines.map(({ group, dot }) => [
			{ text: dot.name, href: dot.href },
			{ text: group },
			scale.cell(dot.value)
		])
	};
}

function describe(groups: readonly Group[], total: number, scale: Scale, year: number): string {
	const filled = groups.flatMap((group) =>
		group.spread ? [{ ...group, spread: group.spread }] : []
	);
	const up = (group: (typeof filled)[number]) => group.spread.median;
	const down = (group: (typeof filled)[number]) => -group.spread.median;
	const high = largest(filled, up);
	const low = largest(filled, down);
	if (!high || !low) return `${year}年没有可以比较的数据。`;
	const count = filled.reduce((sum, group) => sum + group.dots.length, 0);
	const words = (group: { name: string; spread: Spread }, tied: string) =>
		`${group.name}${tied}（${scale.words(present(group.spread.median))}）`;
	const middle = scale.words(present(high.spread.median));
	const ends = `最高的是${words(high, tiedMark(filled, up))}，最低的是${words(low, tiedMark(filled, down))}`;
	const ofSeveral = high.spread.median === low.spread.median ? `均为${middle}` : ends;
	const between = filled.length === 1 ? `中位数${middle}` : `各类中位数${ofSeveral}`;
	return `${year}年${count}家部门，${between}${leftOut(total - count)}。`;
}
