/** Charts of cities at the edge: one department, one year, a giant, all equal, all blank, names of any length. */
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { boxes } from '#lib/charts/distributions/boxes.ts';
import type { Chart, ChartSpan } from '#lib/charts/chart.ts';
import { changeWaterfall } from '#lib/charts/changes/change-waterfall.ts';
import { dumbbell } from '#lib/charts/changes/dumbbell.ts';
import { heatMap } from '#lib/charts/distributions/heat-map.ts';
import { rankLines } from '#lib/charts/trends/rank-lines.ts';
import { scoreDistribution } from '#lib/charts/distributions/score-distribution.ts';
import { smallMultiples } from '#lib/charts/trends/small-multiples.ts';
import { spendingStructure } from '#lib/charts/shares/spending-structure.ts';
import { strip } from '#lib/charts/distributions/strip.ts';
import { thresholdScatter } from '#lib/charts/distributions/threshold-scatter.ts';
import { treemap } from '#lib/charts/shares/treemap.ts';
import { trend } from '#lib/charts/trends/trend.ts';
import { waterfall } from '#lib/charts/changes/waterfall.ts';

/** The figures that the departments of a city filed. */
export interface City {
	names: readonly string[];
	years: readonly number[];
	/** Yuan; null is a figure that is missing. */
	amount: (department: number, year: number) => number | null;
	/** 0 to 1. */
	share: (department: number, year: number) => number | null;
	points: (department: number) => number | null;
}

const numbered = (count: number, name = '局') =>
	Array.from({ length: count }, (_, index) => `示例市第${index + 1}${name}`);

/** Names of ten characters, then ten more for each further department. */
const lengthening = (count: number) =>
	Array.from({ length: count }, (_, index) => `${'生态环境与自然资源综合'.repeat(index + 1)}局`);

const FOUR_YEARS = [2020, 2021, 2022, 2023];

/** Between 0 and 1, the same for the same arguments, without a run of neighbours. */
const scattered = (department: number, year = 0) =>
	((department * 7919 + year * 104_729) % 1000) / 1000;

const USUAL: City = {
	names: numbered(30),
	years: FOUR_YEARS,
	amount: (department, year) => 200_000 + 90_000_000 * scattered(department, year) ** 2,
	share: (department, year) => scattered(department, year),
	points: (department) => 80 + 20 * scattered(department)
};

const LAST = FOUR_YEARS.at(-1) ?? 0;

export const CITIES: Readonly<Record<string, City>> = {
	'one department': { ...USUAL, names: numbered(1) },
	'one year': { ...USUAL, years: [LAST] },
	'twelve years': { ...USUAL, years: Array.from({ length: 12 }, (_, at) => LAST - 11 + at) },
	'a thousand departments': {
		...USUAL,
		names: numbered(1000, '事业发展服务中心'),
		points: (department) => (department < 990 ? 95 : 60)
	},
	'a giant': {
		...USUAL,
		amount: (department, year) => (department === 0 ? 9e13 : (USUAL.amount(department, year) ?? 0))
	},
	'all equal': { ...USUAL, amount: () => 10_000_000, share: () => 0.03, points: () => 95 },
	'nearly equal': {
		...USUAL,
		amount: (department, year) => 10_000_000 + scattered(department, year),
		share: (department, year) => 0.03 + scattered(department, year) * 1e-8,
		points: (department) => 95 + 0.01 * (department % 3)
	},
	'all blank': { ...USUAL, amount: () => null, share: () => null, points: () => null },
	'half blank': {
		...USUAL,
		amount: (department, year) => ((department + year) % 2 ? null : USUAL.amount(department, year)),
		share: (department, year) => ((department + year) % 3 ? null : 0.2),
		points: (department) => (department % 2 ? null : 88)
	},
	'all zero': { ...USUAL, amount: () => 0, share: () => 0, points: () => 0 },
	'up and down to zero': {
		...USUAL,
		amount: (_, year) => (year % 2 ? 3_000_000 : 0),
		share: (_, year) => (year % 2 ? 1 : 0),
		points: (department) => (department % 2 ? 100 : 0)
	},
	'below zero': {
		...USUAL,
		amount: (department, year) => 4_000_000 * (scattered(department, year) - 0.7),
		share: (department, year) => scattered(department, year) - 0.7
	},
	'cents beside billions': {
		...USUAL,
		amount: (department) => 10 ** ((department % 12) - 2),
		share: (department) => 10 ** ((department % 6) - 3)
	},
	'names of any length': { ...USUAL, names: lengthening(12) },
	'names of Latin letters': {
		...USUAL,
		names: Array.from({ length: 8 }, (_, index) => `Wm${'WWMM Www'.repeat(index + 1)}${index}`)
	}
};

