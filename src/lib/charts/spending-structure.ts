/** What departments spend on: personnel, operating and project, as shares or as amounts; one bar a department. */
import { formatValue } from '#lib/catalogue/format.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { drawn, scaleFor, type Scale } from './amounts.ts';
import type { Chart, ChartTable } from './chart.ts';
import type { Option } from './echarts.ts';
import {
	datum,
	END_WIDTH,
	endWords,
	FRAME,
	LEGEND,
	NAME_WIDTH,
	nameAxis,
	NARROW_NAMES,
	NOTE_TEXT,
	ROW_HEIGHT,
	ROW_TIP,
	TEXT,
	valueAxis,
	withNarrow
} from './frame.ts';
import { COLOURS, fill, FONT_SIZE, INK } from './theme.ts';
import { plainLabel } from './wording.ts';

export const SPENDING_PARTS = [
	{ key: 'personnel', measure: 'spending_personnel', share: 'personnel_share' },
	{ key: 'operating', measure: 'spending_operating', share: 'operating_share', pattern: 'stripes' },
	{ key: 'project', measure: 'spending_project', share: 'project_share', pattern: 'dots' }
] as const;
type PartKey = (typeof SPENDING_PARTS)[number]['key'];

export interface SpendingRow {
	name: string;
	href?: string | undefined;
	lit?: boolean | undefined;
	/** Amounts in 分. */
	total: Value;
	personnel: Value;
	operating: Value;
	project: Value;
}

export interface SpendingStructureSettings {
	year: number;
	mode: 'share' | 'amount';
	/** What a row is, for the words: `部门` unless said otherwise, e.g. `类`. */
	noun?: string;
	/** Rows drawn; the table twin always holds all. */
	limit?: number;
}

/** Bars in the order of the rows. */
export function spendingStructure(
	rows: readonly SpendingRow[],
	settings: SpendingStructureSettings
): Chart {
	const { year, mode, limit = rows.length } = settings;
	const shown = rows.slice(0, limit);
	const scale = scaleFor(
		'spending_total',
		rows.map((row) => row.total)
	);
	const height = 52 + shown.length * ROW_HEIGHT;
	return {
		title: mode === 'share' ? '支出结构' : '支出规模与结构',
		description: describe(rows, shown.length, settings),
		unit: mode === 'share' ? '%' : scale.unit,
		basis: '决算数',
		period: `${year}年`,
		option: draw(shown, scale, mode),
		height: { wide: height, narrow: height },
		table: twin(rows, scale, year)
	};
}

/** The part's share of the row's total; absent where either is, or where nothing was spent. */
export function shareOf(row: SpendingRow, part: PartKey): Value {
	const amount = row[part];
	if (row.total.value === null) return row.total;
	if (amount.value === null) return amount;
	return row.total.value === 0
		? absent('zero_denominator')
		: present(amount.value / row.total.value);
}

function draw(rows: readonly SpendingRow[], scale: Scale, mode: 'share' | 'amount') {
	const isShare = mode === 'share';
	const lit = new Set(rows.flatMap((row, index) => (row.lit ? [index] : [])));
	const option = {
		...FRAME,
		tooltip: ROW_TIP,
		legend: { ...LEGEND, data: SPENDING_PARTS.map((part) => measureOf(part.measure).name) },
		grid: {
			left: NAME_WIDTH.wide,
			right: END_WIDTH,
			top: 46,
			bottom: 6,
			outerBoundsMode: 'none' as const
		},
		xAxis: {
			...valueAxis(isShare ? '{value}%' : '{value}'),
			position: 'top' as const,
			...(isShare ? { max: Math.max(100, ...rows.map(shareSum)) } : {})
		},
		yAxis: [
			nameAxis(
				rows.map((row) => row.name),
				lit
			),
			endWords(rows.map((row) => scale.words(row.total)))
		],
		series: [
			...SPENDING_PARTS.map((part) => ({
				name: measureOf(part.measure).name,
				type: 'bar' as const,
				stack: 'parts',
				barCategoryGap: '26%',
				itemStyle: fill(COLOURS[part.key], 'pattern' in part ? part.pattern : undefined),
				label: { ...LABEL, show: isShare, ...LABEL_COLOURS[part.key] },
				data: rows.map((row, index) => datum(index, bar(row, part.key, scale, isShare)))
			})),
			reasons(rows)
		]
	} satisfies Option;
	return withNarrow(option, {
		grid: { left: NAME_WIDTH.narrow, right: 20 },
		legend: { itemGap: 10 },
		yAxis: [NARROW_NAMES, { axisLabel: { show: false } }],
		series: SPENDING_PARTS.map(() => ({ label: { show: false } }))
	});
}

const LABEL = { ...TEXT, fontSize: FONT_SIZE.note, position: 'inside' as const };
/** A rim in the colour of the fill keeps the label legible on its pattern. */
const LABEL_COLOURS = {
	personnel: { color: INK.paper },
	operating: { color: INK.text, textBorderColor: COLOURS.operating, textBorderWidth: 3 },
	project: { color: INK.text, textBorderColor: COLOURS.project, textBorderWidth: 3 }
} as const;
/** Percent of the width that a label needs. */
const LEAST_LABELLED = 7;

type Bar = { value: number | null; label?: { show: boolean; formatter: string } };

function bar(row: SpendingRow, part: PartKey, scale: Scale, isShare: boolean): Bar {
	if (!isShare) return { value: scale.number(row[part]) };
	const { value } = shareOf(row, part);
	if (value === null) return { value: null };
	const percent = drawn(value * 100);
	const label = { show: percent >= LEAST_LABELLED, formatter: `${Math.round(percent)}%` };
	return { value: percent, label };
}

function shareSum(row: SpendingRow): number {
	return SPENDING_PARTS.reduce((sum, part) => sum + (shareOf(row, part.key).value ?? 0) * 100, 0);
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

function twin(rows: readonly SpendingRow[], scale: Scale, year: number): ChartTable {
	return {
		caption: `${year}年支出结构（决算数，${scale.unit}，占支出合计%）`,
		columns: [
			{ name: '部门' },
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

function describe(
	rows: readonly SpendingRow[],
	shown: number,
	{ year, noun = '个部门' }: SpendingStructureSettings
): string {
	const counted = rows.filter((row) =>
		SPENDING_PARTS.every((part) => shareOf(row, part.key).value !== null)
	);
	if (counted.length === 0) return `${year}年没有可以比较的支出数据。`;
	const total = sum(counted, 'total');
	const scale = scaleFor('spending_total', [total]);
	const shares = SPENDING_PARTS.map((part) => {
		const share = present((sum(counted, part.key).value ?? 0) / (total.value || 1));
		return `${measureOf(part.measure).name}占${formatValue(part.share, share, 'tooltip')}`;
	});
	const left = rows.length - counted.length;
	return [
		`${year}年${counted.length}${noun}支出合计${scale.words(total)}，${shares.join('、')}`,
		left > 0 ? `；${left}${noun}缺数据，未计入` : '',
		shown < rows.length ? `；图中为前${shown}${noun}，其余见数据表` : '',
		'。'
	].join('');
}

function sum(rows: readonly SpendingRow[], key: 'total' | PartKey): Value {
	return present(rows.reduce((total, row) => total + (row[key].value ?? 0), 0));
}
