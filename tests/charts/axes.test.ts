/** Where axes begin and end, and when they go by powers of ten. */
import { expect, test } from 'vitest';
import { axisScale } from '#lib/catalogue/axis-scales.ts';
import { present } from '#lib/catalogue/values.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { cutNote, nearBounds } from '#lib/charts/parts/frame.ts';
import { thresholdScatter } from '#lib/charts/distributions/threshold-scatter.ts';
import { trend } from '#lib/charts/trends/trend.ts';

test.for([
	['scores', [93, 97], 100, { min: 92, max: 98, interval: 1 }],
	['up to the most that there is', [87.5, 100], 100, { min: 85, max: 100, interval: 5 }],
	['beyond it where a score is', [99, 101], 100, { min: 98.5, max: 101.5, interval: 0.5 }],
	['from 0 where it is near', [1, 6], Infinity, { min: 0, max: 8, interval: 2 }],
	['all equal', [5, 5], Infinity, { min: 4.5, max: 5.5, interval: 0.5 }],
	['nearer than labels tell', [0.59, 0.62], Infinity, { min: 0.5, max: 0.7, interval: 0.1 }],
	['all 0', [0, 0], Infinity, { min: 0, max: 0.5, interval: 0.5 }],
	['below 0', [-4, 4], Infinity, { min: -6, max: 6, interval: 2 }]
] as const)('%s', ([, values, most, bounds]) => {
	expect(nearBounds(values, most)).toEqual(bounds);
});

test.for([
	['from 0', { min: 0, max: 8 }, ''],
	['over 0', { min: -15, max: 20 }, ''],
	['above 0', { min: 92, max: 98 }, '纵轴自92分起，不从0开始。'],
	['below 0', { min: -8, max: -2 }, '纵轴自−8分起，不从0开始。'],
	['of no ends of its own', {}, '']
] as const)('an axis %s', ([, bounds, said]) => {
	expect(cutNote('纵轴', bounds, '分')).toBe(said);
});

test.for([
	['a giant among many', [3, 4, 5, 6, 900], 'log'],
	['a giant, and one that is 0', [0, 4, 5, 6, 900], 'linear'],
	['all alike', [3, 4, 5], 'linear'],
	['nothing', [], 'linear']
] as const)('%s', ([, amounts, scale]) => {
	expect(axisScale('auto', amounts)).toBe(scale);
	expect(axisScale('linear', amounts)).toBe('linear');
});

test.for([0.05, 0.3, 1])('dots that are all at %f lie below the end of the axis', (rate) => {
	const rows = ['甲局', '乙局'].map((name, at) => ({
		name,
		x: present((at + 1) * 1e8),
		y: present(rate)
	}));
	const chart = thresholdScatter(rows, {
		title: '结转结余率与规模',
		year: 2021,
		x: 'spending_total',
		y: 'carry_over_rate',
		rest_at: ''
	});
	const { svg } = drawChart(chart, { id: 'equal', span: 'full' });
	const shares = svg?.wide.text.matchAll(/>([\d.]+)%</g) ?? [];
	expect(Math.max(...Array.from(shares, ([, share]) => Number(share)))).toBeGreaterThan(rate * 100);
});

test('a trend refuses a share beside amounts, which one axis cannot say', () => {
	const points = [{ year: 2023, value: present(1) }];
	const settings = { title: '支出', measure: 'spending_total' } as const;
	const amounts = [
		{ name: '支出', points },
		{ name: '收入', measure: 'income_total', points }
	] as const;
	expect(trend(amounts, settings).table.columns).toHaveLength(3);
	const share = { name: '占比', measure: 'personnel_share', points } as const;
	expect(() => trend([...amounts, share], settings)).toThrow('占比');
});
