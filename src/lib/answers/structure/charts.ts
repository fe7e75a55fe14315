import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { areaChart, kindOf, type AreaSettings } from './areas.ts';
import { DEPARTMENT_TABLE } from '../view-page.ts';
import { dumbbell } from '#lib/charts/changes/dumbbell.ts';
import { spendingRows } from '#lib/charts/parts/rows.ts';
import { spendingStructure, type SpendingRow } from '#lib/charts/shares/spending-structure.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { changeOf } from '#lib/comparison/change/change.ts';
import { shareBasis } from './basis.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { departmentHref, href, type Chosen } from '#lib/links.ts';

/** Bars that can be read at once; the table below holds every department. */
const SHOWN = 20;
const MOVED = 20;

interface StructureSettings extends AreaSettings {
	base: number;
}

/** Structure by kind where there are several, the whole as areas, by department in the table's order, and whose mix moved most. */
export function structureCharts(
	rows: readonly Observation[],
	{ base, ...settings }: StructureSettings
): DrawnChart[] {
	const { year, chosen, pins } = settings;
	const hrefOf = ({ department }: Observation) => departmentHref(department.code, chosen);
	const kinds = kindRows(rows, chosen);
	const byKind = spendingStructure(kinds, {
		year,
		mode: 'share',
		noun: '类部门',
		basis: shareBasis(rows).words
	});
	const byDepartment = spendingStructure(spendingRows(rows, hrefOf), {
		year,
		mode: 'share',
		limit: SHOWN,
		rest_at: DEPARTMENT_TABLE
	});
	const kindsChart = drawChart(
		{ ...byKind, title: '各类部门的支出结构' },
		{ id: 'kinds', span: 'full', pins }
	);
	return [
		...(kinds.length === 1 ? [] : [kindsChart]),
		areaChart(rows, settings),
		drawChart(
			{ ...byDepartment, title: '各部门的支出结构' },
			{ id: 'departments', span: 'full', pins }
		),
		drawChart(
			dumbbell(movedRows(rows, hrefOf), {
				title: '项目支出占比的变动',
				measure: 'project_share',
				year,
				base,
				limit: MOVED,
				rest_at: DEPARTMENT_TABLE
			}),
			{ id: 'moved', span: 'full', pins }
		)
	];
}

/** Every kind with the amounts of its departments that state every part added up, the largest first. */
function kindRows(rows: readonly Observation[], chosen: Chosen): SpendingRow[] {
	const stating = shareBasis(rows).rows;
	const kinds = [...new Set(rows.map(kindOf))];
	return kinds
		.map((kind) => {
			const members = stating.filter((row) => kindOf(row) === kind);
			return {
				name: kind,
				href: href('/structure', { ...chosen, kind }),
				total: aggregate(members, 'spending_total').value,
				personnel: aggregate(members, 'spending_personnel').value,
				operating: aggregate(members, 'spending_operating').value,
				project: aggregate(members, 'spending_project').value
			};
		})
		.sort((a, b) => (b.total.value ?? 0) - (a.total.value ?? 0));
}

/** Departments whose share of project spending moved most, in either direction. */
function movedRows(rows: readonly Observation[], hrefOf: (row: Observation) => string) {
	return rows
		.map((row) => ({ row, change: changeOf(row, 'project_share') }))
		.filter(({ change }) => change.difference.value !== null)
		.sort(
			(a, b) => Math.abs(b.change.difference.value ?? 0) - Math.abs(a.change.difference.value ?? 0)
		)
		.map(({ row, change }) => ({
			name: row.department.name,
			href: hrefOf(row),
			current: change.current,
			previous: change.previous
		}));
}
