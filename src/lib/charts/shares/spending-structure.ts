/** Draws what departments spend on, personnel, operating and project, as shares or amounts; one bar per department. */
import { formatValue } from '#lib/catalogue/format.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { SPENDING_PARTS, type PartKey } from '#lib/catalogue/spending-parts.ts';
import { drawn, scaleFor, type Scale } from '../parts/amounts.ts';
import type { Chart, ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import {
	datum,
	endWidth,
	endWords,
	FRAME,
	LEGEND,
	nameWidth,
	nameAxis,
	narrowNames,
	NOTE_TEXT,
	ROW_HEIGHT,
	ROW_TOOLTIP,
	TEXT,
	valueAxis,
	withNarrow,
	wordsWidth,
	PLOT
} from '../parts/frame.ts';
import { COLOURS, fill, FONT_SIZE, INK, PART_PATTERNS } from '../theme.ts';
import { plainLabel } from '../parts/wording.ts';
import {
	describeRows,
	describeYears,
	shareOf,
	spanOf,
	type SpendingRow
} from './spending-words.ts';

export type { SpendingRow };

export interface SpendingStructureSettings {
	year: number;
	mode: 'share' | 'amount';
	/** A row is of this; `个年度`: the same department year by year, the latest one being `year`. */
	noun?: '家部门' | '类部门' | '个年度';
	/** Rows drawn. */
	limit?: number;
	/** The part of the page that shows the rows that are not drawn, e.g. `部门明细表`; without it the chart's table holds them. */
	rest_at?: string;
	/** Says which departments the rows add up, e.g. `按各项都填报的30家计算`; left out or empty where all. */
	basis?: string;
}

/** Bars in the order of the rows. */
export function spendingStructure(
	rows: readonly SpendingRow[],
	settings: SpendingStructureSettings
): Chart {
	const { year, mode, limit = rows.length, noun = '家部门', rest_at, basis } = settings;
	const shown = rows.slice(0, limit);
	const scale = scaleFor(
		'spending_total',
		rows.map((row) => row.total)
	);
	const overYears = noun === '个年度';
	const kindOrDepartment = noun === '类部门' ? '类别' : '部门';
	const height = 52 + shown.length * ROW_HEIGHT;
	return {
		title: `${overYears ? '历年' : ''}${mode === 'share' ? '支出结构' : '支出规模与结构'}`,
		description: overYears
			? describeYears(rows, year)
			: describeRows(rows, shown.length, { year, noun, rest_at, basis }),
		unit: mode === 'share' ? '%' : scale.unit,
		basis: '决算数',
		period: overYears ? spanOf(rows, year) : `${year}年`,
		option: draw(shown, scale, mode),
		height: { wide: height, narrow: height },
		table: tabulate(rest_at ? shown : rows, scale, overYears ? '年度' : kindOrDepartment)
	};
}

function draw(rows: readonly SpendingRow[], scale: Scale, mode: 'share' | 'amount') {
	const isShare = mode === 'share';
	const highlighted = new Set(rows.flatMap((row, index) => (row.highlighted ? [index] : [])));
	// Why one is missing stands where its bar would begin.
	const totals = rows.map(({ total }) => (total.value === null ? '' : scale.words(total)));
	const right = endWidth(totals);
	const option = {
		...FRAME,
		tooltip: ROW_TOOLTIP,
		legend: { ...LEGEND, data: SPENDING_PARTS.map((part) => measureOf(part.measure).name) },
		grid: {
			left: nameWidth(rows.map(({ name }) => name)),
			right,
			top: 46,
			bottom: 6,
			...PLOT
		},
		xAxis: {
			...valueAxis(isShare ? '{value}%' : '{value}'),
			position: 'top' as const,
			...(isShare ? shareBounds(rows) : {})
		},
		yAxis: [
			nameAxis(
				rows.map((row) => row.name),
				highlighted
			),
			endWords(totals, right)
		],
		series: [
			...SPENDING_PARTS.map((part) => ({
				name: measureOf(part.measure).name,
				type: 'bar' as const,
				stack: 'parts',
				barCategoryGap: '26%',
				itemStyle: fill(COLOURS[part.key], PART_PATTERNS[part.key]),
				label: { ...LABEL, show: isShare, ...LABEL_COLOURS[part.key] },
				data: rows.map((row, index) => datum(index, bar(row, part.key, scale, isShare)))
			})),
			reasons(rows)
		]
	} satisfies Option;
	const narrow = narrowNames(rows.map(({ name }) => name));
	const narrowRight = wordsWidth(totals);
	return withNarrow(option, {
		grid: { left: narrow.left, right: narrowRight },
		legend: { itemGap: 10 },
		xAxis: { splitNumber: 2 },
		yAxis: [narrow.axis, { axisLabel: { margin: narrowRight - 4 } }],
		series: SPENDING_PARTS.map(() => ({ label: { show: false } }))
	});
}

const LABEL = { ...TEXT, fontSize: FONT_SIZE.note, position: 'inside' as const };
/** The pattern stops behind a label, so that no line goes through its letters. */
const LABEL_COLOURS = {
	personnel: { color: INK.paper },
	operating: { color: INK.text, backgroundColor: COLOURS.operating, padding: [0, 4] },
	project: { color: INK.text, backgroundColor: COLOURS.project, padding: [0, 4] }
};
/** Percent of the width that a label needs. */
const LEAST_LABELLED = 7;

/** `show` is only ever taken away here: the narrow drawing hides all labels. */
type Bar = { value: number | null; label?: { show: false } | { formatter: string } };

function bar(row: SpendingRow, part: PartKey, scale: Scale, isShare: boolean): Bar {
	if (!isShare) return { value: scale.number(row[part]) };
	const { value } = shareOf(row, part);
	if (value === null) return { value: null };
	const percent = drawn(value * 100);
	if (Math.abs(percent) < LEAST_LABELLED) return { value: percent, label: { show: false } };
	const words = `${percent < 0 ? '−' : ''}${Math.round(Math.abs(percent))}%`;
	return { value: percent, label: { formatter: words } };
}

/** Percent between two lines of the axis. */
const SHARE_STEP = 20;

/** From 0 to 100; beyond them where parts are below 0, which are drawn to the left, or add up to more than the total. */
function shareBounds(rows: readonly SpendingRow[]) {
	const ends = rows.map((row) => {
		const shares = SPENDING_PARTS.map((part) => drawn((shareOf(row, part.key).value ?? 0) * 100));
		const sumOf = (sign: 1 | -1) =>
			shares.filter((share) => share * sign > 0).reduce((sum, share) => sum + share, 0);
		return { low: sumOf(-1), high: sumOf(1) };
	});
	// Parts of a whole add up to a hair more or less than it.
	const steps = (percent: number) => Number((percent / SHARE_STEP).toFixed(3));
	const low = Math.min(0, ...ends.map((end) => end.low));
	const high = Math.max(100, ...ends.map((end) => end.high));
	return { min: Math.floor(steps(low)) * SHARE_STEP, max: Math.ceil(steps(high)) * SHARE_STEP };
}

/** Words where a bar would begin, for rows without figures. */
function reasons(rows: readonly SpendingRow[]) {
	return {
		name: '缺项',
		type: 'bar' as const,
		stack: 'parts',
		silent: true,
		label: { ...NOTE_TEXT, show: false, position: 'insideLeft' as const },
		data: rows.map((row) => {
			const missing = SPENDING_PARTS.map((part) => shareOf(row, part.key)).find(
				(v) => v.value === null
			);
			if (!missing) return null;
			const words = formatValue('spending_total', missing, 'table');
			return { value: 0, label: { show: true, formatter: plainLabel(words) } };
		})
	};
}

function tabulate(rows: readonly SpendingRow[], scale: Scale, head: string): ChartTable {
	return {
		caption: `支出结构（决算数，${scale.unit}，占比为占支出合计）`,
		columns: [
			{ name: head },
			{ name: '支出合计', unit: scale.columnUnit, numeric: true },
			...SPENDING_PARTS.flatMap((part) => [
				{ name: measureOf(part.measure).name, unit: scale.columnUnit, numeric: true },
				{ name: measureOf(part.share).short, numeric: true }
			])
		],
		rows: rows.map((row) => [
			{ text: row.name, href: row.href },
			scale.cell(row.total),
			...SPENDING_PARTS.flatMap((part) => {
				const share = shareOf(row, part.key);
				const text = formatValue(part.share, share, 'table');
				return [scale.cell(row[part.key]), { text, missing: share.value === null }];
			})
		])
	};
}
