/** Draws the change of a total as a waterfall: from the earlier total, part by part, to the later one. */
import { formatChange, formatPoints, type DisplayUnit } from '#lib/catalogue/format.ts';
import { BASIS_NAMES, basisOf, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present, type Present, type Value } from '#lib/catalogue/values.ts';
import { scaleFor, type Scale } from '../parts/amounts.ts';
import type { Chart, ChartCell } from '../chart.ts';
import type { Option } from '../echarts.ts';
import {
	datum,
	END_WIDTH,
	endWords,
	FRAME,
	nameWidth,
	nameAxis,
	narrowNames,
	ROW_HEIGHT,
	ROW_TOOLTIP,
	roundStep,
	valueAxis,
	withNarrow,
	PLOT,
	type Bounds
} from '../parts/frame.ts';
import { COLOURS, fill, INK, type PatternName } from '../theme.ts';

/** One part of the change, in the storage unit of the measure. */
export interface ChangeStep {
	name: string;
	href?: string | undefined;
	before: Value;
	after: Value;
	/** After less before, an absent value adding nothing. */
	contribution: number;
	/** It moves the totals, and not the change of those that are in both years. */
	isAside?: boolean;
}

/** The totals of both years; each counts as corrected where a figure in it is. */
export interface ChangeTotals {
	before: Present;
	after: Present;
}

export interface ChangeWaterfallSettings extends ChangeTotals {
	/** The change and who made most of it, in words. */
	finding: string;
	/** The departments that are counted, in words. */
	description: string;
	measure: MeasureId;
	year: number;
	/** The year compared with. */
	base: number;
	/** The unit in which the finding tells its amounts; that of the drawing is chosen from what it shows without it. */
	unit?: DisplayUnit | undefined;
}

/** The amounts that the drawing shows, in the storage unit: levels and parts. */
export function amountsShown(
	steps: readonly ChangeStep[],
	{ before, after }: ChangeTotals
): number[] {
	let level = before.value;
	const parts = steps.flatMap(({ contribution }) => [(level += contribution), contribution]);
	return [before.value, ...parts, after.value, after.value - before.value];
}

/** The steps add up to the change of the total; the caller makes sure of it. */
export function changeWaterfall(
	steps: readonly ChangeStep[],
	settings: ChangeWaterfallSettings
): Chart {
	const { finding, description, measure, year, base } = settings;
	const title = `${measureOf(measure).name}的变化`;
	const rows = rowsOf(steps, settings);
	const scale = scaleFor(measure, amountsShown(steps, settings).map(present), settings.unit);
	const cut = cutOf(rows);
	const cutWords = cut
		? `横轴自${scale.words(present(cut.min))}起，不从0开始；增减额的长短可以相互比较。`
		: '';
	const asideWords = steps.some(({ isAside }) => isAside) ? '斜纹为只计入合计的部门。' : '';
	const height = 40 + rows.length * ROW_HEIGHT;
	return {
		title,
		description: `${finding}；${description}${asideWords}${cutWords}`,
		unit: scale.unit,
		basis: BASIS_NAMES[basisOf(measure)],
		period: `${base}年、${year}年`,
		option: draw(rows, scale, cut),
		height: { wide: height, narrow: height },
		table: {
			caption: `${title}（${scale.unit}）`,
			columns: [
				{ name: '项目' },
				{ name: `${base}年`, unit: scale.columnUnit, numeric: true },
				{ name: `${year}年`, unit: scale.columnUnit, numeric: true },
				{ name: '增减额', unit: scale.columnUnit, numeric: true },
				{ name: '拉动', unit: '百分点', numeric: true }
			],
			rows: rows.map((row) => tableRow(row, scale, settings))
		}
	};
}

interface ContributionRow extends ChangeStep {
	/** Start and end of the bar, in the storage unit. */
	from: number;
	to: number;
	/** The year of a total; left out for a part. */
	total?: keyof ChangeTotals;
	colour: string;
	pattern?: PatternName | undefined;
}

function rowsOf(
	steps: readonly ChangeStep[],
	settings: ChangeWaterfallSettings
): ContributionRow[] {
	const { year, base, before, after } = settings;
	let level = before.value;
	const parts = steps.map((step): ContributionRow => {
		const from = level;
		level += step.contribution;
		const colour = step.contribution > 0 ? COLOURS.above : COLOURS.below;
		return { ...step, from, to: level, colour, pattern: step.isAside ? 'stripes' : undefined };
	});
	const whole = { before, after, contribution: after.value - before.value, from: 0 };
	return [
		{
			...whole,
			name: `${base}年合计`,
			total: 'before',
			to: before.value,
			colour: COLOURS.previous
		},
		...parts,
		{
			...whole,
			name: `${year}年合计`,
			total: 'after',
			to: after.value,
			colour: COLOURS.highlighted
		}
	];
}

/** Least step of an axis as a share of its largest level: a chart has seven digits, so that finer steps would fall together. */
const LEAST_STEP = 1e-5;

/**
 * Ends and step of an axis, in the storage unit, that begins near the lowest level, where the parts would be slivers at
 * the end of two long bars; null where it begins at 0.
 */
