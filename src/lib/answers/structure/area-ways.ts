/** Links from the areas of spending to a level above, a level below, and past a department that hides the others. */
import type { Way } from '#lib/charts/chart.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { departmentHref, href, type Chosen } from '#lib/links.ts';

/** Id of the chart that the links lead to. */
export const CHART = 'areas';

/** Links of one level; more are in the chart's table. */
const MOST_WAYS = 12;

export function waysUp(
	rows: readonly Observation[],
	{ chosen, isWhole, isOne }: { chosen: Chosen; isWhole: boolean; isOne: boolean }
): Way[] {
	const [first] = rows;
	if (isWhole || !first) return [];
	const up = { name: '全部', href: `${href('/structure', { ...chosen, kind: null })}#${CHART}` };
	const { kind } = first.department;
	return isOne && kind !== null ? [up, { name: kind, href: kindHref(kind, chosen) }] : [up];
}

export function waysDown(rows: readonly Observation[], chosen: Chosen, isWhole: boolean): Way[] {
	const kinds = [...new Set(rows.map(({ department }) => department.kind))];
	// Departments without a kind are not one that could be chosen.
	if (isWhole && kinds.some((kind) => kind !== null))
		return kinds
			.filter((kind) => kind !== null)
			.map((kind) => ({
				name: kind,
				href: kindHref(kind, chosen),
				isDown: true
			}));
	const [only] = rows;
	if (rows.length === 1 && only) {
		const { name, code } = only.department;
		return [{ name: `${name}的页面`, href: departmentHref(code, chosen), isDown: true }];
	}
	return fromLargest(rows)
		.slice(0, MOST_WAYS)
		.map((row) => ({ name: row.department.name, href: withinHref(row, chosen), isDown: true }));
}

export function kindHref(kind: string, chosen: Chosen): string {
	return `${href('/structure', { ...chosen, kind })}#${CHART}`;
}

/** The areas of one department, below its kind. */
export function withinHref(row: Observation, chosen: Chosen): string {
	const { code } = row.department;
	return `${href('/structure', { ...chosen, kind: row.department.kind, d: code })}#${CHART}`;
}

/** Fewer departments show nothing of their sizes. */
export const LEAST_SHOWN = 2;

/** Leads past a department that spends more than all others shown, whose areas cannot be seen beside it; and back. */
export function waysAround(shown: readonly Observation[], chosen: Chosen, left: number): Way[] {
	const to = (name: string, count: number) => ({
		name,
		href: `${href('/structure', { ...chosen, without_largest: count || null })}#${CHART}`
	});
	const [largest] = fromLargest(shown);
	const total = shown.reduce((sum, row) => sum + spentBy(row), 0);
	const isGiant =
		largest && shown.length > LEAST_SHOWN && spentBy(largest) > total - spentBy(largest);
	return [
		...(left > 0 ? [to(`含最大的${left}家`, 0)] : []),
		...(isGiant ? [{ ...to(`不含${largest.department.name}`, left + 1), isDown: true }] : [])
	];
}

export function fromLargest(rows: readonly Observation[]): Observation[] {
	return rows.toSorted((a, b) => spentBy(b) - spentBy(a));
}

function spentBy({ values }: Observation): number {
	return values.spending_total.value ?? 0;
}
