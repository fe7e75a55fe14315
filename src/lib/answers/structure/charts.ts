import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { DEPARTMENT_TABLE } from '../view-page.ts';
import { dumbbell } from '#lib/charts/dumbbell.ts';
import { spendingRows } from '#lib/charts/rows.ts';
import { spendingStructure, type SpendingRow } from '#lib/charts/spending-structure.ts';
import { PART_PATTERNS } from '#lib/charts/theme.ts';
import { treemap, type TreemapNode } from '#lib/charts/treemap.ts';
import { inWords } from '#lib/catalogue/change-words.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { SPENDING_PARTS } from '#lib/catalogue/spending-parts.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { changeOf } from '#lib/comparison/change.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { sortTable } from '#lib/comparison/table.ts';
import { VIEWS } from '#lib/comparison/views.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { departmentHref, href, type Chosen } from '#lib/links.ts';

/** Bars that can be read at once; the table below holds every department. */
const SHOWN = 20;
const MOVED = 20;

/** Structure by kind, the whole as areas, by department in the table's order, and whose mix moved most. */
export function structureCharts(
	rows: readonly Observation[],
	{ year, base, chosen, pins }: { year: number; base: number; chosen: Chosen; pins: readonly Pin[] }
): DrawnChart[] {
	const hrefOf = ({ department }: Observation) => departmentHref(department.code, chosen);
	const byKind = spendingStructure(kindRows(rows, chosen), { year, mode: 'share', noun: '类部门' });
	const byDepartment = spendingStructure(spendingRows(rows, hrefOf), {
		year,
		mode: 'share',
		limit: SHOWN,
		rest_at: DEPARTMENT_TABLE
	});
	return [
		drawChart({ ...byKind, title: '各类部门的支出结构' }, { id: 'kinds', span: 'full', pins }),
		drawChart(
			treemap(areaNodes(rows, chosen), {
				title: '支出全貌：类别、部门、用途',
				measure: 'spending_total',
				year,
				levels: ['类别', '部门'],
				difference: areaDifference(rows)
			}),
			{ id: 'areas', span: 'full', pins }
		),
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

/** Every kind with its departments' amounts added up, the largest first. */
function kindRows(rows: readonly Observation[], chosen: Chosen): SpendingRow[] {
	const kinds = [...new Set(rows.map((row) => row.department.kind ?? '未分类'))];
	return kinds
		.map((kind) => {
			const members = rows.filter((row) => (row.department.kind ?? '未分类') === kind);
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

/** Departments named in a sentence. */
const NAMED = 3;

/** Departments that can be seen as areas of their own; the others of a kind share one. */
const AREAS = 120;

/** Kind, department, component: areas as large as the amounts. */
function areaNodes(rows: readonly Observation[], chosen: Chosen): TreemapNode[] {
	const largest = sortTable(rows, VIEWS.structure.columns, {
		key: 'spending_total',
		descending: true
	});
	const own = new Set([...largest.slice(0, AREAS), ...rows.filter((row) => !isDivided(row))]);
	const kinds = [...Map.groupBy(rows, (row) => row.department.kind ?? '未分类')];
	return kinds.map(([kind, members]) => {
		const small = members.filter((row) => !own.has(row));
		const rest = small.length > 0 ? [restNode(small)] : [];
		return {
			name: kind,
			href: href('/structure', { ...chosen, kind }),
			children: [
				...members.filter((row) => own.has(row)).map((row) => areaNode(row, chosen)),
				...rest
			]
		};
	});
}

/** False for a department whose areas are named one by one, never hidden in a sum, since a part or the total is not stated. */
function isDivided(row: Observation): boolean {
	const isStated = SPENDING_PARTS.every(({ measure }) => (row.values[measure].value ?? -1) >= 0);
	return isStated && undividedOf(row) === 0;
}

/** Spending that the department's parts leave open, 分: negative where they exceed the total or that is not stated. */
function undividedOf({ values }: Observation): number {
	const parts = SPENDING_PARTS.map(({ measure }) => Math.max(0, values[measure].value ?? 0));
	return (values.spending_total.value ?? 0) - parts.reduce((a, b) => a + b, 0);
}

/** Says why the areas of all departments together are more than their total; empty where they are not. */
function areaDifference(rows: readonly Observation[]): string {
	const over = rows.filter((row) => undividedOf(row) < 0);
	if (over.length === 0) return '';
	const excess = -over.reduce((sum, row) => sum + undividedOf(row), 0);
	const named = over.slice(0, NAMED).map(({ department }) => department.name);
	const more = over.length > NAMED ? `等${over.length}家` : '';
	return `；比支出合计多${inWords('spending_total', excess)}，因${named.join('、')}${more}的分项之和大于所报合计或合计未报`;
}

function areaNode(row: Observation, chosen: Chosen): TreemapNode {
	const { department, values } = row;
	const undivided = undividedOf(row);
	return {
		name: department.name,
		href: departmentHref(department.code, chosen),
		children: [
			...SPENDING_PARTS.map((part) => partNode(part, values[part.measure])),
			...(undivided > 0 ? [{ name: UNDIVIDED, value: present(undivided) }] : [])
		]
	};
}

const UNDIVIDED = '未列入分项';

function restNode(rows: readonly Observation[]): TreemapNode {
	return {
		name: `其余${rows.length}家`,
		children: SPENDING_PARTS.map((part) => partNode(part, aggregate(rows, part.measure).value))
	};
}

function partNode(part: (typeof SPENDING_PARTS)[number], value: Value): TreemapNode {
	return {
		name: measureOf(part.measure).name,
		value,
		colour: part.key,
		pattern: PART_PATTERNS[part.key]
	};
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
