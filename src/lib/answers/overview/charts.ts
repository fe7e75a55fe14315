import { gradesInPoints } from '#lib/catalogue/grades.ts';
import type { ChartSpan, DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { spendingRows, valueRows } from '#lib/charts/rows.ts';
import { scoreDistribution } from '#lib/charts/score-distribution.ts';
import { spendingStructure } from '#lib/charts/spending-structure.ts';
import { trend, type TrendSeries } from '#lib/charts/trend.ts';
import { likeWords, totalPoints } from '../totals.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { sortTable } from '#lib/comparison/table.ts';
import { VIEWS } from '#lib/comparison/views.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';
import type { HeadlineMeasure, Overview } from '#lib/server/questions/overview.ts';
import { changeChart } from '../changes/charts.ts';
import { nameOfPart } from '../changes/steps.ts';

/** Bars that fit beside the other charts; the structure page shows all departments. */
const LARGEST = 15;

export interface OverviewCharts {
	/** The change of spending taken apart; none where no department can be compared. */
	change: DrawnChart[];
	/** The largest departments' structure, the totals over the years, and the scores. */
	charts: DrawnChart[];
}

interface OverviewPlace {
	/** Width of the charts with a row per department. */
	span?: ChartSpan;
	/** Departments of the structure. */
	limit?: number;
}

export function overviewCharts(
	overview: Overview,
	chosen: Chosen,
	pins: readonly Pin[],
	{ span = 'full', limit = LARGEST }: OverviewPlace = {}
): OverviewCharts {
	const { year, observations } = overview;
	const hrefOf = ({ department }: Observation) => departmentHref(department.code, chosen);
	const largest = sortTable(observations, VIEWS.departments.columns, {
		key: 'spending_total',
		descending: true
	});
	const change = changeOfSpending(overview, { chosen, pins, span });
	const charts = [
		drawChart(
			spendingStructure(spendingRows(largest, hrefOf), {
				year,
				mode: 'share',
				limit,
				rest_at: '支出结构页'
			}),
			{
				id: 'structure',
				span,
				pins
			}
		),
		...trends(overview, pins),
		drawChart(
			scoreDistribution(valueRows(observations, 'score_form', hrefOf), {
				year,
				grades: gradesInPoints()
			}),
			{ id: 'scores', span: 'half', pins }
		)
	];
	return { change, charts };
}

/** Draws each of the head totals over the years. */
function trends(overview: Overview, pins: readonly Pin[]): DrawnChart[] {
	return [
		drawChart(
			trend(
				[series(overview, 'income_total', '收入'), series(overview, 'spending_total', '支出')],
				{
					title: '收入与支出',
					measure: 'spending_total',
					about: 1,
					like: likeOf(overview, 'spending_total')
				}
			),
			{ id: 'amounts', span: 'half', pins }
		),
		drawChart(
			trend(
				[
					series(overview, 'three_public_total', '三公合计'),
					series(overview, 'three_public_without_purchase', '不含购置')
				],
				{
					title: '三公经费',
					measure: 'three_public_total',
					like: likeOf(overview, 'three_public_total')
				}
			),
			{ id: 'three-public', span: 'half', pins }
		),
		drawChart(
			trend([series(overview, 'carry_over_rate', '结转结余率')], {
				title: '结转结余率',
				measure: 'carry_over_rate',
				like: likeOf(overview, 'carry_over_rate')
			}),
			{ id: 'carry-over', span: 'half', pins }
		)
	];
}

/** Departments named on each side beside the other charts; 变化 shows more of them. */
const NAMED = 4;

function changeOfSpending(
	overview: Overview,
	place: { chosen: Chosen; pins: readonly Pin[]; span: ChartSpan }
): DrawnChart[] {
	const { changes, year, base } = overview;
	if (!changes || changes.like.counted === 0) return [];
	const compared = changes.items.filter(({ comparable }) => comparable);
	return [
		changeChart(
			{ whole: changes, compared, by: 'department' },
			{
				measure: 'spending_total',
				year,
				base,
				nameOf: nameOfPart('department', (name) => name),
				...place,
				limit: NAMED
			}
		)
	];
}

/** The change of the last year on one basis, as the head figure has it. */
function likeOf({ headlines }: Overview, measure: HeadlineMeasure): string | null {
	return likeWords(measure, headlines.find((one) => one.measure === measure)?.history ?? []);
}

function series(overview: Overview, measure: HeadlineMeasure, name: string): TrendSeries {
	const headline = overview.headlines.find((one) => one.measure === measure);
	return { name, points: totalPoints(headline?.history ?? []) };
}
