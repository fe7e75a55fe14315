/** Draws the base year beside this year, one row per department: two points and the way between them. */
import { axisScale, type AxisChoice, type AxisScale } from '#lib/catalogue/axis-scales.ts';
import { baseName, differenceInWords, directionsOf } from '#lib/catalogue/change-words.ts';
import { formatChange, formatRelativeChange } from '#lib/catalogue/format.ts';
import { BASIS_NAMES, basisOf, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { changeBetween, type Change } from '#lib/comparison/change/change.ts';
import type { Value } from '#lib/catalogue/values.ts';
import { scaleFor, type Scale } from '../parts/amounts.ts';
import type { Chart, ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import {
	amountAxis,
	datum,
	END_WIDTH,
	endWords,
	FRAME,
	LEGEND,
	nameWidth,
	nameAxis,
	narrowNames,
	ROW_HEIGHT,
	withNarrow,
	PLOT
} from '../parts/frame.ts';
import { COLOURS, INK } from '../theme.ts';
import { largest, leftOut, tiedMark } from '../parts/wording.ts';

export interface DumbbellRow {
	name: string;
	href?: string | undefined;
	highlighted?: boolean | undefined;
	current: Value;
	previous: Value;
}

export interface DumbbellSettings {
	title: string;
	measure: MeasureId;
	year: number;
	/** The year compared with. */
	base: number;
	/** Powers of ten where departments differ by orders of magnitude; rows at or below 0 are then not drawn. */
	axis?: AxisChoice;
	/** Rows drawn, in the order given. */
	limit?: number;
	/** Names of the two points and of what they are, where they are not of two years. */
	sides?: { from: string; to: string; basis: string };
	/** Stands in place of the sentence about the two years. */
	sentence?: string;
	/** The part of the page that shows the rows that are not drawn, e.g. `部门明细表`; without it the chart's table holds them. */
	rest_at?: string;
}

/** With the scale that the amounts led to. */
type Settled = DumbbellSettings & { axis: AxisScale };

interface DumbbellLine extends DumbbellRow {
	change: Change;
}

export function dumbbell(given: readonly DumbbellRow[], asked: DumbbellSettings): Chart {
	const { measure, year, base, title, limit = given.length, axis = 'linear' } = asked;
	const rows = given.map((row) => ({
		...row,
		change: changeBetween(measure, row.current, row.previous)
	}));
	const shown = rows.slice(0, limit);
	const amounts = shown
		.flatMap(({ current, previous }) => [current.value, previous.value])
		.filter((amount) => amount !== null);
	const settings = { ...asked, axis: axisScale(axis, amounts) };
	const scale = scaleFor(
		measure,
		given.flatMap((row) => [row.current, row.previous])
	);
	const height = 56 + shown.length * ROW_HEIGHT;
	return {
		title,
		description: settings.sentence ?? describe(rows, shown.length, settings),
		unit: scale.unit,
		basis: settings.sides?.basis ?? BASIS_NAMES[basisOf(measure)],
		period: settings.sides ? `${year}年` : `${base}—${year}年`,
		option: draw(shown, scale, settings),
		height: { wide: height, narrow: height },
		table: tabulate(settings.rest_at ? shown : rows, scale, settings)
	};
}

/** Writes the words at the end of a row: the rate of an amount, the 百分点 of a share, or why there is none. */
function changeWords({ change }: DumbbellLine, measure: MeasureId): string {
	const { quantity } = measureOf(measure);
	return quantity === 'ratio' || quantity === 'points'
		? formatChange(measure, change.difference, 'tooltip')
		: formatRelativeChange(change.rate, 'tooltip');
}

function draw(rows: readonly DumbbellLine[], scale: Scale, settings: Settled) {
	const { axis, measure } = settings;
	const [from, to] = sidesOf(settings);
	const drawable = (value: Value) => {
		const number = scale.number(value);
		return number !== null && (axis === 'linear' || number > 0) ? number : null;
	};
	const ends = (row: DumbbellLine) => ({ from: drawable(row.previous), to: drawable(row.current) });
	const highlighted = new Set(rows.flatMap((row, index) => (row.highlighted ? [index] : [])));
	const points = (key: 'from' | 'to') =>
		rows.map((row, index) => datum(index, { value: [ends(row)[key], index] }));
	const option = {
		...FRAME,
		legend: { ...LEGEND, data: [from, to], itemWidth: 11 },
		grid: {
			left: nameWidth(rows.map(({ name }) => name)),
			right: END_WIDTH + 12,
			top: 46,
			bottom: 8,
			...PLOT
		},
		xAxis: {
			...amountAxis(axis, scale.unit),
			position: 'top' as const,
			// Scores crowd at the top; two points and the way between them need no zero.
			...(settings.sides
				? {
						min: tenBelow(
							rows.flatMap(({ previous, current }) => [previous, current]),
							scale
						)
					}
				: {})
		},
		yAxis: [
			{
				...nameAxis(
					rows.map((row) => row.name),
					highlighted
				),
				splitLine: ROW_LINES
			},
			endWords(rows.map((row) => changeWords(row, measure)))
		],
		// Where all are 0, the ends of the axis would be made up.
		series: isAllZero(rows)
			? []
			: [
					{
						name: from,
						type: 'scatter' as const,
						symbolSize: 9,
						itemStyle: {
							color: INK.paper,
							borderColor: COLOURS.previous,
							borderWidth: 2,
							opacity: 1
						},
						data: points('from'),
						markLine: ways(rows.map(ends))
					},
					{
						name: to,
						type: 'scatter' as const,
						symbolSize: 10,
						itemStyle: { color: COLOURS.highlighted, opacity: 1 },
						data: points('to')
					}
				]
	} satisfies Option;
	const narrow = narrowNames(rows.map(({ name }) => name));
	return withNarrow(option, {
		grid: { left: narrow.left, right: 78 },
		xAxis: { splitNumber: 2 },
		yAxis: [narrow.axis, { axisLabel: { margin: 74, fontSize: 11 } }]
	});
}

/** True where somebody is compared, and nobody has more or less than 0 in either year. */
function isAllZero(rows: readonly DumbbellRow[]): boolean {
	const values = rows.flatMap(({ previous, current }) => [previous.value, current.value]);
	return values.includes(0) && values.every((value) => value === 0 || value === null);
}

const ROW_LINES = { show: true, lineStyle: { color: INK.hairline } };

/** The last ten at or below every value. */
function tenBelow(values: readonly Value[], scale: Scale): number {
	const numbers = values.flatMap((value) => scale.number(value) ?? []);
	return Math.floor(Math.min(100, ...numbers) / 10) * 10;
}

function sidesOf({ sides, base, year }: DumbbellSettings): [from: string, to: string] {
	return sides ? [sides.from, sides.to] : [`${base}年`, `${year}年`];
}

function ways(rows: readonly { from: number | null; to: number | null }[]) {
	return {
		silent: true,
		symbol: 'none',
		label: { show: false },
		data: rows.flatMap(({ from, to }, index) => {
			if (from === null || to === null || from === to) return [];
			const color = to > from ? COLOURS.above : COLOURS.below;
			const lineStyle = { color, width: 3, type: 'solid' as const, opacity: 0.75 };
			const start = { coord: [from, index], lineStyle };
			const way: [typeof start, { coord: number[] }] = [start, { coord: [to, index] }];
			return [way];
		})
	};
}

function tabulate(
	rows: readonly DumbbellLine[],
	scale: Scale,
	settings: DumbbellSettings
): ChartTable {
	const { title, measure } = settings;
	const [from, to] = sidesOf(settings);
	return {
		caption: `${title}（${scale.unit}）`,
		columns: [
			{ name: '部门' },
			{ name: from, unit: scale.columnUnit, numeric: true },
			{ name: to, unit: scale.columnUnit, numeric: true },
			{ name: '变动', numeric: true }
		],
		rows: rows.map((row) => [
			{ text: row.name, href: row.href },
			scale.cell(row.previous),
			scale.cell(row.current),
			{ text: changeWords(row, measure), missing: row.change.difference.value === null }
		])
	};
}

function describe(
	rows: readonly DumbbellLine[],
	shown: number,
	{ measure, year, base, axis, rest_at = '数据表' }: Settled
): string {
	const compared = rows.flatMap((row) =>
		row.change.difference.value === null ? [] : [{ row, difference: row.change.difference.value }]
	);
	if (compared.length === 0) return `${year}年没有可与${baseName(year, base)}比较的数据。`;
	const apart = leftOut(rows.length - compared.length, { so: '无法比较' });
	if (isAllZero(rows))
		return `${baseName(year, base)}与${year}年${measureOf(measure).name}都为0${apart}。`;
	const up = compared.filter(({ difference }) => difference > 0).length;
	const down = compared.filter(({ difference }) => difference < 0).length;
	const { more, less } = directionsOf(measure);
	const moved = [up > 0 ? `${more}的有${up}家` : '', down > 0 ? `${less}的有${down}家` : '']
		.filter(Boolean)
		.join('、');
	const sizeOf = ({ difference }: (typeof compared)[number]) => Math.abs(difference);
	const most = largest(compared, sizeOf);
	const tied = tiedMark(compared, sizeOf);
	const lead = up + down === 1 ? '即' : '变动最大的是';
	return [
		`${year}年${measureOf(measure).name}比${baseName(year, base)}${moved || '均持平'}`,
		most && most.difference !== 0
			? `，${lead}${most.row.name}${tied}（${differenceInWords(measure, most.difference)}）`
			: '',
		apart,
		axis === 'log' ? '；对数刻度，每格相差10倍，为0和负数的不画点' : '',
		shown < rows.length ? `；图中为前${shown}家，其余见${rest_at}` : '',
		'。'
	].join('');
}
