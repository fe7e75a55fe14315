import type { AxisChoice } from '#lib/catalogue/axis-scales.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { DEPARTMENT_TABLE } from '../view-page.ts';
import { dumbbell } from '#lib/charts/changes/dumbbell.ts';
import { lineName, MEASURE_COLOURS, trend } from '#lib/charts/trends/trend.ts';
import type { TrendSeries } from '#lib/charts/trends/trend-series.ts';
import { changeOf } from '#lib/comparison/change/change.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { yearTotals, type YearTotal } from '#lib/comparison/change/year-totals.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';
import { likeWords, totalPoints } from '../totals.ts';

const ITEMS = [
	'three_public_reception',
	'three_public_vehicle_running',
	'three_public_vehicle_purchase',
	'three_public_abroad'
] as const satisfies readonly MeasureId[];
const BOTH_BASES = ['three_public_total', 'three_public_without_purchase'] as const;

/** Rows that can be read at once; the table below holds every department. */
const SHOWN = 25;

interface ThreePublicDrawn {
	year: number;
	/** The year compared with. */
	base: number;
	chosen: Chosen;
	scale: AxisChoice;
	pins: readonly Pin[];
}

/** The four items, led by the one that moved most, and both totals over the years, and whose total moved most. */
export function threePublicCharts(
	rows: readonly Observation[],
	history: readonly Observation[],
	{ year, base, chosen, scale, pins }: ThreePublicDrawn
): DrawnChart[] {
	const items = ITEMS.map((id) => ({ id, totals: yearTotals(history, id) }));
	const led = items.reduce((most, one) =>
		Math.abs(movedBy(one.totals)) > Math.abs(movedBy(most.totals)) ? one : most
	);
	return [
		drawChart(
			trend(
				BOTH_BASES.map((id) => yearly(history, id)),
				{
					title: '三公经费合计：含购置与不含购置',
					measure: 'three_public_total',
					like: likeWords('three_public_total', yearTotals(history, 'three_public_total'))
				}
			),
			{ id: 'totals', span: 'half', pins }
		),
		drawChart(
			trend(
				ITEMS.map((id) => yearly(history, id)),
				{
					title: '三公经费四项',
					measure: led.id,
					about: ITEMS.indexOf(led.id),
					like: likeWords(led.id, led.totals)
				}
			),
			{ id: 'items', span: 'half', pins }
		),
		drawChart(
			dumbbell(movedRows(rows, chosen), {
				title: '三公经费合计变动最大的部门',
				measure: 'three_public_total',
				year,
				base,
				axis: scale,
				limit: SHOWN,
				rest_at: DEPARTMENT_TABLE
			}),
			{ id: 'moved', span: 'full', pins }
		)
	];
}

/** The change of the last year on one basis; 0 where nothing is comparable with it. */
function movedBy(totals: readonly YearTotal[]): number {
	const change = totals.at(-1)?.change;
	return change && change.compared > 0 ? (change.difference.value ?? 0) : 0;
}

/** A measure of all shown departments by year. */
function yearly(history: readonly Observation[], id: MeasureId): TrendSeries {
	return {
		name: lineName(id),
		measure: id,
		colour: MEASURE_COLOURS[id],
		points: totalPoints(yearTotals(history, id))
	};
}

/** The largest changes in amount first, up or down. */
function movedRows(rows: readonly Observation[], chosen: Chosen) {
	return rows
		.map((row) => ({ row, change: changeOf(row, 'three_public_total') }))
		.filter(({ change }) => change.difference.value !== null)
		.sort(
			(a, b) => Math.abs(b.change.difference.value ?? 0) - Math.abs(a.change.difference.value ?? 0)
		)
		.map(({ row, change }) => ({
			name: row.department.name,
			href: departmentHref(row.department.code, chosen),
			current: change.current,
			previous: change.previous
		}));
}
