import type { MeasureId } from '#lib/catalogue/measures.ts';
import { absent } from '#lib/catalogue/values.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { smallMultiples } from '#lib/charts/trends/small-multiples.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';

/** Measures that say most about a department in one glance: shares and per-head figures, which compare across sizes. */
const PANELS = [
	'personnel_share',
	'operating_share',
	'project_share',
	'carry_over_rate',
	'personnel_per_head',
	'operating_per_head',
	'three_public_per_head',
	'score_form'
] as const satisfies readonly MeasureId[];

/** The chosen departments over the years up to the one asked for, a panel a measure. */
export function compareCharts(
	observations: readonly Observation[],
	histories: readonly Observation[],
	years: readonly number[],
	pins: readonly Pin[]
): DrawnChart[] {
	if (observations.length === 0) return [];
	const panels = PANELS.map((measure) => ({
		measure,
		lines: observations.map(({ department }) => ({
			name: department.name,
			values: years.map((year) => {
				const found = histories.find(
					(one) => one.department.id === department.id && one.fiscal_year === year
				);
				return found ? valueOf(found, measure) : absent('not_filed');
			})
		}))
	}));
	const chart = smallMultiples(panels, { title: '历年走势', years, others: 'equal' });
	return [drawChart(chart, { id: 'years', span: 'full', pins })];
}
