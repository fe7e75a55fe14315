import { gradesInPoints } from '#lib/catalogue/grades.ts';
import type { ChartSpan, DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { spendingRows, valueRows } from '#lib/charts/parts/rows.ts';
import { scoreDistribution } from '#lib/charts/distributions/score-distribution.ts';
import { spendingStructure } from '#lib/charts/shares/spending-structure.ts';
import { MEASURE_COLOURS, trend } from '#lib/charts/trends/trend.ts';
import type { TrendSeries } from '#lib/charts/trends/trend-series.ts';
import { likeWords, totalPoints } from '../totals.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { sortTable } from '#lib/comparison/table.ts';
import { VIEWS } from '#lib/comparison/views.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';
import type { HeadlineMeasure, Overview } from '#lib/server/questions/figures/overview.ts';
import { changeChart } from '../changes/charts.ts';
import { nameOfPart } from '../changes/steps.ts';

/** Bars that fit beside the other charts; the structure page shows all departments. */
const LARGEST = 15;

/** Charts of the overview, in reading order. */
export type OverviewChart =
	'change' | 'structure' | 'amounts' | 'three-public' | 'carry-over' | 'scores';

interface OverviewPlace {
	chosen: Chosen;
	pins: readonly Pin[];
	/** Width of the charts with a row per department; of all charts on a slide. */
	span?: ChartSpan;
	/** Departments of the structure. */
	limit?: number;
}

/** Each chart is drawn when it is asked for; there is none of the change where no department can be compared. */
export function overviewCharts(
	overview: Overview,
	{ chosen, pins, span = 'full', limit = LARGEST }: OverviewPlace
): Record<OverviewChart, () => DrawnChart[]> {
	const small = span === 'slide' ? 'slide' : 'half';
	const total = (
		id: OverviewChart,
		measure: HeadlineMeasure,
		lines: TrendSeries[],
		settings: { title: string; about?: number }
	) => {
		const chart = trend(lines, { ...settings, measure, like: likeOf(overview, measure) });
		return [drawChart(chart, { id, span: small, pins })];
	};
	const line = (measure: HeadlineMeasure, name: string) => series(overview, measure, name);
	return {
		change: () => changeOfSpending(overview, { chosen, pins, span }),
		structure: () => [structureOf(overview, { chosen, pins, span, limit })],
		amounts: () =>
			total(
				'amounts',
				'spending_total',
				[line('income_total', '收入'), line('spending_total', '支出')],
				{ title: '收入与支出', about: 1 }
			),
		'three-public': () =>
			total(
				'three-public',
				'three_public_total',
				[line('three_public_total', '三公合计'), line('three_public_without_purchase', '不含购置')],
				{ title: '三公经费' }
			),
		'carry-over': () =>
			total('carry-over', 'carry_over_rate', [line('carry_over_rate', '结转结余率')], {
				title: '结转结余率'
			}),
		scores: () => [scoresOf(overview, { chosen, pins, span: small })]
	};
}

function structureOf(
	{ year, observations }: Overview,
	{ chosen, pins, span, limit }: Required<OverviewPlace>
): DrawnChart {
	const largest = sortTable(observations, VIEWS.departments.columns, {
		key: 'spending_total',
		descending: true
	});
	const rows = spendingRows(largest, hrefWith(chosen));
	const chart = spendingStructure(rows, { year, mode: 'share', limit, rest_at: '支出结构页' });
	return drawChart(chart, { id: 'structure', span, pins });
}

function scoresOf(
	{ year, observations }: Overview,
	{ chosen, pins, span = 'half' }: OverviewPlace
): DrawnChart {
	const rows = valueRows(observations, 'score_form', hrefWith(chosen));
	const chart = scoreDistribution(rows, { year, grades: gradesInPoints(), pins });
	return drawChart(chart, { id: 'scores', span, pins });
}

function hrefWith(chosen: Chosen) {
	return ({ department }: Observation) => departmentHref(department.code, chosen);
}

/** Departments named beside the other charts and on a slide; 变化 shows more of them. */
const NAMED: Record<ChartSpan, number> = { full: 8, half: 8, slide: 4 };

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
				limit: NAMED[place.span]
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
	return {
		name,
		measure,
		colour: MEASURE_COLOURS[measure],
		points: totalPoints(headline?.history ?? [])
	};
}
