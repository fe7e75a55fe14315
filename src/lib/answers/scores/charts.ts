import { NO_KIND } from '#lib/comparison/change/contribution.ts';
import { gradesInPoints } from '#lib/catalogue/grades.ts';
import { boxes } from '#lib/charts/distributions/boxes.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawBeside, drawChart } from '#lib/charts/draw.ts';
import { heatMaps } from '#lib/charts/distributions/heat-map.ts';
import { valueRows } from '#lib/charts/parts/rows.ts';
import { scoreDistribution } from '#lib/charts/distributions/score-distribution.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import type { SheetLine } from '#lib/comparison/score-items.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { DEPARTMENT_TABLE } from '../view-page.ts';
import { lostPoints } from './lost-points.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';

/** The distribution, the kinds side by side, and where points are lost. */
export function scoreCharts(
	rows: readonly Observation[],
	lines: readonly SheetLine[],
	{ year, chosen, pins }: { year: number; chosen: Chosen; pins: readonly Pin[] }
): DrawnChart[] {
	const hrefOf = ({ department }: Observation) => departmentHref(department.code, chosen);
	const grades = gradesInPoints();
	const kinds = [...Map.groupBy(rows, (row) => row.department.kind ?? NO_KIND)];
	const groups = kinds.map(([name, members]) => ({
		name,
		dots: valueRows(members, 'score_form', hrefOf)
	}));
	const distribution = scoreDistribution(valueRows(rows, 'score_form', hrefOf), {
		year,
		grades,
		pins
	});
	const byKind = boxes(groups, {
		title: '各类部门的自评得分',
		measure: 'score_form',
		year,
		rest_at: DEPARTMENT_TABLE
	});
	const charts = drawBeside(
		[
			{ id: 'distribution', chart: distribution },
			{ id: 'kinds', chart: byKind }
		],
		pins
	);
	const lost = lostPoints(rows, lines, hrefOf);
	if (lost.columns.length === 0) return charts;
	const maps = heatMaps(lost.rows, {
		title: '扣分落在哪些指标',
		year,
		columns: lost.columns,
		of: lost.of,
		merged: lost.merged,
		rowName: '部门'
	});
	const drawn = maps.map((map, index) =>
		drawChart(map, { id: `lost-${index + 1}`, span: 'full', pins })
	);
	return [...charts, ...drawn];
}