export interface Edge {
	chart: Chart;
	span: ChartSpan;
}

/** Departments that lists of rows, lines in one chart, and panels of one page have. */
const ROWS = 25;
const LINES = 6;

/** A chart of every builder on what a city filed. */
export function chartsOf({ names, years, amount, share, points }: City): Record<string, Edge> {
	const year = years.at(-1) ?? 0;
	const base = years.at(-2) ?? year - 1;
	const yuan = (value: number | null): Value =>
		value === null ? absent('blank') : present(Math.round(value * 100));
	const ratio = (value: number | null): Value =>
		value === null ? absent('input_missing') : present(value);
	const score = (value: number | null): Value =>
		value === null ? absent('blank') : present(Math.round(value * 100));
	const before = (at: number) => (years.length > 1 ? yuan(amount(at, base)) : absent('not_filed'));
	const all = names.map((name, at) => ({
		name,
		href: `/departments/${at}`,
		highlighted: at === names.length - 1,
		current: yuan(amount(at, year)),
		previous: before(at),
		share: ratio(share(at, year)),
		score: score(points(at))
	}));
	const rows = all.slice(0, ROWS);
	const some = rows.slice(0, LINES);
	const line = (name: string, at: number) => ({
		name,
		points: years.map((one) => ({ year: one, value: yuan(amount(at, one)) }))
	});
	const [subject] = all;
	if (!subject) throw new Error('A city has departments');

	const dumbbellOf = (axis: 'linear' | 'log') =>
		dumbbell(rows, { title: '支出变动', measure: 'spending_total', year, base, axis });
	const structureOf = (mode: 'share' | 'amount') =>
		spendingStructure(
			rows.map((row, at) => ({
				...row,
				total: row.current,
				personnel: yuan(part(amount(at, year), 0.55)),
				operating: yuan(part(amount(at, year), 0.15)),
				project: yuan(part(amount(at, year), 0.3))
			})),
			{ year, mode }
		);
	const boxesOf = (measure: 'score_form' | 'carry_over_rate') =>
		boxes(
			['党政机关', '教育单位', '其他'].map((name, group) => ({
				name,
				dots: all
					.filter((_, at) => at % 3 === group)
					.map((row) => ({ ...row, value: measure === 'score_form' ? row.score : row.share }))
			})),
			{ title: '分布', measure, year, rest_at: '部门明细表' }
		);
	const scatterOf = (xAxis: 'linear' | 'log') =>
		thresholdScatter(
			all.map((row) => ({ ...row, x: row.current, y: row.share })),
			{
				title: '结转结余率与规模',
				year,
				x: 'spending_total',
				y: 'carry_over_rate',
				xAxis,
				rest_at: '部门明细表',
				line: { value: 0.09, name: '警戒线' }
			}
		);
	const multiplesOf = (others: 'peers' | 'equal', lines: number) =>
		smallMultiples(
			(['spending_total', 'carry_over_rate', 'score_form', 'personnel_share'] as const).map(
				(measure, panel) => ({
					measure,
					lines: some.slice(0, lines).map(({ name }, at) => ({
						name,
						values: years.map((one) => {
							if (panel === 0) return yuan(amount(at, one));
							return panel === 2 ? score(points(at)) : ratio(share(at, one));
						})
					}))
				})
			),
			{ title: '多年对照', years, others }
		);

	return {
		'trend of one amount': {
			span: 'half',
			chart: trend([line('支出合计', 0)], { title: '支出合计', measure: 'spending_total' })
		},
		'trend of a share': {
			span: 'half',
			chart: trend(
				[
					{
						name: '结转结余率',
						points: years.map((one) => ({ year: one, value: ratio(share(0, one)) }))
					}
				],
				{ title: '结转结余率', measure: 'carry_over_rate' }
			)
		},
		'trend of several': {
			span: 'half',
			chart: trend(
				some.map(({ name }, at) => line(name, at)),
				{ title: '支出', measure: 'spending_total' }
			)
		},
		'rank lines': {
			span: 'full',
			chart: rankLines(
				rows.slice(0, 12).map(({ name, href }, at) => ({
					name,
					href,
					ranks: years.map((one, step) =>
						amount(at, one) === null
							? null
							: {
									rank: 1 + ((at * (step + 1)) % 13),
									place: 1 + ((at * (step + 1)) % 13),
									words: ''
								}
					)
				})),
				{ measure: 'spending_total', years, lowest: 12 }
			)
		},
		'score distribution': {
			span: 'half',
			chart: scoreDistribution(
				all.map((row) => ({ ...row, value: row.score })),
				{
					year,
					grades: [
						{ name: '优', from: 90 },
						{ name: '良', from: 80 }
					],
					pins: some.map(({ name }, at) => ({ code: String(at), name, short: name }))
				}
			)
		},
		'change waterfall': {
			span: 'full',
			chart: changeOf(rows, { year, base })
		},
		dumbbell: { span: 'full', chart: dumbbellOf('linear') },
		'dumbbell of powers of ten': { span: 'full', chart: dumbbellOf('log') },
		waterfall: {
			span: 'half',
			chart: waterfall(
				{
					carried_in: before(0),
					income_total: subject.current,
					spending_total: yuan(part(amount(0, year), 0.9)),
					carried_out: yuan(part(amount(0, year), 0.1))
				},
				{ subject: subject.name, year }
			)
		},
		'spending shares': { span: 'full', chart: structureOf('share') },
		'spending amounts': { span: 'full', chart: structureOf('amount') },
		treemap: {
			span: 'full',
			chart: treemap(
				['党政机关', '教育单位'].map((name, group) => ({
					name,
					children: all
						.filter((_, at) => at % 2 === group)
						.map((row) => ({
							name: row.name,
							href: row.href,
							children: [
								{ name: '人员支出', value: row.current, colour: 'personnel' as const },
								{ name: '项目支出', value: row.previous, colour: 'project' as const }
							]
						}))
				})),
				{ title: '支出去向', measure: 'spending_total', year, levels: ['类别', '部门'] }
			)
		},
		'boxes of scores': { span: 'full', chart: boxesOf('score_form') },
		'boxes of shares': { span: 'full', chart: boxesOf('carry_over_rate') },
		'heat map': {
			span: 'full',
			chart: heatMap(
				rows.map((row, at) => ({
					...row,
					cells: INDICATORS.map((_, column) => ratio(share(at + column, year)))
				})),
				{ title: '扣分指标', year, columns: INDICATORS, rowName: '部门' }
			)
		},
		scatter: { span: 'full', chart: scatterOf('linear') },
		'scatter of powers of ten': { span: 'full', chart: scatterOf('log') },
		'small multiples': { span: 'full', chart: multiplesOf('equal', LINES) },
		'small multiples of two': { span: 'full', chart: multiplesOf('equal', 2) },
		'small multiples beside peers': { span: 'full', chart: multiplesOf('peers', 2) },
		strip: {
			span: 'full',
			chart: strip(
				[
					{
						measure: 'spending_total' as const,
						own: subject.current,
						peers: all.slice(1).map(({ current }) => current)
					},
					{
						measure: 'carry_over_rate' as const,
						own: subject.share,
						peers: all.slice(1).map((row) => row.share)
					},
					{
						measure: 'score_form' as const,
						own: subject.score,
						peers: all.slice(1).map((row) => row.score)
					}
				],
				{ subject: subject.name, year, peers: '同类部门' }
			)
		}
	};
}

