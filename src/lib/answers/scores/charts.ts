import { NO_KIND } from '#lib/comparison/change/contribution.ts';
import { gradesInPoints } from '#lib/catalogue/grades.ts';
import { absent } from '#lib/catalogue/values.ts';
import { boxes } from '#lib/charts/distributions/boxes.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawBeside, drawChart } from '#lib/charts/draw.ts';
import { heatMaps, type HeatRow } from '#lib/charts/distributions/heat-map.ts';
import { valueRows } from '#lib/charts/parts/rows.ts';
import { scoreDistribution } from '#lib/charts/distributions/score-distribution.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { distinctName, lostShare, pathKey, type SheetLine } from '#lib/comparison/score-items.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { DEPARTMENT_TABLE } from '../view-page.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';

/** Rows of the heat map that can be read at once. */
const SHOWN = 100;

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
	const lost = lostRows(rows, lines, hrefOf);
	if (lost.columns.length === 0) return charts;
	const maps = heatMaps(lost.rows, {
		title: '扣分落在哪些指标',
		year,
		columns: lost.columns,
		of: lost.of,
		rowName: '部门'
	});
	const drawn = maps.map((map, index) =>
		drawChart(map, { id: `lost-${index + 1}`, span: 'full', pins })
	);
	return [...charts, ...drawn];
}

/** Departments that lose most against the indicators on which anybody loses. */
function lostRows(
	rows: readonly Observation[],
	lines: readonly SheetLine[],
	hrefOf: (row: Observation) => string
): { columns: string[]; rows: HeatRow[]; of: number } {
	const losing = lines.filter((line) => (lostShare(line).value ?? 0) > 0);
	const lostOn = new Set(losing.map((line) => pathKey(line.path)));
	const keys = [...new Set(lines.map((line) => pathKey(line.path)))].filter((key) =>
		lostOn.has(key)
	);
	const paths = keys.map((key) => key.split(' › '));
	const byDepartment = Map.groupBy(lines, (line) => line.department);
	const pointsOf = ({ department }: Observation) =>
		(byDepartment.get(department.id) ?? []).reduce(
			(sum, line) => sum + (line.weight ?? 0) * (lostShare(line).value ?? 0),
			0
		);
	const all = rows
		.map((row) => ({ row, points: pointsOf(row) }))
		.filter(({ points }) => points > 0)
		.sort((a, b) => b.points - a.points);
	const shown = all.slice(0, SHOWN).map(({ row }) => row);
	return {
		of: all.length,
		columns: paths.map((path) => distinctName(path, paths)),
		rows: shown.map((row) => {
			const own = new Map(
				(byDepartment.get(row.department.id) ?? []).map((line) => [pathKey(line.path), line])
			);
			return {
				name: row.department.name,
				href: hrefOf(row),
				cells: keys.map((key) => {
					const line = own.get(key);
					return line ? lostShare(line) : absent('not_in_template');
				})
			};
		})
	};
}
