import { expect, test } from 'vitest';
import { present, type Value } from '#lib/catalogue/values.ts';
import type { Chart } from '#lib/charts/chart.ts';
import { withCorrected } from '#lib/charts/parts/corrected.ts';
import { changeWaterfall } from '#lib/charts/changes/change-waterfall.ts';
import { dumbbell } from '#lib/charts/changes/dumbbell.ts';
import { heatMap } from '#lib/charts/distributions/heat-map.ts';
import { smallMultiples } from '#lib/charts/trends/small-multiples.ts';
import { spendingStructure } from '#lib/charts/shares/spending-structure.ts';
import { strip } from '#lib/charts/distributions/strip.ts';
import { thresholdScatter } from '#lib/charts/distributions/threshold-scatter.ts';
import { tooltipOf } from '#lib/charts/parts/tooltips.ts';
import { treemap } from '#lib/charts/shares/treemap.ts';
import { trend } from '#lib/charts/trends/trend.ts';

const FRAME = { borderColor: '#17222a', borderWidth: 2 };
const byHand = (value: number): Value => ({ ...present(value), corrected: 'itself' });
const fromByHand = (value: number): Value => ({ ...present(value), corrected: 'input' });
const [LITTLE, MUCH] = [present(1e6), present(2e6)];

interface Drawn {
	itemStyle?: { borderColor?: string; borderWidth?: number };
	children?: Drawn[];
}

/** Places of the data with the frame of a corrected figure, by series. */
function framedIn({ option }: Chart): number[][] {
	const isFramed = ({ itemStyle, children = [] }: Drawn): boolean =>
		(itemStyle?.borderColor === FRAME.borderColor && itemStyle.borderWidth === FRAME.borderWidth) ||
		children.some(isFramed);
	return (option.series as unknown as { data: (Drawn | number | null)[] }[]).map(({ data }) =>
		data.flatMap((one, at) => (typeof one === 'object' && one && isFramed(one) ? [at] : []))
	);
}

const SCATTER = { title: '规模', year: 2023, x: 'spending_total', y: 'income_total' } as const;
const YEARS = [2022, 2023];

/** Builders with one corrected figure among others, what is framed, and what is said. */
const CASES: Record<string, { chart: Chart; framed: number[][]; said: string }> = {
	'a point of one line of a trend': {
		chart: trend(
			[
				{
					name: '支出',
					points: YEARS.map((year, at) => ({ year, value: at ? byHand(2e6) : MUCH }))
				},
				{ name: '收入', points: YEARS.map((year) => ({ year, value: MUCH })) }
			],
			{ title: '收支', measure: 'spending_total' }
		),
		framed: [[1], []],
		said: '2023年支出人工更正，图中加粗框。'
	},
	'one end of a dumbbell': {
		chart: dumbbell(
			['甲局', '乙局'].map((name, at) => ({
				name,
				current: MUCH,
				previous: at ? byHand(3) : LITTLE
			})),
			{ title: '变动', measure: 'spending_total', year: 2023, base: 2022 }
		),
		framed: [[1], []],
		said: '乙局2022年人工更正，图中加粗框。'
	},
	'the total of one year in a change': {
		chart: changeWaterfall([{ name: '甲局', before: LITTLE, after: MUCH, contribution: 1e6 }], {
			finding: '支出合计比上年增长100.0%',
			description: '',
			measure: 'spending_total',
			year: 2023,
			base: 2022,
			before: { value: 1e6, missing: null, corrected: 'input' },
			after: { value: 2e6, missing: null }
		}),
		framed: [[0], [0], [0], []],
		said: '2022年合计2022年含人工更正，图中加粗框。'
	},
	'a dot with a corrected coordinate': {
		chart: thresholdScatter(
			[
				{ name: '甲局', x: MUCH, y: byHand(3e6) },
				{ name: '乙局', x: LITTLE, y: LITTLE }
			],
			{ ...SCATTER, rest_at: '部门明细表' }
		),
		framed: [[0], [], []],
		said: '甲局收入合计人工更正，图中加粗框。'
	},
	'a part of a bar': {
		chart: spendingStructure(
			[{ name: '甲局', total: MUCH, personnel: byHand(5e5), operating: LITTLE, project: LITTLE }],
			{ year: 2023, mode: 'share' }
		),
		framed: [[0], [], [], []],
		said: '甲局人员支出人工更正，图中加粗框。'
	},
	'the department in a strip, and none of its peers': {
		chart: strip(
			[{ measure: 'personnel_share', own: fromByHand(0.4), peers: [present(0.2), present(0.6)] }],
			{
				subject: '甲局',
				year: 2023,
				peers: '同类部门'
			}
		),
		framed: [[], [], [0]],
		said: '人员支出占比甲局含人工更正，图中加粗框。'
	},
	'a point of small multiples': {
		chart: smallMultiples(
			[{ measure: 'spending_total', lines: [{ name: '甲局', values: [LITTLE, byHand(3e6)] }] }],
			{ title: '历年走势', years: YEARS }
		),
		framed: [[1]],
		said: '支出合计2023年人工更正，图中加粗框。'
	},
	'a cell of a heat map': {
		chart: heatMap(
			[
				{ name: '甲局', cells: [present(0.1), fromByHand(0.4)] },
				{ name: '乙局', cells: [present(0.1), present(0.4)] }
			],
			{ title: '扣分', year: 2023, columns: ['完成率', '满意度'], rowName: '部门' }
		),
		framed: [[1], []],
		said: '甲局满意度含人工更正，图中加粗框。'
	},
	'an area': {
		chart: treemap(
			[
				{ name: '甲局', value: byHand(9e10), children: [] },
				{ name: '乙局', value: present(5e10), children: [] }
			],
			{ title: '全貌', measure: 'spending_total', year: 2023, levels: ['部门'] }
		),
		framed: [[0]],
		said: '甲局合计人工更正，图中加粗框。'
	}
};

test.each(Object.entries(CASES))(
	'%s is framed, and the words say so',
	(_, { chart, framed, said }) => {
		const marked = withCorrected(chart);
		expect(framedIn(marked)).toEqual(framed);
		expect(marked.description.endsWith(said), marked.description).toBe(true);
	}
);

test('a tooltip says it of the figure', () => {
	const { chart } = CASES['a point of one line of a trend'] ?? {};
	expect(chart && tooltipOf(chart.table, 1, null)?.lines).toEqual([
		{ name: '支出', text: '2.00万元（人工更正）' },
		{ name: '收入', text: '2.00万元' }
	]);
});

test('a chart without corrected figures stays as it is', () => {
	const points = YEARS.map((year) => ({ year, value: MUCH }));
	const chart = trend([{ name: '支出', points }], { title: '收支', measure: 'spending_total' });
	expect(withCorrected(chart)).toBe(chart);
});

test('of many figures the first are named and all are counted', () => {
	const rows = ['甲局', '乙局', '丙局', '丁局'].map((name) => ({
		name,
		current: byHand(2e6),
		previous: LITTLE
	}));
	const { description } = withCorrected(
		dumbbell(rows, { title: '变动', measure: 'spending_total', year: 2023, base: 2022 })
	);
	expect(description).toMatch(
		/甲局2023年人工更正、乙局2023年人工更正、丙局2023年人工更正等4项，图中加粗框。$/
	);
});
