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

/** A department's year as filed, with the figures that its review doubts. */
export interface DoubtedYear {
	fiscal_year: number;
	figures: readonly StoredId[];
	values: ReportedValues;
}

/** The figures doubted of a year. */
export interface Doubted {
	/** The year whose review tells why; an earlier one where the figures are still as they were in it. */
	since: number;
	figures: ReadonlySet<StoredId>;
}

/** From here on an amount is said to have come back from a slip: ten times, with room for a year's own change. */
const COMES_BACK_TIMES = 4;
/** From here on another amount of the same year, or one beside what it was before the slip, is a slip of its own. */
const SLIPS_TIMES = 8;
/** So far nothing moves by itself: what stays there is still in the wrong unit, while ten times may have been real. */
const STAYS_TIMES = 1_000;

/** One filed year with the one filed before it, and what is known of that. */
interface YearStep {
	year: DoubtedYear;
	before: ReportedValues | null;
	/** Amounts of the year filed before that one. */
	earlier: ReportedValues | null;
	last: Doubted | undefined;
	/** Amounts as they were before they slipped. */
	sound: ReadonlyMap<StoredId, number>;
}

/**
 * The figures doubted of each year of one department, whose filed years are all given. The year after a slip jumps back,
 * and the review doubts it as well: there what comes back is sound, so is what a sum ties to it, and what else comes back
 * with it was off in the year before. A figure in the wrong unit that does not come back is doubted until it does, also
 * after a year without a report, which the review compares with nothing.
 */
export function doubtedByYear(filed: readonly DoubtedYear[]): ReadonlyMap<number, Doubted> {
	const doubted = new Map<number, Doubted>();
	const sound = new Map<StoredId, number>();
	const ascending = filed.toSorted((a, b) => a.fiscal_year - b.fiscal_year);
	for (const [index, year] of ascending.entries()) {
		const { fiscal_year, figures } = year;
		const previous = ascending[index - 1];
		const last = previous && doubted.get(previous.fiscal_year);
		const before = previous?.values ?? null;
		const earlier = ascending[index - 2]?.values ?? null;
		for (const id of figures) {
			if (!last?.figures.has(id)) sound.set(id, before?.[id].value ?? 0);
		}
		const step = { year, before, earlier, last, sound };
		const comesBack = isReturn(step);
		const own = figures.filter((id) => !comesBack || isNewSlip(id, step));
		const staying = [...(last?.figures ?? [])].filter((id) => stays(id, step));
		const all = new Set([...own, ...staying]);
		if (all.size > 0) {
			const since = own.length > 0 ? fiscal_year : (last?.since ?? fiscal_year);
			doubted.set(fiscal_year, { since, figures: all });
		}
		if (!comesBack || !last) continue;
		const off = figures.filter((id) => isOffBefore(id, step));
		doubted.set(previous.fiscal_year, { ...last, figures: new Set([...last.figures, ...off]) });
	}
	return doubted;
}

/** Tells whether most of the figures that were doubted the year before are doubted for coming back. */
function isReturn({ year, before, last, sound }: YearStep): boolean {
	const again = year.figures.filter((id) => last?.figures.has(id));
	const back = again.filter((id) => {
		const now = year.values[id].value ?? 0;
		const isAsBefore = timesBetween(now, sound.get(id) ?? 0) < SLIPS_TIMES;
		return isAsBefore && timesOf(id, year.values, before) >= COMES_BACK_TIMES;
	});
	return back.length * 2 > again.length;
}

/** Tells whether a figure jumps in the year in which others come back, and was in its place until then. */
function isNewSlip(id: StoredId, step: YearStep): boolean {
	return jumpsBeside(id, step) && !isOffBefore(id, step);
}

/** Tells whether a figure comes back with others from a year in which the review did not doubt it: it had jumped there, or nothing is before. */
function isOffBefore(id: StoredId, step: YearStep): boolean {
	const { before, earlier } = step;
	if (!jumpsBeside(id, step)) return false;
	return earlier === null || timesOf(id, before, earlier) >= SLIPS_TIMES;
}

/** Balances fall to nothing and rise again lawfully, so of them more is asked. */
function jumpsBeside(id: StoredId, { year, before, last }: YearStep): boolean {
	const isBalance = measureOf(id).group === 'balance' || id === 'income_carried_in';
	const least = isBalance ? STAYS_TIMES : SLIPS_TIMES;
	return !last?.figures.has(id) && timesOf(id, year.values, before) >= least;
}

/** Tells whether a doubted figure is still ten thousand times off, however much it moved since the year before. */
function stays(id: StoredId, { year, sound }: YearStep): boolean {
	return timesBetween(year.values[id].value ?? 0, sound.get(id) ?? 0) >= STAYS_TIMES;
}

/** The factor between the amounts of two years; 1 where either is missing or nothing. */
function timesOf(id: StoredId, one: ReportedValues | null, other: ReportedValues | null): number {
	return timesBetween(one?.[id].value ?? 0, other?.[id].value ?? 0);
}

/** From 1 up; 1 where either is nothing. */
function timesBetween(now: number, then: number): number {
	return now * then > 0 ? Math.max(now / then, then / now) : 1;
}
