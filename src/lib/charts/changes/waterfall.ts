/** Draws how a year's money goes: carried in, received, spent, carried out; each column begins where the last ended. */
import { inWords, unitBeside } from '#lib/catalogue/change-words.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { scaleFor, type Scale } from '../parts/amounts.ts';
import type { Chart } from '../chart.ts';
import type { Option } from '../echarts.ts';
import {
	datum,
	FRAME,
	ROW_TOOLTIP,
	stepAxis,
	TEXT,
	valueAxis,
	withNarrow,
	PLOT
} from '../parts/frame.ts';
import { COLOURS, fill } from '../theme.ts';

/** Amounts in 分, as filed. */
export interface WaterfallRow {
	/** 上年结转 */
	carried_in: Value;
	/** 收入合计, with what was carried in. */
	income_total: Value;
	spending_total: Value;
	/** 累计结余 */
	carried_out: Value;
}

export interface WaterfallSettings {
	/** The money is of this subject, e.g. a department by its name; the sentence begins with it. */
	subject: string;
	year: number;
	/** Said where no amount is given; that the subject has no data, unless given. */
	nothing?: string;
	/** Addresses of where each figure was written. */
	hrefs?: Partial<Record<keyof WaterfallRow, string>>;
}

interface WaterfallStep {
	name: string;
	value: Value;
	/** The column's foot and head in 分; null where they cannot be known. */
	from: number | null;
	to: number | null;
	colour: string;
	pattern?: 'stripes' | 'lines';
	href?: string | undefined;
}

export function waterfall(row: WaterfallRow, settings: WaterfallSettings): Chart {
	const steps = stepsOf(row, settings);
	const scale = scaleFor(
		'income_total',
		steps.map((step) => step.value)
	);
	const { subject, year } = settings;
	return {
		title: '结转结余账',
		description: describe(row, scale, settings),
		unit: scale.unit,
		basis: '决算数',
		period: `${year}年`,
		option: draw(steps, scale),
		height: { wide: 250, narrow: 240 },
		table: {
			caption: `${subject}${year}年结转结余账（${scale.unit}）`,
			columns: [{ name: '项目' }, { name: '金额', unit: scale.columnUnit, numeric: true }],
			rows: steps.map((step) => [{ text: step.name }, scale.cell(step.value, step.href)])
		}
	};
}

function stepsOf(row: WaterfallRow, { hrefs = {} }: WaterfallSettings): WaterfallStep[] {
	const carried = row.carried_in.value;
	const income = row.income_total.value;
	const spent = row.spending_total.value;
	const out = row.carried_out.value;
	const received: Value =
		carried === null || income === null ? absent('input_missing') : present(income - carried);
	if (row.income_total.corrected ?? row.carried_in.corrected) received.corrected = 'input';
	return [
		{
			name: '上年结转',
			value: row.carried_in,
			from: carried === null ? null : 0,
			to: carried,
			colour: COLOURS.carried,
			href: hrefs.carried_in
		},
		{
			name: '本年收入',
			value: received,
			from: carried,
			to: income,
			colour: COLOURS.income,
			pattern: 'stripes',
			href: hrefs.income_total
		},
		{
			name: '本年支出',
			value: row.spending_total,
			from: income === null || spent === null ? null : income - spent,
			to: spent === null ? null : income,
			colour: COLOURS.spending,
			pattern: 'lines',
			href: hrefs.spending_total
		},
		{
			name: '累计结余',
			value: row.carried_out,
			from: out === null ? null : 0,
			to: out,
			colour: COLOURS.carried,
			href: hrefs.carried_out
		}
	];
}

function draw(steps: readonly WaterfallStep[], scale: Scale) {
	const number = (fen: number | null) => (fen === null ? null : scale.number(present(fen)));
	const option = {
		...FRAME,
		tooltip: ROW_TOOLTIP,
		grid: { left: 60, right: 12, top: 24, bottom: 28, ...PLOT },
		xAxis: { ...stepAxis(steps.map((step) => step.name)), axisLabel: { ...TEXT, interval: 0 } },
		yAxis: valueAxis(),
		series: [
			{
				name: '起点',
				type: 'bar' as const,
				stack: 'ledger',
				stackStrategy: 'all' as const,
				silent: true,
				barWidth: '52%',
				itemStyle: { color: 'transparent' },
				data: steps.map(({ from, to }) => number(base(from, to)) ?? 0)
			},
			{
				name: '金额',
				type: 'bar' as const,
				stack: 'ledger',
				stackStrategy: 'all' as const,
				label: { show: true, position: 'top' as const, ...TEXT },
				data: steps.map((step, index) =>
					datum(index, {
						// Words show where a figure is missing; a column of no height would show nothing.
						value: number(height(step)) ?? 0,
						itemStyle: fill(step.colour, step.pattern),
						label: { formatter: `${sign(step)}${scale.text(step.value)}` }
					})
				)
			}
		]
	} satisfies Option;
	return withNarrow(option, { grid: { left: 48, right: 4 } });
}

const base = (from: number | null, to: number | null) =>
	from === null || to === null ? null : Math.min(from, to);
const height = ({ from, to }: WaterfallStep) =>
	from === null || to === null ? null : Math.abs(to - from);
const SIGNS: Partial<Record<string, string>> = { 本年收入: '+', 本年支出: '−' };
const sign = ({ name, value }: WaterfallStep) => (value.value === null ? '' : (SIGNS[name] ?? ''));

function describe(
	row: WaterfallRow,
	scale: Scale,
	{ subject, year, nothing }: WaterfallSettings
): string {
	const { carried_in, income_total, spending_total, carried_out } = row;
	const stated = [carried_in, income_total, spending_total, carried_out];
	if (stated.every(({ value }) => value === null))
		return nothing ?? `${subject}${year}年没有收支和结余数据。`;
	const said = `${subject}${year}年上年结转${scale.words(carried_in)}，收入合计${scale.words(income_total)}，支出合计${scale.words(spending_total)}，累计结余${scale.words(carried_out)}`;
	if (income_total.value === null || spending_total.value === null || carried_out.value === null)
		return `${said}。`;
	const gap = income_total.value - spending_total.value - carried_out.value;
	if (gap === 0) return `${said}，收支相抵一致。`;
	return `${said}，与收入减支出相差${inWords('balance_cumulative', Math.abs(gap), unitBeside(scale.moneyUnit, gap))}。`;
}
