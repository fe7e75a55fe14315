import { expect, test } from 'vitest';
import type { ChartOption } from '#lib/charts/chart.ts';
import { init } from '#lib/charts/echarts.ts';
import { brushable } from '#lib/charts/live/brush.ts';

const SIZE = { width: 500, height: 500 };

/** A dot at each whole number from 0 to 24, both ways, in a plot as large as the drawing: 20 pixels from one to the next. */
const DOTS = Array.from({ length: 25 }, (_, at) => ({ value: [at, at] }));

const AXIS = { type: 'value', min: 0, max: 25 };

/** A look around the dot at 0 shows the 200 pixels around it: 100 of them in the plot, with the dots from 0 to 5. */
const AROUND_FIRST = 5;

function wordsAround(at: [x: number, y: number], series: ChartOption[]): string[] {
	const option: ChartOption = {
		grid: { left: 0, right: 0, top: 0, bottom: 0, outerBoundsMode: 'none' },
		xAxis: { ...AXIS },
		yAxis: { ...AXIS },
		series
	};
	const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
	chart.setOption({ animation: false, ...option });
	const said: string[] = [];
	const layer = new EventTarget() as HTMLElement;
	const zoom = brushable(chart, layer, option, (words) => said.push(words));
	zoom?.closer(at);
	zoom?.reset();
	chart.dispose();
	return said;
}

const words = (beyond: number) => [
	`只显示一部分，图外还有${beyond}个点；双击或按Esc显示全部。`,
	''
];

test.for<[name: string, series: ChartOption[], beyond: number]>([
	['dots', [{ type: 'scatter', data: DOTS }], 24 - AROUND_FIRST],
	[
		'dots of two series',
		[
			{ type: 'scatter', data: DOTS },
			{ type: 'scatter', data: [{ value: [2, 20] }, { value: [3, 3] }] }
		],
		24 - AROUND_FIRST + 1
	],
	[
		'no mark of a median',
		[
			{ type: 'scatter', data: DOTS },
			{ type: 'scatter', silent: true, data: [{ value: [12, 12] }] }
		],
		24 - AROUND_FIRST
	],
	[
		'no line',
		[
			{ type: 'scatter', data: DOTS },
			{ type: 'line', data: [[20, 20]] }
		],
		24 - AROUND_FIRST
	]
])('the words beside a part count %s outside it', ([, series, beyond]) => {
	expect(wordsAround([0, 500], series)).toEqual(words(beyond));
});

test('a chart of few dots has no parts', () => {
	expect(wordsAround([0, 500], [{ type: 'scatter', data: DOTS.slice(0, 19) }])).toEqual([]);
});
