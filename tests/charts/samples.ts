/** One chart of every builder, with absent values, long names and a highlighted row, for the tests of drawing. */
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { boxes } from '#lib/charts/distributions/boxes.ts';
import type { Chart, ChartSpan } from '#lib/charts/chart.ts';
import { dumbbell } from '#lib/charts/changes/dumbbell.ts';
import { heatMap } from '#lib/charts/distributions/heat-map.ts';
import { changeWaterfall } from '#lib/charts/changes/change-waterfall.ts';
import { waterfall } from '#lib/charts/changes/waterfall.ts';
import { scoreDistribution } from '#lib/charts/distributions/score-distribution.ts';
import { rankLines } from '#lib/charts/trends/rank-lines.ts';
import { smallMultiples } from '#lib/charts/trends/small-multiples.ts';
import { spendingStructure } from '#lib/charts/shares/spending-structure.ts';
import { strip } from '#lib/charts/distributions/strip.ts';
import { thresholdScatter } from '#lib/charts/distributions/threshold-scatter.ts';
import { treemap } from '#lib/charts/shares/treemap.ts';
import { trend } from '#lib/charts/trends/trend.ts';

export interface Sample {
	chart: Chart;
	span: ChartSpan;
}

export const PLAIN_NAMES = [
	'市口岸办',
	'市教育局',
	'市生态环境局洞庭湖生态经济区综合保护与治理中心',
	'市档案馆',
	'市第一中学'
] as const;

const YEAR = 2021;
const YEARS = [2018, 2019, 2020, 2021];

/** 万元 as stored. */
const wan = (amount: number): Value => present(Math.round(amount * 1_000_000));
const points = (score: number): Value => present(Math.round(score * 100));

const rank = (place: number) => ({ rank: place, place, words: `第${place}位，共9家` });

