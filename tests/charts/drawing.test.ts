import { describe, expect, test } from 'vitest';
import { CHART_WIDTHS, type Chart, type ChartSpan } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { renderSvg } from '#lib/charts/parts/svg.ts';
import { sparkline } from '#lib/charts/trends/sparkline.ts';
import { scoreDistribution } from '#lib/charts/distributions/score-distribution.ts';
import { spendingStructure } from '#lib/charts/shares/spending-structure.ts';
import { trend } from '#lib/charts/trends/trend.ts';
import { treemap } from '#lib/charts/shares/treemap.ts';
import { waterfall } from '#lib/charts/changes/waterfall.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { PLAIN_NAMES, samplesOf } from './samples.ts';
import { outsideOf, overlapsIn, textBoxesOf } from './text-boxes.ts';

const SAMPLES = Object.entries(samplesOf(PLAIN_NAMES));

function render(chart: Chart, variant: 'wide' | 'narrow', span: ChartSpan, id = 'c'): string {
	return renderSvg(chart.option, {
		id,
		width: variant === 'wide' ? CHART_WIDTHS[span] : CHART_WIDTHS.narrow,
		height: chart.height[variant],
		title: chart.title,
		description: chart.description
	}).text;
}

describe.each(SAMPLES)('%s', (name, { chart, span }) => {
	test.each(['wide', 'narrow'] as const)('looks as it did, %s', async (variant) => {
		const svg = render(chart, variant, span);
		await expect(svg.replace(/></g, '>\n<')).toMatchFileSnapshot(
			`__snapshots__/${name}-${variant}.snap.svg`
		);
	});

	test('is the same to the byte when drawn again, with other drawings between', () => {
		const first = render(chart, 'wide', span);
		render(chart, 'narrow', span);
		expect(render(chart, 'wide', span)).toBe(first);
	});

	test('is the same when it is kept, and another where the option, a word or the id is another', () => {
		const first = drawChart(chart, { id: 'k', span }).svg;
		expect(drawChart(structuredClone(chart), { id: 'k', span }).svg).toEqual(first);
		expect(first?.wide.text).toBe(render(chart, 'wide', span, 'k-wide'));
		expect(first?.narrow.text).toBe(render(chart, 'narrow', span, 'k-narrow'));
		const others: [Chart, string][] = [
			[{ ...chart, option: { ...chart.option, backgroundColor: '#123456' } }, 'k'],
			[{ ...chart, title: `${chart.title}！` }, 'k'],
			[{ ...chart, description: `${chart.description}！` }, 'k'],
			[{ ...chart, height: { wide: chart.height.wide + 1, narrow: chart.height.narrow } }, 'k'],
			[chart, 'l']
		];
		for (const [other, id] of others)
			expect(drawChart(other, { id, span }).svg?.wide.text).toBe(
				render(other, 'wide', span, `${id}-wide`)
			);
	});

	test('does not write into the option that it draws', () => {
		const before = JSON.stringify(chart.option);
		render(chart, 'wide', span);
		expect(JSON.stringify(chart.option)).toBe(before);
	});

	test('carries no style, script, class or handler', () => {
		const svg = render(chart, 'wide', span) + render(chart, 'narrow', span);
		expect(svg).not.toMatch(/<style|<script|<foreignObject|<image/i);
		expect([...svg.matchAll(/<[^>]*\s(style|class|on\w+|href|xlink:href)=/g)]).toEqual([]);
	});

	test('names itself, with ids that are its own', () => {
		const svg = render(chart, 'wide', span, 'mine');
		expect(svg).toContain('role="img" aria-labelledby="mine-t mine-d"');
		expect(svg).toContain(`<title id="mine-t">${chart.title}</title>`);
		const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.every((id) => id?.startsWith('mine-'))).toBe(true);
		const used = [...svg.matchAll(/url\(#([^)]*)\)/g)].map(([, id]) => id);
		expect(used.filter((id) => !ids.includes(id))).toEqual([]);
	});

	test.each(['wide', 'narrow'] as const)(
		'has words, all within the drawing and apart from one another, %s',
		(variant) => {
			const boxes = textBoxesOf(render(chart, variant, span));
			expect(boxes.length).toBeGreaterThan(3);
			expect(overlapsIn(boxes)).toEqual([]);
			const width = variant === 'wide' ? CHART_WIDTHS[span] : CHART_WIDTHS.narrow;
			expect(outsideOf(boxes, width, chart.height[variant])).toEqual([]);
		}
	);

	test('travels as JSON', () => {
		expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
	});

	test('says in words what it shows', () => {
		expect(chart.description).toMatch(/。$/);
		expect(chart.description).not.toMatch(/undefined|NaN|null|Infinity|0\.00亿元/);
		for (const word of [chart.title, chart.unit, chart.basis, chart.period])
			expect(word).not.toBe('');
	});

	test('has every row of its table as wide as the head', () => {
		expect(chart.table.rows.length).toBeGreaterThan(0);
		for (const row of chart.table.rows) expect(row).toHaveLength(chart.table.columns.length);
	});
});

describe('names that are markup', () => {
	const PAYLOADS = [
		'<script>alert(1)</script>',
		'"><img src=x onerror=alert(1)>',
		"'><svg onload=alert(1)>",
		'</text><script>alert(1)</script>',
		'</title><script>alert(1)</script>',
		']]></style><script>alert(1)</script>',
		'<a href="javascript:alert(1)">x</a>',
		'{b|<b>x</b>}{a}{@[1]}',
		'&lt;script&gt;alert(1)&lt;/script&gt;',
		'x" style="background:url(//x)" class="zr0-cls-0'
	];

	test.each(PAYLOADS)('%s is drawn as text by every builder', (payload) => {
		const names = [payload, ...PLAIN_NAMES.slice(1)];
		for (const { chart, span } of Object.values(samplesOf(names))) {
			const svg = render(chart, 'wide', span) + render(chart, 'narrow', span);
			const tags = [...svg.matchAll(/<\/?([a-z]+)/gi)].map(([, tag]) => tag);
			const allowed = [
				'svg',
				'title',
				'desc',
				'g',
				'path',
				'text',
				'tspan',
				'rect',
				'circle',
				'defs',
				'pattern',
				'clipPath',
				'line',
				'polygon',
				'polyline',
				'ellipse'
			];
			expect(tags.filter((tag) => !allowed.includes(tag ?? ''))).toEqual([]);
			expect([...svg.matchAll(/<[^>]*\s(style|on\w+|href)=/g)]).toEqual([]);
		}
	});

	test('an id-like name stays as it was written', () => {
		const chart = samplesOf(['zr0-c0', ...PLAIN_NAMES.slice(1)])['spending-share']?.chart;
		expect(chart && render(chart, 'wide', 'full')).toContain('>zr0-c0</text>');
	});
});

describe('what is absent', () => {
	const { chart } = samplesOf(PLAIN_NAMES)['trend-one'] ?? {};

	test('a year without a figure is null in the option, not 0', () => {
		expect(JSON.stringify(chart?.option)).toContain('{"row":1,"value":null');
	});

	test('and a gap in the drawing: the line is in two pieces', () => {
		const svg = chart ? render(chart, 'wide', 'half') : '';
		const line = /<path d="([^"]*)"[^>]*stroke="#124e5e"/.exec(svg)?.[1] ?? '';
		expect(line.match(/M/g)).toHaveLength(2);
	});

	test('and said in words in the table', () => {
		expect(chart?.table.rows[1]?.[1]).toEqual({ text: '未报送', missing: true });
	});

	test('a bar without figures has its reason written in its place', () => {
		const share = samplesOf(PLAIN_NAMES)['spending-share']?.chart;
		expect(share && render(share, 'wide', 'full')).toContain('>未填</text>');
	});
});

