/** Draws how self-scores are distributed: a column per point from 80 to 100, and one for all below 80. */
import { inWords } from '#lib/catalogue/change-words.ts';
import { firstNames } from '#lib/catalogue/name-lists.ts';
import { formatShare } from '#lib/catalogue/format.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { toPoints } from '#lib/catalogue/units.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { spreadOf } from '#lib/comparison/flags/spread.ts';
import type { Chart, ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import {
	axisName,
	datum,
	FRAME,
	LEGEND,
	ROW_TOOLTIP,
	NOTE_TEXT,
	everyStep,
	TEXT,
	valueAxis,
	withNarrow,
	PLOT
} from '../parts/frame.ts';
import { keysOf, type Key } from '../parts/key.ts';
import { pinMarks } from '../parts/pins.ts';
import { COLOURS, FONT_SIZE } from '../theme.ts';
import { known, largest, plainLabel } from '../parts/wording.ts';

export interface DepartmentScore {
	name: string;
	href?: string | undefined;
	/** The department asked for; its column is highlighted. */
	highlighted?: boolean | undefined;
	/** Hundredths of a point. */
	value: Value;
}

export interface ScoreDistributionSettings {
	year: number;
	/** Lower bounds of the grades, in points, with their names; drawn where they fall on the axis. */
	grades?: readonly { name: string; from: number }[];
	/** Marked above their columns, and named in a key. */
	pins?: readonly Pin[];
}

const FROM = 80;
const FULL = 100;
/** `80以下`, 80 … 99 by the point, and full marks by themselves. */
const BINS: readonly { label: string; words: string; holds: (points: number) => boolean }[] = [
	{ label: `<${FROM}`, words: `${FROM}分以下`, holds: (points) => points < FROM },
	...Array.from({ length: FULL - FROM }, (_, index) => {
		const low = FROM + index;
		return {
			label: String(low),
			words: `${low}分至不足${low + 1}分`,
			holds: (points: number) => points >= low && points < low + 1
		};
	}),
	{ label: String(FULL), words: `${FULL}分`, holds: (points) => points >= FULL }
];

interface Bin {
	label: string;
	words: string;
	rows: (DepartmentScore & { number: number })[];
}

export function scoreDistribution(
	rows: readonly DepartmentScore[],
	settings: ScoreDistributionSettings
): Chart {
	const scored = known(rows);
	const bins = BINS.map(({ label, words, holds }) => ({
		label,
		words,
		rows: scored.filter((row) => holds(toPoints(row.number)))
	}));
	const pinned = pinnedPoints(bins, settings.pins ?? []);
	return {
		title: '绩效自评得分分布',
		description: describe(scored, bins, rows.length - scored.length, settings.year),
		unit: '家',
		basis: '部门自评',
		period: `${settings.year}年`,
		option: draw(bins, settings.grades ?? [], pinned),
		height: { wide: 250, narrow: 220 },
		table: tabulate(bins, scored.length, settings.year)
	};
}

function draw(
	bins: readonly Bin[],
	grades: readonly { name: string; from: number }[],
	pinned: ReturnType<typeof pinnedPoints>
) {
	const key = keysIn(pinned);
	const option = {
		...FRAME,
		tooltip: ROW_TOOLTIP,
		legend: { ...LEGEND, ...key.wide.legend, show: pinned.length > 0 },
		grid: {
			left: 34,
			right: 40,
			top: topBelow(key.wide),
			bottom: 30,
			...PLOT
		},
		xAxis: [
			{ ...everyStep(bins.map(axisLabel)), ...axisName('分', 'end', 6) },
			// Grades begin between columns, which an axis of columns cannot say.
			{ type: 'value' as const, min: FROM - 1, max: FULL + 1, show: false }
		],
		// The count over the tallest column stays below the names of the grades.
		yAxis: { ...valueAxis(), ...axisName('家'), minInterval: 1, boundaryGap: [0, '8%'] },
		series: [
			{
				name: '部门数',
				type: 'bar' as const,
				barCategoryGap: '12%',
				itemStyle: { color: COLOURS.personnel },
				label: { show: true, position: 'top' as const, ...TEXT, fontSize: FONT_SIZE.note },
				data: bins.map((bin, index) => column(bin, index))
			},
			{
				name: '等次',
				type: 'scatter' as const,
				xAxisIndex: 1,
				data: [],
				markLine: gradeLines(grades)
			},
			...pinned
		]
	} satisfies Option;
	return withNarrow(option, {
		legend: key.narrow.legend,
		grid: { left: 26, right: 20, top: topBelow(key.narrow) }
	});
}

/** Room above the columns for the names of the axis and the grades, in CSS pixels, and between them and a key. */
const ABOVE = 30;
const BELOW_KEY = 16;

function keysIn(pinned: ReturnType<typeof pinnedPoints>) {
	return keysOf(
		pinned.map(({ name }) => name),
		'half'
	);
}

function topBelow({ legend, height }: Key): number {
	return ABOVE + (legend.data.length > 0 ? height + BELOW_KEY : 0);
}

/** Above a column: its count, then one sign over another. CSS pixels. */
const FIRST_SIGN = 22;
const NEXT_SIGN = 12;

/** A series for each pinned department that has a score, so that the key shows its sign. */
function pinnedPoints(bins: readonly Bin[], pins: readonly Pin[]) {
	const above = new Map<number, number>();
	return pinMarks(pins).flatMap(({ pin, color, symbol }) => {
		const bin = bins.findIndex(({ rows }) =>
			rows.some(({ name }) => [pin.short, pin.name].includes(name))
		);
		if (bin < 0) return [];
		const below = above.get(bin) ?? 0;
		above.set(bin, below + 1);
		return {
			name: plainLabel(pin.short),
			type: 'scatter' as const,
			symbol,
			symbolSize: 10,
			symbolKeepAspect: true,
			symbolOffset: [0, -(FIRST_SIGN + below * NEXT_SIGN)],
			clip: false,
			itemStyle: { color, opacity: 1 },
			data: [datum(bin, { value: [bin, bins[bin]?.rows.length ?? 0] })]
		};
	});
}

function column({ rows }: Bin, index: number) {
	const highlighted = rows.some((row) => row.highlighted);
	return datum(index, {
		value: rows.length === 0 ? null : rows.length,
		...(highlighted ? { itemStyle: { color: COLOURS.above } } : {})
	});
}

/** Every fifth point is named, and both ends; 80 would run into the tail's name. */
function axisLabel({ label }: Bin): string {
	const isNamed = label.startsWith('<') || (Number(label) % 5 === 0 && Number(label) > FROM);
	return isNamed ? label : '';
}

function gradeLines(grades: readonly { name: string; from: number }[]) {
	const drawnGrades = grades.filter(({ from }) => from > FROM && from < FULL);
	return {
		silent: true,
		symbol: 'none',
		lineStyle: { color: COLOURS.line, type: 'dashed' as const, width: 1 },
		data: drawnGrades.map(({ name, from }) => ({
			xAxis: from,
			label: {
				...NOTE_TEXT,
				color: COLOURS.line,
				formatter: `${name} ≥${from}`,
				position: 'end' as const
			}
		}))
	};
}

/** Names that a cell of the table lists; more are counted. */
const NAMES_LISTED = 12;

function tabulate(bins: readonly Bin[], total: number, year: number): ChartTable {
	return {
		caption: `${year}年绩效自评得分分布`,
		columns: [
			{ name: '得分' },
			{ name: '部门数', unit: '家', numeric: true },
			{ name: '占比', numeric: true },
			{ name: '部门' }
		],
		rows: bins.map(({ words, rows }) => [
			{ text: words },
			{ text: String(rows.length) },
			{ text: formatShare(present(rows.length / (total || 1)), 'table') },
			{
				text: firstNames(
					rows.map(({ name }) => name),
					NAMES_LISTED,
					'家'
				)
			}
		])
	};
}

function describe(
	scored: readonly { name: string; number: number }[],
	bins: readonly Bin[],
	missing: number,
	year: number
): string {
	if (scored.length === 0) return `${year}年没有自评得分。`;
	const middle = spreadOf(scored.map(({ number }) => number))?.median ?? 0;
	const high = scored.filter(({ number }) => number >= 9000).length;
	const lowest = largest(scored, ({ number }) => -number);
	const all = scored.map(({ number }) => number);
	if (lowest && Math.max(...all) === lowest.number) {
		const score = inWords('score_form', middle);
		const same = scored.length > 1 ? `均为${score}` : `${score}（${lowest.name}）`;
		return `${year}年${scored.length}家部门自评得分${same}${missing > 0 ? `；${missing}家无得分` : ''}。`;
	}
	const tail = bins[0]?.rows.length ?? 0;
	return [
		`${year}年${scored.length}家部门自评得分中位数${inWords('score_form', middle)}，${high > 0 ? `${high}家` : '没有部门'}不低于90分`,
		lowest
			? `，最低${inWords('score_form', lowest.number)}（${lowest.name}${scored.filter(({ number }) => number === lowest.number).length > 1 ? '等' : ''}）`
			: '',
		tail > 0 ? `，${tail}家在80分以下` : '',
		missing > 0 ? `；${missing}家无得分` : '',
		'。'
	].join('');
}
