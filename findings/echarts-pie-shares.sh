#!/usr/bin/env bash
# Shares of a total in a pie that ECharts labels by {d}%, beside the amounts they belong to.
#
# A good guess: {d} is the amount over the total, rounded to two decimals; equal amounts have equal shares, and a
#   negative amount is an error or is drawn in some way.
# Seen: echarts 6.1.0 spreads the remainder so that the labels sum to 100: of three equal amounts the first has
#   33.34% and the others 33.33%; 0.04 of 999.13, which is 0.004%, has 0.01%. The first of equals is the one favoured,
#   so the same department's share changes with the order. A negative amount is left out, and the others' shares are
#   of the total without it: 20 of 25 is shown as 66.67%.
# Date: 2026-11-28, Node 20.20.
# Why it matters: structure of spending is read off as shares, which are recomputed from the amounts; a share off by 0.01
#   looks like a slip in the filing, and 当年结余 is lawfully negative. The product draws no pies; its shares are computed
#   from 分 and rounded each by itself.
source "$(dirname "$0")/lib.sh"
begin echarts@6.1.0

node --input-type=module <<'JS' | expect '10 10 10: 33.34% 33.33% 33.33%
999 0.04 0.03 0.03 0.03: 99.99% 0.01% 0% 0% 0%
10 -5 20: 33.33% 66.67%'
import * as echarts from 'echarts';
for (const amounts of [
	[10, 10, 10],
	[999, 0.04, 0.03, 0.03, 0.03],
	[10, -5, 20]
]) {
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 400 });
	const data = amounts.map((value, index) => ({ name: `项目${index}`, value }));
	chart.setOption({
		animation: false,
		series: [{ type: 'pie', label: { formatter: '{d}%' }, labelLayout: { hideOverlap: false }, data }]
	});
	const labels = chart.renderToSVGString().matchAll(/<text[^>]*>([^<]*)<\/text>/g);
	console.log(`${amounts.join(' ')}: ${[...labels].map(([, label]) => label).join(' ')}`);
}
process.exit(0);
JS
