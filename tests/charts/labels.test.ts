/** The words of a drawing stand within it, and none over another, whatever a city filed. */
import { describe, expect, test } from 'vitest';
import { present } from '#lib/catalogue/values.ts';
import { CHART_WIDTHS, type ChartSpan } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { spendingStructure } from '#lib/charts/shares/spending-structure.ts';
import { chartsOf, CITIES, type City } from './edge-charts.ts';
import { outsideOf, overlapsIn, textBoxesOf, type TextBox } from './text-boxes.ts';

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

/** Names of what the reader chose, which stand over dots where there is no room elsewhere. */
const BOLD = /<text[^>]*font-weight="bold"[^>]*>[^<]*<\/text>/g;

/** Dots of a drawing: circles, and diamonds placed by a matrix whose first number is half their size. */
function dotsOf(svg: string): TextBox[] {
	const diamonds = /<path[^>]*transform="matrix\(([\d.]+),0,0,[\d.]+,([\d.]+),([\d.]+)\)"/g;
	const circles = /<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/g;
	const placed = [
		...[...svg.matchAll(diamonds)].map(([, half, x, y]) => [half, x, y]),
		...[...svg.matchAll(circles)].map(([, x, y, half]) => [half, x, y])
	];
	return placed.map(([half, x, y]) => ({
		text: 'dot',
		left: Number(x) - Number(half),
		right: Number(x) + Number(half),
		top: Number(y) - Number(half),
		bottom: Number(y) + Number(half)
	}));
}

test('names beside dots and the words of a line stand over no other dot', () => {
	const city = CITIES['a thousand departments'];
	const scatters = Object.entries(city ? chartsOf(city) : {}).filter(([name]) =>
		name.startsWith('scatter')
	);
	for (const [name, { chart, span }] of scatters) {
		const { svg } = drawChart(chart, { id: 'c', span });
		for (const { text } of Object.values(svg ?? {})) {
			const dots = dotsOf(text);
			expect(dots.length, name).toBeGreaterThan(100);
			expect(
				overlapsIn([...dots, ...textBoxesOf(text.replace(BOLD, ''))]).filter(
					(pair) => pair !== 'dot × dot'
				),
				name
			).toEqual([]);
		}
	}
});

test('words stand in a bar that holds them, and in no narrower one', () => {
	const wan = (amount: number) => present(amount * 1_000_000);
	const row = {
		name: '甲',
		total: wan(100),
		personnel: wan(40),
		operating: wan(8),
		project: wan(52)
	};
	const chart = spendingStructure([row], { year: 2021, mode: 'share' });
	const wordsOf = (span: ChartSpan) => drawChart(chart, { id: 'c', span }).svg?.wide.text ?? '';
	expect(wordsOf('full')).toContain('>8%<');
	expect(wordsOf('half')).not.toContain('>8%<');
});