/** All builders on departments of these names (at least five). */
export function samplesOf(names: readonly string[]): Record<string, Sample> {
	const rows = names.map((name, index) => ({
		name,
		href: `/departments/${index}`,
		highlighted: index === 1,
		size: 120 * (index + 1) ** 2
	}));
	const missing = (index: number, value: Value) => (index === 3 ? absent('blank') : value);
	return {
		'spending-share': { span: 'full', chart: structure('share') },
		'spending-amount': { span: 'half', chart: structure('amount') },
		'rank-lines': {
			span: 'full',
			chart: rankLines(
				names.slice(0, 5).map((name, index) => ({
					name,
					href: `/departments/${index}`,
					ranks: [
						index === 3 ? null : rank(index + 1),
						rank(5 - index),
						rank(index === 2 ? 9 : 1 + index)
					]
				})),
				{ measure: 'spending_total', years: YEARS.slice(1), lowest: 5 }
			)
		},
		'trend-one': {
			span: 'half',
			chart: trend([line('支出合计', [900, null, 1100, 1205.9])], {
				title: '支出合计',
				measure: 'spending_total'
			})
		},
		'trend-several': {
			span: 'half',
			chart: trend(
				names.slice(0, 3).map((name, index) => line(name, [10 + index, 12, null, 14 - index])),
				{ title: '三公经费', measure: 'three_public_total' }
			)
		},
		'score-distribution': {
			span: 'half',
			chart: scoreDistribution(
				rows.map((row, index) => ({
					...row,
					value: missing(index, points([94, 100, 61.5, 0, 89.5][index] ?? 92))
				})),
				{ year: YEAR, grades: [{ name: '优', from: 90 }] }
			)
		},
		'change-waterfall': { span: 'full', chart: change(names, 0) },
		'change-across-zero': { span: 'half', chart: change(names, -900) },
		dumbbell: {
			span: 'full',
			chart: dumbbell(
				rows.map((row, index) => ({
					...row,
					current: missing(index, wan(row.size)),
					previous: index === 2 ? wan(0) : wan(row.size * (index % 2 ? 0.7 : 1.4))
				})),
				{ title: '支出变动', measure: 'spending_total', year: YEAR, base: YEAR - 1 }
			)
		},
		waterfall: {
			span: 'half',
			chart: waterfall(
				{
					carried_in: wan(432.05),
					income_total: wan(1206.04),
					spending_total: wan(1205.9),
					carried_out: wan(0.14)
				},
				{
					subject: names[0] ?? '',
					year: YEAR,
					hrefs: { income_total: '/sources/1?at=cell-1-11-2#at' }
				}
			)
		},
		treemap: {
			span: 'full',
			chart: treemap(
				[
					{ name: '党政机关', children: rows.slice(0, 2).map(division) },
					{ name: '教育单位', children: rows.slice(2).map(division) }
				],
				{
					title: '支出去向',
					measure: 'spending_total',
					year: YEAR,
					levels: ['类别', '部门']
				}
			)
		},
		boxes: {
			span: 'full',
			chart: boxes(
				['党政机关', '教育单位'].map((name, group) => ({
					name,
					dots: rows.map((row, index) => ({
						...row,
						highlighted: group === 0 && index === 1,
						value: missing(index, points(88 + index * 2 + group))
					}))
				})),
				{ title: '自评得分', measure: 'score_form', year: YEAR }
			)
		},
		'heat-map': {
			span: 'full',
			chart: heatMap(
				rows.map((row, index) => ({
					...row,
					cells: [present(0), present(index / 10), missing(index, present(0.5)), present(1)]
				})),
				{
					title: '扣分指标',
					year: YEAR,
					columns: ['预算完成率', '社会公众或服务对象满意度', '资金结余', '管理制度健全性'],
					rowName: '部门'
				}
			)
		},
		'threshold-scatter': {
			span: 'full',
			chart: thresholdScatter(
				rows.map((row, index) => ({
					...row,
					x: wan(row.size),
					y: missing(index, present(0.03 * (index + 1)))
				})),
				{
					title: '结转结余率与规模',
					year: YEAR,
					x: 'spending_total',
					y: 'carry_over_rate',
					xAxis: 'log',
					rest_at: '部门明细表',
					line: { value: 0.09, name: '警戒线' }
				}
			)
		},
		'small-multiples': {
			span: 'full',
			chart: smallMultiples(
				(['spending_total', 'carry_over_rate', 'score_form'] as const).map((measure, index) => ({
					measure,
					lines: [
						{
							name: names[0] ?? '',
							values: YEARS.map((_, at) =>
								at === 1
									? absent('not_filed')
									: ([wan(900 + at), present(0.1 * at), points(90 + at)][index] ?? present(1))
							)
						}
					]
				})),
				{ title: '多年对照', years: YEARS }
			)
		},
		strip: {
			span: 'full',
			chart: strip(
				(['spending_total', 'carry_over_rate', 'score_form'] as const).map((measure, index) => ({
					measure,
					own: missing(index + 1, [wan(300), present(0.2), points(94)][index] ?? present(1)),
					peers: rows.map((row, at) =>
						missing(at, [wan(row.size), present(0.03 * at), points(90 + at)][index] ?? present(1))
					)
				})),
				{ subject: names[0] ?? '', year: YEAR, peers: '同类部门' }
			)
		}
	};

	function structure(mode: 'share' | 'amount') {
		return spendingStructure(
			rows.map((row, index) => ({
				...row,
				personnel: missing(index, wan(row.size * 0.5)),
				operating: wan(row.size * 0.2),
				project: wan(row.size * 0.3),
				total: wan(row.size)
			})),
			{ year: YEAR, mode }
		);
	}

	function division(row: { name: string; href: string; size: number }, index: number) {
		return {
			name: row.name,
			href: row.href,
			children: [
				{ name: '人员支出', value: wan(row.size * 0.6), colour: 'personnel' as const },
				{
					name: '项目支出',
					value: missing(index + 2, wan(row.size * 0.4)),
					colour: 'project' as const
				}
			]
		};
	}

	function line(name: string, amounts: readonly (number | null)[]) {
		return {
			name,
			points: amounts.map((amount, index) => ({
				year: YEARS[index] ?? 0,
				value: amount === null ? absent('not_filed') : wan(amount)
			}))
		};
	}
}

/** From a total, lowered by `shift`, that the departments change in turn by falling amounts. */
function change(names: readonly string[], shift: number): Chart {
	const contributions = [400, 150, -90, -300, -2];
	const before = 10_000_000 * (shift < 0 ? shift / 10 : 500);
	const steps = names.slice(0, 5).map((name, index) => ({
		name,
		href: `/departments/${index}`,
		before: wan(100),
		after: index === 3 ? absent('not_filed') : wan(100 + (contributions[index] ?? 0)),
		contribution: (contributions[index] ?? 0) * 1_000_000,
		isAside: index === 3
	}));
	return changeWaterfall(steps, {
		finding: '支出合计比上年增长3.2%',
		description: '两年都有数据的5家。',
		measure: 'spending_total',
		year: YEAR,
		base: YEAR - 1,
		before: present(before),
		after: present(before + steps.reduce((sum, { contribution }) => sum + contribution, 0))
	});
}
