/**
 * Figures that look ten or ten thousand times too large or too small are left out of totals, peers and statistics until
 * the department has confirmed them: they count as absent, with a reason that every table shows.
 */
import { BUDGETS } from '#lib/catalogue/budgets.ts';
import type { StoredId } from '#lib/catalogue/measures.ts';
import { absent } from '#lib/catalogue/values.ts';
import type { DepartmentYear, ReportedValues } from '../observation.ts';

/** The suspect figures of one department and year. */
export type Suspects = ReadonlyMap<string, ReadonlySet<StoredId>>;

/** The key of a department and year in {@link Suspects}. */
export function suspectKey(department: number, year: number): string {
	return `${department} ${year}`;
}

/** The suspect figures of the department's year. */
export function suspectFigures(
	{ department, fiscal_year }: Pick<DepartmentYear, 'department' | 'fiscal_year'>,
	suspects: Suspects
): ReadonlySet<StoredId> {
	return suspects.get(suspectKey(department.id, fiscal_year)) ?? new Set();
}

/** The department's year without its suspect figures. */
export function withoutSuspects(row: DepartmentYear, suspects: Suspects): DepartmentYear {
	const ids = suspectFigures(row, suspects);
	return ids.size > 0 ? { ...row, values: leaveOut(row.values, ids) } : row;
}

/** With a figure goes its budget, which stands beside it in the same unit. */
function leaveOut(values: ReportedValues, ids: ReadonlySet<StoredId>): ReportedValues {
	const budgets = BUDGETS.filter(
		({ id, measure }) => ids.has(measure) && values[id].value !== null
	);
	const left = [...ids, ...budgets.map(({ id }) => id)];
	return { ...values, ...Object.fromEntries(left.map((id) => [id, absent('suspect')])) };
}
