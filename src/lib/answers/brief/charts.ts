import { measureOf } from '#lib/catalogue/measures.ts';
import type { ChartSpan, DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { historySeries } from '#lib/charts/parts/rows.ts';
import { MEASURE_COLOURS, trend } from '#lib/charts/trends/trend.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { likeWords, totalPoints } from '../totals.ts';
import type { Overview } from '#lib/server/questions/figures/overview.ts';

const LINES = ['income_total', 'spending_total'] as const;
const SETTINGS = { title: '历年收入与支出', measure: 'spending_total', about: 1 } as const;

export function briefChart(overview: Overview): DrawnChart {
	const series = LINES.map((measure) => ({
		name: measureOf(measure).short,
		measure,
		colour: MEASURE_COLOURS[measure],
		points: totalPoints(historyIn(overview, measure))
	}));
	const like = likeWords(SETTINGS.measure, historyIn(overview, SETTINGS.measure));
	return drawChart(trend(series, { ...SETTINGS, like }), { id: 'years', span: 'half' });
}

function historyIn(overview: Overview, measure: (typeof LINES)[number]) {
	return overview.headlines.find((one) => one.measure === measure)?.history ?? [];
}

export function departmentBriefChart(
	history: readonly Observation[],
	span: ChartSpan = 'half'
): DrawnChart {
	const series = LINES.map((measure) => historySeries(measureOf(measure).short, history, measure));
	return drawChart(trend(series, SETTINGS), { id: 'years', span });
}