describe('sparkline', () => {
	const request = { id: 's', title: '支出', description: '2019年至2021年' };

	test('is drawn with gaps', () => {
		const svg = sparkline([present(1), present(2), absent('not_filed'), present(3)], request)?.text;
		expect(svg).toContain('d="M3 25L41 14M117 3"');
	});

	test('is left out where fewer than two years have a figure', () => {
		expect(sparkline([present(1), absent('blank')], request)).toBeNull();
	});

	test('has a ring where a figure was corrected by hand', () => {
		const corrected = { ...present(2), corrected: 'itself' } as const;
		const svg = sparkline([present(1), corrected, present(3)], request)?.text;
		expect(svg?.match(/<circle[^>]*stroke=/g)).toHaveLength(1);
		expect(svg).toContain('<circle cx="60" cy="14" r="2.4" fill="#ffffff" stroke="#17222a"');
		expect(sparkline([present(1), present(2), present(3)], request)?.text).not.toMatch(
			/<circle[^>]*stroke=/
		);
	});

	test('is hollow where the total covers other departments than that of the year before', () => {
		const values = [present(3), present(1), present(3), present(4)];
		const svg = sparkline(values, { ...request, breaks: [1, 2] })?.text;
		expect(svg?.match(/cx="\d+" cy="\d+(?:\.\d)?" r="2.4" fill="#\w+"/g)).toEqual([
			'cx="117" cy="3" r="2.4" fill="#0d5665"',
			'cx="41" cy="25" r="2.4" fill="#ffffff"',
			'cx="79" cy="10.3" r="2.4" fill="#ffffff"'
		]);
	});

	test('escapes its words', () => {
		const svg = sparkline([present(1), present(1)], { ...request, title: '<b>&"' })?.text;
		expect(svg).toContain('<title id="s-t">&lt;b&gt;&amp;&quot;</title>');
	});
});