const part = (amount: number | null, of: number) => (amount === null ? null : amount * of);

/** As many as a sheet has, named as long as sheets name them. */
const INDICATORS = [
	'预算完成率',
	'社会公众或服务对象满意度',
	'资金使用合规性',
	'管理制度健全性',
	'结转结余变动率',
	'公用经费控制率',
	'三公经费控制率',
	'政府采购执行率',
	'预决算信息公开性',
	'基础信息完善性',
	'资产管理安全性',
	'固定资产利用率',
	'实际完成率',
	'质量达标率',
	'完成及时率'
];

function changeOf(
	rows: readonly { name: string; current: Value; previous: Value }[],
	{ year, base }: { year: number; base: number }
): Chart {
	const steps = rows.slice(0, 12).map(({ name, current, previous }) => ({
		name,
		before: previous,
		after: current,
		contribution: (current.value ?? 0) - (previous.value ?? 0)
	}));
	const before = steps.reduce((sum, step) => sum + (step.before.value ?? 0), 0);
	const after = steps.reduce((sum, step) => sum + (step.after.value ?? 0), 0);
	return changeWaterfall(steps, {
		finding: '支出合计比上年增长',
		description: '两年都有数据的部门。',
		measure: 'spending_total',
		year,
		base,
		before: present(before),
		after: present(after)
	});
}
