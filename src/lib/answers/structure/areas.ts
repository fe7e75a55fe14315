/** Where the money is, as areas: the bureau by kind and department, one kind by component, one department alone. */
import { NO_KIND } from '#lib/comparison/change/contribution.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { PART_PATTERNS } from '#lib/charts/theme.ts';
import { treemap } from '#lib/charts/shares/treemap.ts';
import type { TreemapNode } from '#lib/charts/shares/treemap-nodes.ts';
import { inWords } from '#lib/catalogue/change-words.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { firstNames } from '#lib/catalogue/name-lists.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { SPENDING_PARTS } from '#lib/catalogue/spending-parts.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { sortTable } from '#lib/comparison/table.ts';
import { VIEWS } from '#lib/comparison/views.ts';
import { href, type Chosen } from '#lib/links.ts';
import {
	CHART,
	fromLargest,
	kindHref,
	LEAST_SHOWN,
	waysAround,
	waysDown,
	waysUp,
	withinHref
} from './area-ways.ts';

export interface AreaSettings {
	year: number;
	chosen: Chosen;
	pins: readonly Pin[];
	/** Code of the department that the reader has gone down to; empty above that. */
	department?: string;
	/** So many of the departments, from the largest, are left out, so that the others can be seen. */
	withoutLargest?: number;
}

/** A click goes one level down, and so do links, since pages work without script. */
export function areaChart(
	rows: readonly Observation[],
	{ year, chosen, pins, department = '', withoutLargest = 0 }: AreaSettings
): DrawnChart {
	const one = rows.filter((row) => row.department.code === department);
	const isOne = one.length > 0;
	const isWhole = !chosen.kind && !isOne;
	const { shown, left } = isOne ? { shown: one, left: 0 } : withoutLargestOf(rows, withoutLargest);
	const without = left > 0 ? `（不含最大的${left}家）` : '';
	const part = isOne ? 'one' : 'kind';
	const chart = treemap(areaNodes(shown, chosen, isWhole), {
		title: TITLES[isWhole ? 'whole' : part] + without,
		measure: 'spending_total',
		year,
		levels: ['类别', '部门'],
		apart: new Set(pins.flatMap(({ name, short }) => [name, short])),
		difference: isWhole ? '' : areaDifference(shown)
	});
	return drawChart(chart, {
		id: CHART,
		span: 'full',
		pins,
		ways: [
			...waysUp(shown, { chosen, isWhole, isOne }),
			...waysAround(shown, chosen, left),
			...waysDown(shown, chosen, isWhole)
		]
	});
}

/** The departments from the largest, without the first of them; two at least stay, since one alone is the whole. */
function withoutLargestOf(rows: readonly Observation[], asked: number) {
	const left = Math.max(0, Math.min(asked, rows.length - LEAST_SHOWN));
	const leftOut = new Set(fromLargest(rows).slice(0, left));
	return { shown: rows.filter((row) => !leftOut.has(row)), left };
}

const TITLES = {
	whole: '支出全貌：类别、部门',
	kind: '一类部门的支出：部门、用途',
	one: '一个部门的支出：用途'
};

export function kindOf({ department }: Observation): string {
	return department.kind ?? NO_KIND;
}

/** A department whose components are not drawn: its area is its total. */
function wholeNode(row: Observation, chosen: Chosen): TreemapNode {
	return {
		name: row.department.name,
		href: withinHref(row, chosen),
		value: row.values.spending_total,
		children: []
	};
}

/** Departments named in a sentence. */
const NAMED = 3;

/** Departments that can be seen as areas of their own; the others of a kind share one. */
const AREAS = 120;

/** Kinds with their departments: areas as large as the amounts. Of one kind alone departments are divided into components. */
function areaNodes(rows: readonly Observation[], chosen: Chosen, isWhole: boolean): TreemapNode[] {
	const largest = sortTable(rows, VIEWS.structure.columns, {
		key: 'spending_total',
		descending: true
	});
	const own = new Set([...largest.slice(0, AREAS), ...rows.filter((row) => !isDivided(row))]);
	const nodeOf = isWhole ? wholeNode : areaNode;
	return [...Map.groupBy(rows, kindOf)].map(([kind, members]) => {
		const small = members.filter((row) => !own.has(row));
		const list = href('/departments', { ...chosen, kind: kind === NO_KIND ? null : kind });
		const rest = small.length > 0 ? [{ ...restNode(small, isWhole), href: list }] : [];
		return {
			name: kind,
			list,
			...(kind === NO_KIND ? {} : { href: kindHref(kind, chosen) }),
			children: [
				...members.filter((row) => own.has(row)).map((row) => nodeOf(row, chosen)),
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
	const names = over.map(({ department }) => department.name);
	return `；比支出合计多${inWords('spending_total', excess)}，因${firstNames(names, NAMED, '家')}的分项之和大于所报合计或合计未报`;
}

function areaNode(row: Observation, chosen: Chosen): TreemapNode {
	const { department, values } = row;
	const undivided = undividedOf(row);
	return {
		name: department.name,
		href: withinHref(row, chosen),
		children: [
			...SPENDING_PARTS.map((part) => partNode(part, values[part.measure])),
			...(undivided > 0 ? [{ name: UNDIVIDED, value: present(undivided) }] : [])
		]
	};
}

const UNDIVIDED = '未列入分项';

function restNode(rows: readonly Observation[], isWhole: boolean): TreemapNode {
	const name = `其余${rows.length}家`;
	const count = rows.length;
	if (isWhole) return { name, count, value: aggregate(rows, 'spending_total').value, children: [] };
	return {
		name,
		count,
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