describe('drawChart', () => {
	test('gives both drawings their own ids', () => {
		const [, sample] = SAMPLES[0] ?? [];
		if (!sample) throw new Error('no sample');
		const drawn = drawChart(sample.chart, { id: 'a', span: 'full' });
		expect(drawn.svg?.wide.text).toContain('id="a-wide-t"');
		expect(drawn.svg?.narrow.text).toContain('id="a-narrow-t"');
	});

	const NOTHING: [string, Chart, boolean][] = [
		['a line', trendOf(present(1)), true],
		['a line of zeros', trendOf(present(0)), false],
		['a line of blanks', trendOf(absent('blank')), false],
		['areas of one department', treemapOf(present(1)), true],
		['areas of zeros', treemapOf(present(0)), false],
		['scores of nobody', scoreDistribution([], { year: 2023 }), false],
		['a ledger of blanks', ledgerOf(absent('blank')), false],
		['a ledger of zeros', ledgerOf(present(0)), false],
		['a ledger of one figure', ledgerOf(present(1)), true],
		['shares of zeros', sharesOf(present(0)), false],
		['shares', sharesOf(present(1)), true]
	];
	test.each(NOTHING)('%s: drawn %3$s', (_, chart, isDrawn) => {
		expect(drawChart(chart, { id: 'a', span: 'half' }).svg !== null).toBe(isDrawn);
	});
});

test.each([
	[[95, 57, 13], 'above, right of it', 'start'],
	[[95, 51, 13], 'below, left of it', 'end'],
	[[13, 57, 95], 'above, left of it', 'end'],
	[[13, 51, 95], 'below, right of it', 'start'],
	[[13, 51, 12], 'above', 'middle']
] as const)('beside a line of %j its middle number stands %s', (amounts, _, anchor) => {
	const points = amounts.map((yuan, at) => ({ year: 2021 + at, value: present(yuan * 1_000_000) }));
	const chart = trend([{ name: '支出', points }], { title: '支出', measure: 'spending_total' });
	const { svg } = drawChart(chart, { id: 'c', span: 'half' });
	const number = new RegExp(`text-anchor="(\\w+)"[^>]*>${amounts[1]}\\.00<`);
	expect(number.exec(svg?.wide.text ?? '')?.[1]).toBe(anchor);
});

function trendOf(value: Value): Chart {
	const points = [2022, 2023].map((year) => ({ year, value }));
	return trend([{ name: '支出', points }], { title: '支出', measure: 'spending_total' });
}

function treemapOf(value: Value): Chart {
	return treemap([{ name: '甲局', value, children: [] }], {
		title: '全貌',
		measure: 'spending_total',
		year: 2023,
		levels: ['部门']
	});
}

function sharesOf(value: Value): Chart {
	const row = { name: '甲局', total: value, personnel: value, operating: value, project: value };
	return spendingStructure([row], { year: 2023, mode: 'share' });
}

function ledgerOf(value: Value): Chart {
	return waterfall(
		{ carried_in: value, income_total: value, spending_total: value, carried_out: value },
		{ subject: '甲局', year: 2023 }
	);
}