function cutOf(rows: readonly ContributionRow[]): Bounds | null {
	const levels = rows.map(({ to }) => to);
	const [least, most] = [Math.min(...levels), Math.max(...levels)];
	const extent = most - least;
	if (least <= 0 || extent === 0 || extent > most / 2) return null;
	const interval = roundStep(Math.max(extent / 4, most * LEAST_STEP));
	const min = Math.floor((least - extent / 4) / interval) * interval;
	const max = Math.ceil(most / interval) * interval;
	return min > 0 ? { min, max, interval } : null;
}

function draw(rows: readonly ContributionRow[], scale: Scale, cut: Bounds | null) {
	const number = (amount: number) => scale.number(present(amount)) ?? 0;
	const bounds = cut && {
		min: number(cut.min),
		max: number(cut.max),
		interval: number(cut.interval)
	};
	const option = {
		...FRAME,
		tooltip: ROW_TOOLTIP,
		grid: {
			left: nameWidth(rows.map(({ name }) => name)),
			right: END_WIDTH + 12,
			top: 26,
			bottom: 6,
			...PLOT
		},
		xAxis: {
			...valueAxis(),
			position: 'top' as const,
			...bounds
		},
		yAxis: [
			nameAxis(
				rows.map(({ name }) => name),
				new Set([0, rows.length - 1])
			),
			endWords(rows.map((row) => endWord(row, scale)))
		],
		series: [...barsOf(rows, number, cut?.min ?? 0), ...(bounds ? [breaks(rows, bounds.min)] : [])]
	} satisfies Option;
	const narrow = narrowNames(rows.map(({ name }) => name));
	return withNarrow(option, {
		grid: { left: narrow.left, right: 82 },
		xAxis: { splitNumber: 3 },
		yAxis: [narrow.axis, { axisLabel: { margin: 78, fontSize: 11 } }]
	});
}

/** An unseen foot carries each bar to its level. */
function barsOf(
	rows: readonly ContributionRow[],
	number: (amount: number) => number,
	start: number
) {
	const ends = ({ from, to, total }: ContributionRow) => {
		const foot = total ? start : from;
		return [Math.min(foot, to), Math.max(foot, to)] as const;
	};
	const footOf = (low: number, high: number) => (low > 0 ? low : Math.min(high, 0));
	const bars = { type: 'bar' as const, stack: 'change', barWidth: '62%' };
	const piece = (name: string, of: (low: number, high: number) => number) => ({
		name,
		...bars,
		data: rows.map((row, index) =>
			datum(index, { value: number(of(...ends(row))), itemStyle: fill(row.colour, row.pattern) })
		)
	});
	return [
		{
			name: '起点',
			...bars,
			// It also stands for its row: on a cut axis the keys find a foot, and no part alone.
			data: rows.map((row, index) => datum(index, { value: number(footOf(...ends(row))) })),
			silent: true,
			itemStyle: { color: 'transparent' }
		},
		// A bar across 0 is two pieces, one on each side.
		{
			...piece('金额', (low, high) => Math.max(high, 0) - Math.max(low, 0)),
			markLine: joints(rows, number)
		},
		piece('0以下', (low, high) => Math.min(low, 0) - Math.min(high, 0))
	];
}

/** A gap in the bars of the totals on a cut axis, so that nobody takes their lengths for the amounts. */
function breaks(rows: readonly ContributionRow[], start: number) {
	return {
		name: '断开',
		type: 'scatter' as const,
		silent: true,
		symbol: 'path://M4,0L8,0L4,10L0,10Z',
		symbolSize: [9, ROW_HEIGHT],
		symbolOffset: [16, 0],
		itemStyle: { color: INK.paper, opacity: 1 },
		data: rows.flatMap(({ total }, index) => (total ? [[start, index]] : [])),
		z: 5
	};
}

/** Each part begins where the one above ended. */
function joints(rows: readonly ContributionRow[], number: (amount: number) => number) {
	return {
		silent: true,
		symbol: 'none',
		label: { show: false },
		lineStyle: { color: INK.faint, width: 1, type: 'solid' as const },
		data: rows.slice(0, -1).map(({ to }, index) => {
			const way: [{ coord: number[] }, { coord: number[] }] = [
				{ coord: [number(to), index] },
				{ coord: [number(to), index + 1] }
			];
			return way;
		})
	};
}

function endWord(row: ContributionRow, scale: Scale): string {
	return row.total ? scale.text(present(row.to)) : changeText(row.contribution, scale);
}

function changeText(amount: number, { measure, moneyUnit }: Scale): string {
	return formatChange(measure, present(amount), 'table', moneyUnit);
}

/** The first total stands alone in its row: what became of it is said beside the last. */
function tableRow(row: ContributionRow, scale: Scale, totals: ChangeTotals): ChartCell[] {
	const name = { text: row.name, href: row.href };
	const none = { text: '' };
	if (row.total === 'before') return [name, scale.cell(row.before), none, none, none];
	return [
		name,
		row.total === 'after' ? none : scale.cell(row.before),
		scale.cell(row.after),
		{ text: changeText(row.contribution, scale) },
		{ text: pullOf(row.contribution, totals.before.value) }
	];
}

/** 拉动: by how many percentage points of the earlier total a part moved it; in words where no rate can be said. */
export function pullOf(contribution: number, before: number): string {
	if (before <= 0) return before === 0 ? '基数为0' : '基数为负';
	return formatPoints(contribution / before);
}
