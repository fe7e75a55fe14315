import { expect, test } from 'vitest';
import { present } from '#lib/catalogue/values.ts';
import { dumbbell } from '#lib/charts/changes/dumbbell.ts';
import { withPins } from '#lib/charts/parts/pins.ts';
import { scoreDistribution } from '#lib/charts/distributions/score-distribution.ts';
import { thresholdScatter } from '#lib/charts/distributions/threshold-scatter.ts';
import { trend } from '#lib/charts/trends/trend.ts';

const PINS = [
	{ code: '101', name: '示例市甲局', short: '甲局' },
	{ code: '102', name: '示例市乙局', short: '乙局' }
];
const rows = ['丙局', '乙局'].map((name, index) => ({ name, amount: present((index + 1) * 1e6) }));

test('a name on an axis bears the sign and colour of its place among the pins', () => {
	const chart = dumbbell(
		rows.map(({ name, amount }) => ({ name, current: amount, previous: amount })),
		{ title: '变动', measure: 'spending_total', year: 2023, base: 2022 }
	);
	const { yAxis } = withPins(chart, PINS).option;
	expect((yAxis as { data: unknown[] }[])[0]?.data).toEqual([
		'丙局',
		{ value: '■ 乙局', textStyle: { color: '#b0387c', fontWeight: 'bold' } }
	]);
});

test('a dot without a name on an axis is named, and the others turn grey', () => {
	const chart = thresholdScatter(
		rows.map(({ name, amount }) => ({ name, x: amount, y: amount })),
		{ title: '规模', year: 2023, x: 'spending_total', y: 'income_total', rest_at: '部门明细表' }
	);
	const [first] = withPins(chart, PINS).option.series as { data: Record<string, unknown>[] }[];
	expect(first?.data).toMatchObject([
		{ row: 0, itemStyle: { color: '#a9b8be' } },
		{
			row: 1,
			symbol: 'rect',
			itemStyle: { color: '#b0387c' },
			label: { show: true, formatter: '乙局' }
		}
	]);
});

test('a line keeps the colour of its department whatever its place in the chart', () => {
	const points = [2022, 2023].map((year) => ({ year, value: present(1) }));
	const chart = trend(
		[
			{ name: '乙局', points },
			{ name: '甲局', points }
		],
		{
			title: '走势',
			measure: 'spending_total'
		}
	);
	const series = withPins(chart, PINS).option.series as { lineStyle: { color: string } }[];
	expect(series.map(({ lineStyle }) => lineStyle.color)).toEqual(['#b0387c', '#124e5e']);
});

test('a pinned department is marked above the column of its score and named in the key', () => {
	const scored = ['甲局', '丙局', '乙局'].map((name) => ({ name, value: present(9500) }));
	const { legend, series } = scoreDistribution(scored, { year: 2023, pins: PINS }).option as {
		legend: object;
		series: object[];
	};
	expect(legend).toMatchObject({ show: true, data: ['甲局', '乙局'] });
	expect(series.slice(2)).toMatchObject([
		{ name: '甲局', itemStyle: { color: '#124e5e' }, data: [{ value: [16, 3] }] },
		{ name: '乙局', itemStyle: { color: '#b0387c' }, symbolOffset: [0, -34] }
	]);
});

test('a chart without them is the same', () => {
	const chart = trend([], { title: '走势', measure: 'spending_total' });
	expect(withPins(chart, [])).toBe(chart);
	expect(withPins(chart, PINS).option).toEqual(chart.option);
});

test('of the two dots of a pinned department the one of the base year stays hollow', () => {
	const chart = dumbbell(
		rows.map(({ name, amount }) => ({ name, current: amount, previous: present(1e6) })),
		{ title: '变动', measure: 'spending_total', year: 2023, base: 2022 }
	);
	const [base, year] = withPins(chart, PINS).option.series as { data: unknown[] }[];
	expect(base?.data[1]).toMatchObject({
		symbol: 'rect',
		itemStyle: { color: '#ffffff', borderColor: '#b0387c' }
	});
	expect(year?.data[1]).toMatchObject({ symbol: 'rect', itemStyle: { color: '#b0387c' } });
});
