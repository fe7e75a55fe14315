/** Draws who loses points on what: a row per department or kind, a column per indicator, shaded by the share lost. */
import { formatShare } from '#lib/catalogue/format.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { correctionNote } from '#lib/comparison/correction-marks.ts';
import { drawn } from '../parts/amounts.ts';
import { CHART_WIDTHS, type Chart, type ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import {
	datum,
	FRAME,
	nameWidth,
	nameAxis,
	narrowNames,
	SOFT_TEXT,
	TEXT,
	withNarrow,
	PLOT
} from '../parts/frame.ts';
import { fitText, inEvenLines } from '../parts/text-width.ts';
import { FONT_SIZE, HEAT, INK } from '../theme.ts';
import { largest, plainLabel, tiedMark } from '../parts/wording.ts';

export interface HeatRow {
	name: string;
	href?: string | undefined;
	highlighted?: boolean | undefined;
	/** Share of the weight that was lost, 0 to 1, one per column; absent where the sheet has no such indicator. */
	cells: readonly Value[];
}

export interface HeatSettings {
	title: string;
	year: number;
	/** Names of the columns, in order. */
	columns: readonly string[];
	/** Rows that there are; the last are left out where these are fewer. */
	of?: number;
	/** Indicators that share the last column; left out where each has its own. */
	merged?: number;
	/** A row is of this, e.g. `部门`, `类别`. */
	rowName: string;
}

/** Bounds of the shades in percent: most losses are small, so the steps widen. */
const BOUNDS = [5, 10, 20, 40, 100] as const;
/** Lines that the name of an indicator may take above its column, and their height in CSS pixels. */
const HEAD_LINES = 9;
const HEAD_LINE = 13;
const HEAD_MARGIN = 6;
/** Right of the columns, and between the names of two of them, in CSS pixels. */
const RIGHT = 6;
const HEAD_GAP = 5;

/** Rows of one drawing: its heads stay in sight. */
const MOST_ROWS = 18;
const ROW_HEIGHT = { wide: 20, narrow: 18 };
/** CSS pixels of the shades below the rows and the air around them. */
const KEY_HEIGHT = 36;
/** A narrow drawing of this height and the words above it fit half a sheet of A4 on its side. */
const SHEET_HEIGHT = 565;

/** The map in parts of nearly equal length, each a chart under its own heads; the first says what all of them show. */
export function heatMaps(rows: readonly HeatRow[], settings: HeatSettings): Chart[] {
	const room = SHEET_HEIGHT - KEY_HEIGHT - narrowHead(settings.columns.length);
	const most = Math.min(MOST_ROWS, Math.max(1, Math.floor(room / ROW_HEIGHT.narrow)));
	const count = Math.ceil(rows.length / most);
	const size = Math.ceil(rows.length / count);
	return Array.from({ length: count }, (_, part) => {
		const chart = heatMap(rows.slice(part * size, (part + 1) * size), settings);
		if (count === 1) return chart;
		const [from, to] = [part * size + 1, Math.min(rows.length, (part + 1) * size)];
		const all = settings.of ?? rows.length;
		const left = all > rows.length ? `，只列前${rows.length}家` : '';
		const span = `第${from}至${to}家，共${all}家，按失分从多到少${left}`;
		return {
			...chart,
			title: `${settings.title}（${part + 1}/${count}）`,
			description: part === 0 ? `${describe(rows, settings)}；${span}。` : `${span}。`
		};
	});
}

export function heatMap(rows: readonly HeatRow[], settings: HeatSettings): Chart {
	const left = nameWidth(rows.map(({ name }) => name));
	const heads = headsOf(settings.columns, left);
	const body = (layout: 'wide' | 'narrow') => KEY_HEIGHT + rows.length * ROW_HEIGHT[layout];
	return {
		title: settings.title,
		description: `${describe(rows, settings)}。`,
		unit: '%',
		basis: '部门自评，扣分占该项分值',
		period: `${settings.year}年`,
		option: draw(rows, settings.columns, { left, heads }),
		height: {
			wide: headHeight(heads) + body('wide'),
			narrow: narrowHead(heads.length) + body('narrow')
		},
		table: tabulate(rows, settings)
	};
}

interface Heads {
	/** Width of the names of the rows, in CSS pixels. */
	left: number;
	/** The lines of each column's name. */
	heads: readonly (readonly string[])[];
}

function draw(rows: readonly HeatRow[], columns: readonly string[], { left, heads }: Heads) {
	const highlighted = new Set(rows.flatMap((row, index) => (row.highlighted ? [index] : [])));
	const told = toldColumns(rows, columns);
	const cells = rows.flatMap((row, y) =>
		columns.map((_, x) => ({ x, y, value: row.cells[x]?.value ?? null }))
	);
	const heatCell = (x: number, y: number, percent: number) =>
		// The first column of the table names the row.
		datum(y, { column: told.indexOf(x) + 1, value: [x, y, percent] });
	const option = {
		...FRAME,
		grid: {
			left,
			right: RIGHT,
			top: headHeight(heads),
			bottom: 34,
			...PLOT
		},
		xAxis: {
			type: 'category' as const,
			position: 'top' as const,
			data: heads.map((lines) => lines.join('\n')),
			axisLine: { show: false },
			axisTick: { show: false },
			splitLine: GRID_LINES,
			axisLabel: {
				...TEXT,
				fontSize: FONT_SIZE.note,
				lineHeight: HEAD_LINE,
				interval: 0,
				margin: HEAD_MARGIN
			}
		},
		yAxis: {
			...nameAxis(
				rows.map((row) => row.name),
				highlighted
			),
			splitLine: GRID_LINES
		},
		visualMap: shades(),
		series: [
			{
				name: '扣分占比',
				type: 'heatmap' as const,
				itemStyle: { borderColor: INK.paper, borderWidth: 1 },
				data: cells.flatMap(({ x, y, value }) =>
					// Full marks are bare paper: they are the many, and the eye looks for the others.
					value === null || value <= 0 ? [] : [heatCell(x, y, drawn(value * 100))]
				)
			},
			{
				name: '无此项',
				type: 'scatter' as const,
				symbol: 'rect',
				symbolSize: [7, 1.5],
				itemStyle: { color: INK.line, opacity: 1 },
				data: cells.flatMap(({ x, y, value }) => (value === null ? [heatCell(x, y, 0)] : []))
			}
		]
	} satisfies Option;
	const narrow = narrowNames(
		rows.map(({ name }) => name),
		CHART_WIDTHS.narrow - columns.length * LEAST_COLUMN
	);
	return withNarrow(option, {
		title: numberedHeads(columns),
		grid: { left: narrow.left, top: narrowHead(columns.length) },
		xAxis: {
			data: columns.map((_, index) => String(index + 1)),
			// Drawn over half a sheet, smaller ones would be printed below 7 points.
			axisLabel: { fontSize: columns.length > 18 ? 9.5 : 10 }
		},
		yAxis: narrow.axis,
		visualMap: { itemWidth: 11, itemGap: 5, textGap: 3, textStyle: { fontSize: 10 } }
	});
}

/** CSS pixels that the number of a column needs on a narrow page. */
const LEAST_COLUMN = 12;

/** Columns narrower than a character are headed by a number; the names stand above the map in two columns. */
function numberedHeads(columns: readonly string[]) {
	const half = Math.ceil(columns.length / 2);
	const names = columns.map((name, index) => `${index + 1} ${plainLabel(fitText(name, 12))}`);
	return [names.slice(0, half), names.slice(half)].map((lines, side) => ({
		text: lines.join('\n'),
		left: side * (CHART_WIDTHS.narrow / 2),
		top: 0,
		padding: 0,
		textStyle: {
			...SOFT_TEXT,
			fontSize: FONT_SIZE.note,
			lineHeight: KEY_LINE,
			fontWeight: 'normal'
		}
	}));
}

const KEY_LINE = 16;
const narrowHead = (columns: number) => Math.ceil(columns / 2) * KEY_LINE + 28;

const GRID_LINES = { show: true, lineStyle: { color: INK.hairline } };

/** The names in lines as long as a column is wide: three characters of them over twenty indicators. */
function headsOf(columns: readonly string[], left: number): string[][] {
	const column = (CHART_WIDTHS.full - left - RIGHT) / (columns.length || 1);
	const em = Math.max(1, Math.floor((column - HEAD_GAP) / FONT_SIZE.note));
	return columns.map((name) =>
		inEvenLines(fitText(name.replace(/[{}\s]/g, ''), em * HEAD_LINES), em)
	);
}

function headHeight(heads: readonly (readonly string[])[]): number {
	return Math.max(1, ...heads.map(({ length }) => length)) * HEAD_LINE + 2 * HEAD_MARGIN;
}

function shades() {
	return {
		type: 'piecewise' as const,
		seriesIndex: 0,
		dimension: 2,
		orient: 'horizontal' as const,
		left: 0,
		bottom: 0,
		padding: 0,
		itemWidth: 16,
		itemHeight: 12,
		itemGap: 10,
		selectedMode: false,
		textStyle: SOFT_TEXT,
		pieces: BOUNDS.map((max, index) => ({
			gt: BOUNDS[index - 1] ?? 0,
			lte: max,
			label: `≤${max}%`,
			color: HEAT[index + 1] ?? INK.text
		}))
	};
}

/** Columns in which a row has something to say: a part of a map has many in which all of its rows have full marks. */
function toldColumns(rows: readonly HeatRow[], columns: readonly string[]): number[] {
	return [...columns.keys()].filter((x) => rows.some((row) => row.cells[x]?.value !== 0));
}

function tabulate(rows: readonly HeatRow[], { title, columns, rowName }: HeatSettings): ChartTable {
	const told = toldColumns(rows, columns);
	const rest = told.length < columns.length ? '；未列的指标没有扣分' : '';
	return {
		caption: `${title}（扣分占该项分值%${rest}）`,
		columns: [
			{ name: rowName },
			...told.map((index) => ({ name: columns[index] ?? '', numeric: true }))
		],
		rows: rows.map((row) => [
			{ text: row.name, href: row.href },
			...told.map((index) => {
				const value = row.cells[index] ?? ({ value: null, missing: 'not_in_template' } as const);
				return {
					text: formatShare(value, 'table'),
					missing: value.value === null,
					note: correctionNote(value)
				};
			})
		])
	};
}

/** The sentence without its full stop: of the first of several maps, it goes on. */
function describe(
	rows: readonly HeatRow[],
	{ columns, year, rowName, merged = 0 }: HeatSettings
): string {
	// Several together are no indicator that could lose most, unless there is no other.
	const compared = merged > 0 && columns.length > 1 ? columns.slice(0, -1) : columns;
	const lost = compared.map((name, index) => {
		const shares = rows.flatMap((row) => row.cells[index]?.value ?? []);
		const average = shares.length ? shares.reduce((sum, one) => sum + one, 0) / shares.length : 0;
		return { name, average, losing: shares.filter((share) => share > 0).length, of: shares.length };
	});
	const averageOf = (column: (typeof lost)[number]) => column.average;
	const most = largest(lost, averageOf);
	if (!most || most.average === 0) return `${year}年没有扣分的指标`;
	const average = formatShare(present(most.average), 'tooltip');
	const clean = lost.filter((column) => column.of > 0 && column.losing === 0).length;
	const counter = rowName === '部门' ? '家' : '个';
	if (merged > 0 && columns.length === 1)
		return `${year}年各${rowName}的指标各不相同，有扣分的${most.of}${counter}${rowName}平均扣去分值的${average}`;
	return [
		`${year}年失分最多的是“${most.name}”${tiedMark(lost, averageOf)}，有扣分的${most.of}${counter}${rowName}平均扣去该项分值的${average}${most.losing < most.of ? `，其中${most.losing}${counter}在该项扣分` : ''}`,
		clean > 0 ? `；${clean}项指标无一扣分` : '',
		'；空白为没有扣分',
		rows.some(({ cells }) => columns.some((_, at) => (cells[at]?.value ?? null) === null))
			? '，横线为评分表无此项'
			: '',
		merged > 0 ? `；“${columns.at(-1) ?? ''}”一栏是${merged}项指标合计，逐项见指标表` : ''
	].join('');
}
