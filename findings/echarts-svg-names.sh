#!/usr/bin/env bash
# One chart drawn twice in one process by ECharts' server-side rendering, `renderer: 'svg', ssr: true`.
#
# A good guess: the same option gives the same SVG, byte for byte: nothing in it is random or timed.
# Seen: echarts 6.1.0 numbers class and pattern names from counters of the process (zr0-cls-0, then zr1-cls-…), so no
#   two drawings are equal, and the nth depends on every chart drawn before it; with those names evened out they are.
# Date: 2026-11-27, Node 20.20.
# Why it matters: pages that draw on the server cannot be cached by content or compared before and after a change,
#   and two drawings from two processes on one page can share names, so that one's hover style or hatching applies
#   to the other. The product renames by order within the drawing, under a prefix of its own.
source "$(dirname "$0")/lib.sh"
begin echarts@6.1.0

node --input-type=module <<'JS' | expect 'equal: false
names of the first: zr0-cls-0 zr0-cls-1
names of the second: zr1-cls-2 zr1-cls-3
equal when the names are left out: true'
import * as echarts from 'echarts';
function draw() {
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 400, height: 200 });
	chart.setOption({
		animation: false,
		xAxis: { type: 'category', data: ['甲局'] },
		yAxis: {},
		series: [{ type: 'bar', data: [1205.9] }]
	});
	const svg = chart.renderToSVGString();
	chart.dispose();
	return svg;
}
const name = /zr\d+-\w+-\d+/g;
const names = (svg) => [...new Set(svg.match(name))].sort().join(' ');
const [first, second] = [draw(), draw()];
console.log(`equal: ${first === second}`);
console.log(`names of the first: ${names(first)}`);
console.log(`names of the second: ${names(second)}`);
console.log(`equal when the names are left out: ${first.replace(name, '') === second.replace(name, '')}`);
JS
