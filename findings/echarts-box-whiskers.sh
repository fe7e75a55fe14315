#!/usr/bin/env bash
# A box plot that ECharts computes from the raw values by its transform `boxplot`: rates of ten departments, one far above.
#
# A good guess: the whisker ends at the largest value that is no outlier, as in Tukey's drawing, in R and in matplotlib:
#   here at 9, the rate of a department; at the least it ends at some value that was given.
# Seen: echarts 6.1.0 ends it at the fence itself, Q3 + 1.5 × IQR = 14.5, which no department has, and draws 30 as an
#   outlier beside it. The end below is a given value, 1, since the fence lies under it: one drawing holds ends of both
#   kinds. With no value beyond the fence both ends are values.
# Date: 2026-11-28, Node 20.20.
# Why it matters: a whisker's end is read as "the highest of the normal ones" and its figure is shown on hover; asked which
#   department it is, nobody can say. The product computes quartiles and ends itself, from the departments' values, and
#   gives ECharts the five numbers (`src/lib/charts/boxes.ts`).
source "$(dirname "$0")/lib.sh"
begin echarts@6.1.0

node --input-type=module <<'JS' | expect '1 2 3 4 5 6 7 8 9 30: box 1 3.25 5.5 7.75 14.5, outliers 30
1 2 3 4 5 6 7 8 9 10: box 1 3.25 5.5 7.75 10, outliers none'
import * as echarts from 'echarts';
for (const last of [30, 10]) {
	const rates = [1, 2, 3, 4, 5, 6, 7, 8, 9, last];
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 400 });
	chart.setOption({
		dataset: [
			{ source: [rates] },
			{ transform: { type: 'boxplot' } },
			{ fromDatasetIndex: 1, fromTransformResult: 1 }
		],
		xAxis: { type: 'category' },
		yAxis: {},
		series: [
			{ type: 'boxplot', datasetIndex: 1 },
			{ type: 'scatter', datasetIndex: 2, encode: { x: 0, y: 1 } }
		]
	});
	const [boxes, dots] = [0, 1].map((index) => chart.getModel().getSeriesByIndex(index).getData());
	const [, ...box] = boxes.dimensions.map((name) => boxes.get(name, 0));
	const outliers = dots.mapArray('y', (value) => value);
	console.log(`${rates.join(' ')}: box ${box.join(' ')}, outliers ${outliers.join(' ') || 'none'}`);
}
process.exit(0);
JS
