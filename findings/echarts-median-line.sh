#!/usr/bin/env bash
# A line of the median that ECharts draws over bars by `markLine: { data: [{ type: 'median' }] }`, where some departments
# have not filed and their values are null.
#
# A good guess: null is left out, as it is of the line `type: 'average'` in the same chart; of 10, 20 and 30 both are 20.
# Seen: echarts 6.1.0 leaves null out of the sorted values but counts it, so the middle is looked for too far up: with one
#   missing value the median of 10, 20, 30 is 25, with two it is 30, the largest of all; with three or more there is no
#   line. The average stays 20 throughout. No message.
# Date: 2026-11-29, Node 20.20.
# Why it matters: which departments are above the middle is the first thing that is asked of such a chart, and some have
#   always not filed. The line moves up with each that is missing, to a figure that looks likely. The product computes
#   medians itself, from the values that are there (`src/lib/comparison/flags/spread.ts`), and gives ECharts the figure.
source "$(dirname "$0")/lib.sh"
begin echarts@6.1.0

node --input-type=module <<'JS' | expect '10 20 30: median 20, average 20
10 20 30 null: median 25, average 20
10 20 30 null null: median 30, average 20
10 20 30 null null null: average 20'
import * as echarts from 'echarts';
for (const missing of [0, 1, 2, 3]) {
	const data = [10, 20, 30, ...Array(missing).fill(null)];
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 400 });
	chart.setOption({
		animation: false,
		xAxis: { type: 'category' },
		yAxis: {},
		series: [
			{
				type: 'bar',
				data,
				markLine: { label: { formatter: '{b} {c}' }, data: ['median', 'average'].map((type) => ({ type, name: type })) }
			}
		]
	});
	const texts = [...chart.renderToSVGString().matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
	console.log(`${data.map(String).join(' ')}: ${texts.filter((text) => /^(median|average) /.test(text)).join(', ')}`);
}
process.exit(0);
JS
