/** The words of a drawing stand within it, and none over another, whatever a city filed. */
import { describe, expect, test } from 'vitest';
import { CHART_WIDTHS } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { chartsOf, CITIES, type City } from './edge-charts.ts';
import { outsideOf, overlapsIn, textBoxesOf } from './text-boxes.ts';

const PINNED = 3;

const pinsOf = ({ names }: City) =>
	names.slice(0, PINNED).map((name, at) => ({ code: String(at), name, short: name }));

describe.each(Object.entries(CITIES))('%s', (_, city) => {
	test.each(Object.entries(chartsOf(city)))('%s', (_, { chart, span }) => {
		const { svg } = drawChart(chart, { id: 'c', span, pins: pinsOf(city) });
		for (const [variant, markup] of Object.entries(svg ?? {})) {
			const isWide = variant === 'wide';
			const boxes = textBoxesOf(markup.text);
			const width = isWide ? CHART_WIDTHS[span] : CHART_WIDTHS.narrow;
			const height = isWide ? chart.height.wide : chart.height.narrow;
			expect(overlapsIn(boxes), `over another, ${variant}`).toEqual([]);
			expect(outsideOf(boxes, width, height), `outside, ${variant}`).toEqual([]);
		}
	});
});
