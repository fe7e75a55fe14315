/**
 * Figures that look ten or ten thousand times too large or too small are left out of totals, peers and statistics until
 * the department has confirmed them: they count as absent, with a reason that every table shows.
 */
import { BUDGETS } from '#lib/catalogue/budgets.ts';
import { measureOf, type StoredId } from '#lib/catalogue/measures.ts';
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

/** A department's year whose figures the review doubts, with the amounts that it and the year before state. */
export interface DoubtedYear {
	fiscal_year: number;
	figures: readonly StoredId[];
	/** Null where the year before is not doubted, which nothing can come back from. */
	values: ReportedValues | null;
	before: ReportedValues | null;
}

/** From here on an amount is said to have come back from a slip: ten times, with room for a year's own change. */
const COMES_BACK_TIMES = 4;
/** From here on another amount of the same year, or one beside what it was before the slip, is a slip of its own. */
const SLIPS_TIMES = 8;

/**
 * The figures doubted of each year of one department. The year after a slip jumps back, and the review doubts it as well:
 * there what comes back is sound, and so is what a sum ties to it. A department that fills in the wrong unit year after
 * year comes back in none of them.
 */
export function doubtedByYear(
	years: readonly DoubtedYear[]
): ReadonlyMap<number, ReadonlySet<StoredId>> {
	const doubted = new Map<number, ReadonlySet<StoredId>>();
	// What the figures were before they slipped.
	const sound = new Map<StoredId, number>();
	const ascending = years.toSorted((a, b) => a.fiscal_year - b.fiscal_year);
	for (const year of ascending) {
		const last = doubted.get(year.fiscal_year - 1) ?? new Set();
		for (const id of year.figures) if (!last.has(id)) sound.set(id, year.before?.[id].value ?? 0);
		const comesBack = isReturn(year, last, sound);
		const figures = year.figures.filter((id) => !comesBack || isNewSlip(id, year, last));
		if (figures.length > 0) doubted.set(year.fiscal_year, new Set(figures));
	}
	return doubted;
}

/** Tells whether most of the figures that were doubted the year before are doubted for coming back. */
function isReturn(
	year: DoubtedYear,
	last: ReadonlySet<StoredId>,
	sound: ReadonlyMap<StoredId, number>
): boolean {
	const again = year.figures.filter((id) => last.has(id));
	const back = again.filter((id) => {
		const now = year.values?.[id].value ?? 0;
		const isAsBefore = timesBetween(now, sound.get(id) ?? 0) < SLIPS_TIMES;
		return isAsBefore && changedTimes(id, year) >= COMES_BACK_TIMES;
	});
	return back.length * 2 > again.length;
}

/** Balances are left out: they fall to nothing and rise again lawfully. */
function isNewSlip(id: StoredId, year: DoubtedYear, last: ReadonlySet<StoredId>): boolean {
	const isBalance = measureOf(id).group === 'balance' || id === 'income_carried_in';
	return !isBalance && !last.has(id) && changedTimes(id, year) >= SLIPS_TIMES;
}

/** The factor between both years' amounts; 1 where either is missing or nothing. */
function changedTimes(id: StoredId, { values, before }: DoubtedYear): number {
	return timesBetween(values?.[id].value ?? 0, before?.[id].value ?? 0);
}

/** From 1 up; 1 where either is nothing. */
function timesBetween(now: number, then: number): number {
	return now * then > 0 ? Math.max(now / then, then / now) : 1;
}
